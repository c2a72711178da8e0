"""The table is edited by keys; secrets are typed as dots."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from inspector.gui.environments.changes import Changes
from inspector.gui.environments.environment_view import EnvironmentGrid, EnvironmentView
from inspector.model.collection import Environment


@pytest.fixture
def view(qtbot, panel_tools):
    ref = panel_tools.vault.put("a-secret-of-this-test")
    panel_tools.environments.replace(
        (Environment(name="Dev", values={"api": "https://dev", "token": ref}),)
    )
    grid = EnvironmentGrid(panel_tools, Changes(panel_tools))
    panel_tools.environments.changed.connect(grid.renew)
    made = EnvironmentView(grid, panel_tools.theme)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.setFocus()
    return made


def _go(view, row, column):
    view.setCurrentIndex(view.model().index(row, column))


def _editor(view):
    return view.viewport().findChild(QLineEdit)


def test_enter_edits_and_takes_over(qtbot, view, panel_tools):
    _go(view, 0, 3)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    editor = _editor(view)
    assert editor.text() == "https://dev"
    editor.selectAll()
    qtbot.keyClicks(editor, "https://new")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel_tools.environments.all[0].values["api"] == "https://new")
    assert (view.current_name, view.current_place) == ("api", "Dev")


def test_a_secret_is_typed_as_dots_and_never_shown(qtbot, view, panel_tools):
    _go(view, 1, 3)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    editor = _editor(view)
    assert editor.text() == ""
    assert editor.echoMode() == QLineEdit.EchoMode.Password
    assert "a-secret" not in editor.accessibleName() + editor.placeholderText()
    before = panel_tools.environments.all[0].values["token"]
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert panel_tools.environments.all[0].values["token"] == before


def test_delete_clears_a_value_or_removes_a_variable(qtbot, view):
    _go(view, 0, 3)
    with qtbot.waitSignal(view.cleared) as told:
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert told.args == ["Dev", "api"]
    _go(view, 1, 0)
    with qtbot.waitSignal(view.removed) as told:
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert told.args == ["token"]


def test_columns_share_the_room_or_are_scrolled(qtbot, view, panel_tools):
    assert not view.horizontalScrollBar().maximum()
    many = tuple(Environment(name=f"E{number}") for number in range(12))
    panel_tools.environments.replace(many)
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() > 0)
    assert view.columnWidth(5) >= 120


def test_the_name_of_a_row_is_edited(qtbot, view):
    view.edit_name(1)
    assert _editor(view).accessibleName() == "Name of the variable"
