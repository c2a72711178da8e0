"""A saved request gets its collection's variables, headers, login and environment."""

import pytest

from inspector.cli.inputs import NotReadable
from inspector.cli.saved.saved_request import saved_source
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.none import NoCredential
from inspector.model.secret import SecretRef


@pytest.fixture
def shop(tmp_path):
    files = {
        "collection.toml": """
name = "Shop"
headers = [{ name = "Accept", value = "text/plain" }, { name = "X-Team", value = "a" }]
variables = { base = "http://127.0.0.1:1", limit = "5" }
[credential]
kind = "basic"
user = "ada"
password = { keyring = "shop-password" }
""",
        "environments/staging.toml": """
name = "Staging"
[values]
base = "http://127.0.0.1:2"
key = { keyring = "shop-key" }
""",
        "admin/folder.toml": """
headers = [{ name = "X-Folder", value = "1" }]
""",
        "admin/list.toml": """
name = "List"
url = "{{base}}/orders"
headers = [{ name = "accept", value = "application/json" }]
[credential]
kind = "inherit"
""",
        "broken.toml": "url = 5\n",
        "open.toml": 'url = "{{base}}/open"\n',
    }
    for name, text in files.items():
        path = tmp_path / "shop" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip())
    return tmp_path / "shop"


def test_it_inherits_login_and_headers(shop):
    source = saved_source(shop / "admin" / "list.toml", "")
    assert source.request.credential == Basic(
        user="ada", password=SecretRef(place="keyring", name="shop-password")
    )
    rows = [(row.name, row.value) for row in source.request.headers]
    assert rows == [("X-Team", "a"), ("X-Folder", "1"), ("accept", "application/json")]
    assert source.scope.variables["base"] == "http://127.0.0.1:1"
    assert source.keyring


def test_the_other_requests_of_its_collection_come_along(shop):
    others = saved_source(shop / "admin" / "list.toml", "").others
    assert {other.url for other in others} == {"{{base}}/open", ""}  # one file is damaged
    found = saved_source(shop / "open.toml", "").others
    assert "ada" in {getattr(other.credential, "user", "") for other in found}


def test_an_environments_values_win(shop):
    scope = saved_source(shop / "admin" / "list.toml", "Staging").scope
    assert scope.variables == {"base": "http://127.0.0.1:2", "limit": "5"}
    assert scope.secret_variables["key"] == SecretRef(place="keyring", name="shop-key")


def test_no_login_of_its_own_is_none(shop):
    assert saved_source(shop / "open.toml", "").request.credential == NoCredential()


def test_an_unknown_environment_names_the_known_ones(shop):
    with pytest.raises(NotReadable) as caught:
        saved_source(shop / "open.toml", "prod")
    assert "Staging" in caught.value.problem.todo


def test_a_broken_file_is_told_with_its_place(shop):
    with pytest.raises(NotReadable) as caught:
        saved_source(shop / "broken.toml", "")
    assert "broken.toml" in caught.value.problem.where


def test_a_files_problems_elsewhere_are_notes(shop):
    assert any("broken.toml" in note for note in saved_source(shop / "open.toml", "").notes)


def test_a_file_outside_a_collection_stands_alone(tmp_path):
    path = tmp_path / "one.toml"
    path.write_text('url = "http://127.0.0.1/one"\n')
    assert saved_source(path, "").request.url == "http://127.0.0.1/one"
    path.write_text("url = [")
    with pytest.raises(NotReadable):
        saved_source(path, "")
    with pytest.raises(NotReadable):
        saved_source(tmp_path / "missing.toml", "")
    with pytest.raises(NotReadable):
        saved_source(tmp_path / "missing.toml", "staging")
