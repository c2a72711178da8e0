"""Cells open by Enter and by click; arrow keys go from one to the next; heads are whole."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from inspector.gui.matrix.grid_model import GridModel
from inspector.gui.matrix.grid_view import GridCard, GridView
from tests.gui.matrix_samples import ALIKE, BILLS, HELD, NONE, ORDERS, REFUSED, TOKEN


@pytest.fixture
def grid(light, qtbot):
    keeper = QObject()
    model = GridModel(keeper)
    view = GridView(light, model)
    qtbot.addWidget(view)
    view.keeper = keeper
    view.resize(640, 300)
    model.begin((ORDERS, BILLS), (NONE, TOKEN))
    for cell in (REFUSED, ALIKE, HELD):
        model.take(cell)
    view.show()
    return view


def test_enter_and_click_ask_for_the_cell(grid, qtbot):
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(0, 0))
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    with qtbot.waitSignal(grid.asked) as asked:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert asked.args == [0, 1]
    middle = grid.visualRect(grid.model().index(1, 0)).center()
    with qtbot.waitSignal(grid.asked) as asked:
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert asked.args == [1, 0]


def test_a_cell_is_copied_with_all_it_says(grid, qtbot):
    QApplication.clipboard().clear()
    grid.setCurrentIndex(grid.model().index(0, 1))
    qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Same refusal as No credential" in QApplication.clipboard().text()


def test_tab_leaves_the_grid(grid):
    assert not grid.tabKeyNavigation()


@pytest.mark.parametrize("percent", [100, 200])
def test_columns_share_the_room_and_never_become_too_narrow(grid, light, percent):
    light.set_percent(percent)
    grid.resize(700, 300)
    wide = grid.horizontalHeader().sectionSize(0)
    assert light.px(186) <= wide <= light.px(330)
    assert grid.verticalHeader().sectionSize(0) == light.px(80)
    assert grid.horizontalHeader().height() >= 2 * grid.fontMetrics().height()


# ---------------- Without a choice the card says what to do; with one the grid stands there
def test_the_empty_state_gives_way(light, qtbot):
    card = GridCard(light)
    qtbot.addWidget(card)
    card.show()
    assert card.empty.isVisible()
    assert not card.grid.isVisible()
    card.model.begin((ORDERS,), (NONE,))
    assert card.grid.isVisible()
    assert not card.empty.isVisible()
    card.model.begin((), (NONE,))
    assert card.empty.isVisible()
