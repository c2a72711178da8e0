"""Columns share the room; where it is too little they keep a least width."""

from PySide6.QtCore import QRect

from inspector.gui.compare.heads_view import Columns


def test_cells_stand_beside_each_other_without_touching(light):
    columns = Columns(light)
    columns.count, columns.room = 3, 900
    rect = QRect(0, 0, columns.width, 30)
    cells = [columns.cell(rect, place) for place in range(3)]
    assert columns.width == 900
    assert columns.name(rect).right() < cells[0].left()
    assert cells[0].right() < cells[1].left() < cells[1].right() < cells[2].left()
    assert cells[2].right() < 900


def test_many_columns_scroll_sideways(light):
    columns = Columns(light)
    columns.count, columns.room = 6, 700
    assert columns.width > 700
