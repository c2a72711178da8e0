"""Lists of the screens that look back do with keys what they do with the pointer."""

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QListView, QMenu, QWidget

from inspector.gui.compare.heads_view import HeadsView
from inspector.gui.compare.lines_view import LinesView
from inspector.gui.history.history_panel import HistoryList
from inspector.gui.logs.log_table import LogTableView
from inspector.gui.matrix.grid_view import GridView
from inspector.gui.recording.entries_pane import EntryList
from inspector.gui.tokens.claims_list import ClaimsList
from tests.fixtures.looking_back import show


def _press(driver, shown, key):
    shown.setFocus()
    driver.qtbot.keyClick(shown, key)


def test_enter_opens_an_attempt_of_the_history(driver, tmp_path):
    show(driver, "history", tmp_path)
    shown, tabs = driver.find(QWidget, "history_list"), driver.program.tools.tabs
    shown.setCurrentIndex(shown.model().index(2, 0))
    _press(driver, shown, Qt.Key.Key_Return)
    driver.settle()
    assert tabs.active_request.attempts.current.attempt.exchanges[-1].reply.status == 401


def test_enter_shows_an_entry_of_a_recording(driver, tmp_path):
    show(driver, "recording-entries", tmp_path)
    shown, document = driver.find(QWidget, "entry_list"), driver.program.tools.tabs.active
    shown.setCurrentIndex(shown.model().index(2, 0))
    _press(driver, shown, Qt.Key.Key_Return)
    driver.settle()
    assert document.status == 403


def test_enter_opens_a_token(driver, tmp_path):
    show(driver, "tokens", tmp_path)
    _press(driver, driver.find(QListView, "tokens_list"), Qt.Key.Key_Return)
    assert driver.program.tools.tabs.active.kind == "token"


def test_enter_opens_a_fold_of_a_comparison(driver, tmp_path):
    show(driver, "comparison", tmp_path)
    shown = driver.find(QWidget, "compare_view")
    before = shown.model().rowCount()
    fold = next(at for at, row in enumerate(shown.model().rows) if row.key)
    shown.setCurrentIndex(shown.model().index(fold, 0))
    _press(driver, shown, Qt.Key.Key_Return)
    assert shown.model().rowCount() > before
    assert shown.currentIndex().row() == fold


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_space_and_enter_tick_what_the_matrix_tries(driver, tmp_path, key):
    show(driver, "matrix", tmp_path)
    shown = driver.find(QListView, "matrix_credentials")
    before = shown.chosen()
    shown.setCurrentRow(0)
    _press(driver, shown, key)
    assert set(shown.chosen()) ^ set(before) == {0}


def test_enter_opens_a_cell_of_the_matrix(driver, tmp_path):
    show(driver, "matrix, run", tmp_path)
    shown, tabs = driver.find(QWidget, "matrix_grid"), driver.program.tools.tabs
    shown.setCurrentIndex(shown.model().index(0, 0))
    with driver.qtbot.waitSignal(tabs.activated):
        _press(driver, shown, Qt.Key.Key_Return)
    assert tabs.active.kind == "request"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("history", HistoryList),
        ("recording-entries", EntryList),
        ("comparison", HeadsView),
        ("comparison", LinesView),
        ("token", ClaimsList),
        ("matrix, run", GridView),
        ("log", LogTableView),
    ],
)
def test_the_menu_key_opens_the_menu_of_what_has_the_focus(driver, tmp_path, state, kind):
    show(driver, state, tmp_path)
    shown = next(each for each in driver.window.findChildren(kind) if each.isVisible())
    _press(driver, shown, Qt.Key.Key_End)
    middle = QPoint(shown.width() // 2, shown.height() // 2)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, shown.mapToGlobal(middle))
    QCoreApplication.sendEvent(shown, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action for action in menu.actions() if action.isEnabled() and action.text()]
    driver.qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert driver.window.focusWidget() is shown


@pytest.mark.parametrize(
    ("state", "inside", "back"),
    [
        ("history, tags", "mark_note", "history_list"),
        ("matrix, asking", "credential_token", "matrix_more"),
        ("log, kept", "keep_host", "log_keep"),
        ("token, edited", "edit_claims", "Edit and resend"),
    ],
)
def test_esc_puts_a_card_away_and_gives_the_focus_back(driver, tmp_path, state, inside, back):
    show(driver, state, tmp_path)
    field = driver.find(QWidget, inside)
    _press(driver, field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    focused = driver.window.focusWidget()
    assert focused.isVisible()
    assert back in {focused.objectName(), focused.accessibleName()}
