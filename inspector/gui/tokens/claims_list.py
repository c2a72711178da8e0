"""The rows of a token: name, value as it stands, what it means, and how it fares."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.trace.printable import visible
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.kind import set_kind
from inspector.model.annotation import Level
from inspector.model.token import TokenPart, TokenRow
from inspector.wording import tr

_ROW = 32
_LOOK: dict[Level, tuple[str, str]] = {
    "info": ("minus", "text3"),
    "good": ("circle-check", "ok"),
    "odd": ("triangle-alert", "warn"),
    "bad": ("circle-x", "err"),
}
_GROUND: dict[Level, str] = {"odd": "warn_soft", "bad": "err_soft"}
_PARTS = {"header": "jwt_header", "payload": "jwt_payload", "signature": "jwt_signature"}


class ClaimsList(QTreeWidget):
    """A row for each member, under the name of its part; Ctrl+C copies the chosen rows."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: tuple[TokenPart, ...] = ()
        self.setObjectName("claims_list")
        self.setAccessibleName(tr("What the token says"))
        self.setHeaderLabels([tr("Name"), tr("Value"), tr("Meaning"), tr("Check")])
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        set_kind(self, "bare")
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        theme.changed.connect(self._fill)

    def show_parts(self, parts: tuple[TokenPart, ...]) -> None:
        """Show these parts."""
        self._parts = parts
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows as text."""
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = [
                "\t".join(item.text(column) for column in range(self.columnCount())).rstrip()
                for item in self.selectedItems()
            ]
            copy_text("\n".join(rows))
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        self.clear()
        for part in self._parts:
            head = self._head(part)
            for row in part.rows:
                head.addChild(self._row(row))
            head.setExpanded(True)

    def _head(self, part: TokenPart) -> QTreeWidgetItem:
        head = QTreeWidgetItem([part.title])
        self.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        colour = _PARTS.get(part.name)
        head.setFont(0, self._theme.font(12, SEMIBOLD))
        head.setForeground(0, self._theme.colour(colour or "text2"))
        for column in range(self.columnCount()):
            head.setBackground(column, self._theme.colour(f"{colour}_soft" if colour else "bg"))
        head.setSizeHint(3, QSize(0, self._theme.row(_ROW)))
        return head

    def _row(self, row: TokenRow) -> QTreeWidgetItem:
        texts = [visible(text) for text in (row.name, row.value, row.meaning, row.note)]
        item = QTreeWidgetItem(texts)
        for column, text in enumerate(texts):
            item.setToolTip(column, text)
        for column in (0, 1):
            item.setFont(column, self._theme.code_font(12))
        item.setForeground(2, self._theme.colour("text2"))
        name, colour = _LOOK[row.level]
        item.setForeground(3, self._theme.colour(colour))
        item.setFont(3, self._theme.font(12, SEMIBOLD))
        if row.note:
            item.setIcon(3, self._theme.icon(name, colour, 14))
        if row.level in _GROUND:
            for column in range(self.columnCount()):
                item.setBackground(column, self._theme.colour(_GROUND[row.level]))
        item.setSizeHint(3, QSize(0, self._theme.row(_ROW)))
        item.setTextAlignment(0, Qt.AlignmentFlag.AlignVCenter)
        return item
