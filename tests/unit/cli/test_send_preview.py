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


def test_masks_and_other_letters_are_shown_as_they_read(cli):
    curl = "curl --oauth2-bearer planted-0123456789 -H 'X-Name: Jürgen' 'http://a.test/?api_key=planted2'"
    ran = cli("send", "--preview", "--curl", curl)
    assert "Authorization: Bearer ••••" in ran.out
    assert "X-Name: Jürgen" in ran.out
    assert "?api_key=••••" in ran.out.splitlines()[0]
    told = json.loads(cli("send", "--preview", "--format", "json", "--curl", curl).out)
    assert {"name": "X-Name", "value": "Jürgen", "origin": "user"} in told["headers"]
    assert told["url"].endswith("•")


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


def test_as_code_with_the_variable_of_its_password(cli, path):
    file, server = path
    ran = cli("send", str(file), "--snippet", "curl")
    assert ran.status == 0
    assert '-u ann:"$SHOP_PASSWORD"' in ran.out
    assert "folder-password" not in ran.out
    assert server.requests == []


def test_a_language_that_is_none_names_those_that_are(cli, path):
    file, _ = path
    ran = cli("send", str(file), "--snippet", "cobol")
    assert ran.status == 2
    assert "python-httpx" in ran.err
    assert ran.out == ""


def test_as_code_that_renews_its_token(cli, path):
    file, server = path
    ran = cli("send", str(file), "--snippet", "curl", "--handle-401")
    assert (ran.status, ran.out) == (2, "")
    assert "Only a token that OAuth 2.0 fetches can be renewed." in ran.err
    kept = '[credential]\nkind = "oauth2"\ngrant = "client-credentials"\nclient_id = "c"\n'
    kept += '[credential.endpoints]\ntoken = "https://p.example/token"\n'
    before = file.read_text().partition("[credential]")[0]
    file.write_text(before + kept)
    ran = cli("send", str(file), "--snippet", "curl", "--handle-401")
    assert ran.status == 0, ran.err
    assert "https://p.example/token" in ran.out
    assert 'if [ "$status" = 401 ]; then' in ran.out
    assert server.requests == []


def test_what_would_be_signed_is_told_step_by_step(cli, path):
    file, server = path
    file.write_text(
        f'name = "List"\nurl = "{server.url}/orders?b=2&a=1"\n[credential]\nkind = "aws-sigv4"\n'
        'key_id = "AKIDEXAMPLE"\nsecret = { environment = "SHOP_PASSWORD" }\n'
        'region = "eu-west-1"\nservice = "sqs"\n'
    )
    said = cli("send", str(file), "--preview").out
    assert "Canonical request:\nGET\n/orders\na=1&b=2\nhost:" in said
    assert "String to sign:\nAWS4-HMAC-SHA256\n" in said
    told = json.loads(cli("send", str(file), "--preview", "--format", "json").out)
    assert [one["title"] for one in told["signed"]] == ["Canonical request", "String to sign"]
    assert server.requests == []
    assert "folder-password" not in said
