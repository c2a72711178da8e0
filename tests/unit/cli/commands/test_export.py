"""`export`: a collection becomes a file of another program, and what that can't hold is said."""

import json

import pytest

FILE = """\
@host = api.example.com
### First
GET https://{{host}}/first?a=1
Authorization: Bearer planted-token-0123456789
### Second
POST https://{{host}}/second
Content-Type: application/json

{"name": "ünï"}
"""


@pytest.fixture
def ours(tmp_path, cli):
    path = tmp_path / "orders.http"
    path.write_text(FILE, encoding="utf-8")
    ran = cli("import", str(path), "--to", str(tmp_path / "orders"))
    assert "request was written" in ran.err or "requests were written" in ran.err
    return tmp_path / "orders"


def test_it_is_written_for_postman_and_says_what_to_set(ours, tmp_path, cli):
    target = tmp_path / "orders.postman_collection.json"
    ran = cli("export", str(ours), "--as", "postman", "--to", str(target))
    assert ran.status == 0, ran.out
    assert "2 requests were written" in ran.out
    assert "Set these variables there: token" in ran.out
    text = target.read_text("utf-8")
    assert "planted" not in text + ran.out + ran.err
    names = [item["name"] for item in json.loads(text)["item"]]
    assert names == ["First", "Second"]


def test_without_a_place_it_only_says_what_would_be_lost(ours, tmp_path, cli):
    file = ours / "first.toml"
    file.write_text(file.read_text("utf-8") + '\n[[expectations]]\nvalue = "200"\n', "utf-8")
    ran = cli("export", str(ours), "--as", "postman", "--format", "json")
    assert ran.status == 1
    said = json.loads(ran.out)
    assert said["lost"] == ["First: What is expected of its reply can't be kept there."]
    assert (said["requests"], said["files"]) == (2, [])


def test_what_another_program_wrote_is_converted(tmp_path, cli):
    path = tmp_path / "orders.http"
    path.write_text(FILE, encoding="utf-8")
    ran = cli("export", str(path), "--as", "opencollection", "--to", str(tmp_path / "bruno"))
    assert ran.status == 0
    assert (tmp_path / "bruno" / "opencollection.yml").exists()
    again = cli("export", str(path), "--as", "opencollection", "--to", str(tmp_path / "bruno"))
    assert again.status == 2
    assert "Name a new folder" in again.err


def test_what_is_no_collection_is_refused(tmp_path, cli):
    path = tmp_path / "x"
    path.write_text("just words")
    assert cli("export", str(path), "--as", "postman").status == 2
