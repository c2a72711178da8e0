"""Counting a piece: all lines, or a search with a sample; both agree on what was refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.logs.format import all_formats, format_named
from inspector.logs.scan import Scan, Wanted
from inspector.logs.source import Piece
from tests.fixtures import log_samples

START = log_samples.START


def scanned(data, *, whole, name="combined", **wanted):
    kind = format_named(name)
    scan = Scan(kind, kind.reader(data.split(b"\n")[:50]), Wanted(**wanted), 0)
    scan.piece(Piece(data, len(data), len(data)), whole=whole)
    return scan.tally


@pytest.mark.parametrize("maker", ["quiet", "looping", "guessing", "broken", "challenges"])
def test_refusals_are_exact_either_way(maker):
    data = log_samples.data_of(getattr(log_samples, maker)())
    one, two = (scanned(data, whole=whole) for whole in (True, False))
    assert one.refused == two.refused > 0
    assert one.lines == two.lines == data.count(b"\n")
    assert [each.number for each in one.kept] == [each.number for each in two.kept]
    assert (one.exact, two.exact) == (True, False)
    assert two.requests.total() == pytest.approx(one.requests.total(), rel=0.02)


def test_the_numbers_of_lines_are_those_of_the_file():
    data = log_samples.data_of(log_samples.looping())
    lines = data.split(b"\n")
    for found in scanned(data, whole=False).kept:
        assert lines[found.number - 1] == found.text


def test_a_period_and_other_statuses():
    data = log_samples.data_of(log_samples.looping())
    tally = scanned(data, whole=True, since=START + 1800, until=START + 2400)
    assert 120 <= tally.refused <= 124
    assert scanned(data, whole=True, statuses=(200,)).refused > 400


def test_unreadable_lines_are_counted_and_the_first_is_kept():
    good = log_samples.combined(START, status=401).encode()
    tally = scanned(b"\n".join([good, b"nonsense", b"#comment", b"", good, b"more"]), whole=True)
    assert (tally.unreadable, tally.bad.number, tally.bad.text) == (2, 2, b"nonsense")
    assert (tally.refused, tally.lines) == (2, 6)


def test_windows_line_ends():
    data = log_samples.combined(START, status=401).encode() + b"\r\n"
    tally = scanned(data * 3, whole=False)
    assert (tally.refused, tally.lines) == (3, 3)


@given(st.binary(max_size=600), st.booleans(), st.sampled_from([k.NAME for k in all_formats()]))
def test_any_bytes_are_survived(data, whole, name):
    assert scanned(data, whole=whole, name=name).lines >= data.count(b"\n")


LINE = st.sampled_from([line for lines in log_samples.LINES.values() for line, _ in lines])


@given(st.lists(LINE | st.binary(max_size=80), max_size=8), st.booleans())
def test_any_mixture_of_lines_is_survived_by_every_format(lines, whole):
    data = b"\n".join(lines)
    for kind in all_formats():
        scanned(data, whole=whole, name=kind.NAME)
