"""The requests that the practice server answered, newest first, credentials masked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from inspector.gui.state.tools import Tools
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.pill import state_of
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.mocklab.log import LogEntry

_ROW, _INDENT, _MOST, _LEAST = 28, 18, 1000, 160
_WIDTHS = {0: 100, 1: 78, 3: 62}
_TIME, _METHOD, _TARGET, _STATUS = range(4)


class RequestLogList(QTreeWidget):
    """Follows the owner of the server; a row opens to show the request's header lines."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._last = 0
        self._server: object = None
        self.setObjectName("lab_log")
        self.setAccessibleName(tr("Requests answered"))
        self.setHeaderLabels([tr("Time"), tr("Method"), tr("Target"), tr("Status")])
        set_kind(self, "bare")
        self.header().setStretchLastSection(False)
        tools.theme.changed.connect(self._begin_anew)
        self._begin_anew()

    def renew(self) -> None:
        """Add what the server's log has since the last time; a new server begins a new list."""
        server = self._tools.lab.server
        if server is not self._server:
            self._server, self._last = server, 0
            self.clear()
        entries = server.log.entries() if server is not None else ()
        for entry in entries:
            if entry.number > self._last:
                self._last = entry.number
                self._insert(entry)
        while self.topLevelItemCount() > _MOST:
            self.takeTopLevelItem(self.topLevelItemCount() - 1)

    def _begin_anew(self) -> None:
        self.setIndentation(self._tools.theme.px(_INDENT))
        self._size_columns()
        self._server = None
        self.clear()
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
        theme = self._tools.theme
        time = f"{entry.at.astimezone():%H:%M:%S}"
        item = QTreeWidgetItem([time, entry.method, entry.target, str(entry.status)])
        for column in range(self.columnCount()):
            item.setFont(column, theme.code_font(12))
        item.setForeground(_TIME, theme.colour("text2"))
        item.setFont(_STATUS, theme.font(12, SEMIBOLD))
        item.setForeground(_STATUS, theme.colour(state_of(entry.status)))
        item.setToolTip(_TARGET, entry.target)
        item.setSizeHint(_TIME, QSize(0, theme.row(_ROW)))
        self.insertTopLevelItem(0, item)
        for name, value in entry.headers:
            self._add_line(item, f"{name}: {value}")

    def _add_line(self, item: QTreeWidgetItem, text: str) -> None:
        line = QTreeWidgetItem([text])
        line.setFont(_TIME, self._tools.theme.code_font(12))
        line.setForeground(_TIME, self._tools.theme.colour("text2"))
        line.setToolTip(_TIME, text)
        line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.addChild(line)
        line.setFirstColumnSpanned(True)
