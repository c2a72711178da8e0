"""Heads say status and verdict; arrows say what changed."""

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent

from inspector.gui.compare.compare_page import compute
from inspector.gui.compare.heads_view import Columns, HeadsView
from tests.gui.compare_samples import columns


@pytest.fixture
def heads(light, qtbot):
    shared = Columns(light)
    shared.room = 800
    made = HeadsView(light, shared)
    qtbot.addWidget(made)
    made.resize(800, 88)
    made.show_comparison(compute(columns(), ()))
    return made


def test_all_of_it_is_read_aloud(heads):
    text = heads.accessibleName()
    assert "old: status 401, Your access token expired" in text
    assert "renewed token" in text
    assert "new: status 200" in text


def test_it_is_painted_and_follows_the_list(heads):
    first = heads.grab().toImage()
    heads._columns.shift = 60
    heads.follow(60)
    assert heads.grab().toImage() != first


def test_the_menu_key_asks_for_the_menu_of_the_chosen_head(heads, qtbot):
    qtbot.keyClick(heads, Qt.Key.Key_Right)
    asked = []
    heads.menu_asked.connect(lambda place, _where: asked.append(place))
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        event = QContextMenuEvent(reason, QPoint(300, 10), QPoint(300, 10))
        QCoreApplication.sendEvent(heads, event)
    assert asked == [1, 0]


# ---------------- Columns share the room; where it is too little they keep a least width
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
