"""The splitter resets and tells; narrow windows leave parts out."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from inspector.gui.screens.registry import screens
from inspector.gui.state.documents import Document
from inspector.gui.window.view_commands import SnapSplitter, leaves_sidebar_out, wants_below


@pytest.fixture
def splitter(light, qtbot):
    made = SnapSplitter(200)
    qtbot.addWidget(made)
    for _ in range(2):
        part = QWidget()
        part.setMinimumWidth(100)
        made.addWidget(part)
    made.resize(801, 400)
    made.show()
    made.reset()
    return made


def test_a_double_click_on_the_handle_restores(splitter, qtbot):
    splitter.size_first(400)
    assert splitter.first_size() == 400
    handle = splitter.handle(1)
    point = QPointF(0, 20)
    event = QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        point,
        handle.mapToGlobal(point),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    handle.mouseDoubleClickEvent(event)
    assert splitter.first_size() == 200


def test_a_part_below_its_least_collapses(splitter):
    splitter.moveSplitter(20, 1)
    assert splitter.first_size() == 0


def test_dragging_is_told(splitter, qtbot):
    with qtbot.waitSignal(splitter.dragged) as caught:
        splitter.moveSplitter(300, 1)
    assert caught.args == [300]


@pytest.mark.parametrize(("width", "left_out"), [(1180, True), (1271, True), (1272, False)])
def test_the_sidebar_needs_room(width, left_out):
    assert leaves_sidebar_out(width, None) is left_out
    assert leaves_sidebar_out(width, Document("request")) is left_out


def test_a_page_that_wants_the_width_leaves_the_sidebar_out():
    wide = {kind for kind in screens() if leaves_sidebar_out(2000, Document(kind))}
    assert {"compare", "import", "matrix", "mocklab", "run", "token"} <= wide
    assert not wide & {"request", "settings", "environments"}


@pytest.mark.parametrize(("width", "below"), [(959, True), (960, False)])
def test_the_response_goes_below(width, below):
    assert wants_below(width, chosen=False) is below
    assert wants_below(width, chosen=True)
