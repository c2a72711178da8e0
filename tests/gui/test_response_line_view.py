"""The painted view: keyboard, selection, copying, marks, and megabytes without delay."""

import time

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication

from inspector.gui.response.line_index import rows_of
from inspector.gui.response.line_view import LineView

TEXT = b"\n".join(b"row %d" % number for number in range(500))


def _view(qtbot, theme, data=TEXT, **more):
    view = LineView(theme)
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show_rows(rows_of(data), **more)
    view.show()
    return view


def test_the_keyboard_moves_and_tells_the_row(qtbot, light):
    view = _view(qtbot, light)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current == 1
    assert view.accessibleDescription() == "Row 2: row 1"
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current == 499
    assert view.verticalScrollBar().value() > 400
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert (view.current, view.verticalScrollBar().value()) == (0, 0)


def test_selected_rows_are_copied(qtbot, light):
    view = _view(qtbot, light)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "row 0\nrow 1"
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selected_text() == TEXT.decode()


def test_a_long_line_is_copied_whole(qtbot, light):
    view = _view(qtbot, light, b"a" * 7000 + b"\nb")
    view.go_to(3, extend=True)
    assert view.selected_text() == "a" * 7000


def test_the_mouse_picks_a_row(qtbot, light):
    view = _view(qtbot, light)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, 30))
    assert view.current == 1


def test_marked_bytes_are_painted(qtbot, light):
    view = _view(qtbot, light, b"find me here")
    view.mark(((5, 7),))
    image = view.viewport().grab().toImage()
    wanted = QColor(light.tokens.warn_line).rgb()
    found = [x for x in range(image.width()) if image.pixel(x, 3) == wanted]
    assert 10 < len(found) < 24


def test_a_byte_far_away_is_brought_into_sight(qtbot, light):
    view = _view(qtbot, light, TEXT)
    view.show_byte(TEXT.index(b"row 400"))
    assert view.current == 400
    top = view.verticalScrollBar().value()
    assert top < 400 < top + 20


def test_fifty_megabytes_are_painted_at_once(qtbot, light):
    rows = rows_of(b"0123456789 " * 5 + b"\n" * 1 + b"x" * 50_000_000)
    view = LineView(light)
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show()
    began = time.perf_counter()
    view.show_rows(rows)
    view.go_to(len(rows) - 1)
    view.viewport().grab()
    assert time.perf_counter() - began < 2
    assert len(rows) > 20_000
