"""One painter for the rows of lists: what a row declares is drawn where its list lays it."""

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from inspector.gui.lists.row_painter import Part, Row, RowLine, RowPainter, RowShape, broken

WIDTH, HEIGHT = 240, 40
RED = Part(text="401", ink="err", icon="circle-x", size=11, gap=4)


class _One(QAbstractListModel):
    def rowCount(self, _parent=QModelIndex()):  # noqa: B008, N802 - Qt's
        return 1

    def data(self, _index, _role):
        return None


@pytest.fixture
def paint(light, qtbot):
    view, model = QListView(), _One()
    qtbot.addWidget(view)

    def draw(row, state=QStyle.StateFlag.State_None):
        shape = RowShape(
            rooms=lambda _theme, rect, _row: (rect,), size=lambda _theme, _index: QSize(0, HEIGHT)
        )
        painter = RowPainter(light, view, shape, lambda _index, _chosen: row)
        option = QStyleOptionViewItem()
        option.rect, option.state = QRect(0, 0, WIDTH, HEIGHT), state
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        image.fill(light.colour("surface"))
        with QPainter(image) as brush:
            painter.paint(brush, option, model.index(0))
        return image

    return draw


def _inked(image, light, token):
    """Return the columns that hold a colour."""
    name = light.colour(token).name()
    columns = range(image.width())
    return [x for x in columns if any(image.pixelColor(x, y).name() == name for y in range(HEIGHT))]


def test_parts_stand_at_their_ends_and_the_main_words_between(paint, light):
    left = Part(text="GET", ink="ok", width=40, gap=4)
    image = paint(Row(lines=(RowLine(left=(left,), main=Part(text="Orders"), right=(RED,)),)))
    get, orders, status = (_inked(image, light, token) for token in ("ok", "text", "err"))
    assert max(get) < min(orders) < max(orders) < min(status)
    assert min(orders) >= 40
    assert max(status) >= WIDTH - 4


def test_long_words_are_cut_before_what_stands_at_the_right(paint, light):
    image = paint(Row(lines=(RowLine(main=Part(text="Orders " * 20), right=(RED,)),)))
    assert max(_inked(image, light, "text")) < min(_inked(image, light, "err"))


def test_without_room_the_right_parts_are_left_out(paint, light):
    line = RowLine(main=Part(text="Orders"), right=(RED,), needs=WIDTH + 1)
    assert not _inked(paint(Row(lines=(line,))), light, "err")


def test_the_chosen_row_and_that_with_the_focus_are_told_apart(paint):
    flag = QStyle.StateFlag
    row = Row(lines=(RowLine(main=Part(text="Orders")),))
    states = (flag.State_None, flag.State_MouseOver, flag.State_Selected, flag.State_HasFocus)
    pictures = [paint(row, state) for state in states]
    assert all(one != two for at, one in enumerate(pictures) for two in pictures[at + 1 :])


def test_nothing_is_painted_for_nothing(paint, light):
    assert not _inked(paint(None, QStyle.StateFlag.State_Selected), light, "accent_soft")


def test_words_are_broken_and_the_rest_is_left_to_the_last_line(light):
    font = light.font(12)
    assert broken("one two", font, 1000, 2) == ["one two"]
    lines = broken("one two three four five six seven", font, 60, 2)
    assert len(lines) == 2
    assert " ".join(lines) == "one two three four five six seven"
