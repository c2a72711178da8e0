"""The list of shortcuts, by menu, with a field to find one."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.help.shortcut_rows import ShortcutRow, matching, shortcut_rows
from inspector.gui.state.tools import Tools
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.left_as import keep_as
from inspector.gui.widgets.page import Page
from inspector.gui.window.commands import menu_titles
from inspector.wording import tr

_ROW, _WIDEST, _KEYS = 30, 820, 300


class ShortcutsView(Page):
    """What the keys do; the menus show them as well."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tr("Shortcuts"))
        self._tools = tools
        self.search = QLineEdit()
        self.search.setObjectName("shortcut_search")
        keep_as("search", self.search)
        self.search.setPlaceholderText(tr("Find a command or key"))
        self.search.setAccessibleName(tr("Find a command or key"))
        self.search.setClearButtonEnabled(True)
        self.list = QTreeWidget()
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
        self.list.setHeaderLabels([tr("Command"), tr("Keys")])
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
        self.list.clear()
        heads: dict[str, QTreeWidgetItem] = {}
        titles = menu_titles()
        for row in matching(shortcut_rows(self._tools.actions), self.search.text()):
            if row.menu not in heads:
                heads[row.menu] = self._head(titles.get(row.menu, row.menu).replace("&", ""))
            heads[row.menu].addChild(self._row(row))
        self.list.setVisible(bool(heads))
        self._nothing.setVisible(not heads)

    def _head(self, title: str) -> QTreeWidgetItem:
        head = QTreeWidgetItem([title])
        self.list.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        head.setExpanded(True)
        head.setFont(0, self._tools.theme.font(12, SEMIBOLD))
        head.setForeground(0, self._tools.theme.colour("text2"))
        head.setBackground(0, self._tools.theme.colour("bg"))
        head.setSizeHint(0, QSize(0, self._tools.theme.row(_ROW)))
        return head

    def _row(self, row: ShortcutRow) -> QTreeWidgetItem:
        item = QTreeWidgetItem([row.text, row.keys])
        item.setFont(1, self._tools.theme.code_font(12))
        item.setSizeHint(0, QSize(0, self._tools.theme.row(_ROW)))
        return item
