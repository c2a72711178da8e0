"""A single change is sent beside the comparison; what may change something is only opened."""

import asyncio

import pytest

from inspector.compose.scope import Scope
from inspector.gui.compare.compare_page import compute
from inspector.gui.compare.compared import ComparedDocument
from inspector.gui.compare.single_change import (
    SingleChange,
    changes_of,
    is_bound,
    next_of,
    only_reads,
    sent_beside,
)
from inspector.gui.state.documents import RequestDocument
from inspector.model.collection import Environment
from tests.gui.compare_samples import NOON, column, columns, token, two_changes
from tests.gui.held_work import finish, held_tools


def _change(pair):
    return _changes(pair)[0]


def _changes(pair):
    return changes_of(*pair, compute(pair, ()).steps[0], 1)


@pytest.fixture
def beside(panel_tools, compared, monkeypatch):
    made = sent_beside(compared, panel_tools)
    made.sent = []
    monkeypatch.setattr(made, "send", lambda *arguments: made.sent.append(arguments))
    return made


@pytest.fixture
def single(panel_tools, compared, beside):
    return SingleChange(compared, beside, panel_tools)


def test_what_both_requests_are_known_of_can_be_tried():
    pair = columns()
    (change,) = _changes(pair)
    assert [delta.id for delta in change.deltas] == ["token-renewed"]
    assert change.request.credential == pair[1].request.credential
    (unknown,) = _changes((pair[0], pair[1]._replace(request=None)))
    assert unknown.request is None


def _one_token():
    """Return attempts that differ in two claims of their tokens, and nothing else."""
    return column(token(exp=NOON - 60, aud="other"), 401, "old"), columns()[1]


def test_claims_of_one_token_are_one_change():
    pair = _one_token()
    (change,) = _changes(pair)
    assert change.words == "renewed token, changed aud"
    found = compute(pair, ())
    assert is_bound(pair, found)
    assert next_of(pair, found) is None


def test_beside_a_token_another_change_can_be_told_apart():
    old, new = two_changes()
    other = column(token(exp=NOON - 60, aud="other"), 401, "old")
    found = compute((other, new), ())
    assert [each.words for each in _changes((other, new))] == [
        "renewed token, changed aud", "added X-Tenant-Id",
    ]  # fmt: skip
    assert not is_bound((other, new), found)
    assert next_of((other, new), found).words == "renewed token, changed aud"
    assert not is_bound((old, new), compute((old, new), ()))


def test_reading_is_sent_at_once_and_stands_between(single, beside, panel_tools):
    before, after = columns()
    single.send(_change((before, after)))
    ((sent, _scope, place),) = beside.sent
    assert sent.request.credential == after.request.credential
    assert sent.label == "only this change: renewed token"
    assert place == 1
    assert panel_tools.tabs.active_request is None


def test_a_post_is_left_to_the_user_and_its_answer_joins(single, beside, panel_tools, qtbot):
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        single.send(_change(columns("POST")))
    assert beside.sent == []
    assert "POST may change something: press Send" in said.args[0].text
    tab = panel_tools.tabs.active_request
    tab.attempts.add(column(token(), 200, "after").answer)
    assert [each.label for each in single._document.columns] == [
        "old", "only this change: renewed token", "new",
    ]  # fmt: skip


def test_production_is_left_to_the_user_too(single, beside, panel_tools, qtbot):
    panel_tools.environments.replace((Environment(name="live", production=True),))
    panel_tools.environments.choose("live")
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        single.send(_change(columns()))
    assert beside.sent == []
    assert "production" in said.args[0].text


def test_several_changes_come_in_their_order():
    pair = two_changes()
    found = compute(pair, ())
    first = next_of(pair, found)
    assert first.deltas == found.steps[0].deltas[:1]
    assert first.base is pair[0]
    one_way = columns()
    assert next_of(one_way, compute(one_way, ())) is None


def test_what_worked_before_is_taken_over_by_what_fails_now():
    failing, working = two_changes()
    pair = (working, failing)
    change = next_of(pair, compute(pair, ()))
    assert change.base is failing
    assert change.other is working


def test_the_attempt_with_one_change_tells():
    refused, accepted = two_changes()
    both = compute((refused, accepted), ())
    assert len(both.apart) == 2
    change = next_of((refused, accepted), both)
    tried = column(token(), 200, "tried")
    told = compute((refused, tried._replace(request=change.request), accepted), ())
    assert told.title == "The token was renewed: the old one had expired"
    assert told.apart == ()


def test_a_document_has_one_that_sends(panel_tools):
    document = ComparedDocument()
    assert sent_beside(document, panel_tools) is sent_beside(document, panel_tools)


# ---------------- Sent for a comparison
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
def sent_beside_beside(compared, tools):
    return sent_beside(compared, tools)


def _made():
    tab = RequestDocument()
    tab.practice = "expired-token"
    return columns()[0]._replace(label="in staging", tab=tab)


def test_the_answer_is_the_next_column(sent_beside_beside, compared, held, qtbot):
    sent_beside_beside.send(_made(), Scope(), 1)
    assert sent_beside_beside.running
    with qtbot.waitSignal(compared.columns_changed):
        finish(held)
    found = compared.columns[1]
    assert (found.label, found.status) == ("in staging", 200)
    assert found.tab.practice == "expired-token"
    assert found.tab.attempts.current is found.answer
    assert not sent_beside_beside.running


def test_one_at_a_time(sent_beside_beside, held):
    sent_beside_beside.send(_made(), Scope())
    sent_beside_beside.send(_made(), Scope())
    assert len(held) == 1


def test_it_is_kept_in_the_history(sent_beside_beside, tools, held, qtbot):
    sent_beside_beside.send(_made(), Scope())
    with qtbot.waitSignal(tools.history.changed):
        finish(held)


def test_it_can_be_stopped(sent_beside_beside, compared, held, qtbot):
    sent_beside_beside.send(_made(), Scope())
    with qtbot.waitSignal(sent_beside_beside.changed):
        sent_beside_beside.stop()
    assert held[0][0].cancelled()
    assert len(compared.columns) == 2


def test_it_stops_with_its_tab(sent_beside_beside, compared, tools, held, qtbot):
    tools.tabs.open(compared)
    sent_beside_beside.send(_made(), Scope())
    with qtbot.waitSignal(sent_beside_beside.changed):
        tools.tabs.close(compared)
    assert held[0][0].cancelled()


def test_what_is_not_sent_has_no_tab(sent_beside_beside, compared, held, qtbot):
    sent_beside_beside.show_unsent(_made(), Scope())
    with qtbot.waitSignal(compared.columns_changed):
        finish(held)
    assert compared.columns[-1].tab is None


def test_only_some_methods_just_read():
    assert only_reads(columns()[0].request)
    assert not only_reads(columns("POST")[0].request)
