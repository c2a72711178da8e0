"""The list of shortcuts, by menu, with a field to find one."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.help.shortcut_rows import ShortcutRow, matching, shortcut_rows
from inspector.gui.screens.commands import menu_titles
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.left_as import keep_as
from inspector.gui.widgets.page import Page
from inspector.gui.widgets.plain_rows import PlainCell, PlainRow, PlainRows
from inspector.wording import tr

_ROW, _WIDEST, _KEYS = 30, 820, 300


class ShortcutsView(Page):
    """What the keys do; the menus show them as well."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(document.title, parent=parent)
        self._tools = tools
        self.search = QLineEdit()
        self.search.setObjectName("shortcut_search")
        keep_as("search", self.search)
        self.search.setPlaceholderText(tr("Find a command or key"))
        self.search.setAccessibleName(tr("Find a command or key"))
        self.search.setClearButtonEnabled(True)
        self.plain = PlainRows((tr("Command"), tr("Keys")), self)
        self.list = QTreeView()
        self._prepare_list()
        self._nothing = EmptyState(tools.theme, tr("No command found"), "", "search")
        self._lay_out()
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._fill)
        tools.actions.provide("find", lambda _: self.search.setFocus(), owner=self)
        tools.theme.changed.connect(self._fill)
        self._fill()

    def _lay_out(self) -> None:
        card = Card(self._tools.theme, 8)
        card.column.addWidget(self.list)
        card.column.addWidget(self._nothing)
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(card, 1)
        row = QHBoxLayout()
        row.addWidget(self._inner, 10)
        row.addStretch(1)
        self.column.addLayout(row, 1)

    def _prepare_list(self) -> None:
        self.list.setObjectName("shortcut_list")
        self.list.setAccessibleName(tr("Shortcuts"))
        self.list.setModel(self.plain)
        self.list.setRootIsDecorated(False)
        self.list.setItemsExpandable(False)
        self.list.setIndentation(0)
        set_kind(self.list, "bare")
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, self._tools.theme.px(_KEYS))

    def _fill(self) -> None:
        self._inner.setMaximumWidth(self._tools.theme.px(_WIDEST))
        found: dict[str, list[ShortcutRow]] = {}
        for row in matching(shortcut_rows(self._tools.actions), self.search.text()):
            found.setdefault(row.menu, []).append(row)
        self.plain.show_rows(tuple(self._head(menu, rows) for menu, rows in found.items()))
        for place in range(len(found)):
            self.list.setFirstColumnSpanned(place, QModelIndex(), True)
        self.list.expandAll()
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)

    def _head(self, menu: str, rows: list[ShortcutRow]) -> PlainRow:
        theme = self._tools.theme
        cell = PlainCell(
            text=menu_titles().get(menu, menu).replace("&", ""),
            font=theme.font(12, SEMIBOLD),
            ink=theme.colour("text2"),
            ground=theme.colour("bg"),
        )
        below = tuple(self._row(row) for row in rows)
        return PlainRow(cells=(cell,), below=below, height=theme.row(_ROW))

    def _row(self, row: ShortcutRow) -> PlainRow:
        keys = PlainCell(text=row.keys, font=self._tools.theme.code_font(12))
        height = self._tools.theme.row(_ROW)
        return PlainRow(cells=(PlainCell(text=row.text), keys), height=height)
