"""Where secrets are kept now; makes, unlocks and locks the vault file, changes its passphrase."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Literal, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.gui.widgets.scrolled import bring_soon
from inspector.model.annotation import Level
from inspector.model.collection import Problem
from inspector.vault.backends import can_lock
from inspector.vault.store import StatusKind, StoreError, VaultStatus
from inspector.wording import tr, tr_n

# ---------------- Fields for passphrases with the button that uses them
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


_LEVELS: dict[StatusKind, Level] = {
    "unopened": "info",
    "keyring": "good",
    "file": "good",
    "memory": "odd",
    "locked": "odd",
    "refused": "bad",
    "older": "bad",
    "unreadable": "bad",
}


class VaultCard(Card):
    """Follows the vault; every call to it runs on the vault's own thread."""

    _told = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        self.setObjectName("vault_card")
        self._tools = tools
        theme = tools.theme
        self.state = InlineCheck(theme)
        self.make = Button(theme, tr("Keep in an encrypted file…"), "secondary", "lock")
        self.unlock = Button(theme, tr("Open the vault file…"), "secondary", "lock-keyhole")
        self.lock = Button(theme, tr("Lock now"), "secondary", "lock")
        self.again = Button(theme, tr("Try again"), "primary", "refresh-cw")
        self.change = Button(theme, tr("Change the passphrase…"), "secondary", "key-round")
        self.form = PassphraseForm(theme)
        self._asked: DeedId | None = None  # by a button; else what the state itself asks for
        self._awaited = False  # whether the focus is to come with the vault's first answer
        self._lay_out()
        self._connect()
        self._show(tools.vault.status)
        tools.background.follow(tools.vault.open())

    def show_first(self) -> None:
        """Bring the card into sight, with the focus where something is to be done.

        Where the vault was not asked so far, the focus comes with its answer.
        """
        self._awaited = self._tools.vault.status.kind == "unopened"
        shown = (self.form.first, self.again, self.make, self.unlock, self.lock)
        first = next((one for one in shown if one.isVisibleTo(self)), None)
        if first is not None:
            first.setFocus()
        bring_soon(self)

    def begin_file(self) -> None:
        """Ask for the passphrase of the vault file that is to be made, or is there already."""
        self._ask("unlock" if self._tools.vault.status.file else "make")

    def _lay_out(self) -> None:
        self.column.addWidget(Label(tr("Where secrets are kept"), "heading"))
        self.column.addWidget(self.state)
        row = FlowLayout()
        for name, button in (
            ("vault_again", self.again),
            ("vault_make", self.make),
            ("vault_unlock", self.unlock),
            ("vault_lock", self.lock),
            ("vault_change", self.change),
        ):
            button.setObjectName(name)
            row.addWidget(button)
        self.column.addLayout(row)
        self.column.addWidget(self.form)

    def _connect(self) -> None:
        vault = self._tools.vault
        self.make.clicked.connect(lambda: self._ask("make"))
        self.unlock.clicked.connect(lambda: self._ask("unlock"))
        self.change.clicked.connect(lambda: self._ask("change"))
        self.lock.clicked.connect(lambda: self._tools.background.follow(vault.lock()))
        self.again.clicked.connect(lambda: self._tools.background.follow(vault.choose_again()))
        self.form.submitted.connect(self._do)
        self.form.cancelled.connect(lambda: self._ask(None))
        # The vault tells on its own thread; the signal brings it to the window's.
        self._told.connect(self._show)
        self.destroyed.connect(vault.on_status(self._hear))

    def _hear(self, status: VaultStatus) -> None:
        try:
            self._told.emit(status)
        except RuntimeError:
            # The card is gone already.
            return

    def _ask(self, deed: DeedId | None) -> None:
        self._asked = deed
        self._show(self._tools.vault.status)
        if deed is not None:
            self.form.first.setFocus()
            bring_soon(self.form.submit)

    def _show(self, status: VaultStatus) -> None:
        self.state.show_check(status.text, _LEVELS[status.kind])
        wanted = _wanted(status)
        deed = wanted or self._asked
        shut = status.keyring and status.closed  # the keyring: your system opens it, or not
        elsewhere = (shut or status.kind in {"keyring", "memory"}) and deed is None
        self.again.set_text(tr("Unlock") if status.kind == "locked" else tr("Try again"))
        self.again.setVisible(shut and deed is None)
        self.make.setVisible(elsewhere and not status.file)
        self.unlock.setVisible(elsewhere and status.file)
        lockable = status.kind == "file" or (status.kind == "keyring" and can_lock())
        self.lock.setVisible(lockable and deed is None)
        self.change.setVisible(status.kind == "file" and deed is None)
        if deed is None:
            self.form.end()
        else:
            self.form.begin(_deeds()[deed], cancellable=wanted is None)
        if self._awaited and status.kind != "unopened":
            self.show_first()

    # ------------------------------------------------------------ doing it
    def _do(self, old: str, new: str) -> None:
        deed = self.form.deed
        if deed is None:
            return
        vault = self._tools.vault
        calls: dict[DeedId, Callable[[], Future[VaultStatus]]] = {
            "make": lambda: vault.use_file(new),
            "unlock": lambda: vault.use_file(old),
            "change": lambda: vault.change_passphrase(old, new),
            "accept": lambda: vault.use_file(old, accept_older=True),
            "restore": lambda: vault.restore_file(old),
        }
        job = self._tools.background.follow(calls[deed.id]())
        job.succeeded.connect(lambda status: self._done(deed, status))
        job.failed.connect(self._failed)

    def _done(self, deed: Deed, status: VaultStatus) -> None:
        self._asked = None
        self.form.set_busy(busy=False)
        self.form.end()
        self._show(status)
        self._keep_place()
        if deed.id == "make" and status.moved:
            count = status.moved
            self._tools.notices.say(
                tr_n(
                    "{count} of {count} secret moved and read back.",
                    "{count} of {count} secrets moved and read back.",
                    count,
                )
            )
        if deed.id == "change":
            self._tools.notices.say(tr("The vault file has its new passphrase."))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, StoreError):
            raise error
        self._show(self._tools.vault.status)
        self.form.fail(error.text)

    def _keep_place(self) -> None:
        """Use the file from now on, also where there is a keyring."""
        settings = self._tools.settings
        if settings.text("secrets.place") != "file":
            settings.set("secrets.place", "file")
            self._tools.background.compute(settings.save).succeeded.connect(self._tell)

    def _tell(self, problem: Problem | None) -> None:
        if problem is not None:
            self._tools.notices.warn(f"{problem.what} {problem.todo}".strip())


