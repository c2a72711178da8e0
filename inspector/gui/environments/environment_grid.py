"""The variables as rows, the environments as columns: a Qt model over the owner's values."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from inspector.compose.variables import NAME as PATTERN
from inspector.gui.environments.cells import EVERYWHERE, NAME, SECRET, Cells
from inspector.gui.environments.changes import SHARED, Changes
from inspector.gui.state.tools import Tools
from inspector.gui.theme.fonts import MEDIUM
from inspector.gui.widgets.tooltip import tip
from inspector.wording import tr

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_ABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class EnvironmentGrid(QAbstractTableModel):
    """Columns: variable, secret, the collection's own value, each environment, uses.

    plain_asked(name): the user wants a secret in clear; ask before it is done.
    refused(sentence): what was typed can't be a name.
    """

    plain_asked = Signal(str)
    refused = Signal(str)

    def __init__(self, tools: Tools, changes: Changes) -> None:
        super().__init__()
        self._tools = tools
        self._changes = changes
        self.cells = Cells(tools, changes)
        self._names: tuple[str, ...] = ()
        self._new: list[str] = []
        self._secret: set[str] = set()
        self.renew()

    @property
    def names(self) -> tuple[str, ...]:
        """The variables in the order of the rows."""
        return self._names

    def renew(self) -> None:
        """Take over what the owners have now."""
        self.beginResetModel()
        found = self.cells.count()
        self._new = [name for name in self._new if name not in found]
        self._names = (*found, *self._new)
        self.endResetModel()

    def add(self) -> int:
        """Add a variable without a value; return its row."""
        base = name = tr("new_variable")
        number = 2
        while name in self._names:
            name, number = f"{base}_{number}", number + 1
        self._new.append(name)
        self.renew()
        return self._names.index(name)

    def forget(self, name: str) -> None:
        """Leave out a variable that was added and has no value."""
        self._new = [each for each in self._new if each != name]
        self._secret.discard(name)
        self.renew()

    def is_secret(self, name: str) -> bool:
        """Whether the variable's values go to the vault."""
        return name in self._secret or self._changes.is_secret(name)

    # ------------------------------------------------------------ Qt
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of variables."""
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else EVERYWHERE + len(self.cells.places) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.column() == SECRET:
            return _ABLE | Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == NAME or self.cells.place_at(index.column()) is not None:
            return _ABLE | Qt.ItemFlag.ItemIsEditable
        return _ABLE

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Return the title of a column; production has an icon beside its name."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        place = self.cells.place_at(section)
        if role == _ROLE.DisplayRole:
            titles = {NAME: tr("Variable"), SECRET: tr("Secret"), EVERYWHERE: tr("Everywhere")}
            return titles.get(section, self._headed(place) if place else tr("Used"))
        if role == _ROLE.DecorationRole and place in self._production():
            return self._tools.theme.icon("shield-alert", "warn", 14)
        if role == _ROLE.ToolTipRole and place is not None:
            return tip(self._about(place))
        return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        name, column = self._names[index.row()], index.column()
        if role == _ROLE.CheckStateRole:
            return self._ticked(name) if column == SECRET else None
        if role == _ROLE.EditRole:
            place = self.cells.place_at(column)
            return name if place is None else self.cells.typed(name, place)
        if role == _ROLE.FontRole:
            return self._font(column)
        return self._look(name, column, role)

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        """Take over what was typed or ticked."""
        name = self._names[index.row()]
        if role == _ROLE.CheckStateRole:
            self._tick(name, on=Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        place = self.cells.place_at(index.column())
        if place is None:
            return self._rename(name, str(value).strip())
        secret = self.is_secret(name)
        if value == self.cells.typed(name, place) and (secret or not value):
            return False
        self._changes.set_value(place, name, str(value), secret=secret)
        return True

    # ------------------------------------------------------------ parts
    def _look(self, name: str, column: int, role: int) -> Any:
        cell = self.cells.cell(name, column)
        if role == _ROLE.DisplayRole:
            return cell.text
        if role == _ROLE.ForegroundRole:
            return self._tools.theme.colour(cell.token)
        if role == _ROLE.DecorationRole:
            return self._tools.theme.icon(cell.icon, cell.token, 14) if cell.icon else None
        if role == _ROLE.ToolTipRole:
            return tip(cell.note or cell.text)
        if role == _ROLE.AccessibleTextRole:
            return cell.note or cell.text
        return None

    def _font(self, column: int) -> Any:
        if column == NAME or self.cells.place_at(column) is not None:
            return self._tools.theme.code_font(12, MEDIUM if column == NAME else 400)
        return self._tools.theme.font(12)

    def _ticked(self, name: str) -> Qt.CheckState:
        return Qt.CheckState.Checked if self.is_secret(name) else Qt.CheckState.Unchecked

    def _tick(self, name: str, *, on: bool) -> None:
        if on:
            self._secret.add(name)
            self._changes.make_secret(name)
        elif self._changes.is_secret(name):
            self.plain_asked.emit(name)
        else:
            self._secret.discard(name)

    def _rename(self, old: str, new: str) -> bool:
        if new == old or not new:
            return False
        if not PATTERN.fullmatch(f"{{{{{new}}}}}"):
            self.refused.emit(
                tr("{name} can't be a variable's name: letters, digits, _ - and . only.", name=new)
            )
            return False
        if new in self._names and new not in self.cells.uses:
            self.refused.emit(tr("There is a variable {name} already.", name=new))
            return False
        self._new = [new if each == old else each for each in self._new]
        if old in self._secret:
            self._secret = {*self._secret - {old}, new}
        self._changes.rename(old, new)
        self.renew()
        return True

    def _production(self) -> set[str]:
        return {each.name for each in self._tools.environments.all if each.production}

    def _headed(self, place: str) -> str:
        active = place == self._tools.environments.active_name
        return tr("{name}, in use", name=place) if active else place

    def _about(self, place: str) -> str:
        if place == SHARED:
            return tr("The collection's own values; an environment's value wins.")
        return tr("{name}, production", name=place) if place in self._production() else place
