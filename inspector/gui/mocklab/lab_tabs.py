"""Below the chosen scenario: the requests that came in, and the replies to change."""

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.forms.spin import inset
from inspector.gui.lists.key_value_table import KeyValueTable, Row
from inspector.gui.lists.plain_rows import PlainCell, PlainRow, PlainRows, add_choice
from inspector.gui.state.tools import Tools
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.banner import Banner
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card, Line
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import FieldLabel
from inspector.gui.widgets.left_as import keep_as
from inspector.gui.widgets.marks import state_of
from inspector.gui.widgets.scrolled import Scrolled
from inspector.gui.widgets.tabs import TabMark, UnderlineTabs
from inspector.wording import tr
from inspector.wording.dates import time_of_day

if TYPE_CHECKING:
    from inspector.mocklab.log import LogEntry
    from inspector.mocklab.messages import LabReply


# ---------------- The replies of a scenario
_LOWEST, _HIGHEST = 200, 599
_BODY = 84


class ReplyEditor(QWidget):
    """A change counts for the next request and lasts until the server stops."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._slug = ""
        self.hint = Banner(tools.theme, tr("Start the server to change what it replies."))
        self.names = QComboBox()
        self.status = QSpinBox()
        self.reason = QLineEdit()
        self.headers = KeyValueTable(tools.theme, tr("Headers of the reply"))
        self.body = QPlainTextEdit()
        self.original = Button(tools.theme, tr("Original reply"), "secondary", "rotate-cw")
        self._prepare()
        self._lay_out()
        self._connect()
        self._renew()

    def show_scenario(self, slug: str) -> None:
        """Show the replies of that scenario."""
        self._slug = slug
        self._fill_names()

    def _prepare(self) -> None:
        self.names.setObjectName("reply_choice")
        self.status.setObjectName("reply_status")
        inset(self.status)
        self.status.setRange(_LOWEST, _HIGHEST)
        self.reason.setPlaceholderText(tr("As usual"))
        self.body.setProperty("kind", "code")
        self.body.setTabChangesFocus(True)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        for title, field, share in (
            (tr("Reply"), self.names, 3),
            (tr("Status"), self.status, 1),
            (tr("Reason"), self.reason, 2),
        ):
            line.addLayout(_named(title, field), share)
        foot = QHBoxLayout()
        foot.addLayout(_named(tr("Body"), self.body), 1)
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.headers, 1)
        column.addLayout(foot)
        column.addWidget(self.original)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addWidget(self.hint)
        whole.addWidget(self._fields, 1)

    def _connect(self) -> None:
        self.names.currentIndexChanged.connect(self._show_reply)
        self.status.valueChanged.connect(self._edited)
        self.reason.textEdited.connect(self._edited)
        self.headers.edited.connect(self._edited)
        self.body.textChanged.connect(self._edited)
        self.original.clicked.connect(self._reset)
        self._tools.lab.changed.connect(self._fill_names)
        self._tools.theme.changed.connect(self._renew)

    def _replies(self) -> "dict[str, LabReply]":
        server = self._tools.lab.server
        if server is not None and self._slug:
            return server.replies(self._slug)
        return _originals().get(self._slug, {})

    def _fill_names(self) -> None:
        running = self._tools.lab.server is not None
        self.hint.setVisible(not running)
        kept = self.names.currentData()
        with QSignalBlocker(self.names):
            self.names.clear()
            for name, reply in self._replies().items():
                title = tr("{status}: {name}", status=reply.status, name=name)
                add_choice(self.names, title, name)
            self.names.setCurrentIndex(max(0, self.names.findData(kept)))
        for field in (self.status, self.reason, self.body, self.headers):
            field.setEnabled(running)
        self._show_reply()

    def _show_reply(self) -> None:
        reply = self._replies().get(self.names.currentData())
        if reply is None:
            return
        blocked = [QSignalBlocker(each) for each in (self.status, self.reason, self.body)]
        self.status.setValue(reply.status)
        self.reason.setText(reply.reason)
        self.headers.show_rows(tuple(Row(name, value) for name, value in reply.headers))
        self.body.setPlainText(reply.body)
        del blocked
        self._show_original()

    def _edited(self) -> None:
        server, name = self._tools.lab.server, self.names.currentData()
        if server is None or name is None:
            return
        reply = msgspec.structs.replace(
            self._replies()[name],
            status=self.status.value(),
            reason=self.reason.text(),
            headers=tuple((row.name, row.value) for row in self.headers.rows if _counts(row)),
            body=self.body.toPlainText(),
        )
        server.replace_reply(self._slug, name, reply)
        self.names.setItemText(
            self.names.currentIndex(), tr("{status}: {name}", status=reply.status, name=name)
        )
        self._show_original()

    def _reset(self) -> None:
        server, name = self._tools.lab.server, self.names.currentData()
        if server is not None and name is not None:
            server.replace_reply(self._slug, name, None)
            self._fill_names()

    def _show_original(self) -> None:
        name = self.names.currentData()
        original = _originals().get(self._slug, {}).get(name)
        self.original.setEnabled(self._replies().get(name) != original)

    def _renew(self) -> None:
        self.body.setFixedHeight(self._tools.theme.code_px(_BODY))


def _originals() -> "dict[str, dict[str, LabReply]]":
    from inspector.mocklab.scenarios import all_scenarios  # noqa: PLC0415 - loaded by then

    return {each.slug: each.replies for each in all_scenarios()}


def _counts(row: Row) -> bool:
    return row.enabled and bool(row.name.strip())


def _named(title: str, field: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(FieldLabel(title, field))
    column.addWidget(field)
    column.addStretch(1)
    return column


# ---------------- The requests that the practice server answered
_ROW, _INDENT, _MOST, _LEAST = 28, 18, 1000, 160
_WIDTHS = {0: 100, 1: 78, 3: 62}
_TARGET = 2  # the column


class RequestLogList(QTreeView):
    """Follows the owner of the server; a row opens to show the request's header lines."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._last = 0
        self._server: object = None
        self.setObjectName("lab_log")
        self.setAccessibleName(tr("Requests answered"))
        self.plain = PlainRows((tr("Time"), tr("Method"), tr("Target"), tr("Status")), self)
        self.setModel(self.plain)
        set_kind(self, "bare")
        self.header().setStretchLastSection(False)
        tools.theme.changed.connect(self._begin_anew)
        self._begin_anew()

    def renew(self) -> None:
        """Add what the server's log has since the last time; a new server begins a new list."""
        server = self._tools.lab.server
        if server is not self._server:
            self._server, self._last = server, 0
            self.plain.show_rows(())
        entries = server.log.entries() if server is not None else ()
        for entry in entries:
            if entry.number > self._last:
                self._last = entry.number
                self._insert(entry)

    def _begin_anew(self) -> None:
        self.setIndentation(self._tools.theme.px(_INDENT))
        self._size_columns()
        self._server = None
        self.renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the target what the other columns leave, or scroll where that is too little."""
        super().resizeEvent(event)
        self._size_columns()

    def _size_columns(self) -> None:
        px, header = self._tools.theme.px, self.header()
        for column, width in _WIDTHS.items():
            header.resizeSection(column, px(width))
        rest = self.viewport().width() - px(sum(_WIDTHS.values()))
        header.resizeSection(_TARGET, max(rest, px(_LEAST)))

    def _insert(self, entry: "LogEntry") -> None:
        self.plain.put_first(self._row(entry), _MOST)
        first = self.plain.index(0, 0)
        for line in range(len(entry.headers)):
            self.setFirstColumnSpanned(line, first, True)

    def _row(self, entry: "LogEntry") -> PlainRow:
        theme = self._tools.theme
        code, quiet = theme.code_font(12), theme.colour("text2")
        status = PlainCell(
            text=str(entry.status),
            font=theme.font(12, SEMIBOLD),
            ink=theme.colour(state_of(entry.status)),
        )
        cells = (
            PlainCell(text=time_of_day(entry.at.astimezone()), font=code, ink=quiet),
            PlainCell(text=entry.method, font=code),
            PlainCell(text=entry.target, tip=entry.target, font=code),
            status,
        )
        lines = (f"{name}: {value}" for name, value in entry.headers)
        below = (PlainCell(text=line, tip=line, font=code, ink=quiet) for line in lines)
        return PlainRow(
            cells=cells,
            below=tuple(PlainRow(cells=(cell,)) for cell in below),
            height=theme.row(_ROW),
        )


_LOG, _EMPTY, _REPLIES = range(3)


class LabTabs(Card):
    """The count on the first tab is the number of requests answered."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, 1)
        self._tools = tools
        self.tabs = UnderlineTabs(tools.theme, tr("What the practice server does"))
        self.tabs.setObjectName("lab_tabs")
        keep_as("lab_part", self.tabs)
        self.tabs.addTab(tr("Requests"))
        self.tabs.addTab(tr("Replies"))
        self.log = RequestLogList(tools)
        self.replies = ReplyEditor(tools)
        empty = EmptyState(
            tools.theme,
            tr("No request yet"),
            tr("Requests to the practice server appear here."),
            "server",
        )
        self._stack = QStackedWidget()
        replies = Scrolled()
        replies.column.setContentsMargins(0, 0, 0, 0)
        replies.column.addWidget(self.replies)
        for part in (self.log, empty, replies):
            self._stack.addWidget(part)
        # The stack takes what is left; its pages scroll.
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.column.setContentsMargins(8, 0, 8, 8)
        self.column.setSpacing(0)
        self.column.addWidget(self.tabs)
        self.column.addWidget(Line())
        self.column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._turn)
        tools.lab.logged.connect(self._renew, Qt.ConnectionType.QueuedConnection)
        tools.lab.changed.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        self.log.renew()
        server = self._tools.lab.server
        entries = server.log.entries() if server is not None else ()
        self.tabs.set_mark(0, TabMark(badge=len(entries)))
        self._turn(self.tabs.currentIndex())

    def _turn(self, tab: int) -> None:
        first = _LOG if self.log.plain.rowCount() else _EMPTY
        self._stack.setCurrentIndex(_REPLIES if tab else first)
