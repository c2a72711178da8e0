"""One environment: its name, whether it is production, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import FieldLabel, InlineCheck
from inspector.gui.widgets.tooltip import set_tip
from inspector.model.collection import Environment
from inspector.wording import tr

_NAME = 190


class EnvironmentCard(Card):
    """renamed(name), production(on), used(), copied(), deleted()."""

    renamed = Signal(str)
    production = Signal(bool)
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
        self.use = Button(theme, tr("Use it"))
        self.copy_button = Button(theme, tr("Duplicate"), "secondary", "copy")
        self.delete = Button(theme, tr("Delete"), "secondary", "trash-2")
        self.check = InlineCheck(theme)
        self._lay_out()
        self.name.editingFinished.connect(self._tell_name)
        self.switch.clicked.connect(lambda on=False: self.production.emit(on))
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
        for part in (named, self.use, self.copy_button, self.delete):
            flow.addWidget(part)
        self.column.addLayout(flow)
        self.column.addWidget(self.check)

    def _tell_name(self) -> None:
        if self.name.isModified():
            self.name.setModified(False)
            self.renamed.emit(self.name.text().strip())

    def _renew(self) -> None:
        self.name.setFixedWidth(self._theme.px(_NAME))
