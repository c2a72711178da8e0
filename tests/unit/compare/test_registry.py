"""Every module of the two folders is found, in order."""

from inspector.compare.registry import all_aspects, all_kinds


def test_aspects_come_in_the_order_of_their_sections():
    places = [aspect.PLACE for aspect in all_aspects()]
    assert places == sorted(set(places))
    assert [aspect.ID for aspect in all_aspects()][:2] == ["request-line", "credential"]


def test_kinds_come_by_what_they_explain():
    ranks = [kind.RANK for kind in all_kinds()]
    assert ranks == sorted(ranks)
    assert len(ranks) >= 7
