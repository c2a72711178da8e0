"""Proofs get numbers; equal statements share one; places find lines and columns."""

from inspector.model.annotation import Place
from inspector.model.finding import Cause, Certainty, Evidence, Finding, Verdict
from inspector.model.message import latin1
from inspector.presentation.exchange.line import Line, Segment
from inspector.presentation.exchange.pins import columns, joined, pins, touches
from tests.gui import answer_samples as samples


def _line(text, span, **more):
    segment = Segment(text, start=span[0], end=span[1])
    return Line(kind="sent", part="header", index=1, span=span, segments=(segment,), **more)


def test_equal_statements_share_a_number_and_counter_evidence_has_none():
    made = pins(samples.expired().verdict)
    assert [pin.number for pin in made] == [1, 2]
    assert [len(pin.places) for pin in made] == [2, 2]


def test_without_findings_there_are_no_pins():
    assert pins(None) == ()
    assert pins(Verdict()) == ()


def test_a_place_touches_only_its_own_header_line():
    place = Place(side="request", index=1, start=3, end=6)
    assert touches(_line("abcdef", (0, 6)), place)
    assert not touches(_line("abc", (0, 3)), place)
    assert not touches(_line("abcdef", (0, 6), entry=1), place)


def test_an_empty_range_still_touches_the_line_it_stands_in():
    assert touches(_line("abcdef", (0, 6)), Place(side="request", index=1, start=2, end=2))


def test_columns_of_utf8_count_characters():
    recorded = latin1("grüße!")
    line = _line("grüße!", (0, len(recorded)))
    end = recorded.index("!")
    assert list(columns(line, Place(side="request", index=1, start=end, end=end + 1))) == [(5, 6)]


def test_a_mask_is_marked_as_a_whole():
    line = Line(kind="sent", segments=(Segment("•" * 12, "mask", 0, 40, whole=True),))
    assert list(columns(line, Place(start=3, end=4))) == [(0, 12)]


def test_touching_ranges_are_joined():
    assert joined([(4, 6), (0, 2), (2, 4)]) == ((0, 6),)


def test_a_whole_status_line_is_marked_at_its_code_even_without_a_reason():
    line = Line(kind="received", part="line", segments=(Segment("HTTP/2 "), Segment("401", "bad")))
    assert list(columns(line, Place(part="line"))) == [(7, 10)]


def test_pins_count_in_the_order_of_time():
    proofs = (
        Evidence(statement="the words", place=Place(entry=2)),
        Evidence(statement="tried", experiment="a"),
        Evidence(statement="handed out", place=Place(entry=0)),
        Evidence(statement="a fourth", place=Place(entry=1)),
    )
    finding = Finding(
        cause=Cause.REVOKED_TOKEN,
        slug="x",
        certainty=Certainty.CERTAIN,
        score=1,
        evidence=proofs,
        entry=2,
    )
    found = pins(Verdict(findings=(finding,)))
    assert [(pin.number, pin.statement) for pin in found] == [
        (1, "handed out"),
        (2, "the words"),
        (3, "tried"),
    ]
