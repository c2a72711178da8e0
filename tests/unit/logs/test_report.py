"""The report is frozen and can be written as JSON."""

import msgspec
import pytest

from inspector.logs.report import Column, LogReport


def test_it_is_written_as_json_and_read_again():
    report = LogReport(headline="x", statuses={401: 3}, columns=(Column(at=1, counts={401: 3}),))
    assert msgspec.json.decode(msgspec.json.encode(report), type=LogReport) == report


def test_it_is_frozen():
    with pytest.raises(AttributeError):
        LogReport(headline="x").headline = "y"


def test_a_column_knows_its_sum():
    assert Column(at=1, counts={401: 3, 403: 2}).refused == 5
