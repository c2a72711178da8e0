"""The demo cards: server, tab, send; and the server leaves with the last tab."""

import pytest

from inspector.gui.mocklab.practice import PracticeRuns
from inspector.gui.state.documents import RequestDocument
from inspector.model.request import Request


@pytest.fixture
def practice(panel_tools):
    return PracticeRuns(panel_tools)


@pytest.fixture
def sent(panel_tools):
    done = []
    panel_tools.actions.provide("send", lambda _: done.append(panel_tools.tabs.active))
    return done


def run(panel_tools, qtbot, slug=None):
    with qtbot.waitSignal(panel_tools.tabs.activated):
        panel_tools.actions.run("demo", slug)
    return panel_tools.tabs.active


def test_a_card_opens_and_sends(practice, panel_tools, sent, qtbot):
    document = run(panel_tools, qtbot)
    assert document.practice == "expired-token"
    assert document.renewal is not None
    assert "Nothing left your machine" in document.notice
    assert document.current.value.url.startswith(panel_tools.lab.address)
    assert sent == [document]


def test_the_server_stops_with_its_last_tab(practice, panel_tools, sent, qtbot):
    panel_tools.tabs.show_start()
    first = run(panel_tools, qtbot)
    second = run(panel_tools, qtbot, "wrong-scheme")
    panel_tools.tabs.close(first)
    assert panel_tools.lab.address
    panel_tools.tabs.close(second)
    assert not panel_tools.lab.address


def test_a_wanted_server_stays(practice, panel_tools, sent, qtbot):
    panel_tools.lab.wanted = True
    panel_tools.tabs.close(run(panel_tools, qtbot))
    assert panel_tools.lab.address


def test_other_tabs_do_not_matter(practice, panel_tools, sent, qtbot):
    run(panel_tools, qtbot)
    other = panel_tools.tabs.open(RequestDocument(Request(name="other")))
    panel_tools.tabs.close(other)
    assert panel_tools.lab.address


def test_a_reopened_tab_finds_its_server_at_the_same_port(practice, panel_tools, sent, qtbot):
    document = run(panel_tools, qtbot)
    before = panel_tools.lab.address
    panel_tools.tabs.close(document)
    qtbot.waitUntil(lambda: panel_tools.lab._leaving is None)
    with qtbot.waitSignal(panel_tools.lab.changed):
        panel_tools.tabs.reopen()
    assert panel_tools.lab.address == before


def test_a_tab_of_the_last_run_is_made_anew(practice, panel_tools, sent, qtbot):
    document = RequestDocument(Request(url="http://127.0.0.1:9/scenario/expired-token/orders"))
    document.practice = "expired-token"
    with qtbot.waitSignal(document.current.changed):
        panel_tools.tabs.open(document)
    assert document.current.value.url.startswith(panel_tools.lab.address)
    assert document.renewal is not None
    assert document.notice
    assert sent == []
