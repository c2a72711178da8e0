"""The window put together: names, keys, panes, drops."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QAction, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.window.details import Details
from inspector.gui.window.main_window import SharedUndo
from inspector.model.request import Request


@pytest.fixture
def window(frame, qtbot):
    with qtbot.waitActive(frame.window):
        frame.window.show()
        frame.window.activateWindow()
    return frame.window


def test_every_focusable_widget_has_a_name(window, frame):
    frame.tools.actions.run("palette")
    nameless = [
        each.metaObject().className()
        for each in window.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisible()
        and not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert nameless == []


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_button_is_clipped(window, frame, percent):
    frame.tools.theme.set_percent(percent)
    window.resize(1440, 900)
    QApplication.processEvents()
    clipped = [
        each.text()
        for each in window.findChildren(QPushButton)
        if each.isVisible() and each.width() < each.sizeHint().width()
    ]
    assert clipped == []


def test_no_two_buttons_are_filled_on_the_first_page(window):
    filled = [
        each.accessibleName()
        for each in window.findChildren(QAbstractButton)
        if each.property("kind") == "primary" and each.isVisible()
    ]
    assert filled == ["Diagnose"]


def test_the_first_card_has_the_focus(window, qtbot):
    card = window.findChild(QWidget, "demo_expired-token")
    qtbot.waitUntil(card.hasFocus)


def test_the_sidebar_leaves_a_narrow_window(window, frame):
    window.resize(1000, 700)
    assert not window.sidebar.isVisible()
    window.resize(1300, 700)
    assert window.sidebar.isVisible()
    frame.tools.actions.run("toggle-sidebar")
    assert not window.sidebar.isVisible()
    frame.tools.actions.run("show-requests")
    assert window.sidebar.isVisible()


@pytest.mark.parametrize("command", ["toggle-sidebar", "show-requests", "show-history"])
def test_a_narrow_window_shows_the_sidebar_when_asked(window, frame, command):
    window.resize(1000, 700)
    frame.tools.actions.run(command)
    assert window.sidebar.isVisible()
    assert frame.tools.actions.action("toggle-sidebar").isChecked()
    frame.tools.actions.run("toggle-sidebar")
    assert not window.sidebar.isVisible()
    window.resize(1300, 700)
    assert window.sidebar.isVisible()


def test_a_page_that_wants_the_width_has_the_sidebar_when_asked(window, frame):
    window.resize(1440, 900)
    frame.tools.actions.run("new-tab")
    assert window.sidebar.isVisible()
    frame.tools.actions.run("mocklab")
    assert not window.sidebar.isVisible()
    frame.tools.actions.run("toggle-sidebar")
    assert window.sidebar.isVisible()
    frame.tools.actions.run("tab-1")
    frame.tools.actions.run("mocklab")
    assert not window.sidebar.isVisible()
    frame.tools.actions.run("tab-1")
    assert window.sidebar.isVisible()


def test_the_sidebar_leaves_a_window_that_large_text_makes_narrow(window, frame):
    window.resize(1440, 900)
    assert window.sidebar.isVisible()
    frame.tools.theme.set_percent(200)
    assert not window.sidebar.isVisible()
    frame.tools.theme.set_percent(100)
    assert window.sidebar.isVisible()


def test_the_sidebar_grows_and_shrinks_with_the_text(window, frame):
    window.resize(1920, 700)
    window.split.size_first(240)
    window.sidebar_width = 240
    frame.tools.theme.set_percent(150)
    assert abs(window.split.first_size() - 360) <= 2
    assert window.split.usual == 336
    frame.tools.theme.set_percent(100)
    assert abs(window.split.first_size() - 240) <= 2


def test_the_sidebar_is_filled_after_the_first_paint(request, qtbot):
    # Made in the test: before it, Qt's events run, and the sidebar may have been filled by then.
    window = request.getfixturevalue("frame").window
    sidebar = window.sidebar
    assert sidebar.currentWidget() is None
    window.show()
    qtbot.waitUntil(lambda: sidebar.currentWidget() is not None)


def test_the_rail_shows_where_one_is(window, frame):
    frame.tools.tabs.open(Document("settings"))
    assert window.rail.buttons["settings"].isChecked()
    frame.tools.tabs.open(RequestDocument(Request(name="one")))
    assert window.rail.buttons["requests"].isChecked()


def test_keys_reach_their_commands(window, frame, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.palette_list.isVisible()
    qtbot.keyClick(window.palette_list.edit, Qt.Key.Key_Escape)
    assert not window.palette_list.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert frame.tools.tabs.active.kind == "request"


def test_every_command_has_somebody_or_a_page_that_has(window, frame):
    of_pages = {
        "choose-environment",
        "copy-answer",
        "copy-curl",
        "copy-path",
        "export",
        "filter-body",
        "find",
        "focus-url",
        "fold-verdict",
        "import-collection",
        "newer",
        "next-evidence",
        "older",
        "open-body",
        "open-folder",
        "previous-evidence",
        "reveal",
        "run-collection",
        "run-experiments",
        "save",
        "save-body",
        "show-verdict",
    }
    actions = frame.tools.actions
    assert {name for name in actions.commands if not actions._providers[name]} <= of_pages


def test_a_dropped_reply_is_opened(window, frame, qtbot):
    data = QMimeData()
    data.setText("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\n\r\n")
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(frame.tools.tabs.activated):
        window.dropEvent(event)
    assert frame.tools.tabs.active.kind == "reply"


def test_facts_are_shown_over_the_status_bar(window, frame, qtbot):
    frame.tools.actions.run("show-connection")
    details = window.findChild(Details)
    assert details.isVisible()
    assert window.rect().contains(details.geometry())


def test_the_vault_leads_to_where_it_is_said_and_changed(qtbot, program):
    program.window.show()
    program.window.activateWindow()
    program.tools.actions.run("vault-status")
    card = program.window.area.page(program.tools.tabs.active).vault
    qtbot.waitUntil(card.make.hasFocus)
    assert "this run only" in card.state.text
    qtbot.waitUntil(lambda: not card.make.visibleRegion().isEmpty())


def test_quit_closes(window, frame, qtbot):
    with qtbot.waitSignal(window.closing):
        frame.tools.actions.run("quit")
    assert not window.isVisible()


def test_titles_name_no_secret(window):
    assert window.windowTitle() == "Request Inspector"


# ---------------- Ctrl+Z in a field of the request is the tab's own undo
@pytest.fixture
def scene(qtbot):
    window, pane = QWidget(), QWidget()
    qtbot.addWidget(window)
    inside, outside = QLineEdit(), QLineEdit()
    pane.setObjectName("request_pane")
    QVBoxLayout(pane).addWidget(inside)
    column = QVBoxLayout(window)
    column.addWidget(pane)
    column.addWidget(outside)
    undone = []
    action = QAction("Undo", window)
    action.setShortcut(QKeySequence("Ctrl+Z"))
    action.triggered.connect(lambda: undone.append(1))
    window.addAction(action)
    SharedUndo(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield inside, outside, undone
    window.close()


def undo_in(field, qtbot):
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_inside_the_request_it_is_the_tabs(scene, qtbot):
    inside, _outside, undone = scene
    undo_in(inside, qtbot)
    assert undone == [1]
    assert inside.text() == "abc"


def test_elsewhere_it_is_the_fields(scene, qtbot):
    inside, outside, undone = scene
    undo_in(inside, qtbot)
    undo_in(outside, qtbot)
    assert undone == [1]
    assert outside.text() == ""
