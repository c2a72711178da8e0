"""Each state is painted in its own way, with a sign: told apart without colours too."""

import pytest
from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from inspector.gui.matrix.grid_model import GridModel
from inspector.gui.matrix.grid_view import GridCell
from inspector.presentation.matrix.cell_words import Shown
from tests.gui.matrix_samples import ALIKE, GIVEN, HELD, NONE, ORDERS, REFUSED, TOKEN

STATES = ("accepted", "refused", "unknown", "held", "planned", "waiting")


class _Index:
    """An index that answers with what is to be painted."""

    def __init__(self, shown):
        self._shown = shown

    def data(self, _role):
        return self._shown


def _painted(theme, shown, size=(200, 80)):
    keeper = QObject()
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, *size)
    painter = QPainter(image)
    GridCell(theme, keeper).paint(painter, option, _Index(shown))
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def test_no_two_states_look_alike_in_grey(light):
    painted = [_painted(light, Shown(state, "401", "")) for state in STATES[:4]]
    signs = {bytes(image.constBits()) for image in painted}
    assert len(signs) == len(painted)


@pytest.mark.parametrize("percent", [100, 200])
def test_a_long_reason_stays_inside_its_cell(light, percent):
    light.set_percent(percent)
    shown = Shown("refused", "401 Missing credentials", "word " * 60, "Same refusal as another")
    size = light.px(200), light.px(80)
    image = _painted(light, shown, size)
    white = 255
    edge = [image.pixelColor(x, y).lightness() for x in range(size[0]) for y in (0, size[1] - 1)]
    assert set(edge) == {white}


def test_a_model_of_cells_is_painted(light):
    keeper = QObject()
    model = GridModel(keeper)
    model.begin((ORDERS,), (NONE, TOKEN))
    empty = _painted(light, model.index(0, 0).data(Qt.ItemDataRole.UserRole))
    for cell in (REFUSED, ALIKE, GIVEN, HELD):
        model.take(cell)
    filled = _painted(light, model.index(0, 0).data(Qt.ItemDataRole.UserRole))
    assert bytes(empty.constBits()) != bytes(filled.constBits())
