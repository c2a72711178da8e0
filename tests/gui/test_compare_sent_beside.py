"""Sent for a comparison: the answer is its next column, kept in the history, and can be stopped."""

import asyncio

import pytest

from inspector.compose.scope import Scope
from inspector.gui.compare.single_change import only_reads, sent_beside
from inspector.gui.state.documents import RequestDocument
from tests.gui.compare_samples import column, columns, token
from tests.gui.held_work import finish, held_tools


class Bench:
    """Stands for the workbench: what is sent is accepted."""

    async def send(self, _request, _scope, _report):
        await asyncio.sleep(0)
        return column(token(), 200, "sent").answer

    async def unsent(self, _request, _scope):
        await asyncio.sleep(0)
        return column(token(), 200, "unsent").answer


@pytest.fixture
def held():
    return []


@pytest.fixture
def tools(panel_tools, held):
    yield from held_tools(panel_tools, Bench(), held)


@pytest.fixture
def beside(compared, tools):
    return sent_beside(compared, tools)


def _made():
    tab = RequestDocument()
    tab.practice = "expired-token"
    return columns()[0]._replace(label="in staging", tab=tab)


def test_the_answer_is_the_next_column(beside, compared, held, qtbot):
    beside.send(_made(), Scope(), 1)
    assert beside.running
    with qtbot.waitSignal(compared.columns_changed):
        finish(held)
    found = compared.columns[1]
    assert (found.label, found.status) == ("in staging", 200)
    assert found.tab.practice == "expired-token"
    assert found.tab.attempts.current is found.answer
    assert not beside.running


def test_one_at_a_time(beside, held):
    beside.send(_made(), Scope())
    beside.send(_made(), Scope())
    assert len(held) == 1


def test_it_is_kept_in_the_history(beside, tools, held, qtbot):
    beside.send(_made(), Scope())
    with qtbot.waitSignal(tools.history.changed, timeout=5000):
        finish(held)


def test_it_can_be_stopped(beside, compared, held, qtbot):
    beside.send(_made(), Scope())
    with qtbot.waitSignal(beside.changed):
        beside.stop()
    assert held[0][0].cancelled()
    assert len(compared.columns) == 2


def test_it_stops_with_its_tab(beside, compared, tools, held, qtbot):
    tools.tabs.open(compared)
    beside.send(_made(), Scope())
    with qtbot.waitSignal(beside.changed):
        tools.tabs.close(compared)
    assert held[0][0].cancelled()


def test_what_is_not_sent_has_no_tab(beside, compared, held, qtbot):
    beside.show_unsent(_made(), Scope())
    with qtbot.waitSignal(compared.columns_changed):
        finish(held)
    assert compared.columns[-1].tab is None


def test_only_some_methods_just_read():
    assert only_reads(columns()[0].request)
    assert not only_reads(columns("POST")[0].request)
