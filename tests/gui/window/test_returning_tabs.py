"""Restart: recordings, comparisons, tokens, logs and screens come back, without a secret on disk."""

import json

import msgspec
import pytest

from inspector.gui.application import build
from inspector.gui.compare.columns import column_of
from inspector.gui.recording.recording_document import RecordingDocument
from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.tokens.compared_tokens import ComparedTokens
from inspector.gui.tokens.token_document import TokenDocument
from inspector.model.request import Request
from inspector.settings.places import places
from inspector.vault.vault import Vault
from inspector.workbench.answer import answer as answered
from inspector.workbench.attempts.entries import about
from tests.fixtures.experimenting import jwt
from tests.fixtures.short_texts import attempt_of

PATIENCE = 20_000  # milliseconds
SECRET = "sk-planted-9f8e7d6c5b4a39281706f5e4d3c2b1a0"


@pytest.fixture
def vault():
    """One store for all runs, as a keyring is; the program closes what it is given."""
    kept = Vault.in_memory()
    closing, kept.close = kept.close, lambda: None
    yield kept
    closing()


@pytest.fixture
def start(qapp, blank_pages, qtbot, vault):
    """Start the program as often as wanted; a start ends the one before."""
    running = []

    def end():
        while running:
            made = running.pop()
            made.window.close()
            made.close()

    def again(own=vault):
        end()
        made = build(places(), own)
        qtbot.addWidget(made.window)
        running.append(made)
        return made

    yield again
    end()


def har(*statuses):
    entries = [
        {
            "startedDateTime": f"2026-03-01T10:00:{place:02}Z",
            "time": 12,
            "request": {
                "method": "GET",
                "url": f"https://api.example.com/orders/{place}",
                "httpVersion": "HTTP/1.1",
                "headers": [{"name": "Authorization", "value": f"Bearer {SECRET}"}],
                "queryString": [],
                "cookies": [],
                "headersSize": -1,
                "bodySize": 0,
            },
            "response": {
                "status": status,
                "statusText": "",
                "httpVersion": "HTTP/1.1",
                "headers": [],
                "cookies": [],
                "content": {"size": 2, "mimeType": "application/json", "text": "{}"},
                "redirectURL": "",
                "headersSize": -1,
                "bodySize": 2,
            },
            "cache": {},
            "timings": {"send": 1, "wait": 10, "receive": 1},
        }
        for place, status in enumerate(statuses)
    ]
    creator = {"name": "test", "version": "1"}
    return json.dumps({"log": {"version": "1.2", "creator": creator, "entries": entries}})


def kinds(program):
    return [each.kind for each in program.tools.tabs.documents]


def wait_for(qtbot, program, *wanted):
    qtbot.waitUntil(lambda: kinds(program) == list(wanted), timeout=PATIENCE)


def answer(name, said=""):
    text = said or "> GET http://x/v1\n> Authorization: Bearer abc\n< 401 Unauthorized\n"
    return answered(msgspec.structs.replace(attempt_of(text), id=name, source="sent"))


def sent(program, qtbot, name, said=""):
    """Open a request's tab with an answer that the history keeps."""
    tab = program.tools.tabs.open(RequestDocument(Request(name=name, url="http://x/v1")))
    made = answer(name, said)
    with qtbot.waitSignal(program.tools.history.keep(made).succeeded):
        pass
    tab.attempts.add(made)
    return tab


def no_secret_in(home, *secrets):
    for path in home.rglob("*"):
        if path.is_file():
            for secret in secrets:
                assert secret.encode() not in path.read_bytes(), path


def test_a_recording_comes_back_from_its_file_with_the_entry_that_was_shown(
    start, qtbot, tmp_path, home
):
    path = tmp_path / "shop.har"
    path.write_text(har(200, 401, 403))
    first = start()
    first.window.opening.open_files([path])
    wait_for(qtbot, first, "reply")
    (document,) = first.tools.tabs.documents
    document.attempts.replace(about(document.whole, 2))
    again = start()
    wait_for(qtbot, again, "reply")
    (back,) = again.tools.tabs.documents
    assert isinstance(back, RecordingDocument)
    assert back.title == "shop.har"
    assert [each.row.status for each in back.entries] == [401, 403, 200]
    assert back.shown.row.status == 403
    assert again.tools.tabs.active is back
    no_secret_in(home, SECRET)


def test_a_recording_whose_file_is_gone_is_said_to_be(start, qtbot, tmp_path):
    path = tmp_path / "shop.har"
    path.write_text(har(200, 401))
    first = start()
    first.window.opening.open_files([path])
    wait_for(qtbot, first, "reply")
    first.window.close()
    path.unlink()
    again = start()
    qtbot.waitUntil(lambda: bool(again.tools.notices.all), timeout=PATIENCE)
    assert "shop.har is gone" in again.tools.notices.all[0].text
    assert kinds(again) == ["start"]
    assert kinds(start()) == ["start"]


