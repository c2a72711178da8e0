"""Shared strokes: they stay inside their rectangle."""

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from inspector.gui.widgets.painting import (
    clear,
    elided,
    focus_ring,
    icon_at,
    inset,
    middle,
    outlined,
    rounded,
    taken_out,
)


def drawn(paint):
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return {(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha()}


def test_a_rounded_ground_has_open_corners(qapp):
    pixels = drawn(lambda p: rounded(p, QRectF(0, 0, 40, 40), 12, QColor("red")))
    assert (20, 20) in pixels
    assert (0, 0) not in pixels


def test_an_outline_lies_inside(qapp):
    rect = QRectF(10, 10, 20, 20)
    pixels = drawn(lambda p: outlined(p, rect, 0, QPen(QColor("red"), 2)))
    assert pixels
    assert all(10 <= x < 30 and 10 <= y < 30 for x, y in pixels)
    assert (20, 20) not in pixels


def test_the_focus_ring_has_the_accent(light):
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    focus_ring(painter, light, QRectF(0, 0, 40, 40), 0)
    painter.end()
    assert image.pixelColor(20, 0) == light.colour("accent")


def test_an_icon_is_drawn_where_it_should(light):
    pixels = drawn(lambda p: icon_at(p, light, ("square", "text", 16), QPointF(10, 10)))
    assert pixels
    assert min(x for x, _ in pixels) >= 10


def test_middle():
    assert middle(QRect(0, 10, 5, 20), 10) == 15


def test_a_line_of_text_is_cut_to_its_room(light):
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    words = ("much longer than that", light.font(12), light.colour("text"))
    shown = elided(painter, QRect(0, 0, 40, 40), words)
    whole = elided(painter, QRect(0, 0, 400, 40), words)
    painter.end()
    assert shown.endswith("…")
    assert whole == words[0]


# ---------------- Room around a widget in a column
def test_the_room_is_left_beside_and_above(qtbot):
    page, inner = QWidget(), QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(inset(inner, 10, 20, 5))
    page.resize(100, 50)
    column.activate()
    assert inner.geometry().getRect() == (10, 5, 70, 45)


def rows_in(qtbot):
    """A column with a widget, a line of two and a stretch, as panes have them."""
    pane = QWidget()
    qtbot.addWidget(pane)
    column, line, labels = QVBoxLayout(pane), QHBoxLayout(), [QLabel(name) for name in "abc"]
    column.addWidget(labels[0])
    column.addLayout(line)
    line.addWidget(labels[1])
    line.addWidget(labels[2])
    column.addStretch(1)
    return pane, column, labels


def test_an_emptied_layout_gives_its_widgets_back(qtbot):
    _pane, column, labels = rows_in(qtbot)
    assert set(taken_out(column)) == set(labels)
    assert all(shiboken6.isValid(label) for label in labels)
    assert column.count() == 0


def test_cleared_widgets_are_out_of_sight_at_once_and_gone_a_turn_later(qtbot):
    _pane, column, labels = rows_in(qtbot)
    clear(column)
    assert all(label.isHidden() and label.parent() is None for label in labels)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any(shiboken6.isValid(label) for label in labels)
