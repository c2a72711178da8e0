"""The command palette: everything by typing a few letters of its name."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.plain_rows import PlainCell, PlainList, PlainRow, record_at
from inspector.gui.window.palette_entries import (
    PaletteEntry,
    best,
    command_entries,
    environment_entries,
    offered_entries,
    tab_entries,
)
from inspector.wording import tr

RECENT_KEPT = 12
_SOURCES = (command_entries, tab_entries, environment_entries, offered_entries)
_WIDTH, _HEIGHT, _TOP = 560, 380, 64


class Palette(Card):
    """Lies over the top of the window; Esc or a click elsewhere closes it."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(tools.theme, 10)
        self.setParent(parent)
        self._tools = tools
        self._over = parent
        self._before: QWidget | None = None
        self._recent: list[str] = []
        self.edit = QLineEdit()
        self.edit.setObjectName("palette_edit")
        self.edit.setPlaceholderText(tr("Type a command, a request, an environment"))
        self.edit.setAccessibleName(tr("Command palette"))
        self.list = PlainList("palette_list", tr("What fits"))
        self.list.setProperty("kind", "bare")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_EntryPainter(tools.theme, self.list))
        column: QVBoxLayout = self.column
        column.addWidget(self.edit)
        column.addWidget(self.list)
        self.edit.textChanged.connect(self._fill)
        self.edit.installEventFilter(self)
        self.list.clicked.connect(self._run)
        tools.actions.ran.connect(self._remember)
        tools.actions.provide("palette", lambda _: self.open())
        self.hide()

    @property
    def recent(self) -> tuple[str, ...]:
        """The ids of what was run, newest first."""
        return tuple(self._recent)

    def restore_recent(self, names: list[str]) -> None:
        """Take up the list of the last run."""
        self._recent = names[:RECENT_KEPT]

    def open(self) -> None:
        """Show it, empty, with the focus in its field."""
        width = min(self._theme.px(_WIDTH), self._over.width() - 40)
        height = min(self._theme.px(_HEIGHT), self._over.height() - 120)
        self.setGeometry((self._over.width() - width) // 2, _TOP, width, height)
        self._before = QApplication.focusWidget()
        self.edit.clear()
        self._fill()
        self.show()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def titles(self) -> list[str]:
        """Return the titles shown."""
        return [row.cells[0].text for row in self.list.plain.rows]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the list from the field; close when the focus goes."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() == QEvent.Type.ShortcutOverride and _is_escape(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event.key())
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        if key in steps:
            row = self.list.currentRow() + steps[Qt.Key(key)]
            self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            return False
        return True

    def _leave(self) -> None:
        before = self._before
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus()
        else:
            self._over.setFocus()

    def _fill(self) -> None:
        tools = self._tools
        entries = [entry for source in _SOURCES for entry in source(tools)]
        fitting = best(entries, self.edit.text(), self.recent)
        self.list.show_rows(tuple(_row(entry) for entry in fitting))
        self.list.setCurrentRow(0)

    def _run(self, index: QModelIndex) -> None:
        entry = self.list.plain.record(index)
        if isinstance(entry, PaletteEntry):
            self._leave()
            self._remember(entry.id)
            entry.run()

    def _remember(self, name: str) -> None:
        if name != "palette":
            self._recent = [name, *(each for each in self._recent if each != name)][:RECENT_KEPT]


def _row(entry: PaletteEntry) -> PlainRow:
    said = ", ".join(part for part in (entry.title, entry.kind, entry.keys) if part)
    return PlainRow(cells=(PlainCell(text=entry.title, said=said),), record=entry)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


class _EntryPainter(QStyledItemDelegate):
    """Title at the left, kind and shortcut at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a line."""
        return QSize(100, self._theme.row(30))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the ground of the current line by the style, the words by hand."""
        super().paint(painter, option, index)
        entry: PaletteEntry = record_at(index)
        painter.save()
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.colour("text3"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        area = option.rect.adjusted(0, 0, -10, 0)
        painter.drawText(area, right, entry.keys or entry.kind)
        painter.restore()
