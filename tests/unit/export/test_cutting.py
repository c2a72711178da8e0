"""Cut texts keep their places, and each secret is counted once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.export.cutting import Cutter, Moves
from inspector.protocol.redaction import DOTS, KnownValues
from tests.unit.export.conftest import JWT, KEY

SHOWN = len(DOTS.encode())


def cutter(treatment="mask", choices=None, known=()):
    return Cutter(treatment, choices or {}, KnownValues(known))


def test_places_after_a_cut_move_along():
    text, moves = cutter().cut("a=secret&b=other&c=3", ((2, 8), (11, 16)), "x")
    assert moves.span(0, 1) == (0, 1)
    assert moves.span(2, 8) == (2, 2 + SHOWN)
    start, end = moves.span(9, 10)
    assert text[start:end] == "b"
    start, end = moves.span(17, 20)
    assert text[start:end] == "c=3"
    start, end = moves.span(0, 20)
    assert text[start:end] == text
    assert moves.span(4, 6) == (2, 2 + SHOWN)


@given(
    st.text("ab ", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
)
def test_what_is_not_cut_is_found_again(text, spans):
    spans = tuple((min(a, len(text)), min(b, len(text))) for a, b in spans)
    cut, moves = cutter().cut(text, spans, "x")
    for at in range(len(text)):
        if not any(start <= at < end for start, end in spans):
            start, end = moves.span(at, at + 1)
            assert cut[start:end] == text[at]


def test_no_cut_changes_nothing():
    assert cutter().cut("text", (), "x") == ("text", Moves())
    assert cutter().words("text", (), "x") == "text"


def test_equal_secrets_are_one_item():
    made = cutter()
    made.cut(f"{KEY} {KEY}", ((0, len(KEY)), (len(KEY) + 1, 2 * len(KEY) + 1)), "here")
    made.words(f"say {JWT}", ((4, 4 + len(JWT)),), "there")
    first, second = made.replaced()
    assert (first.id, first.where, first.count, first.is_token) == ("1", "here", 2, False)
    assert (second.id, second.where, second.count, second.is_token) == ("2", "there", 1, True)
    assert KEY not in repr((first, second))


def test_a_choice_is_for_its_item_only():
    made = cutter(choices={"2": "remove"})
    text, _ = made.cut(
        f"{KEY} {JWT}", ((0, len(KEY)), (len(KEY) + 1, len(KEY) + 1 + len(JWT))), "x"
    )
    assert text.endswith(" [removed]")
    assert text.startswith("planted_ke")


def test_known_values_are_cut_where_nothing_else_tells():
    text, _ = cutter(known=("plain words",)).cut("some plain words here", (), "x")
    assert "plain words" not in text


@pytest.mark.parametrize("value", ["***", "[REDACTED]", DOTS, "{{token}}"])
def test_what_is_no_secret_any_more_is_left(value):
    made = cutter()
    assert made.words(value, ((0, len(value)),), "x") == value
    assert made.replaced() == ()


def test_kept_claims_hide_the_signature_only():
    made = cutter("keep-claims")
    made.words(JWT, ((0, len(JWT)),), "x")
    assert made.hidden(("known-value",)) == ("known-value", JWT.rpartition(".")[2])
    kept = cutter("keep")
    kept.words(KEY, ((0, len(KEY)),), "x")
    assert kept.hidden((KEY,)) == ()
