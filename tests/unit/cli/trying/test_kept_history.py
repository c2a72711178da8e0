"""`send --experiments` looks back into the history that the window keeps."""

import json

import pytest

from inspector.cli.trying.kept_history import asking
from inspector.compose.scope import Scope
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from inspector.record import History
from inspector.settings.places import places
from inspector.settings.store import Settings
from inspector.vault.choose import open_vault
from inspector.workbench.attempts.remembering import remembered
from inspector.workbench.build import build
from tests.fixtures.experimenting import header
from tests.fixtures.scripted import reply
from tests.fixtures.short_texts import attempt_of

TOKEN = "tok-0123456789abcdefghij"


@pytest.fixture
def key():
    """The key of the fingerprints, in a vault file."""
    vault = open_vault(places().vault, "file", places().vault_seen)
    vault.use_file("the passphrase").result(60)
    made = vault.fingerprint_key().result(60)
    vault.close()
    return made


@pytest.fixture
def passphrase(tmp_path, monkeypatch):
    monkeypatch.setenv("REQUEST_INSPECTOR_VAULT", "file")
    path = tmp_path / "passphrase"
    path.write_text("the passphrase\n")
    return str(path)


class Api:
    """Asks for a token; refuses each without a word, but gives what is asked for while `given`."""

    given = False

    def __call__(self, asked):
        if not header(asked, "Authorization"):
            return reply("401 Unauthorized", "WWW-Authenticate: Bearer")
        return reply("200 OK", body=b"[]") if self.given else reply("401 Unauthorized")


@pytest.fixture
def api():
    return Api()


@pytest.fixture
def server(scripted, api):
    return scripted([api])


def keep(api, key, url, token=TOKEN):
    """Send what is given, and keep it as the window does."""
    bench, history = build(), History(places().history)
    api.given = True
    try:
        asked = Request(url=f"{url}/orders", credential=Bearer(token=bench.vault.put(token)))
        answer = bench.submit(bench.send(asked, Scope())).result(60)
        history.add(*remembered(answer, (token,), key)).result(60)
    finally:
        api.given = False
        history.close()
        bench.close()


def tried(cli, server, *more):
    command = f"curl {server.url}/orders -H 'Authorization: Bearer {TOKEN}'"
    ran = cli("send", "--curl", command, "--experiments", "--format", "json", *more)
    made = json.loads(ran.out)
    ran_ones = [one for one in made["experiments"] if one["id"] == "accepted-before"]
    return [one["result"] for one in ran_ones], made["verdict"]["findings"], ran


def test_what_the_window_sent_tells_that_the_token_worked(cli, api, server, key, passphrase):
    keep(api, key, server.url)
    results, findings, ran = tried(cli, server, "--passphrase-file", passphrase)
    assert results == ["accepted"]
    assert findings[0]["cause"] == "revoked-token"
    assert TOKEN not in ran.out + ran.err


def test_another_token_tells_nothing(cli, api, server, key, passphrase):
    keep(api, key, server.url, token="tok-another0123456789")
    assert tried(cli, server, "--passphrase-file", passphrase)[0] in ([], ["not-run"])


def test_without_the_key_nobody_is_taken_for_another(cli, api, server, key):
    keep(api, key, server.url)
    assert tried(cli, server)[0] in ([], ["not-run"])


def test_who_keeps_no_history_is_asked_for_none(cli, api, server, key, passphrase):
    keep(api, key, server.url)
    settings = Settings(places().settings)
    settings.set("history.keep", False)
    settings.save()
    assert tried(cli, server, "--passphrase-file", passphrase)[0] in ([], ["not-run"])


def test_no_history_is_made_by_looking():
    assert asking(None)(attempt_of("> GET http://a.test/orders\n< 401 Unauthorized")) == ()
    assert not places().history.exists()
