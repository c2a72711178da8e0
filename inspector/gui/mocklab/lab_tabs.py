"""Below the chosen scenario: the requests that came in, and the replies to change."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from inspector.gui.compose.scrolled import Scrolled
from inspector.gui.mocklab.reply_editor import ReplyEditor
from inspector.gui.mocklab.request_log import RequestLogList
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.left_as import keep_as
from inspector.gui.widgets.line import Line
from inspector.gui.widgets.underline_tabs import TabMark, UnderlineTabs
from inspector.wording import tr

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
