"""Good, bad and changed values look different, by more than colour; marks are painted."""

import pytest
from PySide6.QtCore import QModelIndex, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from inspector.compare import Cell, Line
from inspector.compare.records import CodeLine
from inspector.gui.compare.heads_view import Columns
from inspector.gui.compare.line_delegate import HEIGHT, LineDelegate
from inspector.presentation.comparison.comparison_row import Shown


class _Index(QModelIndex):
    def __init__(self, row):
        super().__init__()
        self._row = row

    def data(self, _role):
        return self._row


@pytest.fixture
def paint(light, qtbot):
    view = QListView()
    qtbot.addWidget(view)
    columns = Columns(light)
    columns.count, columns.room = 2, 700
    delegate = LineDelegate(light, columns, view)

    def draw(row, state=QStyle.StateFlag.State_None):
        option = QStyleOptionViewItem()
        option.state = state
        option.rect = QRect(0, 0, 700, HEIGHT)
        image = QImage(700, HEIGHT, QImage.Format.Format_RGB32)
        image.fill(light.colour("surface"))
        painter = QPainter(image)
        delegate.paint(painter, option, _Index(row))
        painter.end()
        return image

    return draw


def _line(state, marks=(), note=""):
    cells = (Cell(text="a value"), Cell(text="a value", state=state, marks=marks, note=note))
    return Shown("line", "aud", Line(name="aud", cells=cells, differs=True))


def test_every_state_has_a_look_of_its_own(paint):
    looks = [paint(_line(state)) for state in ("", "good", "bad", "changed")]
    assert all(one != other for at, one in enumerate(looks) for other in looks[at + 1 :])


def test_marks_and_notes_are_painted(paint):
    plain = paint(_line("bad"))
    assert paint(_line("bad", marks=((2, 5),))) != plain
    assert paint(_line("bad", note="past")) != plain


def test_folds_and_sections_are_painted(paint):
    closed = paint(Shown("fold", "3 are the same", key="x"))
    assert paint(Shown("fold", "3 are the same", key="x", opened=True)) != closed
    assert paint(Shown("section", "Request")) != closed


def test_a_missing_value_is_a_dash(paint):
    cells = (Cell(text="a value"), None)
    line = Line(name="aud", cells=cells, differs=True)
    assert paint(Shown("line", "aud", line)) != paint(_line(""))


def test_a_row_of_bodies_says_at_the_left_what_it_is(paint):
    code = (CodeLine(text="{", number=1), CodeLine(text="{", number=1))
    rows = [Shown("code", text, code=code, short=(True, True)) for text in ("JSON", "")]
    assert paint(rows[0]) != paint(rows[1])


def test_what_is_too_much_has_a_sign_of_its_own(paint):
    assert paint(Shown("more", "3 more", key="x")) != paint(Shown("fold", "3 more", key="x"))


def test_chosen_rows_are_seen_and_the_one_with_the_focus_is_told_from_them(paint):
    row, flag = Shown("section", "Request"), QStyle.StateFlag
    looks = [
        paint(row),
        paint(row, flag.State_Selected),
        paint(row, flag.State_Selected | flag.State_HasFocus),
    ]
    assert all(one != other for at, one in enumerate(looks) for other in looks[at + 1 :])
