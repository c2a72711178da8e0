"""What can be added: attempts of tabs and of the history, other environments, what is pasted."""

import pytest
from PySide6.QtCore import Qt

from inspector.compose.scope import Scope
from inspector.gui.compare.adding import Adding, SendCard, warning
from inspector.gui.compare.single_change import sent_beside
from inspector.gui.state.documents import RequestDocument
from inspector.model.collection import Environment
from inspector.record import read_filter
from tests.gui.compare_samples import column, columns


@pytest.fixture
def beside(compared, panel_tools, monkeypatch):
    made = sent_beside(compared, panel_tools)
    made.did = []
    for name in ("send", "show_unsent"):
        monkeypatch.setattr(made, name, lambda *what, name=name: made.did.append((name, *what)))
    return made


@pytest.fixture
def asking(light, qtbot):
    made = SendCard(light)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def adding(compared, beside, asking, panel_tools):
    environments = (Environment(name="staging"), Environment(name="live", production=True))
    panel_tools.environments.replace(environments)
    return Adding(compared, beside, asking, panel_tools)


def _entry(adding, text, kept=()):
    return next(entry for entry in adding.entries(kept) if entry.text == text)


def test_attempts_of_open_tabs_come_first(adding, compared, panel_tools):
    fourth = column("x" * 20, 200, "fourth")
    tab = RequestDocument(fourth.request)
    for answer in (compared.columns[0].answer, fourth.answer):
        tab.attempts.add(answer)
    panel_tools.tabs.open(tab)
    entries = adding.entries()
    assert entries[0].text == "200  GET /v1/orders, time unknown"
    assert not entries[1].text
    entries[0].do()
    assert compared.columns[-1].answer is fourth.answer
    assert compared.columns[-1].tab is tab


def test_the_history_has_its_newest(adding, compared, kept, qtbot):
    rows = kept._get().page(read_filter("")).result(60)
    entry = adding.entries(rows)[0]
    assert entry.text.startswith("401  GET /orders, ")
    with qtbot.waitSignal(compared.columns_changed):
        entry.do()
    assert compared.columns[-1].answer.attempt.id == rows[0].id
    assert entry.text == f"401  {compared.columns[-1].label}"


def test_another_environment_is_sent_or_only_shown(adding, beside, compared):
    _entry(adding, "Send it in staging").do()
    _entry(adding, "Show it as for live, unsent").do()
    (sent, made, scope), (shown, other, elsewhere) = beside.did
    assert (sent, made.label, scope.environment) == ("send", "in staging", "staging")
    assert (shown, other.label, elsewhere.production) == ("show_unsent", "in live, not sent", True)
    assert made.request is compared.columns[-1].request


@pytest.mark.parametrize(("agrees", "sent"), [("send", 1), ("cancel", 0), ("esc", 0)])
def test_production_is_asked_about(adding, asking, beside, agrees, sent, qtbot):
    _entry(adding, "Send it in live").do()
    assert asking.isVisible()
    assert asking.focusWidget() is asking.cancel
    assert "production" in asking.why.text()
    if agrees == "esc":
        qtbot.keyClick(asking.cancel, Qt.Key.Key_Escape)
    else:
        getattr(asking, agrees).click()
    assert len(beside.did) == sent
    assert not asking.isVisible()


def test_what_may_change_something_is_asked_about(adding, asking, beside):
    adding.send_in(columns("DELETE")[0], "staging")
    assert beside.did == []
    assert asking.title.text() == asking.accessibleName() == "Send DELETE in staging?"
    adding.send_in(columns("POST")[0], "staging")  # another one takes its place
    asking.send.click()
    assert [made.request.method for _name, made, _scope in beside.did] == ["POST"]


def test_what_works_elsewhere_is_pasted(adding, compared, panel_tools):
    ran = []
    panel_tools.actions.provide("compare-pasted", ran.append)
    adding.entries()[-1].do()
    assert ran == [compared]


# ---------------- What is asked before something is sent to another environment
def test_the_reasons_are_said():
    live = Scope(environment="live", production=True)
    assert warning("GET", live) == "This environment is marked as production."
    assert warning("POST", Scope(environment="staging")) == "POST may change data there."
    assert warning("POST", live).count(".") == 2
