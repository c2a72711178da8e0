"""Where secrets are kept now; makes, unlocks and locks the vault file, changes its passphrase."""

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import Signal

from inspector.gui.settings.passphrase_form import Deed, DeedId, PassphraseForm
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.in_sight import bring_soon
from inspector.gui.widgets.label import InlineCheck, Label
from inspector.model.annotation import Level
from inspector.model.collection import Problem
from inspector.vault.store import StatusKind, StoreError, VaultStatus
from inspector.wording import tr

_LEVELS: dict[StatusKind, Level] = {
    "unopened": "info",
    "keyring": "good",
    "file": "good",
    "memory": "odd",
    "locked": "odd",
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
        shown = (self.form.first, self.make, self.unlock, self.lock)
        first = next((one for one in shown if one.isVisibleTo(self)), None)
        if first is not None:
            first.setFocus()
        bring_soon(self)

    def _lay_out(self) -> None:
        self.column.addWidget(Label(tr("Where secrets are kept"), "heading"))
        self.column.addWidget(self.state)
        row = FlowLayout()
        for name, button in (
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
        elsewhere = status.kind in {"keyring", "memory"} and deed is None
        self.make.setVisible(elsewhere and not status.file)
        self.unlock.setVisible(elsewhere and status.file)
        self.lock.setVisible(status.kind == "file" and deed is None)
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
    return wanted.get(status.kind) if status.file else None


def _deeds() -> dict[DeedId, Deed]:
    forgotten = tr(
        "Nobody can open the file without the passphrase, not even we: keep it somewhere safe."
        " Several words that do not belong together are hard to guess."
    )
    copied = tr("What is kept now is copied into the file.")
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
