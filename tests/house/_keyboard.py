"""Every control is reached by Tab, once, as it is read, and is large enough to be hit."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QListView,
    QWidget,
)

from tests.house._shown import shown

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


class Walk(NamedTuple):
    """What keys went through until they came to something again, and what was wrong there."""

    gone: Sequence[QWidget]
    problems: Sequence[str] = ()


def problems(driver, state):
    """Return what Tab leaves out, goes through otherwise than it is read, or back another way."""
    there = pressed(driver, Qt.Key.Key_Tab)
    back = pressed(driver, Qt.Key.Key_Backtab)
    found = [*there.problems, *back.problems, *left_out(driver.window, there.gone)]
    names = [_name(each) for each in there.gone]
    if not _is_as_read(names, ORDER.get(state, ())):
        found.append(f"not as it is read: {names}")
    if back.gone != there.gone[::-1]:
        found.append(f"back another way: {[_name(each) for each in back.gone]} after {names}")
    return [*found, *small(driver.window)]


def _is_as_read(names, order):
    if "rail_requests" not in names or not set(order) <= set(names):
        return False
    rail = names.index("rail_requests")
    turned = names[rail:] + names[:rail]
    places = [turned.index(name) for name in order]
    return places == sorted(places)


def pressed(driver, key):
    """Press a key until it comes to something again; all of it has to be in sight."""

    def step():
        driver.qtbot.keyClick(driver.window.focusWidget(), key)

    return _walk(driver.window, step, _out_of_sight)


def walked(window):
    """Go on as Tab does until it comes to something again."""
    return _walk(window, window.focusNextChild, lambda _widget: ())


def _walk(window, step, look):
    gone, wrong = [], []
    for _ in range(300):
        step()
        here = window.focusWidget()
        if here in gone:
            circle = f"Tab turns in a circle that {_name(here)} closes"
            return Walk(gone, wrong if here is gone[0] else [*wrong, circle])
        gone.append(here)
        wrong += look(here)
    return Walk(gone, [*wrong, "Tab never comes back"])


def _out_of_sight(widget):
    return [f"out of sight: {_name(widget)}"] if widget.visibleRegion().isEmpty() else []


def left_out(window, gone):
    """Return what takes the focus by Tab and was not gone through, and what was and takes none."""
    tab = Qt.FocusPolicy.TabFocus
    takes = {
        each
        for each in shown(window)
        if each.isEnabled() and each.focusPolicy() & tab and each.focusProxy() is None
    }
    reached = set(gone)
    return [
        *(f"not reached: {type(each).__name__} {_name(each)}" for each in takes - reached),
        *(f"reached, but takes no focus by Tab: {_name(each)}" for each in reached - takes),
    ]


def small(window):
    for each in shown(window):
        hit = isinstance(each, QAbstractButton | QComboBox | QLineEdit | QAbstractSpinBox)
        inside = isinstance(each.parentWidget(), QLineEdit | QAbstractSpinBox | QComboBox)
        if hit and not inside and (each.width() < LEAST or each.height() < LEAST):
            text = "" if isinstance(each, QAbstractSpinBox | QComboBox) else each.text()
            yield f"{type(each).__name__} {each.objectName()} {text}: {each.size()}"
        rows = isinstance(each, QListView) and each.model() and each.model().rowCount()
        if rows and each.sizeHintForRow(0) < LEAST:
            yield f"rows of {each.objectName()}: {each.sizeHintForRow(0)}"


def _name(widget):
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.objectName() or text.strip() or widget.accessibleName()
