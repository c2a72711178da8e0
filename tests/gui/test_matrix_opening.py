"""A cell opens once as a tab with its verdict; one that was not sent says why."""

import msgspec
import pytest

from inspector.gui.matrix.matrix_page import Opening
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Message, Reply
from inspector.model.request import Request
from tests.gui.matrix_samples import HELD, REFUSED

SENT = Attempt(
    id="one",
    request=Request(url="http://a.example/orders"),
    exchanges=(
        Exchange(
            request=Message(method="GET", url="http://a.example/orders"),
            reply=Reply(status=401, reason="Unauthorized"),
        ),
    ),
)


@pytest.fixture
def opening(panel_tools):
    return Opening(panel_tools, panel_tools.tabs)


def test_it_opens_once(opening, panel_tools, qtbot):
    cell = msgspec.structs.replace(REFUSED, attempt=SENT)
    with qtbot.waitSignal(panel_tools.tabs.opened):
        opening.open(cell)
        opening.open(cell)
    tab = panel_tools.tabs.active_request
    assert tab.attempts.current.verdict.findings
    assert tab.status == 401
    assert "Orders with No credential" in tab.notice
    count = len(panel_tools.tabs.documents)
    panel_tools.tabs.open_request(Request(url="http://b.example/"))
    opening.open(cell)
    assert panel_tools.tabs.active is tab
    assert len(panel_tools.tabs.documents) == count + 1


def test_what_was_not_sent_says_why(opening, panel_tools, qtbot):
    with qtbot.waitSignal(panel_tools.notices.said):
        opening.open(HELD)
    assert "DELETE needs your consent" in panel_tools.notices.all[-1].text
    before = len(panel_tools.notices.all)
    opening.open(None)
    assert len(panel_tools.notices.all) == before
