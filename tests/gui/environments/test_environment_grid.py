"""The model of the table: what can be edited, what is refused, what is asked."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.environments.cells import NAME, SECRET
from inspector.gui.environments.changes import Changes
from inspector.gui.environments.environment_view import EnvironmentGrid
from inspector.model.collection import Environment
from inspector.model.request import Request
from inspector.model.secret import SecretRef

CHECK = Qt.ItemDataRole.CheckStateRole
ACROSS = Qt.Orientation.Horizontal


@pytest.fixture
def grid(panel_tools):
    panel_tools.environments.share({"api": "https://shared"})
    panel_tools.environments.replace(
        (
            Environment(name="Dev", values={"token": "abc"}),
            Environment(name="Prod", production=True),
        )
    )
    panel_tools.environments.choose("Dev")
    made = EnvironmentGrid(panel_tools, Changes(panel_tools))
    panel_tools.environments.changed.connect(made.renew)
    return made


def _values(tools, name):
    return next(each.values for each in tools.environments.all if each.name == name)


def test_it_is_a_sound_model(grid, qtmodeltester):
    qtmodeltester.check(grid, force_py=True)
    assert (grid.rowCount(), grid.columnCount()) == (2, 6)


def test_heads_name_the_environments_and_what_they_are(grid):
    heads = [grid.headerData(column, ACROSS) for column in range(6)]
    assert heads == ["Variable", "Secret", "Everywhere", "Dev, in use", "Prod", "Used"]
    icon = grid.headerData(4, ACROSS, Qt.ItemDataRole.DecorationRole)
    assert not icon.isNull()
    assert "production" in grid.headerData(4, ACROSS, Qt.ItemDataRole.ToolTipRole)


def test_a_value_is_typed(grid, panel_tools):
    assert grid.setData(grid.index(0, 4), "https://prod")
    assert _values(panel_tools, "Prod") == {"api": "https://prod"}
    assert not grid.setData(grid.index(1, 4), "")


def test_a_tick_moves_the_value_to_the_vault(grid, panel_tools):
    assert grid.setData(grid.index(1, SECRET), Qt.CheckState.Checked.value, CHECK)
    assert isinstance(_values(panel_tools, "Dev")["token"], SecretRef)
    assert grid.data(grid.index(1, SECRET), CHECK) == Qt.CheckState.Checked
    assert grid.data(grid.index(1, 3), Qt.ItemDataRole.EditRole) == ""


def test_leaving_the_vault_is_asked_first(grid, panel_tools, qtbot):
    grid.setData(grid.index(1, SECRET), Qt.CheckState.Checked.value, CHECK)
    with qtbot.waitSignal(grid.plain_asked) as asked:
        grid.setData(grid.index(1, SECRET), Qt.CheckState.Unchecked.value, CHECK)
    assert asked.args == ["token"]
    assert isinstance(_values(panel_tools, "Dev")["token"], SecretRef)


def test_a_new_variable_may_be_secret_before_it_has_a_value(grid, panel_tools):
    row = grid.add()
    assert grid.setData(grid.index(row, SECRET), Qt.CheckState.Checked.value, CHECK)
    row = grid.names.index("new_variable")
    assert grid.setData(grid.index(row, NAME), "password")
    row = grid.names.index("password")
    assert grid.setData(grid.index(row, 3), "never-in-the-file")
    ref = _values(panel_tools, "Dev")["password"]
    assert panel_tools.vault.peek(ref) == "never-in-the-file"


def test_names_that_cannot_be_are_refused(grid, qtbot):
    with qtbot.waitSignal(grid.refused):
        assert not grid.setData(grid.index(0, NAME), "two words")
    with qtbot.waitSignal(grid.refused):
        assert not grid.setData(grid.index(0, NAME), "token")
    assert not grid.setData(grid.index(0, NAME), "")
    assert grid.names == ("api", "token")


def test_a_rename_reaches_every_environment(grid, panel_tools):
    assert grid.setData(grid.index(0, NAME), "base")
    assert panel_tools.environments.shared == {"base": "https://shared"}


def test_two_new_variables_have_two_names_and_are_forgotten(grid):
    grid.add()
    grid.add()
    assert grid.names[-2:] == ("new_variable", "new_variable_2")
    grid.forget("new_variable")
    grid.forget("new_variable_2")
    assert grid.names == ("api", "token")


def test_used_variables_are_listed_and_set_in_place(grid, panel_tools):
    panel_tools.tabs.open_request(Request(url="{{limit}}"))
    grid.renew()
    row = grid.names.index("limit")
    grid.setData(grid.index(row, 3), "20")
    assert _values(panel_tools, "Dev")["limit"] == "20"
