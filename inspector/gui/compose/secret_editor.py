"""Edits a secret by reference: what is typed goes to the vault, the request gets its name."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from inspector.gui.state.tools import Tools
from inspector.gui.widgets.secret_edit import SecretEdit
from inspector.model.secret import NO_SECRET, Secret, SecretRef
from inspector.vault.store import VaultStatus
from inspector.wording import tr

_ONLY_VARIABLES = re.compile(r"\s*(\{\{\s*[A-Za-z_][\w.\-]*\s*\}\}\s*)+")


class SecretEditor(QWidget):
    """edited(SecretRef): another secret. `line` takes the focus.

    Text that consists of `{{variables}}` is no secret and is kept as it is; everything else goes
    to the vault.
    """

    edited = Signal(object)
    _vault_told = Signal(object)

    def __init__(self, tools: Tools, name: str, placeholder: str = "") -> None:
        super().__init__()
        self._tools = tools
        self._ref = NO_SECRET
        self._edit = SecretEdit(tools.theme, tools.choices, name)
        self._placeholder = placeholder
        self._edit.edited.connect(self._take)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._edit)
        self.setFocusProxy(self.line)
        # The vault tells on its own thread; the signal brings it to the window's.
        self._closed = tools.vault.status.closed
        self._vault_told.connect(self._follow_vault)
        self.destroyed.connect(tools.vault.on_status(self._hear_vault))

    @property
    def line(self) -> QLineEdit:
        """The field itself."""
        return self._edit.line

    def show_ref(self, ref: object) -> None:
        """Show the secret of another reference, masked; one in the store is fetched first."""
        known = ref if isinstance(ref, SecretRef) else NO_SECRET
        if known != self._ref:
            self._ref = known
            self._show()
        elif not self.line.placeholderText():
            self._show()

    def _show(self) -> None:
        ref = self._ref
        value = ref.name if ref.place == "text" else self._tools.vault.peek(ref)
        self.line.setPlaceholderText(self._absence(ref, value))
        self._edit.set_secret(value or "")
        if value is None and ref.place == "keyring":
            self._fetch(ref)

    def _hear_vault(self, status: VaultStatus) -> None:
        try:
            self._vault_told.emit(status)
        except RuntimeError:
            # The field is gone already.
            return

    def _follow_vault(self, status: VaultStatus) -> None:
        """Forget the value where the vault was locked, and fetch it where it was unlocked."""
        if status.closed != self._closed:
            self._closed = status.closed
            if self._ref.place == "keyring":
                self._show()

    def _absence(self, ref: SecretRef, value: str | None) -> str:
        if value:
            return " "
        return {
            "keyring": tr("In the vault"),
            "environment": tr("From the environment: {name}", name=ref.name),
            "ask": tr("Not known yet"),
        }.get(ref.place, self._placeholder)

    def _fetch(self, ref: SecretRef) -> None:
        vault = self._tools.vault
        job = self._tools.background.start(lambda _report: vault.resolve_all([ref]))
        job.succeeded.connect(lambda found: self._fetched(ref, found))

    def _fetched(self, ref: SecretRef, found: dict[SecretRef, Secret]) -> None:
        if ref == self._ref and ref in found:
            self._show()
        elif ref == self._ref:
            closed = self._tools.vault.status.closed
            said = tr("Locked in the vault") if closed else tr("Not found in the vault")
            self.line.setPlaceholderText(said)

    def _take(self, text: str) -> None:
        if not text or _ONLY_VARIABLES.fullmatch(text):
            self._ref = SecretRef(place="text", name=text)
        else:
            self._ref = self._tools.vault.put(text)
        self.edited.emit(self._ref)
