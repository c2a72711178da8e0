"""The events of a stream, the one that was picked as a tree, and the box to say something."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from inspector.gui.bodies.event_view import EventView
from inspector.gui.bodies.json_view import JsonView
from inspector.gui.bodies.line_view import LineView
from inspector.gui.bodies.say_bar import SayBar, is_escape
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.label import OneLine
from inspector.presentation.bodies.body_rows import BodyText, prepare
from inspector.presentation.bodies.event_log import EventLog, EventRow, row_words
from inspector.presentation.bodies.json_rows import JsonRows
from inspector.presentation.exchange.exchange_words import size
from inspector.protocol.redaction import KnownValues
from inspector.protocol.streams.socket_messages import bytes_of
from inspector.wording import tr


class EventDetail(QWidget):
    """Shows one event in full. closed(): it was closed."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("event_detail")
        self.tree = JsonView(theme)
        self.tree.setAccessibleName(tr("Message as JSON"))
        self.plain = LineView(theme)
        self.plain.setAccessibleName(tr("Message"))
        self._about = OneLine("quiet")
        close = IconButton(theme, "x", tr("Close the message"))
        close.clicked.connect(self.closed)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.plain)
        self.pages.addWidget(self.tree)
        for part in (self.plain, self.tree, close):
            part.installEventFilter(self)
        head = QHBoxLayout()
        head.setContentsMargins(16, 2, 8, 2)
        head.addWidget(self._about, 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Line())
        column.addLayout(head)
        column.addWidget(self.pages, 1)

    def show_event(self, row: EventRow, values: KnownValues | None, *, hidden: bool) -> None:
        """Show the event of a row: JSON as a tree, bytes as a dump, else its text."""
        event = row.event
        data = bytes_of(event.data) if event.is_binary else None
        body = event.data.encode("utf-8", "replace") if data is None else data
        wanted = BodyText(
            body=body, revealed=not hidden, way=None if data is None else "hex", values=values
        )
        rows = prepare(wanted).rows
        if isinstance(rows, JsonRows):
            self.pages.setCurrentWidget(self.tree)
            self.tree.show_json(rows)
        else:
            self.pages.setCurrentWidget(self.plain)
            self.plain.show_rows(rows)
        self._about.show_line(
            "  ·  ".join(filter(None, (row.time, row_words(event), size(len(body)))))
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close it with Esc, which would stop the stream from anywhere else."""
        if is_escape(event, QEvent.Type.ShortcutOverride):
            event.accept()
            return True
        if is_escape(event, QEvent.Type.KeyPress):
            self.closed.emit()
            return True
        return super().eventFilter(watched, event)


class EventPane(QWidget):
    """Holds a view of events. said(str, bool): say this over the WebSocket; whether it is bytes."""

    said = Signal(str, bool)

    def __init__(self, theme: Theme, view: EventView) -> None:
        super().__init__()
        self.view = view
        self.detail = EventDetail(theme)
        self.say = SayBar(theme)
        self._values: KnownValues | None = None
        self._hidden = True
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(view)
        self._parts.addWidget(self.detail)
        self._parts.setStretchFactor(0, 1)
        self._parts.setStretchFactor(1, 1)
        self.detail.hide()
        self.say.hide()
        self.setFocusProxy(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._parts, 1)
        column.addWidget(self.say)
        view.picked.connect(self._show_event)
        view.refreshed.connect(self._follow)
        self.detail.closed.connect(self._close)
        self.say.said.connect(self.said)

    def show_log(self, log: EventLog, values: KnownValues | None, *, hidden: bool) -> None:
        """Show a log; what was picked of another one is closed."""
        if log is not self.view.log:
            self.detail.hide()
        elif hidden and not self._hidden:
            self.detail.hide()  # it may show secrets
        self._values, self._hidden = values, hidden
        self.view.show_log(log, values, hidden=hidden)

    def _follow(self) -> None:
        log = self.view.log
        self.say.show_open(is_open=log.is_socket and log.is_live)

    def _show_event(self, row: int) -> None:
        self.detail.show_event(self.view.log.row(row), self._values, hidden=self._hidden)
        self.detail.show()

    def _close(self) -> None:
        self.detail.hide()
        self.view.setFocus()
