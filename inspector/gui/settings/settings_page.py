"""The settings: every declared option as a row, found by words, applied as soon as it changes."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from inspector.gui.forms.line_icon import Emptier
from inspector.gui.forms.vault_card import VaultCard
from inspector.gui.lists.plain_rows import NavList
from inspector.gui.settings.certificates_card import CertificatesCard
from inspector.gui.settings.option_row import OptionRow
from inspector.gui.settings.proxies_card import ProxiesCard
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card, Line
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.left_as import keep_as
from inspector.gui.widgets.page import Page
from inspector.gui.widgets.scrolled import Scrolled
from inspector.model.collection import Problem
from inspector.settings.options import Option, Value, groups, options
from inspector.wording import tr, tr_n


# ---------------- Finds options by words in their titles, explanations, choices and keys. No Qt
def found(words: str) -> dict[str, tuple[Option, ...]]:
    """Return the options that hold all the words, by the titles of their groups, in order."""
    wanted = words.lower().split()
    titles = groups()
    result: dict[str, tuple[Option, ...]] = {}
    for option in options():
        title = titles[option.key.partition(".")[0]]
        text = _text(option, title)
        if all(word in text for word in wanted):
            result[title] = (*result.get(title, ()), option)
    return result


def _text(option: Option, group: str) -> str:
    choices = " ".join(choice.title for choice in option.choices)
    return f"{group} {option.title} {option.help} {choices} {option.key}".lower()


# ---------------- The options of one group: its title, and a card with a row for each
class OptionGroup(QWidget):
    """`rows`: by key. `show_only` leaves out what was not found."""

    def __init__(self, title: str, options: tuple[Option, ...], tools: Tools) -> None:
        super().__init__()
        self.title = title
        self.rows = {option.key: OptionRow(option, tools) for option in options}
        self._lines: dict[str, Line] = {}
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(title, "heading"))
        card = Card(tools.theme, 0)
        card.column.setContentsMargins(16, 4, 16, 4)
        card.column.setSpacing(0)
        for key, row in self.rows.items():
            self._lines[key] = Line()
            card.column.addWidget(self._lines[key])
            card.column.addWidget(row)
        column.addWidget(card)
        next(iter(self._lines.values())).hide()

    def add_card(self, card: Card) -> None:
        """Put a card below the options: what belongs to them and is no option itself."""
        self._column.addWidget(card)

    def show_only(self, keys: set[str]) -> None:
        """Show these options; a group without any of them is hidden."""
        shown = [key for key in self.rows if key in keys]
        for key, row in self.rows.items():
            row.setVisible(key in shown)
            self._lines[key].setVisible(key in shown[1:])
        self.setVisible(bool(shown))


class ShortcutsCard(Card):
    """How many shortcuts were changed, with the way to their page and back to the usual ones."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        self.setObjectName("settings_keys")
        self._tools = tools
        self._said = Label("", "small", wrap=True)
        self.open = Button(tools.theme, tr("Change shortcuts"), "secondary", "keyboard")
        self.reset = Button(tools.theme, tr("All back to the usual keys"), "ghost", "rotate-cw")
        self.open.setObjectName("open_shortcuts")
        self.reset.setObjectName("reset_shortcuts")
        self.column.addWidget(Label(tr("Shortcuts"), "heading"))
        self.column.addWidget(self._said)
        row = QWidget()
        flow = FlowLayout(row)
        flow.addWidget(self.open)
        flow.addWidget(self.reset)
        self.column.addWidget(row)
        self.open.clicked.connect(lambda: tools.actions.run("shortcuts"))
        self.reset.clicked.connect(self._reset)
        tools.actions.keys_changed.connect(self._count)
        self._count()

    def _count(self, _name: str = "") -> None:
        count = len(self._tools.settings.keys)
        usual = tr("All commands have their usual keys.")
        changed = tr_n(
            "{count} command has other keys.", "{count} commands have other keys.", count
        )
        self._said.setText(changed if count else usual)
        self.reset.setVisible(bool(count))

    def _reset(self) -> None:
        for name in tuple(self._tools.settings.keys):
            self._tools.settings.set_keys(name, None)
            if name in self._tools.actions.commands:
                self._tools.actions.change_keys(name, None)
        self._count()
        self._tools.background.compute(self._tools.settings.save)


