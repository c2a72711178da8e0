"""The tabs on the screen follow the owner of the tabs, and the other way round."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTabBar

from inspector.gui.compare.compared import ComparedDocument
from inspector.gui.state.documents import TAB_MIME, Document, RequestDocument
from inspector.gui.window import tab_area
from inspector.gui.window.tab_area import TabArea, TabDrag, look_of
from inspector.model.request import Request
from tests.gui import answer_samples
from tests.gui.compare_samples import columns


@pytest.fixture
def area(blank_pages, panel_tools, qtbot):
    panel_tools.tabs.open(RequestDocument(Request(name="one")))
    made = TabArea(panel_tools)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    panel_tools.tabs.open(RequestDocument(Request(name="two")))
    return made


def texts(area):
    return [area.tabs.tabText(index) for index in range(area.tabs.count())]


def test_it_shows_what_is_open(area, panel_tools):
    assert texts(area) == ["one", "two"]
    assert area.tabs.currentIndex() == 1
    assert area.stack.currentWidget().document is panel_tools.tabs.active


def test_choosing_a_tab_activates_its_document(area, panel_tools, qtbot):
    qtbot.mouseClick(area.tabs, Qt.MouseButton.LeftButton, pos=area.tabs.tabRect(0).center())
    assert panel_tools.tabs.active.title == "one"


def test_pages_are_made_late_and_go_with_their_tab(area, panel_tools):
    first, second = panel_tools.tabs.documents
    panel_tools.tabs.activate(first)
    assert area.page(second) is not None
    panel_tools.tabs.close(second)
    assert area.page(second) is None
    assert area.stack.count() == 1
    assert texts(area) == ["one"]


def test_a_theme_switch_forgets_hidden_pages(area, panel_tools):
    first, second = panel_tools.tabs.documents
    panel_tools.tabs.activate(first)
    panel_tools.theme.set_mode("dark")
    assert area.page(second) is None
    assert area.stack.currentWidget() is area.page(first)
    panel_tools.tabs.activate(second)
    assert area.stack.currentWidget() is area.page(second)


def test_a_changed_document_changes_its_tab(area, panel_tools):
    document = panel_tools.tabs.active
    document.current.replace(Request(name="new", method="POST"), "Rename")
    assert texts(area) == ["one", "new"]
    assert area.tabs.look(1) == look_of(document)
    assert look_of(document).method == "POST"


def test_moving_works_both_ways(area, panel_tools):
    panel_tools.tabs.move(0, 1)
    assert texts(area) == ["two", "one"]
    area.tabs.moveTab(0, 1)
    assert [each.title for each in panel_tools.tabs.documents] == ["one", "two"]


@pytest.mark.parametrize("place", [0, 1], ids=["first", "last"])
def test_a_field_that_is_left_as_its_tab_closes_may_change_the_document(
    area, panel_tools, qtbot, place
):
    document, other = (panel_tools.tabs.documents[at] for at in (place, 1 - place))
    panel_tools.tabs.activate(document)
    field = QLineEdit(area.page(document))
    field.editingFinished.connect(
        lambda: document.current.replace(Request(name="left", method="PUT"), "Leave")
    )
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "typed")
    panel_tools.tabs.close(document)
    assert document.title == "left"
    assert [area.tabs.look(at) for at in range(area.tabs.count())] == [look_of(other)]


def test_a_document_that_changes_as_it_opens_comes_with_its_name(blank_pages, panel_tools, qtbot):
    panel_tools.tabs.opened.connect(
        lambda document, _index: document.current.replace(Request(name="changed"), "Change")
    )
    area = TabArea(panel_tools)
    qtbot.addWidget(area)
    panel_tools.tabs.open(RequestDocument(Request(name="new")))
    assert texts(area) == ["changed"]


def test_the_cross_closes_the_document(area, panel_tools):
    area.tabs.close_asked.emit(0)
    assert [each.title for each in panel_tools.tabs.documents] == ["two"]


def test_a_restored_page_is_built_after_the_first_paint(blank_pages, panel_tools, qtbot):
    area = TabArea(panel_tools)
    qtbot.addWidget(area)
    area.wait_for_paint()
    document = panel_tools.tabs.open(RequestDocument(Request(name="restored")))
    assert area.stack.count() == 0
    assert texts(area) == ["restored"]
    area.show()
    qtbot.waitUntil(lambda: area.stack.currentWidget() is not None)
    assert area.page(document) is area.stack.currentWidget()


def test_another_tab_that_is_opened_before_the_first_paint_is_built_at_once(
    blank_pages, panel_tools, qtbot
):
    area = TabArea(panel_tools)
    qtbot.addWidget(area)
    area.wait_for_paint()
    panel_tools.tabs.open(RequestDocument(Request(name="restored")))
    panel_tools.tabs.open(RequestDocument(Request(name="opened")))
    assert area.stack.count() == 1


@pytest.mark.parametrize("act", ["close", "step"])
def test_the_focus_goes_along_to_the_page_that_is_shown(area, panel_tools, act):
    first, second = panel_tools.tabs.documents
    inside = QLineEdit(area.page(second))
    inside.show()
    area.activateWindow()
    inside.setFocus()
    panel_tools.tabs.activate(first)
    area.page(first).setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    panel_tools.tabs.activate(second)
    inside.setFocus()
    if act == "close":
        panel_tools.tabs.close(second)
    else:
        panel_tools.tabs.activate(first)
    assert QApplication.focusWidget() is area.page(first)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("settings", "settings_search"),
        ("shortcuts", "shortcut_search"),
    ],
)
def test_what_was_typed_outlives_a_theme_switch(panel_tools, qtbot, kind, name):
    area = TabArea(panel_tools)
    qtbot.addWidget(area)
    typed_in = Document(kind)
    panel_tools.tabs.open(typed_in)
    area.page(typed_in).findChild(QLineEdit, name).setText("theme")
    panel_tools.tabs.open(Document("about"))
    panel_tools.theme.set_mode("dark")
    panel_tools.theme.set_mode("light")
    assert area.page(typed_in) is None
    panel_tools.tabs.activate(typed_in)
    assert area.page(typed_in).findChild(QLineEdit, name).text() == "theme"


def test_the_parts_turned_to_outlive_a_theme_switch(panel_tools, qtbot):
    """Of a request, its reply and a comparison."""
    area = TabArea(panel_tools)
    qtbot.addWidget(area)
    request, compared = RequestDocument(Request(name="one")), ComparedDocument(columns())
    request.attempts.add(answer_samples.expired())
    for document in (request, compared):
        panel_tools.tabs.open(document)
    bars = ("Parts of the request", "Parts of the reply")
    panel_tools.tabs.activate(request)
    for bar in bars:
        _bar(area.page(request), bar).setCurrentIndex(1)
    panel_tools.tabs.activate(compared)
    area.page(compared).only.setChecked(True)
    panel_tools.tabs.open(Document("about"))
    panel_tools.theme.set_mode("dark")
    panel_tools.tabs.activate(request)
    assert [_bar(area.page(request), bar).currentIndex() for bar in bars] == [1, 1]
    panel_tools.tabs.activate(compared)
    assert area.page(compared).only.isChecked()


def _bar(page, name):
    return next(bar for bar in page.findChildren(QTabBar) if bar.accessibleName() == name)


# ---------------- A tab is carried out of its row
@pytest.fixture
def area_tab_drag(blank_pages, panel_tools, qtbot):
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

    monkeypatch.setattr(tab_area.QDrag, "exec", carry)
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


def test_a_tab_pulled_out_of_the_row_is_carried_once(area_tab_drag, panel_tools, carried):
    _pull(area_tab_drag.tabs, 0, QPoint(30, 40), QPoint(0, 200), QPoint(-100, 250))
    assert carried == [panel_tools.tabs.documents[0].key]
    assert [each.title for each in panel_tools.tabs.documents] == ["List orders", "Get token"]


def test_within_the_row_tabs_only_move(area_tab_drag, panel_tools, carried):
    far = round(area_tab_drag.tabs.tabRect(1).width() * 0.8)
    _pull(area_tab_drag.tabs, 0, QPoint(60, 16), QPoint(20 + far, 16))
    assert carried == []
    assert [each.title for each in panel_tools.tabs.documents] == ["Get token", "List orders"]


def test_a_screen_is_not_carried(area_tab_drag, panel_tools, carried):
    panel_tools.tabs.open(Document("settings", "Settings"))
    _pull(area_tab_drag.tabs, 2, QPoint(30, 40), QPoint(0, 200))
    assert carried == []


def test_a_press_beside_the_tabs_carries_nothing(area_tab_drag, carried):
    bar = area_tab_drag.tabs
    beside = QPoint(bar.tabRect(1).right() + 200, 10)
    _mouse(bar, QEvent.Type.MouseButtonPress, beside, Qt.MouseButton.LeftButton)
    _mouse(bar, QEvent.Type.MouseMove, QPoint(0, 200))
    assert carried == []
