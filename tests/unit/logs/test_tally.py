"""The tally: memory stays bounded, and halves of a log add up to the whole."""

from inspector.logs.format import Kept, Line
from inspector.logs.tally import MOST_LINES, Tally


def refusal(number, client="c"):
    return Kept(0, number, b"x", Line(float(number), 401, "GET", f"/p/{number}", client))


def test_many_lines_are_thinned_evenly():
    tally = Tally()
    for number in range(1, MOST_LINES * 5):
        tally.refuse([refusal(number)])
    assert tally.refused == MOST_LINES * 5 - 1
    assert len(tally.kept) < MOST_LINES
    gaps = {b.number - a.number for a, b in zip(tally.kept, tally.kept[1:], strict=False)}
    assert gaps == {tally.step}


def test_many_clients_need_no_more_memory():
    tally = Tally()
    for number in range(20_000):
        tally.refuse([refusal(number, client=f"10.0.{number // 250}.{number % 250}")])
    assert len(tally.clients.known) <= 2400
    assert tally.clients.dropped + sum(s.count for _, s in tally.clients) == 20_000


def test_halves_add_up_and_lines_are_renumbered():
    one, two = Tally(), Tally()
    one.lines, two.lines = 10, 5
    one.refuse([refusal(3)])
    two.refuse([refusal(2)])
    one.merge(two, shift=one.lines)
    assert (one.lines, one.refused) == (15, 2)
    assert [each.number for each in one.kept] == [3, 12]
    assert one.clients.known["c"].evidence[1].number == 12


def test_reasons_are_counted_apart():
    tally = Tally()
    tally.reason(Kept(0, 1, b"", Line(1.0, 401, user="ada", reason="password-mismatch")))
    assert tally.refused == 0
    assert tally.reasons.known["password-mismatch"].users == {"ada": 1}
