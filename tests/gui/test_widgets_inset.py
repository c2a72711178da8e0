"""Room around a widget in a column."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.widgets.inset import inset


def test_the_room_is_left_beside_and_above(qtbot):
    page, inner = QWidget(), QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(inset(inner, 10, 20, 5))
    page.resize(100, 50)
    column.activate()
    assert inner.geometry().getRect() == (10, 5, 70, 45)
