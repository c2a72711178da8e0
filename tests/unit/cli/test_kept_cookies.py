"""`send` of a saved request has the cookies of its environment, and leaves those it got."""

import json
from pathlib import Path

import pytest

from inspector.settings.places import places
from tests.fixtures.scripted import reply

MARK = "MARKED-91c4-of-the-session"
SET = f"Set-Cookie: sid={MARK}; Path=/; HttpOnly"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A program of its own with a vault file; returns the options that open it."""
    monkeypatch.setenv("REQUEST_INSPECTOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("REQUEST_INSPECTOR_VAULT", "file")
    words = tmp_path / "words"
    words.write_text("the passphrase\n")
    return ("--passphrase-file", str(words))


@pytest.fixture
def saved(tmp_path):
    """Return the file of a saved request of a collection with an environment."""

    def make(url):
        top = tmp_path / "shop"
        (top / "environments").mkdir(parents=True)
        (top / "collection.toml").write_text('name = "Shop"\n')
        (top / "environments" / "staging.toml").write_text('name = "Staging"\n')
        (top / "orders.toml").write_text(f'url = "{url}/orders"\n')
        return str(top / "orders.toml")

    return make


def cookies(server):
    return [b"Cookie: sid=" in asked for asked in server.requests]


def test_the_session_goes_along_in_its_environment(cli, home, saved, scripted):
    assert cli("vault", "make", *home).status == 0
    server = scripted([reply("200 OK", SET), reply()])
    path = saved(server.url)
    for more in ((), (), ("--environment", "Staging"), ("--no-cookies",), ()):
        assert cli("send", path, *home, *more).status in {0, 1}
    assert cookies(server) == [False, True, False, False, True]


def test_no_value_is_printed_or_written_in_clear(cli, home, saved, scripted):
    cli("vault", "make", *home)
    server = scripted([reply("200 OK", SET), reply("401 No", body=MARK.encode())])
    path = saved(server.url)
    cli("send", path, *home)
    ran = cli("send", path, *home, "--format", "json")
    assert cookies(server) == [False, True]
    sent = json.loads(ran.out)["exchanges"][0]["request"]["headers"]
    assert "Cookie" in [one["name"] for one in sent]
    assert MARK not in ran.out + ran.err
    folder = places().vault.parent.parent
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.suffix == ".cookies" for path in files)
    assert not [path for path in files if MARK.encode() in path.read_bytes()]


def test_locked_cookies_are_told(cli, home, saved, scripted):
    cli("vault", "make", *home)
    server = scripted([reply("200 OK", SET), reply("401 No")])
    path = saved(server.url)
    cli("send", path, *home)
    ran = cli("send", path)
    assert cookies(server) == [False, False]
    assert "passphrase" in ran.out + ran.err


def test_a_collection_logs_in_by_the_request_it_names(cli, home, saved, scripted):
    cli("vault", "make", *home)

    def site(asked):
        if asked.startswith(b"POST /login"):
            return reply("204 No Content", SET)
        return reply() if MARK.encode() in asked else reply("401 No", body=b"not logged in")

    server = scripted([site])
    path = Path(saved(server.url))
    (path.parent / "collection.toml").write_text('name = "Shop"\nlogin = ["Log in"]\n')
    (path.parent / "log-in.toml").write_text(
        f'name = "Log in"\nmethod = "POST"\nurl = "{server.url}/login"\n'
    )
    ran = cli("send", str(path), *home, "--format", "json")
    assert ran.status == 0
    assert [one["purpose"] for one in json.loads(ran.out)["exchanges"]] == ["login", "main"]
    cli("send", str(path), *home)
    assert [asked.split(b" ")[1] for asked in server.requests] == [
        b"/login",
        b"/orders",
        b"/orders",
    ]
