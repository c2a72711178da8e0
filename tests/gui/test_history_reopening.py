"""An attempt opens as it was; its request can be sent again."""

import pytest

from inspector.gui.history.reopening import Reopening
from inspector.record import read_filter
from tests.gui.history_samples import attempt


@pytest.fixture
def reopening(panel_tools, kept):
    panel_tools.history._get().add(*attempt(9, request=False)).result(5)
    return Reopening(panel_tools, panel_tools.tabs)


@pytest.fixture
def rows(panel_tools, reopening):
    found = panel_tools.history._get().page(read_filter("")).result(5)
    return {row.id: row for row in found}


def _opened(qtbot, tools, act):
    with qtbot.waitSignal(tools.tabs.activated, timeout=5000):
        act()
    return tools.tabs.active


def test_it_opens_with_request_and_verdict(reopening, rows, panel_tools, qtbot):
    tab = _opened(qtbot, panel_tools, lambda: reopening.open(rows["a4"], keep=True))
    assert tab.current.value.url == "https://api.example.com/orders/4"
    assert tab.attempts.current.attempt.exchanges[0].reply.body == b"body words"
    assert "From the history" in tab.notice
    assert not tab.preview


def test_the_same_attempt_opens_once(reopening, rows, panel_tools, qtbot):
    tab = _opened(qtbot, panel_tools, lambda: reopening.open(rows["a4"], keep=False))
    assert tab.preview
    panel_tools.tabs.show_start()
    assert _opened(qtbot, panel_tools, lambda: reopening.open(rows["a4"], keep=True)) is tab
    assert not tab.preview


def test_an_import_shows_its_reply(reopening, rows, panel_tools, qtbot):
    tab = _opened(qtbot, panel_tools, lambda: reopening.open(rows["a9"], keep=True))
    assert tab.kind == "reply"


def test_one_that_is_gone_is_said(reopening, rows, panel_tools, kept, qtbot):
    kept._get().delete([rows["a4"].key]).result(5)
    with qtbot.waitSignal(panel_tools.notices.said, timeout=5000) as said:
        reopening.open(rows["a4"], keep=True)
    assert "no longer" in str(said.args[0])


def test_sending_again_uses_a_tab_of_its_own(reopening, rows, panel_tools, qtbot):
    sent = []
    panel_tools.actions.provide("send", sent.append)
    tab = _opened(qtbot, panel_tools, lambda: reopening.resend(rows["a4"]))
    assert sent == [None]
    assert tab.current.value.url.endswith("/4")


def test_it_says_since_when_a_request_fails(reopening, rows, panel_tools, qtbot):
    with qtbot.waitSignal(panel_tools.notices.said, timeout=5000) as said:
        reopening.since_when(rows["a5"])
    assert "last worked" in str(said.args[0])
    compared = []
    panel_tools.actions.provide("show-compare", compared.append)
    title, compare = said.args[0].other
    compare()
    assert title == "Compare"
    assert [row.id for row in compared[0]] == ["a2", "a3"]
    with qtbot.waitSignal(panel_tools.notices.said, timeout=5000) as said:
        reopening.since_when(rows["a1"])
