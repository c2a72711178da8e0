"""Any bytes as a log: an answer or a problem in words, never an exception, never long."""

import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.logs.format import all_formats
from inspector.logs.log_reader import read
from inspector.logs.scan import Wanted
from inspector.logs.summary import summarise
from tests.fixtures.log_samples import HEADS, LINES
from tests.fixtures.processor_time import within

LONGEST = 1.0
SAMPLES = [line for lines in LINES.values() for line, _ in lines]


def _damaged(line):
    """Return a line with some bytes in it replaced, left out or said again."""

    def change(parts):
        at, length, new = parts
        at %= len(line)
        return line[:at] + new + line[at + length :]

    parts = st.tuples(st.integers(0, 5000), st.integers(0, 40), st.binary(max_size=30))
    return parts.map(change)


ANY_LINE = st.sampled_from(SAMPLES) | st.sampled_from(SAMPLES).flatmap(_damaged) | st.binary()
LOGS = st.lists(ANY_LINE, max_size=12).map(b"\n".join)


def _answer(path, data):
    path.write_bytes(data)
    result = within(LONGEST, read, [str(path)], Wanted())
    report = within(LONGEST, summarise, result) if result.files else None
    assert bool(report) != bool(result.problems)
    return report


@given(LOGS, st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_log(tmp_path, data, packed):
    _answer(tmp_path / "any.log", gzip.compress(data) if packed else data)


@pytest.mark.parametrize(
    "piece",
    [b"token", b'user "', b'"GET ', b"[25/Nov/2026:10:00:00 +0000] ", b"user ", b"nonce ", b"%40a.", b"401 ",
     b'" 401 ', b"{", b'{"a":', b"[", b"\\", b'\\"', b'"', b"10:", b"/1", b"AH01617: ", b"passw"],
)  # fmt: skip
def test_a_line_made_to_be_slow(tmp_path, piece):
    """Behind a good beginning, one piece again and again, 200 KB of it."""
    for kind in all_formats():
        for sample, _ in LINES[kind.NAME][:1]:
            long = sample[: len(sample) // 2] + piece * (200_000 // len(piece))
            data = b"\n".join((*HEADS.get(kind.NAME, ()), *[sample] * 5, long, sample + piece * 90))
            _answer(tmp_path / "slow.log", data)


def test_one_line_without_an_end(tmp_path):
    _answer(tmp_path / "endless.log", SAMPLES[0] * 40_000)
