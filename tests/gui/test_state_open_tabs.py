"""The open tabs: previews, reopening, and Start where nothing else is."""

import pytest

from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.state.open_tabs import OpenTabs
from inspector.model.request import Request


@pytest.fixture
def tabs(qapp):
    made = OpenTabs()
    made.show_start()
    return made


def titles(tabs):
    return [each.title for each in tabs.documents]


def request(name):
    return RequestDocument(Request(name=name))


def test_start_leaves_when_something_opens(tabs):
    tabs.open(request("one"))
    assert titles(tabs) == ["one"]
    assert tabs.active_request.title == "one"


def test_the_last_tab_closes_to_start(tabs):
    tabs.open(request("one"))
    tabs.close(tabs.active)
    assert titles(tabs) == ["Start"]
    assert tabs.active_request is None


def test_a_preview_is_replaced_by_the_next(tabs):
    tabs.open(request("kept"))
    tabs.open_request(Request(name="a"), "a", preview=True)
    tabs.open_request(Request(name="b"), "b", preview=True)
    assert titles(tabs) == ["kept", "b"]


def test_a_saved_request_opens_once(tabs):
    first = tabs.open_request(Request(name="a"), "orders/a")
    tabs.open(request("other"))
    assert tabs.open_request(Request(name="a"), "orders/a") is first
    assert tabs.active is first


def test_a_tab_can_open_behind_the_others(tabs):
    first = tabs.open(request("one"))
    tabs.open(request("two"), activate=False)
    assert tabs.active is first


def test_a_screen_opens_once(tabs):
    first = tabs.open(Document("settings", "Settings"))
    assert tabs.open(Document("settings", "Settings")) is first


def test_closing_activates_the_neighbour(tabs):
    for name in ("one", "two", "three"):
        tabs.open(request(name))
    tabs.activate_index(1)
    tabs.close(tabs.active)
    assert tabs.active.title == "three"


def test_reopening_brings_the_same_document_to_its_place(tabs):
    documents = [tabs.open(request(name)) for name in ("one", "two", "three")]
    assert not tabs.can_reopen
    tabs.close(documents[0])
    assert tabs.can_reopen
    tabs.reopen()
    assert tabs.documents == tuple(documents)
    assert tabs.active is documents[0]


def test_stepping_goes_round(tabs):
    for name in ("one", "two"):
        tabs.open(request(name))
    tabs.step(1)
    assert tabs.active.title == "one"
    tabs.step(-1)
    assert tabs.active.title == "two"


def test_moving_is_told(tabs, qtbot):
    for name in ("one", "two"):
        tabs.open(request(name))
    with qtbot.waitSignal(tabs.moved) as caught:
        tabs.move(0, 1)
    assert caught.args == [0, 1]
    assert titles(tabs) == ["two", "one"]


def test_changes_of_open_documents_are_told_and_of_closed_ones_not(tabs):
    document = tabs.open(request("one"))
    told = []
    tabs.changed.connect(told.append)
    document.set_notice("x")
    tabs.close(document)
    document.set_notice("y")
    assert told == [document]
