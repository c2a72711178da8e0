"""The environments beside `.http` files, in the words of each program."""

import json

import pytest

from inspector import intake
from inspector.intake.results import Unreadable
from inspector.model.secret import SecretRef

SHARED = {"$shared": {"v": "1"}, "dev": {"host": "h", "port": 80}, "live": {"v": "2"}}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("http-client.env.json", json.dumps(SHARED)),
        (".httpyac.json", json.dumps({"log": {"level": 1}, "environments": SHARED})),
        ("package.json", json.dumps({"name": "x", "httpyac": {"environments": SHARED}})),
        ("settings.json", json.dumps({"a.b": True, "rest-client.environmentVariables": SHARED})),
        (
            "settings.json",
            '{\n// ours\n"rest-client.environmentVariables": ' + json.dumps(SHARED) + "}",
        ),
    ],
)
def test_they_come_in_with_what_they_share(name, data):
    made = intake.read(data.encode(), name)
    assert made.kind == "http-environments"
    values = {each.name: dict(each.values) for each in made.collection.environments}
    assert values == {"dev": {"v": "1", "host": "h", "port": "80"}, "live": {"v": "2"}}


def test_a_secret_of_the_private_file_goes_to_the_vault():
    data = json.dumps({"dev": {"token": "planted-0123456789", "env": "{{process.env.USER}}"}})
    made = intake.read(data.encode(), "http-client.private.env.json")
    values = made.collection.environments[0].values
    assert isinstance(values["token"], SecretRef)
    assert list(made.secrets.values()) == ["planted-0123456789"]
    assert made.collection.variables["USER"] == SecretRef(place="environment", name="USER")


def test_a_table_in_a_table_is_told():
    made = intake.read(b'{"dev": {"a": "1", "b": {"c": 1}}, "$default": 1}', "http-client.env.json")
    assert [each.what for each in made.losses] == ["The variable b holds more than a text."]


def test_what_is_no_json_says_so():
    with pytest.raises(Unreadable):
        intake.read(b'{"dev": {', "http-client.env.json")


@pytest.mark.parametrize(
    ("name", "environment"),
    [("dev.env", "dev"), (".env.prod", "prod"), (".env", "default"), ("a.b.env", "a.b")],
)
def test_an_env_file_is_the_environment_of_its_name(name, environment):
    text = b"# ours\nhost=https://api.example.com\nexport TOKEN='planted-0123456789'\n\n"
    made = intake.read(text, name)
    assert made.kind == "env-file"
    (found,) = made.collection.environments
    assert (found.name, found.values["host"]) == (environment, "https://api.example.com")
    assert list(made.secrets.values()) == ["planted-0123456789"]


def test_assignments_without_a_name_are_no_env_file():
    assert intake.recognise(b"a=b\n").kind != "env-file"
