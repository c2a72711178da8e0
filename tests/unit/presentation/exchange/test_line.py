"""A line gives its text as shown and as copied."""

from inspector.presentation.exchange.line import Line, Segment


def test_text_and_copy_differ_where_a_segment_was_recorded_otherwise():
    line = Line(kind="sent", segments=(Segment("X: ", "name"), Segment("a␉b", raw="a\tb")))
    assert line.text == "X: a␉b"
    assert line.copied == "X: a\tb"