_WIDEST, _SEARCH, _NARROW, _NAV = 820, 260, 720, 150


class SettingsPage(Page):
    """No OK button: each change counts at once and is written to the file behind it."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(document.title, tr("Changes apply at once."), parent)
        self._tools = tools
        self.search = QLineEdit()
        self.nav = NavList(tools.theme, tr("Groups of settings"), _NAV)
        self.groups = tuple(
            OptionGroup(title, options, tools) for title, options in found("").items()
        )
        self.rows: dict[str, OptionRow] = {}
        for group in self.groups:
            self.rows |= group.rows
        self.vault = VaultCard(tools)
        next(each for each in self.groups if "secrets.place" in each.rows).add_card(self.vault)
        self.keys = ShortcutsCard(tools)
        next(each for each in self.groups if "behaviour.notes" in each.rows).add_card(self.keys)
        self.certificates = CertificatesCard(tools)
        trust = next(each for each in self.groups if "trust.ca_file" in each.rows)
        trust.add_card(self.certificates)
        self.proxies = ProxiesCard(tools)
        network = next(each for each in self.groups if "network.proxy" in each.rows)
        network.add_card(self.proxies)
        self._nothing = EmptyState(
            tools.theme, tr("No setting found"), tr("Try another word."), "search"
        )
        self._list = Scrolled()
        self._lay_out()
        self._connect()
        self._renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list of groups out where there is no room for it."""
        super().resizeEvent(event)
        self.nav.setVisible(event.size().width() >= self._tools.theme.px(_NARROW))

    def show_vault(self, *, make: bool = False) -> None:
        """Show where secrets are kept, whatever was looked for; make: begin the vault file."""
        self.search.clear()
        # A page that was just shown takes the focus a turn later itself.
        QTimer.singleShot(0, self.vault, self.vault.begin_file if make else self.vault.show_first)

    def _lay_out(self) -> None:
        self.search.setObjectName("settings_search")
        keep_as("search", self.search)
        self.search.setPlaceholderText(tr("Find a setting"))
        self.search.setAccessibleName(tr("Find a setting"))
        Emptier(self._tools.theme, self.search)
        self.nav.setObjectName("settings_groups")
        self.nav.show_titles(tuple(group.title for group in self.groups))
        self._list.column.setContentsMargins(0, 0, 8, 0)
        for group in self.groups:
            self._list.column.addWidget(group)
        self._list.column.addWidget(self._nothing)
        self._list.column.addStretch(1)
        self._nothing.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.nav)
        row.addWidget(self._list, 1)
        self.add_action(self.search)
        self.column.addLayout(row, 1)
        self.setFocusProxy(self.search)

    def _connect(self) -> None:
        settings = self._tools.settings
        for key, row in self.rows.items():
            row.show_value(settings.get(key))
            row.edited.connect(self._set)
        self.search.textChanged.connect(self._filter)
        self._tools.actions.provide("find", lambda _: self.search.setFocus(), owner=self)
        self.nav.currentRowChanged.connect(self._go)
        self.destroyed.connect(settings.on_change(self._changed))
        self._tools.theme.changed.connect(self._renew)

    def _filter(self, words: str) -> None:
        shown = {option.key for options in found(words).values() for option in options}
        for place, group in enumerate(self.groups):
            group.show_only(shown)
            self.nav.setRowHidden(place, not shown & set(group.rows))
        self._nothing.setVisible(not shown)

    def _go(self, place: int) -> None:
        if 0 <= place < len(self.groups):
            self._list.verticalScrollBar().setValue(self.groups[place].y())

    def _set(self, key: str, value: Value) -> None:
        problem = self._tools.settings.set(key, value)
        if problem is not None:
            self.rows[key].show_wrong(problem.todo)
            return
        self.rows[key].show_value(value)
        self._tools.background.compute(self._tools.settings.save).succeeded.connect(self._tell)

    def _changed(self, key: str, value: Value) -> None:
        self.rows[key].show_value(value)

    def _tell(self, problem: Problem | None) -> None:
        if problem is not None:
            self._tools.notices.warn(f"{problem.what} {problem.todo}".strip())

    def _renew(self) -> None:
        self.search.setFixedWidth(self._tools.theme.px(_SEARCH))
        self._list.limit(self._tools.theme.px(_WIDEST))
