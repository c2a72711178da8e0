"""A tab is carried out of its row."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from inspector.gui.state.documents import TAB_MIME, Document, RequestDocument
from inspector.gui.window import tab_drag
from inspector.gui.window.tab_area import TabArea
from inspector.gui.window.tab_drag import TabDrag
from inspector.model.request import Request


@pytest.fixture
def area(blank_pages, panel_tools, qtbot):
    made = TabArea(panel_tools)
    qtbot.addWidget(made)
    made.resize(800, 400)
    for name in ("List orders", "Get token"):
        panel_tools.tabs.open(RequestDocument(Request(name=name, url="http://a/")))
    TabDrag(made.tabs, panel_tools.tabs)
    made.show()
    return made


@pytest.fixture
def carried(monkeypatch):
    """What drags carry; none really begins."""
    seen = []

    def carry(drag, _action):
        seen.append(bytes(drag.mimeData().data(TAB_MIME).data()).decode())

    monkeypatch.setattr(tab_drag.QDrag, "exec", carry)
    return seen


def _mouse(bar, kind, point, button=Qt.MouseButton.NoButton, held=Qt.MouseButton.LeftButton):
    where = QPointF(point)
    event = QMouseEvent(
        kind, where, bar.mapToGlobal(where), button, held, Qt.KeyboardModifier.NoModifier
    )
    QCoreApplication.sendEvent(bar, event)


def _pull(bar, index, *points):
    start = bar.tabRect(index).topLeft() + QPoint(20, 15)
    _mouse(bar, QEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton)
    for point in points:
        _mouse(bar, QEvent.Type.MouseMove, point)
    end = points[-1]
    _mouse(bar, QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.LeftButton, held=_NONE)


_NONE = Qt.MouseButton.NoButton


def test_a_tab_pulled_out_of_the_row_is_carried_once(area, panel_tools, carried):
    _pull(area.tabs, 0, QPoint(30, 40), QPoint(0, 200), QPoint(-100, 250))
    assert carried == [panel_tools.tabs.documents[0].key]
    assert [each.title for each in panel_tools.tabs.documents] == ["List orders", "Get token"]


def test_within_the_row_tabs_only_move(area, panel_tools, carried):
    far = round(area.tabs.tabRect(1).width() * 0.8)
    _pull(area.tabs, 0, QPoint(60, 16), QPoint(20 + far, 16))
    assert carried == []
    assert [each.title for each in panel_tools.tabs.documents] == ["Get token", "List orders"]


def test_a_screen_is_not_carried(area, panel_tools, carried):
    panel_tools.tabs.open(Document("settings", "Settings"))
    _pull(area.tabs, 2, QPoint(30, 40), QPoint(0, 200))
    assert carried == []


def test_a_press_beside_the_tabs_carries_nothing(area, carried):
    bar = area.tabs
    beside = QPoint(bar.tabRect(1).right() + 200, 10)
    _mouse(bar, QEvent.Type.MouseButtonPress, beside, Qt.MouseButton.LeftButton)
    _mouse(bar, QEvent.Type.MouseMove, QPoint(0, 200))
    assert carried == []
