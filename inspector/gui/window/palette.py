"""The command palette: everything by typing a few letters of its name."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.lists.plain_rows import PlainCell, PlainList, PlainRow, record_at
from inspector.gui.lists.row_painter import Index, Part, Row, RowLine, RowPainter, RowShape
from inspector.gui.state.actions import PALETTE
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.card import Card
from inspector.gui.window.tab_area import named
from inspector.presentation.status.tab_names import told_apart
from inspector.wording import tr

# ---------------- Scores how well a few typed letters fit a title; pure
_START, _NEXT, _PLAIN = 10, 6, 1


def score(typed: str, title: str) -> int:
    """Return how well the letters fit, in their order; 0 = they don't, or nothing was typed.

    Letters at the start of words and letters in a row count more; blanks in `typed` are ignored.
    """
    wanted = [letter for letter in typed.casefold() if not letter.isspace()]
    text, place, points, last = title.casefold(), 0, 0, -2
    for letter in wanted:
        place = _find(text, letter, place, last)
        if place < 0:
            return 0
        starts = place == 0 or not text[place - 1].isalnum()
        points += _START if starts else _NEXT if place == last + 1 else _PLAIN
        last, place = place, place + 1
    return points * 100 // (len(title) + 50) + 1 if wanted else 0


def _find(text: str, letter: str, start: int, last: int) -> int:
    """Return where the letter goes on: right after the last one, else at a word, else anywhere."""
    if last + 1 == start < len(text) and text[start] == letter and last >= 0:
        return start
    for place in range(start, len(text)):
        if text[place] == letter and (place == 0 or not text[place - 1].isalnum()):
            return place
    return text.find(letter, start)


# ---------------- What the command palette offers
MOST = 40
_RECENT_BONUS = 8


class PaletteEntry(NamedTuple):
    """One line: an id for the list of recent ones, title, what it is, shortcut, what it does."""

    id: str
    title: str
    kind: str
    keys: str
    run: Callable[[], object]


def command_entries(tools: Tools) -> list[PaletteEntry]:
    """Return the commands that can be carried out now."""
    actions = tools.actions
    return [
        PaletteEntry(name, command.text.rstrip("…"), "", actions.keys(name), _runner(tools, name))
        for name, command in actions.commands.items()
        if name != PALETTE and actions.can_run(name)
    ]


def offered_entries(tools: Tools) -> list[PaletteEntry]:
    """Return what panels offer: saved requests, say."""
    return [
        PaletteEntry(each.id, each.title, each.kind, "", each.run)
        for each in tools.actions.offers()
    ]


def tab_entries(tools: Tools) -> list[PaletteEntry]:
    """Return the open tabs, called as above their pages."""
    documents = tools.tabs.documents
    return [
        PaletteEntry(
            each.key,
            " ".join(filter(None, (each.method, name))),
            str(each.status or tr("open tab")),
            "",
            lambda each=each: tools.tabs.activate(each),  # type: ignore[misc]  # bound per turn
        )
        for each, name in zip(documents, told_apart([named(one) for one in documents]), strict=True)
    ]


def environment_entries(tools: Tools) -> list[PaletteEntry]:
    """Return the environments to switch to."""
    return [
        PaletteEntry(
            f"environment:{each.name}",
            each.name,
            tr("environment"),
            "",
            lambda name=each.name: tools.environments.choose(name),  # type: ignore[misc]  # bound per turn
        )
        for each in tools.environments.all
    ]


def _runner(tools: Tools, name: str) -> Callable[[], object]:
    return lambda: tools.actions.run(name)


def best(
    entries: Iterable[PaletteEntry], typed: str, recent: tuple[str, ...]
) -> list[PaletteEntry]:
    """Return what fits the typed letters, best first; without letters, recent ones first."""
    rank = {name: len(recent) - place for place, name in enumerate(recent)}
    if not typed.strip():
        ordered = sorted(entries, key=lambda entry: -rank.get(entry.id, 0))
        return ordered[:MOST]
    scored = [(score(typed, entry.title), entry) for entry in entries]
    fitting = [
        (points + (_RECENT_BONUS if entry.id in rank else 0), entry)
        for points, entry in scored
        if points
    ]
    fitting.sort(key=lambda pair: -pair[0])
    return [entry for _points, entry in fitting[:MOST]]


Source = Callable[[Tools], list[PaletteEntry]]
_SOURCES: tuple[Source, ...] = (command_entries, tab_entries, environment_entries, offered_entries)
_WIDTH, _HEIGHT, _TOP = 560, 380, 64
_NARROW = 360  # the list of tabs


class Palette(Card):
    """Lies over the top of the window; Esc or a click elsewhere closes it."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(tools.theme, 10)
        self.setParent(parent)
        self._tools = tools
        self._over = parent
        self._before: QWidget | None = None
        self.edit = QLineEdit()
        self.edit.setObjectName("palette_edit")
        self._sources: tuple[Source, ...] = _SOURCES
        self.list = PlainList("palette_list", tr("What fits"))
        self.list.setProperty("kind", "bare")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        shape = RowShape(rooms=_right, size=_row_size, ground="style")
        painter = RowPainter(tools.theme, self.list, shape, lambda index, _: _entry_row(index))
        self.list.setItemDelegate(painter)
        column: QVBoxLayout = self.column
        column.addWidget(self.edit)
        column.addWidget(self.list)
        self.edit.textChanged.connect(self._fill)
        self.edit.installEventFilter(self)
        self.list.clicked.connect(self._run)
        self.hide()

    def open(self) -> None:
        """Show it, empty, with the focus in its field."""
        self._sources = _SOURCES
        self._ask_for(tr("Type a command, a request, an environment"), tr("Command palette"))
        size = self._size(_WIDTH)
        self._show_at(QRect((self._over.width() - size.width()) // 2, _TOP, *size.toTuple()))

    def open_tabs(self, corner: QPoint) -> None:
        """List the open tabs alone; corner: where its top right one is, in the window."""
        self._sources = (tab_entries,)
        count = len(self._tools.tabs.documents)
        self._ask_for(tr("Type a part of the name"), tr("All tabs, {count}", count=count))
        size = self._size(_NARROW)
        self._show_at(QRect(max(corner.x() - size.width(), 0), corner.y(), *size.toTuple()))

    def _ask_for(self, what: str, name: str) -> None:
        self.edit.setPlaceholderText(what)
        self.edit.setAccessibleName(name)

    def _size(self, width: int) -> QSize:
        px = self._theme.px
        whole = self._over.size()
        return QSize(min(px(width), whole.width() - 40), min(px(_HEIGHT), whole.height() - 120))

    def _show_at(self, place: QRect) -> None:
        self.setGeometry(place)
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
        entries = [entry for source in self._sources for entry in source(tools)]
        fitting = best(entries, self.edit.text(), tools.actions.recent)
        self.list.show_rows(tuple(_row(entry) for entry in fitting))
        self.list.setCurrentRow(0)

    def _run(self, index: QModelIndex) -> None:
        entry = self.list.plain.record(index)
        if isinstance(entry, PaletteEntry):
            self._leave()
            self._tools.actions.remember(entry.id)
            entry.run()


def _row(entry: PaletteEntry) -> PlainRow:
    said = ", ".join(part for part in (entry.title, entry.kind, entry.keys) if part)
    return PlainRow(cells=(PlainCell(text=entry.title, said=said),), record=entry)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


def _entry_row(index: Index) -> Row:
    """Return what stands at the right end: the keys, else the kind; the style paints the title."""
    entry: PaletteEntry = record_at(index)
    return Row(lines=(RowLine(right=(Part(text=entry.keys or entry.kind, ink="text3"),)),))


def _right(_theme: Theme, rect: QRect, _row: Row) -> tuple[QRect, ...]:
    return (rect.adjusted(0, 0, -8, 0),)


def _row_size(theme: Theme, _index: Index) -> QSize:
    return QSize(100, theme.row(30))
