"""`send --preview` sends nothing and says what would leave, and whose credential it is."""

import json

import pytest

from tests.fixtures.scripted import reply

TOKEN = "MARKED-token-0123456789-abcdef"


@pytest.fixture
def path(tmp_path, scripted, monkeypatch):
    """A request whose folder and collection both say how to log in; `server` records."""
    monkeypatch.setenv("REQUEST_INSPECTOR_VAULT", "memory")
    monkeypatch.setenv("SHOP_TOKEN", TOKEN)
    monkeypatch.setenv("SHOP_PASSWORD", "folder-password")
    server = scripted([reply()])
    top = tmp_path / "shop"
    (top / "admin").mkdir(parents=True)
    (top / "collection.toml").write_text(
        'name = "Shop"\n[credential]\nkind = "bearer"\ntoken = { environment = "SHOP_TOKEN" }\n'
    )
    (top / "admin" / "folder.toml").write_text(
        'name = "Admin"\n[credential]\nkind = "basic"\nuser = "ann"\n'
        'password = { environment = "SHOP_PASSWORD" }\n'
    )
    (top / "admin" / "list.toml").write_text(
        f'name = "List"\nurl = "{server.url}/orders"\n[credential]\nkind = "inherit"\n'
    )
    return top / "admin" / "list.toml", server


def test_whose_credential_it_is_and_who_lost(cli, path):
    file, server = path
    ran = cli("send", str(file), "--preview", "--format", "json")
    told = json.loads(ran.out)
    assert server.requests == []
    assert ran.status == 0
    assert told["credential"]["state"] == "sent"
    assert (told["credential"]["place"], told["credential"]["name"]) == ("folder", "Admin")
    (loser,) = told["credential"]["losers"]
    assert (loser["place"], loser["name"], loser["kind"]) == ("collection", "Shop", "Bearer token")
    names = [one["name"] for one in told["headers"]]
    assert names.count("Authorization") == 1
    assert TOKEN not in ran.out
    assert "folder-password" not in ran.out


def test_in_words(cli, path):
    file, server = path
    ran = cli("send", str(file), "--preview")
    assert "Credential: Basic, of the folder “Admin”" in ran.out
    assert "Not sent: Bearer token, of the collection “Shop”: “Admin” is nearer" in ran.out
    assert server.requests == []


def test_switched_off_and_none(cli, path):
    file, _ = path
    text = file.read_text()
    file.write_text(text + "[options]\nsend_credential = false\n")
    assert "Credential: switched off" in cli("send", str(file), "--preview").out
    file.write_text(text.replace("inherit", "none"))
    assert "Credential: none" in cli("send", str(file), "--preview").out


def test_what_cannot_be_sent_is_told(cli, path):
    file, _ = path
    file.write_text(file.read_text().replace("/orders", "/{{missing}}"))
    ran = cli("send", str(file), "--preview")
    assert ran.status == 2
    assert "missing" in ran.err
