"""A cell says what a run would do, then what came, and is read aloud whole."""

import msgspec
import pytest
from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from inspector.compose.scope import Scope
from inspector.gui.matrix.grid_model import SHOWN, GridModel
from inspector.gui.matrix.grid_view import GridCell, GridHeader
from inspector.model.matrix import Terms
from inspector.presentation.matrix.cell_words import Shown
from inspector.workbench.probing.matrix_plan import jobs
from tests.gui.matrix_samples import ALIKE, BILLS, GIVEN, HELD, NONE, ORDERS, REFUSED, TOKEN

ROLE = Qt.ItemDataRole
FLAT, UPRIGHT = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


def test_before_a_run_each_cell_says_what_would_be_sent(qapp):
    model = GridModel(keeper := QObject())
    rows, columns = (ORDERS, BILLS), (NONE, TOKEN)
    model.preview(rows, columns, jobs(rows, columns, Scope(), Terms()))
    assert keeper is model.parent()
    assert model.index(0, 1).data() == "GET, not sent yet"
    assert model.index(1, 0).data() == "Not sent"
    assert "DELETE needs your consent" in model.index(1, 0).data(ROLE.ToolTipRole)
    assert model.cell(model.index(0, 0)) is None


def test_a_cell_that_came_is_shown(qapp):
    keeper = QObject()
    model = GridModel(keeper)
    model.begin((ORDERS,), (NONE, TOKEN))
    assert model.index(0, 1).data() == "Waiting"
    model.take(GIVEN)
    index = model.index(0, 1)
    assert index.data(SHOWN).state == "accepted"
    assert index.data(ROLE.AccessibleTextRole) == "Orders with Bearer token: 200 Accepted."
    assert model.cell(index) is GIVEN
    assert model.done == 1


def test_heads_say_what_tells_them_apart(qapp):
    keeper = QObject()
    model = GridModel(keeper)
    model.begin((ORDERS,), (NONE, TOKEN))
    assert model.headerData(1, FLAT, ROLE.DisplayRole) == "Bearer token"
    assert model.headerData(1, FLAT, ROLE.ToolTipRole) == "Bearer token\nfrom Orders"
    assert model.headerData(0, FLAT, ROLE.AccessibleTextRole) == "No credential"
    assert model.headerData(0, UPRIGHT, ROLE.AccessibleTextRole) == "Orders\nGET api.example/a"
    assert model.headerData(5, FLAT, ROLE.DisplayRole) is None


def test_credentials_are_told_of_otherwise(qapp, qtbot):
    keeper = QObject()
    model = GridModel(keeper)
    model.begin((ORDERS,), (NONE, TOKEN))
    with qtbot.waitSignal(model.headerDataChanged):
        model.retell((NONE, msgspec.structs.replace(TOKEN, detail="")))
    assert model.headerData(1, FLAT, ROLE.ToolTipRole) == "Bearer token"


# ---------------- Each state is painted in its own way, with a sign
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


# ---------------- Heads have two lines, and room for them at every size of text
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_both_lines_fit(light, qtbot, percent):
    light.set_percent(percent)
    view, keeper = QTableView(), QObject()
    qtbot.addWidget(view)
    view.setModel(GridModel(keeper))
    view.model().begin((ORDERS,), (NONE, TOKEN))
    header = GridHeader(light, Qt.Orientation.Horizontal, view)
    view.setHorizontalHeader(header)
    view.show()
    line = QFontMetrics(light.font(12)).height()
    assert header.height() >= 2 * line
    assert not header.grab().toImage().isNull()
