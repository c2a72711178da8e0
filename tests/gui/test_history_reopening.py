"""An attempt opens as it was; its request can be sent again."""

import pytest

from inspector.gui.history.reopening import Reopening
from inspector.logs.taking import Taken, Takings
from inspector.record import read_filter
from inspector.workbench.attempts.log_attempts import Secrets, keep
from tests.gui.history_samples import NOON, attempt


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


def _logged(panel_tools, host, method="GET", target="/orders"):
    taken = Taken(
        at=NOON / 1000,
        status=401,
        method=method,
        host=host,
        target=target,
        named=False,
        refused=True,
        digest=b"d" * 16,
    )
    history = panel_tools.history._get()
    keep(Takings(lines=(taken,)), "", history, Secrets((), b"k" * 32), lambda _: True)
    return history.page(read_filter("is:imported")).result(5)[0]


def test_a_line_of_a_log_says_what_is_not_known(reopening, panel_tools, qtbot):
    row = _logged(panel_tools, "log.example.com")
    tab = _opened(qtbot, panel_tools, lambda: reopening.open(row, keep=True))
    assert tab.kind == "reply"
    assert tab.notice.startswith("From a log: ")
    assert "neither header lines nor bodies" in tab.notice
    assert tab.attempts.current.verdict.findings[0].slug == "login-unknown"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("GET", "/orders"), ""),
        (("POST", "/orders"), "POST may change something"),
        (("GET", "/orders?api_key=0123456789abcdef0123"), "The address held a secret"),
    ],
)
def test_a_line_is_sent_again_as_far_as_it_is_known(reopening, panel_tools, qtbot, line, said):
    heard = []
    panel_tools.actions.provide("send", heard.append)
    row = _logged(panel_tools, "log.example.com", *line)
    tab = _opened(qtbot, panel_tools, lambda: reopening.resend(row))
    assert tab.kind == "request"
    assert tab.current.value.url.startswith("https://log.example.com/orders")
    assert "only its method and address are known" in tab.notice
    assert heard == ([] if said else [None])
    assert "".join(each.text for each in panel_tools.notices.all).startswith(said)


def test_without_a_host_it_says_why_it_can_not_be_sent(reopening, panel_tools, qtbot):
    row = _logged(panel_tools, "")
    with qtbot.waitSignal(panel_tools.notices.said, timeout=5000) as said:
        reopening.resend(row)
    assert "does not name the host" in said.args[0].text
    assert panel_tools.tabs.active.kind == "reply"
