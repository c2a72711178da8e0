"""Bringing tabs back: what consists of several things is opened once all of them have come."""

from functools import partial

from inspector.gui.state.returning import once_all_came


def test_things_keep_their_order_whichever_comes_first():
    waiting, came = {}, []
    once_all_came([partial(waiting.__setitem__, name) for name in "abc"], came.append)
    for name in "cab":
        assert came == []
        waiting[name](name)
    assert came == [("a", "b", "c")]


def test_what_comes_at_once_is_waited_for_as_well():
    came = []
    once_all_came([lambda put: put(None), lambda put: put(2)], came.append)
    assert came == [(None, 2)]


def test_of_nothing_nothing_is_awaited():
    came = []
    once_all_came([], came.append)
    assert came == [()]
