"""The second process reads a part from its input and writes the counts."""

import subprocess
import sys

import msgspec

from inspector.logs.log_reader import Counted
from inspector.logs.parts import Part, order_bytes
from inspector.logs.scan import Wanted
from tests.fixtures import log_samples


def test_it_counts_the_part_it_is_given(tmp_path):
    data = log_samples.data_of(log_samples.looping())
    (tmp_path / "a.log").write_bytes(data)
    start = data.index(b"\n", len(data) // 2) + 1
    part = Part(str(tmp_path / "a.log"), "combined", Wanted(), 3, start, len(data))
    run = subprocess.run(
        [sys.executable, "-m", "inspector.logs.worker"],
        input=order_bytes(part),
        capture_output=True,
        check=True,
    )
    counted = msgspec.msgpack.decode(run.stdout, type=Counted)
    assert counted.tally.refused == data[start:].count(b'" 401 ')
    assert counted.tally.lines == data[start:].count(b"\n")
    assert counted.tally.kept[0].file == 3
