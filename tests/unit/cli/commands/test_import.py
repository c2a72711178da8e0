"""`import`: files of other programs become folders that `send` takes requests of."""

import json

import pytest

from tests.fixtures.fake_keyring import FakeBackend
from tests.fixtures.scripted import reply

FILE = """\
@host = {host}
### First
GET http://{{{{host}}}}/first
Authorization: Bearer planted-token-0123456789
### Second
POST http://{{{{host}}}}/second
X-Trace: {{{{$dotenv TRACE}}}}
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
    said = cli("import", str(file), "--to", str(tmp_path / "orders"))
    assert said.status == 1, "{{$dotenv}} can't be carried over"
    assert f"2 requests were written to {tmp_path / 'orders'}\n" in said.err
    assert "$dotenv" in said.out
    assert "planted" not in said.out + said.err
    files = {path.name: path.read_text() for path in (tmp_path / "orders").glob("*.toml")}
    assert {"first.toml", "second.toml"} <= set(files)
    assert not [text for text in files.values() if "planted" in text]
    assert cli("send", str(tmp_path / "orders" / "second.toml")).status == 0
    assert server.requests[0].startswith(b"POST /second ")


def test_it_gets_the_name_asked_for(file, tmp_path, cli):
    ran = cli("import", str(file), "--to", str(tmp_path), "--name", "Mine")
    assert ran.status == 1
    assert (tmp_path / "mine" / "collection.toml").exists()


def test_a_single_command_makes_a_collection_of_one(tmp_path, cli):
    path = tmp_path / "one.txt"
    path.write_text("curl https://api.example.com/v1")
    ran = cli("import", str(path), "--to", str(tmp_path))
    assert ran.status == 0
    assert "1 request was written" in ran.err


@pytest.mark.parametrize("text", ["HTTP/1.1 401 No\n\n", "just words"])
def test_what_holds_no_requests_is_refused(tmp_path, cli, text):
    path = tmp_path / "x.txt"
    path.write_text(text)
    ran = cli("import", str(path), "--to", str(tmp_path))
    assert ran.status == 2
    assert str(path) in ran.err


def test_diagnose_says_that_nothing_was_answered(file, cli):
    ran = cli("diagnose", str(file))
    assert ran.status == 2
    assert "request-inspector import" in ran.err


COLLECTION = {
    "info": {"name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/"},
    "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "planted-token-0123456789"}]},
    "variable": [{"key": "host", "value": "shop.example.com"}],
    "item": [
        {
            "name": "Orders",
            "item": [
                {
                    "name": "List",
                    "id": "1",
                    "request": {"method": "GET", "url": "https://{{host}}/o"},
                },
                {
                    "name": "Health",
                    "id": "2",
                    "request": {"url": "https://{{host}}/h", "auth": {"type": "noauth"}},
                },
                {
                    "name": "Stock",
                    "id": "3",
                    "request": {
                        "url": "https://{{host}}/s",
                        "auth": {
                            "type": "asap",
                            "asap": [{"key": "privateKey", "value": "planted-secret-987"}],
                        },
                    },
                },
            ],
        }
    ],
}
ENVIRONMENT = {
    "name": "Live",
    "values": [
        {"key": "host", "value": "live.example.com", "enabled": True},
        {"key": "api_key", "value": "planted-key-456789", "enabled": True, "type": "secret"},
    ],
    "_postman_variable_scope": "environment",
}


@pytest.fixture
def shop(tmp_path):
    path = tmp_path / "shop.postman_collection.json"
    path.write_text(json.dumps(COLLECTION))
    return path


@pytest.fixture
def live(tmp_path):
    path = tmp_path / "live.postman_environment.json"
    path.write_text(json.dumps(ENVIRONMENT))
    return path


def test_json_says_what_each_request_leaves_with(shop, cli):
    ran = cli("import", str(shop), "--format", "json")
    assert ran.status == 1
    found = json.loads(ran.out)
    assert (found["kind"], found["secrets"], found["environments"]) == ("postman", 2, [])
    assert [(each["path"], each["auth"], each["from"]) for each in found["requests"]] == [
        (["Orders", "List"], "bearer", "collection"),
        (["Orders", "Health"], "none", "request"),
        (["Orders", "Stock"], "unsupported: asap", "request"),
    ]
    assert [bool(each["lost"]) for each in found["requests"]] == [False, False, True]
    assert "planted" not in ran.out


def test_without_a_folder_nothing_is_written(shop, tmp_path, cli):
    cli("import", str(shop))
    assert list(tmp_path.iterdir()) == [shop]


def test_an_environment_joins_the_collection(shop, live, tmp_path, cli):
    folder = tmp_path / "out"
    cli("import", str(shop), str(live), "--to", str(folder))
    text = (folder / "environments" / "live.toml").read_text()
    assert "live.example.com" in text
    every = "".join(path.read_text() for path in folder.rglob("*.toml"))
    assert "planted" not in every
    assert 'kind = "unsupported"' in every


def test_importing_again_updates_and_keeps_what_was_added(shop, tmp_path, cli):
    folder = tmp_path / "out"
    cli("import", str(shop), "--to", str(folder))
    (folder / "orders" / "mine.toml").write_text('format = 1\nname = "Mine"\nurl = "https://a/"\n')
    changed = json.loads(shop.read_text())
    changed["item"][0]["item"][0] |= {"name": "List all"}
    shop.write_text(json.dumps(changed))
    ran = cli("import", str(shop), "--to", str(folder))
    assert "brought up to date" in ran.err
    names = sorted(path.name for path in (folder / "orders").glob("*.toml"))
    assert names == ["folder.toml", "health.toml", "list.toml", "mine.toml", "stock.toml"]
    assert "List all" in (folder / "orders" / "list.toml").read_text()


def test_secrets_that_nothing_keeps_are_told_and_come_in_once_there_is_a_file(shop, tmp_path, cli):
    folder = str(tmp_path / "shop")
    ran = cli("import", str(shop), "--to", folder)
    assert ran.status == 1
    assert "2 secrets were not kept. This session has no keyring" in ran.err
    assert "vault make" in ran.err
    assert "to the vault" not in ran.out
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("the long passphrase\n")
    made = ("vault", "make", "--passphrase-file", passphrase, "--new-passphrase-file", passphrase)
    assert cli(*map(str, made)).status == 0
    ran = cli("import", str(shop), "--to", folder, "--passphrase-file", str(passphrase))
    assert "not kept" not in ran.err
    assert "2 secrets go to the vault" in ran.out


def test_who_set_this_run_only_is_not_told_to_keep_secrets(shop, tmp_path, cli, monkeypatch):
    monkeypatch.setenv("REQUEST_INSPECTOR_VAULT", "memory")
    ran = cli("import", str(shop), "--to", str(tmp_path / "shop"))
    assert ran.status == cli("import", str(shop)).status
    assert "not kept" not in ran.err
    assert "vault make" not in ran.err
    assert "2 secrets end with this command, as set" in ran.out
    ran = cli("import", str(shop), "--to", str(tmp_path / "again"), "--format", "json")
    assert json.loads(ran.out)["unkept"] == 0


def test_a_keyring_that_takes_some_is_not_called_missing(shop, tmp_path, cli, monkeypatch):
    keyring = FakeBackend()
    keyring.fail_after = 1
    monkeypatch.setattr("inspector.vault.backends.backend", lambda: (keyring, ""))
    ran = cli("import", str(shop), "--to", str(tmp_path / "shop"))
    assert ran.status == 1
    assert "1 secret was not kept" in ran.err
    assert "vault make" not in ran.err
    assert ran.err.count("the keyring went away") <= 1
    assert "1 secret goes to the vault" in ran.out
    keyring.fail_after = 0
    ran = cli("import", str(shop), "--to", str(tmp_path / "again"), "--format", "json")
    assert json.loads(ran.out)["unkept"] == 2


def test_environments_alone(shop, live, tmp_path, cli):
    ran = cli("import", str(live), "--environment-only", "--format", "json")
    assert (ran.status, json.loads(ran.out)["environments"][0]["variables"]) == (
        0,
        ["host", "api_key"],
    )


def test_each_source_of_several_is_in_the_list(shop, tmp_path, cli):
    bad = tmp_path / "bad.json"
    bad.write_text("{")
    ran = cli("import", str(shop), str(bad), "--format", "json")
    first, second = json.loads(ran.out)
    assert ran.status == 2
    assert (first["file"], second["file"]) == (str(shop), str(bad))
    assert second["problem"]["what"]


def test_the_requests_of_a_har_come_in_each_once(tmp_path, cli):
    headers = [{"name": "Authorization", "value": "Bearer planted-0123456789abcdef"}]
    request = {"method": "GET", "url": "https://api.example.com/v1/a?b=c", "headers": headers}
    other = {**request, "method": "DELETE"}
    entries = [{"request": each, "response": {"status": 401}} for each in (request, request, other)]
    path = tmp_path / "session.har"
    path.write_text(json.dumps({"log": {"entries": entries}}))
    ran = cli("import", str(path), "--to", str(tmp_path / "session"), "--format", "json")
    assert ran.status == 1, "without a keyring its secret could not be kept"
    said = json.loads(ran.out)
    assert [(each["method"], each["auth"]) for each in said["requests"]] == [
        ("GET", "bearer"),
        ("DELETE", "bearer"),
    ]
    files = "".join(each.read_text("utf-8") for each in (tmp_path / "session").glob("*.toml"))
    assert "planted" not in ran.out + files


def test_a_key_in_the_path_stands_in_no_name_that_is_printed(tmp_path, cli):
    key = "AAESdTBUNrd5hDvsT8qOsIyabcdefghijkl"
    path = tmp_path / "one.txt"
    path.write_text(f"curl https://api.telegram.org/bot123456789:{key}/getMe")
    for extra in ((), ("--format", "json")):
        ran = cli("import", str(path), *extra)
        assert "/bot123456789:" in ran.out
        assert key not in ran.out + ran.err
