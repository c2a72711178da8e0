"""What the palette offers, and in which order."""

from inspector.gui.state.documents import RequestDocument
from inspector.gui.window.palette_entries import (
    MOST,
    PaletteEntry,
    best,
    command_entries,
    environment_entries,
    tab_entries,
)
from inspector.model.collection import Environment
from inspector.model.request import Request


def entry(name):
    return PaletteEntry(name, name, "", "", lambda: None)


def names(entries):
    return [each.id for each in entries]


def test_recent_ones_come_first():
    entries = [entry(name) for name in ("a", "b", "c")]
    assert names(best(entries, "", ("c", "b"))) == ["c", "b", "a"]


def test_letters_choose():
    entries = [entry(name) for name in ("Open file", "Close tab", "Quit")]
    assert names(best(entries, "clo", ())) == ["Close tab"]


def test_not_more_than_can_be_read():
    assert len(best([entry(str(number)) for number in range(500)], "", ())) == MOST


def test_only_commands_that_can_be_carried_out(panel_tools):
    assert command_entries(panel_tools) == []
    ran = []
    panel_tools.actions.provide("save", ran.append)
    (only,) = command_entries(panel_tools)
    only.run()
    assert (only.id, only.keys, ran) == ("save", "Ctrl+S", [None])


def test_tabs_and_environments(panel_tools):
    for name in ("one", "two"):
        panel_tools.tabs.open(RequestDocument(Request(name=name)))
    panel_tools.environments.replace((Environment(name="Staging"), Environment(name="Live")))
    tab_entries(panel_tools)[0].run()
    environment_entries(panel_tools)[0].run()
    assert panel_tools.tabs.active.title == "one"
    assert panel_tools.environments.active_name == "Staging"
    assert tab_entries(panel_tools)[0].title == "GET one"
