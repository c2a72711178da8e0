"""The environments: a table of variables, and the environment of the current column above it."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from inspector.gui.environments.changes import SHARED, Changes
from inspector.gui.environments.environment_view import EnvironmentGrid, EnvironmentView
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.banner import Banner
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.gui.widgets.page import Page
from inspector.gui.widgets.tooltip import set_tip
from inspector.model.collection import Environment
from inspector.model.credential import Credential
from inspector.wording import tr, tr_n

# ---------------- One environment
_NAME = 190


class EnvironmentCard(Card):
    """renamed(name), production(on), credential_asked(), used(), copied(), deleted()."""

    renamed = Signal(str)
    production = Signal(bool)
    credential_asked = Signal()
    used = Signal()
    copied = Signal()
    deleted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 12)
        self.name = QLineEdit()
        self.name.setObjectName("environment_name")
        self.switch = QCheckBox(tr("Production"))
        self.switch.setObjectName("environment_production")
        self.switch.setAccessibleName(tr("Production"))
        set_tip(self.switch, tr("A band under the address warns before you send."))
        self.credential = Button(theme, tr("Credential"), "secondary", "key-round")
        self.credential.setObjectName("environment_credential")
        self.use = Button(theme, tr("Use it"))
        self.copy_button = Button(theme, tr("Duplicate"), "secondary", "copy")
        self.delete = Button(theme, tr("Delete"), "secondary", "trash-2")
        self.check = InlineCheck(theme)
        self._lay_out()
        self.name.editingFinished.connect(self._tell_name)
        self.switch.clicked.connect(lambda on=False: self.production.emit(on))
        self.credential.clicked.connect(lambda _=False: self.credential_asked.emit())
        self.use.clicked.connect(lambda _=False: self.used.emit())
        self.copy_button.clicked.connect(lambda _=False: self.copied.emit())
        self.delete.clicked.connect(lambda _=False: self.deleted.emit())
        theme.changed.connect(self._renew)
        self._renew()

    def show_environment(self, environment: Environment, *, active: bool) -> None:
        """Show this one."""
        if self.name.text() != environment.name:
            self.name.setText(environment.name)
        self.switch.setChecked(environment.production)
        self.credential.set_text(_credential_words(environment))
        self.use.setEnabled(not active)
        self.use.set_text(tr("In use") if active else tr("Use it"))
        self.check.show_check("")

    def say(self, text: str) -> None:
        """Say why a name was not taken."""
        self.check.show_check(text, "bad")

    def _lay_out(self) -> None:
        named = QWidget()
        row = QHBoxLayout(named)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(FieldLabel(tr("Environment"), self.name))
        row.addWidget(self.name)
        row.addWidget(self.switch)
        flow = FlowLayout()
        for part in (named, self.use, self.credential, self.copy_button, self.delete):
            flow.addWidget(part)
        self.column.addLayout(flow)
        self.column.addWidget(self.check)

    def _tell_name(self) -> None:
        if self.name.isModified():
            self.name.setModified(False)
            self.renamed.emit(self.name.text().strip())

    def _renew(self) -> None:
        self.name.setFixedWidth(self._theme.px(_NAME))


def _credential_words(environment: Environment) -> str:
    """Say what an environment passes on."""
    if environment.credential.inherits:
        return tr("Credential: none")
    return tr("Credential: {kind}", kind=environment.credential.label())


class EnvironmentsPage(Page):
    """Everything counts at once; whoever keeps the collection's files follows the owner."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        lead = tr("Write {{name}} in a request; the environment in use says what it stands for.")
        super().__init__(document.title, lead, parent)
        self._tools = tools
        self.changes = Changes(tools)
        self.grid = EnvironmentGrid(tools, self.changes)
        self.table = EnvironmentView(self.grid, tools.theme)
        self.card = EnvironmentCard(tools.theme)
        self.summary = Label("", "small", wrap=True)
        self._banner = Banner(tools.theme, "", "warn", closable=True)
        self._banner.hide()
        self._plain = ""
        self._stale = False
        self._shown = tools.environments.active_name
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)
        self._renew()

    def _lay_out(self) -> None:
        theme = self._tools.theme
        self.add_variable = Button(theme, tr("Add variable"), "primary", "plus")
        self.add_environment = Button(theme, tr("Add environment"), "secondary", "plus")
        self.add_action(self.add_environment)
        self.add_action(self.add_variable)
        self._banner.add_action(tr("Write it in clear"), self._make_plain)
        table = Card(theme, 6)
        table.column.addWidget(self.table)
        self._nothing = EmptyState(
            theme,
            tr("No variable yet"),
            tr("A variable has a value in each environment: an address, a user, a token."),
            "globe",
        )
        self._nothing.add_action(tr("Add variable"), self._add_variable, "plus")
        table.column.addWidget(self._nothing)
        for part in (self._banner, self.card):
            self.column.addWidget(part)
        self.column.addWidget(table, 1)
        self.column.addWidget(self.summary)

    def _connect(self) -> None:
        self._tools.environments.changed.connect(self._renew)
        self._tools.tabs.changed.connect(self._renew)
        self.table.moved.connect(self._follow)
        self.table.settled.connect(self._settle)
        self.table.removed.connect(self._remove_variable)
        self.table.cleared.connect(self.changes.clear_value)
        self.grid.plain_asked.connect(self._ask_plain)
        self.grid.refused.connect(self._tools.notices.warn)
        self.add_variable.clicked.connect(lambda _=False: self._add_variable())
        self.add_environment.clicked.connect(lambda _=False: self._add())
        card = self.card
        card.renamed.connect(self._rename)
        card.production.connect(lambda on: self._change(production=on))
        card.credential_asked.connect(self._ask_credential)
        card.used.connect(lambda: self._tools.environments.choose(self._shown))
        card.copied.connect(lambda: self._add(self._environment))
        card.deleted.connect(self._delete)

    @property
    def _environment(self) -> Environment | None:
        every = self._tools.environments.all
        found = (each for each in every if each.name == self._shown)
        return next(found, every[0] if every else None)

    def _renew(self) -> None:
        """Take over what the owners have, but never under an editor."""
        self._stale = self.table.editing
        if self._stale:
            return
        self.grid.renew()
        self._show_table()
        self._show_card()

    def _settle(self) -> None:
        if self._stale:
            self._renew()

    def _follow(self) -> None:
        place = self.table.current_place
        if place and place != self._shown:
            self._shown = place
            self._show_card()

    def _show_card(self) -> None:
        shown = self._environment
        self.card.setVisible(shown is not None)
        self._show_summary(shown)
        if shown is not None:
            active = shown.name == self._tools.environments.active_name
            self.card.show_environment(shown, active=active)

    def _show_summary(self, shown: Environment | None) -> None:
        unset = self.grid.cells.unset(shown.name if shown else SHARED)
        self.summary.setVisible(bool(unset))
        self.summary.setText(
            tr_n(
                "{count} variable is used but has no value: {names}",
                "{count} variables are used but have no value: {names}",
                len(unset),
                names=", ".join(unset),
            )
        )

    def _add_variable(self) -> None:
        row = self.grid.add()
        self._show_table()
        self.table.edit_name(row)

    def _show_table(self) -> None:
        self.table.setVisible(bool(self.grid.names))
        self.add_variable.setVisible(bool(self.grid.names))
        self._nothing.setVisible(not self.grid.names)

    def _add(self, like: Environment | None = None) -> None:
        self._shown = self.changes.add(like)
        self._show_card()
        self.card.name.setFocus()
        self.card.name.selectAll()

    def _rename(self, name: str) -> None:
        shown = self._environment
        taken = {each.name for each in self._tools.environments.all}
        if shown is None or name == shown.name:
            return
        if not name or name in taken:
            self.card.name.setText(shown.name)
            self.card.say(
                tr("There is an environment {name} already.", name=name)
                if name
                else tr("An environment needs a name.")
            )
            return
        self._shown = name
        self._tools.environments.put(msgspec.structs.replace(shown, name=name), shown.name)

    def _change(self, *, production: bool) -> None:
        shown = self._environment
        if shown is not None:
            changed = msgspec.structs.replace(shown, production=production)
            self._tools.environments.put(changed, shown.name)

    def _ask_credential(self) -> None:
        """Show the credential that the environment passes on."""
        shown = self._environment
        if shown is None:
            return
        from inspector.gui.compose.credential.passed_credential import PassedCredential  # noqa: PLC0415 - first use

        dialog = PassedCredential(
            self._tools, shown, lambda made: self._pass_on(shown, made), self.window()
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _pass_on(self, shown: Environment, credential: Credential) -> None:
        changed = msgspec.structs.replace(shown, credential=credential)
        self._tools.environments.put(changed, shown.name)

    def _delete(self) -> None:
        shown = self._environment
        if shown is None:
            return
        before = self.changes.snapshot()
        self._tools.environments.remove(shown.name)
        said = tr("Deleted the environment {name}.", name=shown.name)
        changes = self.changes
        self._tools.notices.offer_undo(said, tr("Undo"), lambda: changes.bring_back(before))

    def _remove_variable(self, name: str) -> None:
        self.grid.forget(name)
        self._show_table()
        before = self.changes.remove(name)
        if before != self.changes.snapshot():
            said = tr("Deleted the variable {name}.", name=name)
            changes = self.changes
            self._tools.notices.offer_undo(said, tr("Undo"), lambda: changes.bring_back(before))

    def _ask_plain(self, name: str) -> None:
        self._plain = name
        said = tr("{name} would stand in clear in the collection's files.", name=name)
        self._banner.show_text(said, "warn")
        self._banner.show()

    def _make_plain(self) -> None:
        self._banner.hide()
        if not self.changes.make_plain(self._plain):
            said = tr("The vault has not given the value of {name} yet.", name=self._plain)
            self._tools.notices.warn(said)
