"""A pinned line is read with its number, its proof and its notes."""

from inspector.presentation.exchange.line import Line, Note, Segment, spoken


def test_a_pinned_line_says_line_evidence_bytes_and_note():
    line = Line(
        kind="received",
        number=13,
        pins=(1,),
        segments=(Segment('    error="invalid_token"'),),
        notes=(Note("expired, revoked or malformed"),),
    )
    assert spoken(line) == (
        "line 13, evidence 1, error invalid_token, expired, revoked or malformed"
    )


def test_a_heading_is_read_without_a_number():
    assert spoken(Line(kind="heading", segments=(Segment("Exchange 2"),))) == "Exchange 2"
