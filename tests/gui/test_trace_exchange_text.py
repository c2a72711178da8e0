"""The text keeps line, box and gutter together, and copies what was recorded."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor

from inspector.gui.trace.exchange_text import ExchangeText
from inspector.gui.trace.line import Line, Segment

LINES = tuple(
    Line(kind="sent", number=n + 1, segments=(Segment(f"line {n}␉", raw=f"line {n}\t"),))
    for n in range(40)
)


def _view(qtbot, theme):
    view = ExchangeText(theme)
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show_lines(LINES)
    view.show()
    return view


def test_only_the_lines_in_sight_have_a_spot(qtbot, light):
    spots = list(_view(qtbot, light).spots())
    assert 5 < len(spots) < 15
    assert [spot.line.number for spot in spots[:3]] == [1, 2, 3]
    assert spots[1].box.top() - spots[0].box.top() == spots[0].box.height()


def test_a_point_finds_its_line(qtbot, light):
    view = _view(qtbot, light)
    assert view.line_under(QPoint(10, 30)).number == 2
    assert view.line_under(QPoint(10, 5000)) is None


def test_a_selection_copies_recorded_characters(qtbot, light):
    view = _view(qtbot, light)
    cursor = view.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Down, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.createMimeDataFromSelection().text() == "line 0\t\n"


def test_a_change_of_size_is_taken_up(qtbot, light):
    view = _view(qtbot, light)
    usual = next(view.spots()).box.height()
    light.set_percent(200)
    assert next(view.spots()).box.height() == usual * 2
    light.set_percent(100)
