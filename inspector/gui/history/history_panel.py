"""The sidebar of the history: filter, strip over time, the list, and its menu."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from inspector.gui.bridge.job import Job
from inspector.gui.forms.line_icon import Emptier, LineIcon
from inspector.gui.history.filter_completer import FilterCompleter
from inspector.gui.history.history_export import HistoryExport
from inspector.gui.history.history_model import HistoryModel, history_painter
from inspector.gui.history.reopening import Reopening
from inspector.gui.history.row_entries import RowActions, row_entries
from inspector.gui.history.strip_view import COLUMNS, StripView
from inspector.gui.lists.plain_rows import RowList
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.menu import menu_of
from inspector.gui.widgets.page import SidebarPanel
from inspector.gui.widgets.painting import inset
from inspector.gui.widgets.tooltip import set_tip
from inspector.presentation.history.strip_words import narrowed
from inspector.reading.request_words import asked_words
from inspector.record.search import read_filter, read_listed
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.record.row import Row


# ---------------- Tags and a note for one attempt, written below the list
class MarkCard(Card):
    """marked(key, tags, note): the user wants these. closed(): the card is put away."""

    marked = Signal(int, object, str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 10)
        self.setObjectName("mark_card")
        self._key = 0
        self._title = Label("", "small", wrap=True)
        self.tags, self.note = QLineEdit(), QLineEdit()
        self.tags.setObjectName("mark_tags")
        self.note.setObjectName("mark_note")
        self.tags.setPlaceholderText(tr("Tags, by commas"))
        self.tags.setAccessibleName(tr("Tags"))
        self.note.setPlaceholderText(tr("Note"))
        self.note.setAccessibleName(tr("Note"))
        keep = Button(theme, tr("Keep"), "small", "check")
        drop = Button(theme, tr("Cancel"), "ghost")
        keep.clicked.connect(self._keep)
        drop.clicked.connect(self._close)
        for field in (self.tags, self.note):
            field.returnPressed.connect(self._keep)
        row = QHBoxLayout()
        row.addWidget(keep)
        row.addWidget(drop)
        row.addStretch(1)
        self._fill(row)
        self.hide()

    def _fill(self, buttons: QHBoxLayout) -> None:
        column: QVBoxLayout = self.column
        column.setSpacing(6)
        for widget in (self._title, self.tags, self.note):
            column.addWidget(widget)
        column.addLayout(buttons)

    def ask(self, row: "Row") -> None:
        """Let the user change the tags and the note of this attempt."""
        self._key = row.key
        self._title.setText(asked_words(row.method, row.path))
        self.tags.setText(", ".join(row.tags))
        self.note.setText(row.note)
        self.show()
        self.tags.setFocus()

    def _keep(self) -> None:
        tags = tuple(filter(None, map(str.strip, self.tags.text().split(","))))
        self.marked.emit(self._key, tags, self.note.text().strip())
        self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is Cancel."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


# ---------------- The list of the history: keys, clicks and what they ask for
class HistoryList(RowList):
    """open_asked(Row, keep), delete_asked(rows), pin_asked(Row), compare_asked(rows)."""

    open_asked = QtSignal(object, bool)
    delete_asked = QtSignal(object)
    pin_asked = QtSignal(object)
    compare_asked = QtSignal(object)

    def __init__(self, theme: Theme, model: HistoryModel) -> None:
        super().__init__(theme, "history_list", tr("Attempts, newest first"))
        self.compare_keys: Callable[[], list[QKeySequence]] = list
        self._model = model
        self.setModel(model)
        self.setItemDelegate(history_painter(theme, self))
        self.clicked.connect(lambda index: self._open(index, keep=False))
        self.doubleClicked.connect(lambda index: self._open(index, keep=True))

    @property
    def current(self) -> "Row | None":
        """The row that has the focus."""
        return self._model.row(self.currentIndex())

    @property
    def chosen(self) -> "tuple[Row, ...]":
        """The selected rows, newest first."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._model.rows[at] for at in places if at < len(self._model.rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete deletes, P pins, `compare_keys` compare the chosen ones."""
        row = self.current
        if self._compares(event) and len(self.chosen) > 1:
            self.compare_asked.emit(self.chosen)
            return
        if row is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_asked.emit(row, True)
        elif row is not None and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.delete_asked.emit(self.chosen or (row,))
        elif row is not None and event.key() == Qt.Key.Key_P and not event.modifiers():
            self.pin_asked.emit(row)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take Delete, and `compare_keys` on several, before a shortcut of the window does."""
        mine = (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (
                event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
                or (self._compares(event) and len(self.chosen) > 1)
            )
        )
        if mine:
            event.accept()
        return mine or super().event(event)

    def _compares(self, event: QKeyEvent) -> bool:
        return QKeySequence(event.keyCombination()) in self.compare_keys()

    def _open(self, index: QModelIndex, *, keep: bool) -> None:
        row = self._model.row(index)
        if row is not None and len(self.chosen) <= 1:
            self.open_asked.emit(row, keep)


_SIDE = 14


class HistoryPanel(SidebarPanel):
    """Follows the owner while it is shown; asks the owner for every change."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tr("History"))
        self._tools = tools
        self.setAcceptDrops(True)
        self._filter = read_listed("")
        self._jobs: list[Job] = []
        self.model = HistoryModel(tools.history, self)
        self.list = HistoryList(tools.theme, self.model)
        self.list.compare_keys = tools.actions.action("compare-previous").shortcuts
        self.reopening = Reopening(tools, self)
        self.exporting = HistoryExport(tools, self)
        self.filter = QLineEdit()
        self.strip = StripView(tools.theme)
        self.count = Label("", "small")
        self.problem = Label("", "quiet", wrap=True)
        self.card = MarkCard(tools.theme)
        self.empty = EmptyState(tools.theme, "", "", centred=False)
        self._import = self.empty.add_action(
            tr("Import a HAR or log…"), self._run_import, "file-up"
        )
        self._more = IconButton(tools.theme, "ellipsis", tr("More about the chosen attempts"))
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------ building
    def _lay_out(self) -> None:
        self.head.addWidget(self._more)
        LineIcon(self._tools.theme, self.filter, "search")
        self.filter.setPlaceholderText(tr("status:401 expired"))
        self.filter.setAccessibleName(tr("Filter the history"))
        self.filter.setObjectName("history_filter")
        Emptier(self._tools.theme, self.filter)
        self.completer = FilterCompleter(self.filter, self.model)
        self.problem.setObjectName("history_problem")
        self.column.setContentsMargins(0, 8, 0, 8)
        self.column.setSpacing(6)
        for widget in (self.filter, self.problem, self.strip, self.count):
            self.column.addLayout(inset(widget, _SIDE, 8))
        self.column.addLayout(inset(self.list, 4, 4), 1)
        self.column.addLayout(inset(self.empty, _SIDE, _SIDE, 24), 1)
        self.column.addLayout(inset(self.card, 8, 8))
        self.problem.hide()
        self.empty.hide()

    def _connect(self) -> None:
        tools = self._tools
        self.filter.textChanged.connect(self._read)
        self.model.filled.connect(self._show_filled)
        self.list.open_asked.connect(lambda row, keep: self.reopening.open(row, keep=keep))
        self.list.delete_asked.connect(self._delete)
        self.list.pin_asked.connect(self._pin)
        self.list.compare_asked.connect(self._compare)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.strip.asked.connect(self._narrow)
        self._more.clicked.connect(lambda: self._popup(self._more, QPoint(0, self._more.height())))
        self.card.marked.connect(
            lambda key, tags, note: tools.history.mark(key, tags=tags, note=note)
        )
        self.card.closed.connect(self.list.setFocus)
        tools.history.changed.connect(self._changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was added meanwhile."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._ask)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        urls = event.mimeData().urls()
        paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
        if self._tools.actions.run("import-history", paths):
            event.acceptProposedAction()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the card of another time closed."""
        super().hideEvent(event)
        self.card.hide()

    # ------------------------------------------------------------ asking and showing
    def _changed(self) -> None:
        if self.isVisible():
            self._ask()

    def look_for(self, text: str) -> None:
        """Filter the list."""
        self.filter.setText(text)

    def _narrow(self, place: int) -> None:
        """List what began in one column of the strip."""
        self.filter.setText(narrowed(self.filter.text(), self.strip.spans, place))

    def _read(self, text: str) -> None:
        self._filter = read_listed(text)
        problems = self._filter.problems
        self.problem.setText("\n".join(each.what for each in problems))
        todo = "\n".join(dict.fromkeys(each.todo for each in problems))
        set_tip(self.problem, todo)
        self.problem.setAccessibleDescription(todo)
        self.problem.setVisible(bool(problems))
        self._ask()

    def _ask(self) -> None:
        """Ask for the first page; the count and the strip may come later."""
        for job in self._jobs:
            job.cancel()
        self.model.show_filter(self._filter)
        count = self._tools.history.count(self._filter)
        strip = self._tools.history.strip(self._filter, COLUMNS)
        count.succeeded.connect(self._show_count)
        strip.succeeded.connect(self.strip.show_spans)
        self._jobs = [count, strip]
        for job in self._jobs:
            job.failed.connect(_said_already)
            job.ended.connect(self._forget)

    def _forget(self) -> None:
        job = self.sender()
        self._jobs = [each for each in self._jobs if each is not job]

    def _show_count(self, count: int) -> None:
        self.count.setText(tr_n("{count} attempt", "{count} attempts", count))

    def _show_filled(self) -> None:
        some = bool(self.model.rows)
        filtered = bool(self.filter.text().strip())
        for widget in (self.list, self.strip, self.count):
            widget.setVisible(some)
        self.empty.setVisible(not some)
        self._import.setVisible(not filtered)
        if filtered:
            self.empty.show_text(tr("Nothing fits"), tr("Change the filter to see more."))
        else:
            self.empty.show_text(
                tr("No attempts yet"),
                tr("Requests you send appear here with their verdicts, without secrets."),
            )

    # ------------------------------------------------------------ doing
    def _pin(self, row: "Row") -> None:
        self._tools.history.mark(row.key, pinned=not row.pinned)

    def _delete(self, rows: "tuple[Row, ...]") -> None:
        """Delete for good; one that is gone already is not counted."""
        job = self._tools.history.delete(row.key for row in rows)
        job.succeeded.connect(self._tell_deleted)

    def _clear(self, text: str) -> None:
        job = self._tools.history.clear(read_filter(text))
        job.succeeded.connect(self._tell_deleted)

    def _tell_deleted(self, count: int) -> None:
        said = tr_n("{count} attempt was deleted.", "{count} attempts were deleted.", count)
        self._tools.notices.say(said)

    def _run_import(self) -> None:
        self._tools.actions.run("import-history")

    def _compare(self, rows: "tuple[Row, ...]") -> None:
        self._tools.actions.run("show-compare", rows)

    def _show_menu(self, point: QPoint) -> None:
        self._popup(self.list.viewport(), point)

    def _popup(self, widget: QWidget, point: QPoint) -> None:
        chosen = self.list.chosen or ((self.list.current,) if self.list.current else ())
        entries = row_entries(chosen, self._actions())
        menu_of(self, entries, self._tools.theme).popup(widget.mapToGlobal(point))

    def _actions(self) -> RowActions:
        return RowActions(
            open=lambda row: self.reopening.open(row, keep=True),
            resend=self.reopening.resend,
            since_when=self.reopening.since_when,
            filter=self.filter.setText,
            pin=self._pin,
            mark=self.card.ask,
            delete=self._delete,
            clear=self._clear,
            compare=self._compare,
            export=self.exporting.ask,
            import_file=self._run_import,
            compare_keys=self._tools.actions.keys("compare-previous"),
        )


def _said_already(_error: object) -> None:
    """The owner says what is wrong with the file."""
