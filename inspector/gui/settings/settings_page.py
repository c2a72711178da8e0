"""The settings: every declared option as a row, found by words, applied as soon as it changes."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from inspector.gui.compose.scrolled import Scrolled
from inspector.gui.settings.find_options import found
from inspector.gui.settings.option_row import OptionRow
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.page import Page
from inspector.model.collection import Problem
from inspector.settings.options import Option, Value
from inspector.wording import tr

_WIDEST = 860


class SettingsPage(Page):
    """No OK button: each change counts at once and is written to the file behind it."""

    def __init__(self, document: Document, tools: Tools) -> None:
        super().__init__(document.title, tr("Changes apply at once."))
        self._tools = tools
        self.rows: dict[str, OptionRow] = {}
        self._cards: list[tuple[QWidget, list[QWidget]]] = []
        self.search = QLineEdit()
        self.search.setObjectName("settings_search")
        self.search.setPlaceholderText(tr("Find a setting"))
        self.search.setAccessibleName(tr("Find a setting"))
        self.search.setClearButtonEnabled(True)
        self._nothing = EmptyState(tools.theme, tr("No setting found"), "", "search")
        self._list = Scrolled()
        self._list.column.setContentsMargins(0, 0, 12, 0)
        self._fill()
        self.column.addWidget(self.search)
        self.column.addWidget(self._list, 1)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._filter)
        self.destroyed.connect(tools.settings.on_change(self._changed))

    def _fill(self) -> None:
        for title, options in found("").items():
            self._list.column.addWidget(self._group(title, options))
        self._list.column.addWidget(self._nothing)
        self._list.column.addStretch(1)
        self._nothing.hide()

    def _group(self, title: str, options: tuple[Option, ...]) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Label(title, "heading"))
        card = Card(self._tools.theme, 8)
        for option in options:
            row = OptionRow(option, self._tools.theme)
            row.show_value(self._tools.settings.get(option.key))
            row.edited.connect(self._set)
            self.rows[option.key] = row
            card.column.addWidget(row)
        column.addWidget(card)
        self._cards.append((group, list(card.findChildren(OptionRow))))
        return group

    def _filter(self, words: str) -> None:
        shown = {option.key for options in found(words).values() for option in options}
        for key, row in self.rows.items():
            row.setVisible(key in shown)
        for group, rows in self._cards:
            group.setVisible(any(isinstance(r, OptionRow) and r.option.key in shown for r in rows))
        self._nothing.setVisible(not shown)

    def _set(self, key: str, value: Value) -> None:
        problem = self._tools.settings.set(key, value)
        if problem is not None:
            self.rows[key].show_wrong(problem.todo)
            return
        self._tools.background.compute(self._tools.settings.save).succeeded.connect(self._tell)

    def _changed(self, key: str, value: Value) -> None:
        self.rows[key].show_value(value)

    def _tell(self, problem: Problem | None) -> None:
        if problem is not None:
            self._tools.notices.warn(f"{problem.what} {problem.todo}".strip())
