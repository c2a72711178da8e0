"""Fields for passphrases with the button that uses them; what was typed is forgotten at once."""

from typing import Literal, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.wording import tr

DeedId = Literal["make", "unlock", "change", "accept", "restore"]
_WIDE = 360


class Deed(NamedTuple):
    """What is done with the passphrases. old, new: which ones it asks for; a new one twice."""

    id: DeedId
    title: str
    hint: str
    old: bool = True
    new: bool = False


class PassphraseForm(QWidget):
    """submitted(old, new): the button, or Enter; the fields are empty by then. cancelled(): no."""

    submitted = Signal(str, str)
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.deed: Deed | None = None
        self._hint = Label("", "small", wrap=True)
        self.old = _field("vault_passphrase")
        self.new = _field("vault_new_passphrase")
        self.again = _field("vault_passphrase_again")
        self._labels = {
            self.old: FieldLabel(tr("Passphrase"), self.old),
            self.new: FieldLabel(tr("New passphrase"), self.new),
            self.again: FieldLabel(tr("New passphrase again"), self.again),
        }
        self.check = InlineCheck(theme)
        self.submit = Button(theme, tr("Unlock"), "primary")
        self.submit.setObjectName("vault_submit")
        self.cancel = Button(theme, tr("Cancel"), "ghost")
        self._lay_out()
        for field in self._labels:
            field.textChanged.connect(self._judge)
            field.returnPressed.connect(self._enter)
        self.submit.clicked.connect(self._send)
        self.cancel.clicked.connect(self.cancelled)
        theme.changed.connect(self._fit)
        self._fit()
        self.hide()

    @property
    def first(self) -> QLineEdit:
        """The field to begin in."""
        return self.old if self.deed is None or self.deed.old else self.new

    def begin(self, deed: Deed, *, cancellable: bool) -> None:
        """Ask for what this needs; the same again keeps what was typed."""
        if deed != self.deed:
            self.deed = deed
            self.forget()
            self._hint.setText(deed.hint)
            self.submit.set_text(deed.title)
            shown = {self.old: deed.old, self.new: deed.new, self.again: deed.new}
            for field, wanted in shown.items():
                field.setVisible(wanted)
                self._labels[field].setVisible(wanted)
        self.cancel.setVisible(cancellable)
        self._judge()
        self.show()

    def end(self) -> None:
        """Ask for nothing any more."""
        self.deed = None
        self.forget()
        self.hide()

    def forget(self) -> None:
        """Empty the fields; setting a text also forgets what Undo would bring back."""
        for field in self._labels:
            field.setText("")
        self.check.show_check("")

    def fail(self, text: str) -> None:
        """Say why it did not work, and let it be typed again."""
        self.set_busy(busy=False)
        self.check.show_check(text, "bad")
        self.first.setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """Take nothing while the vault works."""
        for field in self._labels:
            field.setEnabled(not busy)
        self.cancel.setEnabled(not busy)
        self.submit.setEnabled(not busy and self._complete())
        if busy:
            self.check.show_check(tr("One moment…"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._hint)
        for field, label in self._labels.items():
            column.addWidget(label)
            column.addWidget(field)
        column.addWidget(self.check)
        row = FlowLayout()
        row.addWidget(self.submit)
        row.addWidget(self.cancel)
        column.addLayout(row)

    def _complete(self) -> bool:
        deed = self.deed
        if deed is None or (deed.old and not self.old.text()):
            return False
        return not deed.new or (bool(self.new.text().strip()) and self._same())

    def _same(self) -> bool:
        return self.new.text() == self.again.text()

    def _judge(self) -> None:
        differs = bool(self.again.text()) and not self.new.text().startswith(self.again.text())
        self.check.show_check(tr("The two are not the same.") if differs else "", "odd")
        self.submit.setEnabled(self._complete())

    def _enter(self) -> None:
        """Go on to the next empty field, or do it."""
        wanted = [field for field in self._labels if field.isVisible() and not field.text()]
        if wanted:
            wanted[0].setFocus()
        elif self._complete():
            self._send()
        else:
            self.check.show_check(tr("The two are not the same."), "bad")

    def _send(self) -> None:
        old, new = self.old.text(), self.new.text()
        self.forget()
        self.set_busy(busy=True)
        self.submitted.emit(old, new)

    def _fit(self) -> None:
        for field in self._labels:
            field.setMaximumWidth(self._theme.px(_WIDE))


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
