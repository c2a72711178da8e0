"""A painted line shows its status, address, verdict and pin."""

import msgspec
import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from inspector.gui.history.history_model import HEIGHT, ROW, history_painter
from tests.gui.history_samples import attempt


class _One(QAbstractListModel):
    def __init__(self, row):
        super().__init__()
        self._row = row

    def rowCount(self, _parent=QModelIndex()):  # noqa: B008, N802 - Qt's
        return 1

    def data(self, _index, role):
        return self._row if role == ROW else None


@pytest.fixture
def paint(light, qtbot):
    view = QListView()
    qtbot.addWidget(view)
    delegate = history_painter(light, view)

    def draw(row, state=QStyle.StateFlag.State_None):
        model = _One(row)
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, 220, HEIGHT)
        option.state = state
        image = QImage(220, HEIGHT, QImage.Format.Format_RGB32)
        image.fill(light.colour("surface"))
        painter = QPainter(image)
        delegate.paint(painter, option, model.index(0))
        painter.end()
        return image

    return draw


def test_each_part_changes_the_picture(paint):
    row = attempt(1)[0]
    first = paint(row)
    for change in (
        {"status": 200, "finding": "", "title": ""},
        {"pinned": True},
        {"tags": ("x",)},
        {"name": "Another"},
        {"method": "DELETE"},
    ):
        assert paint(msgspec.structs.replace(row, **change)) != first, change


def test_the_chosen_row_has_a_ground_of_its_own(paint, light):
    state = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
    image = paint(attempt(1)[0], state)
    colours = {image.pixelColor(x, 8).name() for x in range(image.width())}
    assert light.colour("accent_soft").name() in colours
    assert image != paint(attempt(1)[0])


def test_rows_grow_with_the_text(light, qtbot):
    view = QListView()
    qtbot.addWidget(view)
    delegate = history_painter(light, view)
    before = delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
    light.set_percent(150)
    assert delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()).height() > before


def test_the_row_with_the_focus_has_a_ring_also_where_it_is_not_chosen(paint):
    row, flag = attempt(1)[0], QStyle.StateFlag
    assert paint(row, flag.State_HasFocus) != paint(row)
    assert paint(row, flag.State_HasFocus | flag.State_Selected) != paint(row, flag.State_Selected)
