"""The published schemas are those of the program, and its files and output fit them."""

import json
import tomllib
from pathlib import Path

import jsonschema
import msgspec
import pytest
from msgspec import to_builtins

from inspector.export import schema
from inspector.export.export import export
from inspector.export.redact import redact
from inspector.export.shaping import diagnosed
from inspector.library.records import CollectionFile, EnvironmentFile, FolderFile
from inspector.library.toml import fresh
from inspector.logs.log_reader import read
from inspector.logs.scan import Wanted
from inspector.logs.summary import summarise
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.settings.options import options
from inspector.wording.resources import resources
from tests.fixtures import log_samples

SAMPLE = Path(__file__).parent.parent / "library" / "samples" / "request-1.toml"


def fits(name, value):
    jsonschema.validate(json.loads(json.dumps(value)), schema.schema(name))


@pytest.mark.parametrize("name", schema.names())
def test_the_published_copy_is_the_same(name):
    published = resources() / "schemas" / f"{name}.schema.json"
    assert published.read_text("utf-8") == schema.text(name), (
        "write the new text with: python -m tests.unit.export.test_schema"
    )


@pytest.mark.parametrize("name", schema.names())
def test_each_is_a_valid_schema(name):
    jsonschema.Draft202012Validator.check_schema(schema.schema(name))
    assert schema.schema(name)["title"]


def test_what_diagnose_prints_fits(answer):
    made = to_builtins(diagnosed("a.har", answer.verdict))
    fits("verdict", made)
    fits("verdict", {"file": "a.har", "error": {"what": "w", "where": "", "todo": ""}})
    with pytest.raises(jsonschema.ValidationError):
        fits("verdict", {"file": "a.har"})
    with pytest.raises(jsonschema.ValidationError):
        fits("verdict", {**made, "verdict": {**made["verdict"], "more": 1}})


def test_what_send_prints_and_what_is_saved_fits(answer):
    fits("send", json.loads(export(answer, "json").text))
    fits("saved-attempt", json.loads(export(answer, "saved-attempt").text))


def test_what_logs_prints_fits(tmp_path):
    path = tmp_path / "access.log"
    path.write_bytes(log_samples.data_of(log_samples.looping()))
    report = summarise(read([str(path)], Wanted()))
    fits("logs", json.loads(msgspec.json.encode(report)))
    with pytest.raises(jsonschema.ValidationError):
        fits("logs", {"refused": 3})


def test_files_of_collections_fit():
    fits("request", tomllib.loads(SAMPLE.read_text()))
    ref = SecretRef(place="keyring", name="k")
    for name, record in {
        "request": Request(),
        "collection": CollectionFile(name="a", variables={"x": ref, "y": "z"}, order=("a",)),
        "folder": FolderFile(name="a"),
        "environment": EnvironmentFile(name="a", values={"x": ref}),
    }.items():
        fits(name, tomllib.loads(fresh(record)))


@pytest.mark.parametrize(
    "text",
    [
        "nonsense = 1",
        'id = "x"',
        "format = 2",
        '[credential]\nkind = "bearer"\ntoken = { memory = "x" }',
    ],
)
def test_files_that_the_program_complains_about_do_not_fit(text):
    with pytest.raises(jsonschema.ValidationError):
        fits("request", tomllib.loads(text))


def test_settings_fit():
    tables = {}
    for option in options():
        group, name = option.key.split(".")
        tables.setdefault(group, {})[name] = option.default
    fits("settings", tables)
    with pytest.raises(jsonschema.ValidationError):
        fits("settings", {"appearance": {"theme": "blue"}})


def test_redacting_keeps_the_shape(answer):
    redacted = redact(answer)
    fits("verdict", to_builtins(diagnosed("f", redacted.verdict)))


if __name__ == "__main__":
    for each in schema.names():
        path = resources() / "schemas" / f"{each}.schema.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(schema.text(each), "utf-8")
