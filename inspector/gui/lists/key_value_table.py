"""A table of names and values: switches, completion, reordering, and editing as plain text."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.lists.key_value_rows import ENABLED, NAME, KeyValueRows, Row
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.wording import tr

__all__ = ["KeyValueTable", "Row"]

_ROW = 30


def to_text(rows: Iterable[Row]) -> str:
    """Return rows as lines `name: value`; switched-off ones start with `#`."""
    lines = (f"{'' if row.enabled else '# '}{row.name}: {row.value}" for row in rows)
    return "\n".join(lines)


def from_text(text: str) -> list[Row]:
    """Read lines `name: value`; blank lines are left out."""
    rows = []
    for line in text.splitlines():
        plain = line.strip()
        enabled = not plain.startswith("#")
        name, _colon, value = plain.lstrip("# ").partition(":")
        if name or value:
            rows.append(Row(name.strip(), value.strip(), enabled))
    return rows


class KeyValueTable(QWidget):
    """edited(tuple[Row, ...]): the user changed something. name: for screen readers."""

    edited = Signal(object)

    def __init__(self, theme: Theme, name: str, titles: tuple[str, str] | None = None) -> None:
        super().__init__()
        self._theme = theme
        self.model = KeyValueRows(theme, titles or (tr("Name"), tr("Value")))
        self.view = _View(self.model, theme, name)
        self.text = QPlainTextEdit()
        self.text.setProperty("kind", "code")
        self.text.setAccessibleName(tr("{table} as text, one a line", table=name))
        self.text.setTabChangesFocus(True)
        self._bulk = Button(theme, tr("Edit as text"), "link")
        self._bulk.setCheckable(True)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        # First into the column: without a parent its first widget would be shown as a window.
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.text)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._bulk)
        column.addLayout(foot)
        self.model.edited.connect(self._tell)
        self.text.textChanged.connect(self._text_edited)
        self._bulk.toggled.connect(self._turn)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The user's rows."""
        return self.model.rows

    def show_rows(self, rows: tuple[Row, ...], fixed: tuple[Row, ...] = ()) -> None:
        """Show these rows; fixed ones (made by the program) stand grey above them."""
        self.model.show(rows, fixed)
        if self._bulk.isChecked() and tuple(from_text(self.text.toPlainText())) != rows:
            self._fill_text()

    def complete(self, names: Iterable[str]) -> None:
        """Offer these names while a name is typed."""
        self.view.names.completions = list(names)

    def edit_row(self, place: int, *, value: bool = True) -> None:
        """Begin to edit the user's row at that place."""
        row = place + self.model.rowCount() - len(self.rows) - 1
        self.view.setFocus()
        index = self.model.index(row, 2 if value else 1)
        self.view.setCurrentIndex(index)
        self.view.edit(index)

    def _tell(self) -> None:
        self.edited.emit(self.rows)

    def _turn(self, as_text: bool) -> None:  # noqa: FBT001 - Qt's signal
        if as_text:
            self._fill_text()
        self._stack.setCurrentIndex(int(as_text))

    def _fill_text(self) -> None:
        blocked = self.text.blockSignals(True)
        self.text.setPlainText(to_text(self.rows))
        self.text.blockSignals(blocked)

    def _text_edited(self) -> None:
        self.model.change(from_text(self.text.toPlainText()))


class _Names(QStyledItemDelegate):
    """Edits a cell in place; names are completed."""

    completions: list[str]

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.completions = []

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Return the field, with completion for names."""
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.setAccessibleName(index.model().headerData(index.column(), _ACROSS))
            if index.column() == NAME and self.completions:
                completer = QCompleter(self.completions, editor)
                completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
                editor.setCompleter(completer)
        return editor


_ACROSS = Qt.Orientation.Horizontal


class _View(QTableView):
    """The grid; Alt+Up and Alt+Down move a row, Delete removes it."""

    def __init__(self, model: KeyValueRows, theme: Theme, name: str) -> None:
        super().__init__()
        self._rows = model
        self._theme = theme
        self.names = _Names(self)
        self.setModel(model)
        self.setItemDelegate(self.names)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.clicked.connect(self._edit_clicked)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setTabKeyNavigation(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._renew)
        self._renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move or remove the row under the cursor."""
        row, key = self.currentIndex().row(), event.key()
        column = max(self.currentIndex().column(), NAME)
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            moved = self._rows.move(row, -1 if key == Qt.Key.Key_Up else 1)
            self.setCurrentIndex(self._rows.index(moved, column))
        elif key == Qt.Key.Key_Delete and self._rows.is_own(row):
            self._rows.remove(row)
            self.setCurrentIndex(self._rows.index(row, NAME))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Alt+Up and Alt+Down from being taken as shortcuts elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                event.accept()
                return True
        return super().event(event)

    def _edit_clicked(self, index: QModelIndex) -> None:
        if index.column() != ENABLED and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def _renew(self) -> None:
        self.setFont(self._theme.code_font(12))
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW))
        self.setColumnWidth(ENABLED, self._theme.px(30))
        self.setColumnWidth(NAME, self._theme.px(112))
