"""`collection`: a .http file becomes a folder that `send` takes requests of."""

import pytest

from tests.fixtures.scripted import reply

FILE = """\
@host = {host}
### First
GET http://{{{{host}}}}/first
Authorization: Bearer planted-token-0123456789
### Second
POST http://{{{{host}}}}/second
X-Trace: {{{{$guid}}}}
"""


@pytest.fixture
def server(scripted):
    return scripted([reply("200 Yes")])


@pytest.fixture
def file(tmp_path, server):
    path = tmp_path / "orders.http"
    path.write_text(FILE.format(host=f"127.0.0.1:{server.port}"))
    return path


def test_it_is_taken_in_and_sent(file, tmp_path, server, cli):
    said = cli("collection", str(file), "--into", str(tmp_path))
    assert said.status == 0
    assert said.out == f"2 requests were written to {tmp_path / 'orders'}\n"
    assert "$guid" in said.err
    assert "planted" not in said.out + said.err
    files = {path.name: path.read_text() for path in (tmp_path / "orders").glob("*.toml")}
    assert {"first.toml", "second.toml"} <= set(files)
    assert not [text for text in files.values() if "planted" in text]
    assert cli("send", str(tmp_path / "orders" / "second.toml")).status == 0
    assert server.requests[0].startswith(b"POST /second ")


def test_it_gets_the_name_asked_for(file, tmp_path, cli):
    ran = cli("collection", str(file), "--into", str(tmp_path), "--name", "Mine")
    assert ran.status == 0
    assert "mine" in ran.out


def test_a_single_command_makes_a_collection_of_one(tmp_path, cli):
    path = tmp_path / "one.txt"
    path.write_text("curl https://api.example.com/v1")
    ran = cli("collection", str(path), "--into", str(tmp_path))
    assert ran.status == 0
    assert ran.out.startswith("1 request was written")


@pytest.mark.parametrize("text", ["HTTP/1.1 401 No\n\n", "just words"])
def test_what_holds_no_requests_is_refused(tmp_path, cli, text):
    path = tmp_path / "x.txt"
    path.write_text(text)
    ran = cli("collection", str(path), "--into", str(tmp_path))
    assert ran.status == 2
    assert str(path) in ran.err


def test_a_missing_folder_is_named(file, cli):
    ran = cli("collection", str(file), "--into", "/no/such")
    assert ran.status == 2
    assert "/no/such" in ran.err


def test_diagnose_says_that_nothing_was_answered(file, cli):
    ran = cli("diagnose", str(file))
    assert ran.status == 2
    assert "request-inspector collection" in ran.err
