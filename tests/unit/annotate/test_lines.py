"""Lines know their place."""

from inspector.annotate.lines import body_place, received, sent, status_place, target_place


def test_lines_count_from_the_first_header(attempt):
    made = attempt(sent=[("A", "1"), ("B", "2")], got=[("C", "3")])
    one = made.exchanges[0]
    line = list(sent(one, 0))[1]
    assert (line.index, line.name, line.value) == (1, "b", "2")
    place = line.place((0, 1))
    assert (place.side, place.name, place.index, place.start, place.end) == (
        "request",
        "B",
        1,
        0,
        1,
    )
    assert [each.side for each in received(one, 0)] == ["reply"]


def test_no_reply_has_no_lines(attempt):
    assert list(received(attempt(0).exchanges[0], 0)) == []


def test_other_places():
    assert status_place(2).entry == 2
    assert target_place(0, (1, 2)).end == 2
    assert (body_place(0, "reply").part, body_place(0, "reply").start) == ("body", None)
