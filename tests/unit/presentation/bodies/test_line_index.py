"""Rows of a body: one a line, long lines in pieces, no character cut in two."""

from hypothesis import given
from hypothesis import strategies as st

from inspector.presentation.bodies.line_index import LONGEST, rows_of


def _texts(rows):
    return [rows.text(row) for row in range(len(rows))]


def test_lines_without_their_ends():
    rows = rows_of(b"one\r\ntwo\n\nfour")
    assert _texts(rows) == ["one", "two", "", "four"]
    assert [rows.number(row) for row in range(4)] == [1, 2, 3, 4]


def test_a_last_line_end_starts_no_row_and_nothing_is_one_row():
    assert _texts(rows_of(b"one\n")) == ["one"]
    assert _texts(rows_of(b"")) == [""]


def test_a_long_line_is_cut_and_its_pieces_are_marked():
    rows = rows_of(b"a" * (LONGEST * 2 + 5) + b"\nnext")
    assert [rows.number(row) for row in range(len(rows))] == [1, 0, 0, 2]
    assert rows.widest == LONGEST


def test_no_utf8_character_is_cut_in_two():
    data = b"x" * (LONGEST - 1) + "€".encode() * 10
    assert "\ufffd" not in "".join(_texts(rows_of(data)))


def test_a_byte_finds_its_row_and_column():
    rows = rows_of("äb\ncd".encode())
    assert [rows.row_at(byte) for byte in (0, 3, 4, 5)] == [0, 0, 1, 1]
    assert rows.column(0, 2) == 1


@given(st.binary(max_size=9000))
def test_the_rows_hold_every_byte(data):
    rows = rows_of(data)
    edges = [rows.starts[row] for row in range(len(rows))]
    assert edges[0] == 0
    assert edges == sorted(set(edges))
    assert all(rows.span(row)[1] - rows.span(row)[0] <= LONGEST for row in range(len(rows)))
    assert (
        b"".join(
            data[low : (edges[row + 1] if row + 1 < len(edges) else len(data))]
            for row, low in enumerate(edges)
        )
        == data
    )
