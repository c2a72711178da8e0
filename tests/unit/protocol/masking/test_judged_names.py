"""Judged names go along with the known values."""

import pickle

from inspector.protocol.masking.judged_names import NOBODY_JUDGED, JudgedNames, Known, judged_with


def test_case_does_not_count_and_a_doubtful_name_is_secret():
    judged = JudgedNames.of(["X-A", "x-b"], ["X-B", "X-C"])
    assert judged == JudgedNames(frozenset({"x-a", "x-b"}), frozenset({"x-c"}))


def test_known_values_are_a_tuple_with_names():
    judged = JudgedNames.of(["X-A"])
    known = Known(("one", "two"), judged)
    assert tuple(known) == ("one", "two")
    assert judged_with(known) == judged
    assert judged_with(("one",)) == NOBODY_JUDGED
    assert pickle.loads(pickle.dumps(known)) == known


def test_the_same_values_with_other_answers_are_others():
    known, other = Known(("one",), JudgedNames.of(["X-A"])), Known(("one",))
    assert known != other
    assert len({known, other, Known(("one",))}) == 2
