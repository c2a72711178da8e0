"""Everything the line view can show keeps to one interface."""

import pytest

from inspector.gui.response.hex_dump import HexRows
from inspector.gui.response.line_index import rows_of
from inspector.gui.response.masked_rows import MaskedRows
from inspector.gui.response.row_source import RowSource
from inspector.gui.response.secret_blocks import SecretBlocks


def _masked(data):
    return MaskedRows(rows_of(data), SecretBlocks(data))


@pytest.mark.parametrize("make", [rows_of, HexRows, _masked])
def test_rows_are_consistent(make):
    data = b"some text\nand more of it\n" * 3
    rows: RowSource = make(data)
    assert rows.data == data
    for row in range(len(rows)):
        start, end = rows.span(row)
        assert rows.row_at(start) == row
        assert rows.column(row, end) <= rows.widest
        assert len(rows.text(row)) <= rows.widest
        assert rows.number(row) >= 0
    assert rows.copied(0, len(rows) - 1)
