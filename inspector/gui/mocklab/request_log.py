"""The requests that the practice server answered, newest first, credentials masked."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from inspector.gui.state.tools import Tools
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.pill import state_of
from inspector.wording import tr

_ROW = 28
_WIDTHS = {0: 76, 1: 76, 3: 64}


class RequestLogList(QTreeWidget):
    """Follows the owner of the server; a row opens to show the request's header lines."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.setObjectName("lab_log")
        self.setAccessibleName(tr("Requests answered"))
        self.setHeaderLabels([tr("Time"), tr("Method"), tr("Target"), tr("Status")])
        self.setIndentation(0)
        set_kind(self, "bare")
        self.header().setStretchLastSection(False)
        tools.lab.logged.connect(self.renew, Qt.ConnectionType.QueuedConnection)
        tools.lab.changed.connect(self.renew)
        tools.theme.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """List what the server's log has now."""
        self._size()
        self.clear()
        server = self._tools.lab.server
        for entry in reversed(server.log.entries() if server else ()):
            item = QTreeWidgetItem(
                [f"{entry.at:%H:%M:%S}", entry.method, entry.target, str(entry.status)]
            )
            self._dress(item, entry.status)
            self.addTopLevelItem(item)

    def _dress(self, item: QTreeWidgetItem, status: int) -> None:
        theme = self._tools.theme
        for column in range(self.columnCount()):
            item.setFont(column, theme.code_font(12))
        item.setFont(3, theme.font(12, SEMIBOLD))
        item.setForeground(3, QBrush(theme.colour(state_of(status))))
        item.setToolTip(2, item.text(2))
        item.setSizeHint(0, QSize(0, theme.row(_ROW)))

    def _size(self) -> None:
        header = self.header()
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, self._tools.theme.px(width))
