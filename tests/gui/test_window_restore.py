"""Restart: window, tabs and drafts come back; secrets and reveals do not."""

import json

import pytest

from inspector.gui.application import build
from inspector.gui.state.documents import RequestDocument
from inspector.model.credential import Bearer
from inspector.model.request import Request
from inspector.settings.places import places
from inspector.vault.vault import Vault

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
    assert again.window.palette_list.recent[0] == "toggle-notes"
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
