"""The requests that the practice server answered, newest first, credentials masked."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTreeView

from inspector.gui.state.tools import Tools
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.pill import state_of
from inspector.gui.widgets.plain_rows import PlainCell, PlainRow, PlainRows
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.mocklab.log import LogEntry

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
            PlainCell(text=f"{entry.at.astimezone():%H:%M:%S}", font=code, ink=quiet),
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
