"""The pane at the left of a recording: its entries with a filter, compared or kept from here."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from inspector.gui.bridge.job import Job
from inspector.gui.compare.columns import columns_of
from inspector.gui.forms.line_icon import Emptier, LineIcon
from inspector.gui.history.history_model import HEIGHT, ROW, history_painter
from inspector.gui.lists.plain_rows import RowList
from inspector.gui.recording.recording_document import RecordingDocument
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.kind import name_pane
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.menu import Entry as Line
from inspector.gui.widgets.menu import menu_of
from inspector.gui.widgets.tooltip import set_tip, tip
from inspector.presentation.history.attempt_words import spoken, tooltip
from inspector.record.row import Row
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer
    from inspector.workbench.attempts.entries import Entry


# ---------------- The entries of a recording as Qt asks for them: those that fit the filter
# ---------------- Which entries of a recording fit what is typed
_TERM = re.compile(r'(-?)(?:(status|host|path|method|title|finding):)?("[^"]*"?|\S+)')
_KIND = re.compile(r"([1-5])xx", re.IGNORECASE)
Fits = Callable[[Row], bool]


def read_wanted(text: str) -> Fits:
    """Return what tells whether a row fits: it has all that is asked for."""
    terms = [_term(*found) for found in _TERM.findall(text)]
    return lambda row: all(term(row) for term in terms)


def _term(minus: str, key: str, raw: str) -> Fits:
    value = raw.strip('"').lower()
    fits = _status(value) if key == "status" else _words(key, value)
    return (lambda row: not fits(row)) if minus else fits


def _status(value: str) -> Fits:
    kind = _KIND.fullmatch(value)
    if kind is not None:
        return lambda row: (row.status or 0) // 100 == int(kind[1])
    return lambda row: str(row.status or "none").startswith(value)


def _words(key: str, value: str) -> Fits:
    if key:
        return lambda row: value in str(getattr(row, key)).lower()
    return lambda row: value in f"{row.method} {row.url} {row.status or ''} {row.title}".lower()


Index = QModelIndex | QPersistentModelIndex


class EntryModel(QAbstractListModel):
    """Shows entries in the order given; a row's words are made when it is painted."""

    def __init__(self, entries: "tuple[Entry, ...]", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = entries
        self._shown = entries

    @property
    def entries(self) -> "tuple[Entry, ...]":
        """Those that fit."""
        return self._shown

    def look_for(self, text: str) -> None:
        """Show only what fits."""
        fits = read_wanted(text)
        self.beginResetModel()
        self._shown = tuple(each for each in self._all if fits(each.row))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many fit."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row, what is read aloud, or the tooltip."""
        if not 0 <= index.row() < len(self._shown):
            return None
        entry = self._shown[index.row()]
        if role == ROW:
            return entry.row
        now = datetime.now().astimezone()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _with_rounds(spoken(entry.row, now), entry.rounds, ", ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(_with_rounds(tooltip(entry.row, now), entry.rounds, "\n"))
        return None


def _with_rounds(words: str, rounds: int, between: str) -> str:
    if rounds == 1:
        return words
    more = tr_n("{count} exchange", "{count} exchanges with redirects and challenge rounds", rounds)
    return f"{words}{between}{more}"


# ---------------- The list of a recording's entries
_LEAST_ROWS = 4  # what the list stands in scrolls where there is less room


class EntryList(RowList):
    """show_asked(Entry); chosen_changed(): others are selected."""

    show_asked = Signal(object)
    chosen_changed = Signal()

    def __init__(self, theme: Theme, model: EntryModel) -> None:
        super().__init__(theme, "entry_list", tr("Requests of the recording, refused ones first"))
        self._entries, self._theme = model, theme
        self.setModel(model)
        self.setItemDelegate(history_painter(theme, self, recorded=True))
        theme.changed.connect(self._keep_rows)
        self._keep_rows()
        self.clicked.connect(self._clicked)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())

    def _keep_rows(self) -> None:
        self.setMinimumHeight(_LEAST_ROWS * self._theme.row(HEIGHT, lines=2))

    @property
    def count(self) -> int:
        """How many are chosen; quick, however many there are."""
        return sum(last + 1 - first for first, last in self._parts())

    @property
    def chosen(self) -> "tuple[Entry, ...]":
        """The chosen entries, in the order of the list."""
        listed = self._entries.entries
        return tuple(each for first, last in self._parts() for each in listed[first : last + 1])

    def _parts(self) -> list[tuple[int, int]]:
        """Return the first and last row of each stretch that is selected."""
        selection = self.selectionModel().selection()
        parts = (selection.at(place) for place in range(selection.size()))
        return sorted((part.top(), part.bottom()) for part in parts)

    def choose(self, entry: "Entry | None") -> None:
        """Choose this entry alone, if it is listed."""
        if entry in self._entries.entries:
            index = self._entries.index(self._entries.entries.index(entry), 0)
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def choose_again(self, entries: "tuple[Entry, ...]") -> None:
        """Choose several that were chosen before; one alone is the one that is shown."""
        wanted = {id(entry) for entry in entries}
        if len(wanted) < 2:  # noqa: PLR2004 - several
            return
        selection = QItemSelection()
        for row, entry in enumerate(self._entries.entries):
            if id(entry) in wanted:
                index = self._entries.index(row, 0)
                selection.select(index, index)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the entry that has the focus."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._show(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if self.count == 1:
            self._show(index)

    def _show(self, index: QModelIndex) -> None:
        if index.isValid():
            self.show_asked.emit(self._entries.entries[index.row()])


_LEAST_COMPARED, _MOST_COMPARED = 2, 6


class EntriesPane(QWidget):
    """Shows a document's entries; asks the document's answer to turn to the one picked."""

    def __init__(
        self, document: RecordingDocument, tools: Tools, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        name_pane(self, "entries_pane")
        self._document = document
        self._tools = tools
        self._job: Job | None = None
        self.model = EntryModel(document.entries, self)
        self.list = EntryList(tools.theme, self.model)
        self.filter = QLineEdit()
        self.count = Label("", "small")
        self.compare = Button(tools.theme, tr("Compare"), "small", "columns-3")
        self.keep = Button(tools.theme, "", "small", "history")
        self._lay_out()
        self._connect()
        chosen = document.chosen  # in the pane before this one
        self.filter.setText(document.looked_for)
        self._look_for(document.looked_for)
        self.list.choose(document.shown)
        self.list.choose_again(chosen)
        self.setFocusProxy(self.list)

    def _lay_out(self) -> None:
        LineIcon(self._tools.theme, self.filter, "search")
        self.filter.setObjectName("entry_filter")
        self.filter.setPlaceholderText(tr("status:401 host:api orders"))
        self.filter.setAccessibleName(tr("Filter the requests"))
        Emptier(self._tools.theme, self.filter)
        self.compare.setObjectName("entries_compare")
        self.keep.setObjectName("entries_keep")
        row = QWidget()
        buttons = FlowLayout(row, gap=6)
        buttons.addWidget(self.compare)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 4, 10)
        column.setSpacing(6)
        for widget in (self.filter, self.count):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(row)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._look_for)
        self.list.show_asked.connect(self._show)
        self.list.chosen_changed.connect(self._keep_chosen)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.compare.clicked.connect(self._compare)
        self.keep.clicked.connect(self._keep)
        self._tools.actions.provide(
            "compare-previous", lambda _: self._compare(), self, self._can_compare
        )

    # ------------------------------------------------------------ showing
    def _look_for(self, text: str) -> None:
        self._document.looked_for = text
        self.model.look_for(text)
        self.count.setText(_counted(self.model.entries, len(self._document.entries)))
        self._name_buttons()

    def _show(self, entry: "Entry") -> None:
        """Turn the answer to an entry; a later pick counts more than one that takes long."""
        from inspector.workbench.attempts.entries import about  # noqa: PLC0415 - brings the diagnosis in

        answer = self._document.attempts.current
        if self._job is not None:
            self._job.cancel()
        job = self._job = self._tools.background.compute(about, answer, entry.shown)
        job.succeeded.connect(lambda found: self._take(job, found))

    def _take(self, job: Job, answer: "Answer") -> None:
        if job is self._job:
            self._job = None
            self._document.attempts.replace(answer)

    def _keep_chosen(self) -> None:
        self._document.chosen = self.list.chosen
        self._name_buttons()

    def _name_buttons(self) -> None:
        count = self.list.count
        several = 1 < count < len(self._document.entries)
        self.compare.set_text(
            tr("Compare {count}", count=count) if self._can_compare() else tr("Compare")
        )
        self.compare.setEnabled(self._can_compare())
        choose = tr("Choose two to six with Ctrl or Shift, then compare them")
        set_tip(self.compare, self._tools.actions.with_keys(choose, "compare-previous"))
        all_of_it = tr("Keep all in the history")
        some = tr("Keep {count} in the history", count=count)
        self.keep.set_text(some if several else all_of_it)
        self._tools.actions.refresh()

    # ------------------------------------------------------------ doing
    def _can_compare(self) -> bool:
        return _LEAST_COMPARED <= self.list.count <= _MOST_COMPARED

    def _compare(self) -> None:
        if self._can_compare():
            self._compare_these(self.list.chosen)

    def _compare_these(self, entries: "tuple[Entry, ...]") -> None:
        """Compare entries, each with its rounds alone, oldest at the left."""
        answer = self._document.attempts.current
        if answer is None:
            return
        from inspector.workbench.attempts.importing import alone  # noqa: PLC0415 - brings the diagnosis in

        chosen = tuple(each.first for each in entries)
        job = self._tools.background.compute(alone, answer.attempt, chosen)
        job.succeeded.connect(self._open_comparison)

    def _open_comparison(self, found: "tuple[Answer, ...]") -> None:
        answer = self._document.attempts.current
        if answer is not None:
            self._tools.actions.run("show-compare", columns_of(answer.attempt, found))

    def _keep(self) -> None:
        """Keep the chosen entries where there are several, else all."""
        some = 1 < self.list.count < len(self._document.entries)
        chosen = self.list.chosen if some else ()
        self._keep_these(chosen)

    def _keep_these(self, entries: "tuple[Entry, ...]") -> None:
        self._tools.actions.run("keep-in-history", tuple(each.first for each in entries))

    def _show_menu(self, point: QPoint) -> None:
        chosen = self.list.chosen
        menu = menu_of(self, self._lines(chosen), self._tools.theme)
        menu.popup(self.list.viewport().mapToGlobal(point))

    def _lines(self, chosen: "tuple[Entry, ...]") -> tuple[Line, ...]:
        count = len(chosen)
        one = chosen[0] if count == 1 else None
        first = (
            (
                Line(tr("Show"), lambda: self._show(one), "eye", tr("Enter")),
                Line(tr("Same host"), lambda: self.filter.setText(f"host:{one.row.host}"), "globe"),
            )
            if one is not None
            else ()
        )
        keep = tr_n("Keep {count} in the history", "Keep {count} in the history", count)
        keys = self._tools.actions.keys("compare-previous")
        return (
            *first,
            Line(tr("Compare"), self._compare, "columns-3", keys, self._can_compare()),
            *self._lines_of_refused(one),
            Line(),
            Line(keep, lambda: self._keep_these(chosen), "history", enabled=bool(chosen)),
            Line(tr("Keep all in the history"), lambda: self._keep_these(()), "history"),
            Line(tr("Take into a collection…"), lambda: self._collect(chosen), "download"),
        )

    def _lines_of_refused(self, one: "Entry | None") -> tuple[Line, ...]:
        """Return the way to the last request like a refused one that was accepted before it."""
        from inspector.workbench.attempts.entries import last_that_worked  # noqa: PLC0415 - brings the diagnosis in

        good = last_that_worked(self._document.entries, one) if one is not None else None
        if one is None or good is None:
            return ()
        title = tr("Compare with the last that worked")
        return (Line(title, lambda: self._compare_these((good, one)), "check"),)

    def _collect(self, entries: "tuple[Entry, ...]") -> None:
        """Offer the chosen entries for a collection, without any all of them."""
        self._tools.actions.run("import-recorded", tuple(each.first for each in entries))


def _counted(shown: "tuple[Entry, ...]", in_all: int) -> str:
    refused = sum(bool(each.row.finding) for each in shown)
    words = tr_n("{count} request", "{count} requests", len(shown))
    if len(shown) < in_all:
        words = tr("{count} of {all} requests", count=len(shown), all=in_all)
    return tr("{requests}, {refused} refused", requests=words, refused=refused)
