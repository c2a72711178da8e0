"""A single change is sent in a tab of its own; what may change something is only opened."""

import pytest

from inspector.gui.compare.compare_page import compute
from inspector.gui.compare.single_change import SingleChange, triable
from tests.gui.compare_samples import columns


@pytest.fixture
def single(panel_tools):
    return SingleChange(panel_tools, panel_tools.tabs)


def test_what_both_requests_are_known_of_can_be_tried():
    pair = columns()
    found = compute(pair, ())
    assert triable(pair, found) == {(0, "token-renewed")}
    assert triable((pair[0], pair[1]._replace(request=None)), found) == frozenset()


def test_it_is_sent_beside_the_attempt_before(single, panel_tools):
    sent = []
    panel_tools.actions.provide("send", sent.append)
    before, after = columns()
    single.send(before, after, "token-renewed")
    tab = panel_tools.tabs.active_request
    assert sent == [None]
    assert tab.current.value.credential == after.request.credential
    assert tab.attempts.current is before.answer


def test_a_post_is_left_to_the_user(single, panel_tools, qtbot):
    sent = []
    panel_tools.actions.provide("send", sent.append)
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        single.send(*columns("POST"), "token-renewed")
    assert sent == []
    assert "press Send" in said.args[0].text


def test_nothing_happens_for_what_can_not_be_taken(single, panel_tools):
    single.send(*columns(), "redirects")
    assert panel_tools.tabs.active_request is None
