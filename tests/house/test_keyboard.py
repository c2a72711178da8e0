"""Every control of every screen is reached by Tab, once, and is large enough to be hit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QWidget,
)

from inspector.gui.compose.request_pane import RequestPane
from tests.fixtures.looking_back import STATES, show
from tests.fixtures.screens import OPENING

LEAST = 24  # pixels each way (WCAG 2.2, 2.5.8)
# What is read first is reached first: object names, else what is written on it or said of it.
ORDER = {
    "history": (
        *("More about the chosen attempts", "history_filter", "history_strip", "history_list"),
        *("Open tabs", "url_edit"),
    ),
    "history, tags": ("history_list", "mark_tags", "mark_note", "Keep", "Cancel", "Open tabs"),
    "tokens": ("token_paste", "tokens_list", "Open tabs"),
    "token": (
        *("Open tabs", "Copy decoded", "token_text", "token_reveal", "expected_audience"),
        *("life_row", "token_tabs", "claims_list"),
    ),
    "token, edited": (
        *("Copy decoded", "token_text", "signature_key", "signature_check"),
        *("edit_header", "edit_claims", "edit_key", "Sign and resend", "Cancel"),
    ),
    "tokens compared": ("Only differences", "Export", "compare_heads", "compare_view"),
    "comparison, experiments": (
        *("Add attempt", "Export", "compare_heads", "compare_view", "Beside the comparison"),
        *("experiments_list", "experiments_run"),
    ),
    "comparison, changes": ("compare_view", "Beside the comparison", "Try it alone"),
    "matrix, asking": (
        *("matrix_requests_all", "matrix_requests", "matrix_credentials_all"),
        *("matrix_credentials", "credential_token", "matrix_saved_values", "matrix_run"),
        *("matrix_agree_method_delete", "matrix_grid"),
    ),
    "matrix, run": ("matrix_export", "matrix_requests", "matrix_credentials", "matrix_grid"),
    "recording": (
        *("recording_tabs", "story_copy", "story_fix", "story_proof_1", "story_view"),
        *("story_open", "story_bytes"),
    ),
    "recording-entries": (
        "entry_filter",
        "entry_list",
        "entries_keep",
        "export_button",
        "evidence_1",
    ),
    "log": ("log_keep", "Read again", "refusal_chart", "log_filter", "log_table"),
    "log, kept": ("log_keep", "keep_host", "keep_lines", "Cancel", "refusal_chart"),
}


@pytest.fixture
def driver(start):
    made = start()
    made.answer(lambda: made.run("demo"))
    made.answer(lambda: made.run("apply-fix"))
    made.window.activateWindow()
    return made


def _shown(window):
    return [each for each in window.findChildren(QWidget) if each.isVisible()]


def _focusable(window):
    tab = Qt.FocusPolicy.TabFocus
    return {
        each
        for each in _shown(window)
        if each.isEnabled() and each.focusPolicy() & tab and each.focusProxy() is None
    }


def _walked(window):
    """Return what Tab goes through until it comes to something again."""
    gone = []
    for _ in range(300):
        window.focusNextChild()
        here = window.focusWidget()
        if here in gone:
            assert here is gone[0], f"Tab turns in a circle that {here.objectName()} closes"
            return gone
        gone.append(here)
    pytest.fail("Tab never comes back")


def _said(widgets):
    return sorted(f"{type(each).__name__} {each.objectName()}" for each in widgets)


def _small(window):
    for each in _shown(window):
        hit = isinstance(each, QAbstractButton | QComboBox | QLineEdit | QAbstractSpinBox)
        inside = isinstance(each.parentWidget(), QLineEdit | QAbstractSpinBox | QComboBox)
        if hit and not inside and (each.width() < LEAST or each.height() < LEAST):
            yield f"{type(each).__name__} {each.objectName()} {each.text()}: {each.size()}"
        rows = isinstance(each, QListView) and each.model() and each.model().rowCount()
        if rows and each.sizeHintForRow(0) < LEAST:
            yield f"rows of {each.objectName()}: {each.sizeHintForRow(0)}"


def _check(driver):
    for _ in range(2):
        QApplication.processEvents()
    walked = _walked(driver.window)
    assert _said(set(walked)) == _said(_focusable(driver.window))
    assert not list(_small(driver.window))


@pytest.mark.parametrize("command", OPENING)
def test_tab_reaches_everything(driver, command):
    driver.run(command)
    _check(driver)


def _pressed(driver, key):
    """Return what a key goes through until it comes to something again; all of it is in sight."""
    gone, out_of_sight = [], []
    for _ in range(300):
        driver.qtbot.keyClick(driver.window.focusWidget(), key)
        here = driver.window.focusWidget()
        if here in gone:
            assert here is gone[0], f"Tab turns in a circle that {_name(here)} closes"
            assert not out_of_sight
            return gone
        gone.append(here)
        if here.visibleRegion().isEmpty():
            out_of_sight.append(_name(here))
    pytest.fail("Tab never comes back")


def _name(widget):
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.objectName() or text.strip() or widget.accessibleName()


@pytest.mark.parametrize("state", STATES)
def test_tab_goes_through_what_looks_back_as_it_is_read(driver, state, tmp_path):
    show(driver, state, tmp_path)
    walked = _pressed(driver, Qt.Key.Key_Tab)
    assert _said(set(walked)) == _said(_focusable(driver.window))
    names = [_name(each) for each in walked]
    rail = names.index("rail_requests")
    names = names[rail:] + names[:rail]
    found = [names.index(name) for name in ORDER.get(state, ())]
    assert found == sorted(found), names
    assert _pressed(driver, Qt.Key.Key_Backtab) == walked[::-1]
    assert not list(_small(driver.window))


@pytest.mark.parametrize("state", ["token, edited", "matrix, asking", "log, kept", "recording"])
def test_what_has_the_focus_is_in_sight_with_large_text(driver, state, tmp_path):
    driver.program.tools.theme.set_percent(200)
    driver.window.resize(1180, 760)
    show(driver, state, tmp_path)
    held = driver.window.focusWidget()
    assert not held.visibleRegion().isEmpty(), _name(held)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        assert _pressed(driver, key)


@pytest.mark.parametrize("part", range(5))
def test_tab_reaches_everything_of_a_request(driver, part):
    pane = next(each for each in driver.window.findChildren(RequestPane) if each.isVisible())
    pane.show_part(part)
    _check(driver)


def test_tab_goes_from_rail_to_status_bar(driver):
    window = driver.window
    parts = (window.rail, window.sidebar, window.area, window.status)
    walked = _walked(window)
    on_rail = [window.rail.isAncestorOf(each) for each in walked]
    # The walk may have begun on the rail: it is turned to where the rail begins.
    first = next(at for at, is_here in enumerate(on_rail) if is_here and not on_rail[at - 1])
    turned = walked[first:] + walked[:first]
    places = [
        next(at for at, part in enumerate(parts) if part.isAncestorOf(each)) for each in turned
    ]
    assert places == sorted(places)
    names = [each.objectName() for each in turned]
    order = ("method_choice", "url_edit", "send_button", "auth_type", "reply_tabs", "body_tree")
    found = [names.index(name) for name in order]
    assert found == sorted(found)
