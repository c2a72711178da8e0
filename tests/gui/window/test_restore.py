"""Restart: window, tabs and drafts come back; secrets and reveals do not."""

import json

import msgspec
import pytest

from inspector.gui.application import build
from inspector.gui.state.documents import RequestDocument
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from inspector.settings.places import places
from inspector.vault.vault import Vault
from inspector.workbench.answer import answer as answered
from tests.fixtures.short_texts import attempt_of

TOKEN = "hush-hush-this-is-a-secret-token-of-ours"


@pytest.fixture
def start(qapp, blank_pages, qtbot):
    """Start the program as often as wanted; a start ends the one before."""
    running = []

    def again():
        end()
        made = build(places(), Vault.in_memory())
        qtbot.addWidget(made.window)
        running.append(made)
        return made

    def end():
        while running:
            made = running.pop()
            made.window.close()
            made.close()

    yield again
    end()


def titles(program):
    return [each.title for each in program.tools.tabs.documents]


def test_the_first_start_shows_the_first_page(start):
    assert [each.kind for each in start().tools.tabs.documents] == ["start"]


def test_tabs_come_back_in_order_with_the_active_one(start):
    first = start()
    for name in ("one", "two", "three"):
        first.tools.tabs.open(RequestDocument(Request(name=name, url="http://x")))
    first.tools.tabs.activate_index(1)
    again = start()
    assert titles(again) == ["one", "two", "three"]
    assert again.tools.tabs.active.title == "two"


def _refused():
    said = (
        "> GET http://x/v1\n> Authorization: Bearer abc\n< 401 Unauthorized\n"
        '< WWW-Authenticate: Bearer error="invalid_token"'
    )
    return answered(msgspec.structs.replace(attempt_of(said), id="attempt-1"))


def test_the_last_answer_comes_back_from_the_history(start, qtbot):
    first = start()
    tab = first.tools.tabs.open(RequestDocument(Request(name="one", url="http://x")))
    first.tools.tabs.open(RequestDocument(Request(name="unsent", url="http://y")))
    answer = _refused()
    with qtbot.waitSignal(first.tools.history.keep(answer).succeeded):
        pass
    tab.attempts.add(answer)
    again = start()
    shown, unsent = again.tools.tabs.documents
    qtbot.waitUntil(lambda: shown.attempts.current is not None)
    assert shown.attempts.current.attempt.id == answer.attempt.id
    assert shown.status == 401
    assert shown.attempts.current.verdict.findings[0].title == answer.verdict.findings[0].title
    assert unsent.attempts.current is None


def test_an_answer_that_nobody_waited_for_comes_back_the_time_after(start, qtbot):
    first = start()
    tab = first.tools.tabs.open(RequestDocument(Request(name="one", url="http://x")))
    answer = _refused()
    with qtbot.waitSignal(first.tools.history.keep(answer).succeeded):
        pass
    tab.attempts.add(answer)
    start()  # ended at once
    shown = start().tools.tabs.documents[0]
    qtbot.waitUntil(lambda: shown.attempts.current is not None)


def test_no_secret_is_written_and_no_reveal_kept(start, home):
    first = start()
    request = Request(name="one", credential=Bearer(token=first.tools.vault.put(TOKEN)))
    first.tools.tabs.open(RequestDocument(request))
    first.tools.choices.change(secrets_hidden=False)
    first.window.close()
    for path in home.rglob("*"):
        if path.is_file():
            assert TOKEN.encode() not in path.read_bytes(), path
    again = start()
    assert again.tools.choices.value.secrets_hidden
    assert titles(again) == ["one"]


def test_drafts_are_written_while_one_types(start, home, qtbot):
    program = start()
    document = program.tools.tabs.open(RequestDocument(Request(name="one")))
    document.current.replace(Request(name="two"), "Rename")
    path = places().drafts
    qtbot.waitUntil(lambda: path.exists() and b'"two"' in path.read_bytes())


def test_the_option_switches_it_off(start):
    first = start()
    first.tools.settings.set("behaviour.keep_drafts", False)
    first.tools.settings.save()
    first.tools.tabs.open(RequestDocument(Request(name="one")))
    assert titles(start()) == ["Start"]


def test_place_sidebar_and_recent_commands_come_back(start):
    first = start()
    first.window.show()
    first.window.resize(700, 500)
    first.window.sidebar_width = 300
    first.tools.actions.run("toggle-notes")
    again = start()
    assert (again.window.width(), again.window.height()) == (700, 500)
    again.window.resize(1300, 800)
    again.window.show()
    assert again.window.split.first_size() == 300
    assert again.tools.actions.recent[0] == "toggle-notes"
    assert not again.tools.choices.value.notes_on


@pytest.mark.parametrize("content", ["", "not json", "[]", '{"geometry": 5, "sidebar": "x"}'])
def test_a_damaged_file_counts_as_none(start, content):
    path = places().state / "window.json"
    path.parent.mkdir(parents=True)
    path.write_text(content)
    assert titles(start()) == ["Start"]


def test_damaged_drafts_are_told_and_kept_aside(start):
    path = places().drafts
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"format": 99}))
    program = start()
    assert titles(program) == ["Start"]
    assert "kept as" in program.tools.notices.all[0].text