def test_a_pasted_recording_comes_back_masked_as_often_as_wanted(start, qtbot, home):
    first = start()
    first.window.opening.open_text(har(200, 401))
    wait_for(qtbot, first, "reply")
    verdict = first.tools.tabs.documents[0].whole.verdict.findings[0].slug
    for _ in range(2):
        again = start()
        wait_for(qtbot, again, "reply")
        (back,) = again.tools.tabs.documents
        assert len(back.entries) == 2
        assert back.whole.verdict.findings[0].slug == verdict
        no_secret_in(home, SECRET)
    again.tools.tabs.close(back)
    again.window.close()
    assert list(places().open_copies.iterdir()) == []


def test_nothing_is_kept_of_it_where_no_history_is_wanted(start, qtbot):
    first = start()
    first.tools.settings.set("history.keep", False)
    first.tools.settings.save()
    first.window.opening.open_text(har(200, 401))
    wait_for(qtbot, first, "reply")
    again = start()
    qtbot.waitUntil(lambda: bool(again.tools.notices.all), timeout=PATIENCE)
    assert "nothing of it was kept" in again.tools.notices.all[0].text
    assert not places().open_copies.exists()


def test_a_comparison_comes_back_with_its_labels_and_tabs_and_says_what_is_missing(start, qtbot):
    first = start()
    tab = sent(first, qtbot, "one")
    lost = answer("never-kept")
    columns = (
        column_of(tab, tab.attempts.current)._replace(label="as it was"),
        column_of(tab, lost),
    )
    first.tools.actions.run("show-compare", columns)
    again = start()
    wait_for(qtbot, again, "request", "compare")
    request, comparison = again.tools.tabs.documents
    (column,) = comparison.columns
    assert column.label == "as it was"
    assert column.answer.attempt.id == "one"
    assert column.tab is request
    assert again.tools.tabs.active is comparison
    assert "without 1 attempt" in again.tools.notices.all[0].text


def test_tokens_come_back_from_the_vault_with_what_was_typed_and_their_exchange(start, qtbot, home):
    token, other = jwt(sub="ada"), jwt(sub="bob")
    first = start()
    tab = sent(first, qtbot, "one")
    exchange = tab.attempts.current.attempt.exchanges[0]
    alone = TokenDocument(token, exchange=exchange, tab=tab, place="Authorization")
    alone.edited = ("{}", '{"sub": "eve"}')
    first.tools.tabs.open(alone)
    first.tools.tabs.open(ComparedTokens((alone, TokenDocument(other))))
    again = start()
    wait_for(qtbot, again, "request", "token", "compare-tokens")
    request, back, both = again.tools.tabs.documents
    assert (back.topic, back.place, back.edited) == (token, "Authorization", alone.edited)
    assert back.tab is request
    assert back.exchange.request.url == exchange.request.url
    assert [each.topic for each in both.tokens] == [token, other]
    again.window.close()
    no_secret_in(home, token, other)


def test_a_token_that_the_vault_did_not_keep_is_said_to_be_gone(start, qtbot):
    start().tools.tabs.open(TokenDocument(jwt(sub="ada")))
    again = start(Vault.in_memory())
    qtbot.waitUntil(lambda: bool(again.tools.notices.all), timeout=PATIENCE)
    assert "the vault did not keep its token" in again.tools.notices.all[0].text


def test_logs_and_screens_come_back_between_the_requests_where_they_stood(start, qtbot, tmp_path):
    log = tmp_path / "access.log"
    log.write_text('203.0.113.9 - - [01/Mar/2026:10:00:00 +0000] "GET /a HTTP/1.1" 401 12\n' * 5)
    first = start()
    first.tools.tabs.open(RequestDocument(Request(name="one")))
    first.tools.tabs.open(Document("settings"))
    first.window.opening.open_files([log])
    wait_for(qtbot, first, "request", "settings", "log")
    first.tools.tabs.open(RequestDocument(Request(name="two")))
    first.tools.tabs.activate_index(1)
    again = start()
    wait_for(qtbot, again, "request", "settings", "log", "request")
    assert again.tools.tabs.active.kind == "settings"
    assert again.tools.tabs.documents[2].paths == (log,)
    again.tools.tabs.documents[2].stop()
    qtbot.waitUntil(lambda: not again.tools.tabs.documents[2].running, timeout=PATIENCE)


def test_what_was_not_awaited_comes_back_the_time_after(start, qtbot):
    first = start()
    first.window.opening.open_text(har(200, 401))
    wait_for(qtbot, first, "reply")
    start()  # ended at once
    wait_for(qtbot, start(), "reply")


def test_what_is_opened_meanwhile_stays_in_front(start, qtbot, tmp_path):
    path = tmp_path / "shop.har"
    path.write_text(har(200, 401))
    first = start()
    first.window.opening.open_files([path])
    wait_for(qtbot, first, "reply")
    again = start()
    mine = again.tools.tabs.open(RequestDocument(Request(name="mine")))
    qtbot.waitUntil(lambda: len(again.tools.tabs.documents) == 2, timeout=PATIENCE)
    assert again.tools.tabs.active is mine
