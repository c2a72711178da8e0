"""A field for a secret: masked, shown on demand for 20 seconds, never in presentation mode."""

import re

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from inspector.compose.variables import only_begun
from inspector.gui.state.choices import Choices
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.clipboard import copy_secret
from inspector.gui.widgets.kind import set_property
from inspector.model.secret import NO_SECRET, Secret, SecretRef
from inspector.protocol.masking.masks import mask
from inspector.vault.store import VaultStatus
from inspector.wording import tr

# ---------------- A secret is shown for 20 s on demand
REVEAL_SECONDS = 20


class Reveal(QObject):
    """Owner of whether one value is readable.

    turned(): it is now, or no more. allowed(): what is possible may differ. owner: the widget
    that shows it; its `changeEvent` hands events to `see`.
    """

    turned = Signal()
    allowed = Signal()

    def __init__(self, owner: QWidget, choices: Choices) -> None:
        super().__init__(owner)
        self._owner = owner
        self._choices = choices
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(REVEAL_SECONDS * 1000)
        self.timer.timeout.connect(self.turned)
        choices.changed.connect(self._obey)

    @property
    def on(self) -> bool:
        """Whether the value itself is readable now."""
        return self.timer.isActive()

    @property
    def possible(self) -> bool:
        """Whether it may be shown at all."""
        return self._choices.may_reveal

    def start(self) -> None:
        """Show the value for 20 seconds, unless presentation mode forbids it."""
        if self.possible:
            self.timer.start()
            self.turned.emit()

    def stop(self) -> None:
        """Hide it again."""
        if self.on:
            self.timer.stop()
            self.turned.emit()

    def toggle(self) -> None:
        """Show it, or hide it again."""
        if self.on:
            self.stop()
        else:
            self.start()

    def see(self, event: QEvent) -> None:
        """Hide when the window is left."""
        if event.type() == QEvent.Type.ActivationChange and not self._owner.isActiveWindow():
            self.stop()

    def _obey(self) -> None:
        """Hide when presentation mode begins."""
        if not self.possible:
            self.stop()
        self.allowed.emit()


_BUTTON = 24
_NAMES = re.compile(r"\s*\{\{[\w.\-{} \t]*")


def names_variables(text: str) -> bool:
    """Whether a text holds names of variables only, the last one perhaps still being typed."""
    return _NAMES.fullmatch(text) is not None


class SecretEdit(QWidget):
    """edited(str): the user typed another secret. name: the field's accessible name.

    `line` is the inner field (focus it, make it a label's buddy). copyable: has a copy button. A
    text that only names variables is no secret, and readable.
    """

    edited = Signal(str)

    def __init__(self, theme: Theme, choices: Choices, name: str) -> None:
        super().__init__()
        self.setProperty("holds_secret", True)
        self._theme = theme
        self._secret = ""
        self._typing = False
        self.line = _Line(self)
        self.line.setProperty("kind", "code")
        self.line.setAccessibleName(name)
        self.setFocusProxy(self.line)
        self._copy = IconButton(theme, "copy", tr("Copy the secret; cleared after a minute"), 14)
        self._eye = IconButton(theme, "eye", tr("Show for 20 seconds"), 14)
        self._reveal = Reveal(self, choices)
        self._lay_out()
        self._copy.clicked.connect(self.copy)
        self._eye.clicked.connect(self.toggle)
        self.line.textEdited.connect(self._take)
        self.line.editingFinished.connect(self._settle)
        self._reveal.turned.connect(self._turn)
        self._reveal.allowed.connect(self._buttons)
        self._show()

    @property
    def revealed(self) -> bool:
        """Whether the value itself is readable now."""
        return self._reveal.on

    def set_secret(self, secret: str) -> None:
        """Show another secret, masked; the one being typed stays as it is."""
        if secret != self._secret:
            self._secret = secret
            self._typing = False
            self._show()

    def set_state(self, state: str) -> None:
        """Mark the field: "error", "warning" or ""."""
        set_property(self.line, "state", state)

    def copy(self) -> None:
        """Copy the value itself."""
        copy_secret(self._secret)

    def toggle(self) -> None:
        """Reveal, or hide again."""
        self._reveal.toggle()

    def reveal(self) -> None:
        """Show the value for 20 seconds, unless presentation mode forbids it."""
        self._reveal.start()

    def begin_typing(self) -> None:
        """Empty the masked field for a new value; what is typed shows as dots."""
        if not self.revealed and not self._typing:
            self._typing = True
            if names_variables(self._secret):
                return
            self.line.setReadOnly(False)
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
            self.line.setText("")

    def changeEvent(self, event: QEvent) -> None:
        """Hide when the window is left."""
        self._reveal.see(event)
        super().changeEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(0, 0, 3, 0)
        inside.setSpacing(0)
        inside.addStretch(1)
        inside.addWidget(self._copy)
        inside.addWidget(self._eye)
        self._theme.changed.connect(self._make_room)
        self._make_room()

    def _make_room(self) -> None:
        """Keep the text off the buttons."""
        self.line.setTextMargins(0, 0, self._theme.px(2 * _BUTTON + 4), 0)
        for button in (self._copy, self._eye):
            side = self._theme.px(_BUTTON)
            button.setFixedSize(side, side)

    def _take(self, text: str) -> None:
        self._secret = text
        if self._typing:
            echo = QLineEdit.EchoMode
            readable = names_variables(text)
            self.line.setEchoMode(echo.Normal if readable else echo.Password)
        self._buttons()
        self.edited.emit(text)

    def _settle(self) -> None:
        if self._typing:
            self._typing = False
            self._show()

    def _show(self) -> None:
        revealed = self.revealed
        self.line.setEchoMode(QLineEdit.EchoMode.Normal)
        hidden = mask(self._secret) if self._secret else ""
        readable = revealed or names_variables(self._secret)
        self.line.setText(self._secret if readable else hidden)
        self.line.setCursorPosition(0)
        self.line.setReadOnly(not readable and bool(self._secret))
        self._buttons()

    def _buttons(self) -> None:
        revealed = self.revealed
        self._eye.set_icon("eye-off" if revealed else "eye")
        self._eye.set_name(tr("Hide") if revealed else tr("Show for 20 seconds"))
        self._eye.setEnabled(bool(self._secret) and self._reveal.possible)
        self._copy.setEnabled(bool(self._secret))

    def _turn(self) -> None:
        self._typing = False
        self._show()