def _wanted(status: VaultStatus) -> DeedId | None:
    """Return what the state itself asks for."""
    wanted: dict[StatusKind, DeedId] = {
        "locked": "unlock",
        "older": "accept",
        "unreadable": "restore",
    }
    return wanted.get(status.kind) if status.file and not status.keyring else None


def _deeds() -> dict[DeedId, Deed]:
    forgotten = tr(
        "Nobody can open the file without the passphrase, not even we: keep it somewhere safe."
        " Several words that do not belong together are hard to guess."
    )
    copied = tr(
        "What is kept now moves into the file, and leaves its old place once it was read back."
    )
    return {
        "make": Deed(
            "make", tr("Keep in an encrypted file"), f"{copied} {forgotten}", old=False, new=True
        ),
        "unlock": Deed("unlock", tr("Unlock"), tr("Enter the passphrase of the vault file.")),
        "change": Deed(
            "change",
            tr("Change the passphrase"),
            tr("The old passphrase opens the file no more. {forgotten}", forgotten=forgotten),
            new=True,
        ),
        "accept": Deed(
            "accept",
            tr("Use this older copy"),
            tr("What was kept after this copy was made is missing in it."),
        ),
        "restore": Deed(
            "restore",
            tr("Go back to the state before"),
            tr(
                "The state before the last change is kept beside the file. Enter its passphrase to"
                " use it; the present file is kept under another name."
            ),
        ),
    }