class _Line(QLineEdit):
    """The inner field: the first key that changes a masked value empties it."""

    def __init__(self, owner: SecretEdit) -> None:
        super().__init__()
        self._owner = owner

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Replace the masked value when something is typed, pasted or deleted."""
        pastes = event.matches(QKeySequence.StandardKey.Paste)
        deletes = event.matches(QKeySequence.StandardKey.Delete) or event.text() == "\b"
        types = (
            event.text().isprintable()
            and bool(event.text())
            and not event.modifiers().value & (_COMMAND_KEYS)
        )
        if self.isReadOnly() and (pastes or types):
            self._owner.begin_typing()
        elif self.isReadOnly() and deletes:
            self._owner.begin_typing()
            self.textEdited.emit("")
        elif not self.isReadOnly() and not self._owner.revealed:
            self._owner.begin_typing()
        super().keyPressEvent(event)


_COMMAND_KEYS = 0x04000000 | 0x08000000 | 0x10000000


def _from_variable(ref: SecretRef, value: str | None) -> str:
    if value is None:
        return tr("Not set in the environment: {name}", name=ref.name)
    return tr("From the environment: {name}", name=ref.name)


# ---------------- Edits a secret by reference
_ENVIRONMENT = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")
_ONLY_VARIABLES = re.compile(r"\s*(\{\{\s*[A-Za-z_][\w.\-]*\s*\}\}\s*)+")


class SecretEditor(QWidget):
    """edited(SecretRef): another secret. `line` takes the focus.

    Text that consists of `{{variables}}`, closed or not, is no secret and is kept as it is;
    `$NAME` refers to a variable of the operating system, if it is set; all else goes to the vault.
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
        row.setSpacing(2)
        row.addWidget(self._edit, 1)
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
            "environment": _from_variable(ref, value),
            "memory": tr("Gone: kept for an earlier run only"),
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
        if not text or _ONLY_VARIABLES.fullmatch(text) or only_begun(text):
            self._ref = SecretRef(place="text", name=text)
        else:
            self._ref = self._from_environment(text) or self._tools.vault.put(text)
        self.edited.emit(self._ref)

    def _from_environment(self, text: str) -> SecretRef | None:
        """Return the reference for `$NAME` where that variable is set; a password may begin so."""
        found = _ENVIRONMENT.fullmatch(text)
        ref = SecretRef(place="environment", name=found[1]) if found else None
        return ref if ref is not None and self._tools.vault.peek(ref) else None
