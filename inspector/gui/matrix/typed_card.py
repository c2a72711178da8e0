"""A form for one more credential: typed here, or a saved value by its name; bound to a host."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inspector.compose.variables import VAULT
from inspector.gui.compose.auth.kinds import kinds, turned_into
from inspector.gui.compose.draft import Draft, with_value
from inspector.gui.compose.form import Form
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import FieldLabel
from inspector.gui.widgets.menu import Entry, menu_of
from inspector.model.credential import Credential
from inspector.model.kinds.bearer import Bearer
from inspector.model.matrix import Candidate
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.wording import tr

# ---------------- A button that offers the secrets which are saved
_MOST = 30


class SavedValues(Button):
    """chosen(str): the name of a variable; the value itself is not shown."""

    chosen = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, tr("Use a saved value…"), "link", "key-round")
        self.setObjectName("matrix_saved_values")
        self._tools = tools
        self.clicked.connect(self._look)

    def entries(self, stored: Iterable[str]) -> tuple[Entry, ...]:
        """Return the lines of the menu; stored: the names in the vault's store."""
        scope = self._tools.environments.scope()
        taken = {ref.name for ref in scope.secret_variables.values()}
        names = [*scope.secret_variables]
        names += [VAULT + name for name in sorted(stored) if name not in taken]
        if not names:
            return (Entry(tr("Nothing is saved yet"), enabled=False),)
        return tuple(
            Entry(_words(name, scope.environment), self._choose(name), "key-round")
            for name in names[:_MOST]
        )

    def _choose(self, name: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(name)

    def _look(self) -> None:
        job = self._tools.background.follow(self._tools.vault.names())
        job.succeeded.connect(self._offer)
        job.failed.connect(lambda _error: self._offer(()))

    def _offer(self, stored: tuple[str, ...]) -> None:
        menu = menu_of(self, self.entries(stored), self._tools.theme)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


def _words(name: str, environment: str) -> str:
    if name.startswith(VAULT):
        return tr("{name}, in the vault", name=name.removeprefix(VAULT))
    if environment:
        return tr("{name}, in {environment}", name=name, environment=environment)
    return tr("{name}, in the collection", name=name)


_KINDS = tuple(one for one in kinds() if one.KIND.is_given)


class TypedCard(QFrame):
    """made(Candidate): one more to choose. closed(): the form is put away."""

    made = Signal(object)
    closed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.current = CurrentRequest(Request(credential=Bearer()))
        self._draft = Draft(self.current, tools)
        self._form: Form | None = None
        self.kind, self.host = QComboBox(), QComboBox()
        self.kind.addItems([one.KIND.label() for one in _KINDS])
        self.saved = SavedValues(tools)
        self.add = Button(tools.theme, tr("Add"), "secondary", "plus")
        self.add.setObjectName("matrix_typed_add")
        self.cancel = Button(tools.theme, tr("Cancel"), "secondary")
        self._place = QVBoxLayout()
        self._lay_out()
        self.kind.activated.connect(self._choose)
        self.saved.chosen.connect(self.use)
        self.add.clicked.connect(self._add)
        self.cancel.clicked.connect(self.close_form)
        self.current.changed.connect(self._renew)
        self.hide()

    def ask(self, origins: Iterable[str]) -> None:
        """Show the form; origins: where the credential may be for."""
        with QSignalBlocker(self.host):
            self.host.clear()
            self.host.addItems(list(dict.fromkeys(origins)))
        self._show(Bearer())
        self.show()
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        """Put the form away; what was typed is left out."""
        self.hide()
        self._replace(Bearer())
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is Cancel."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def use(self, name: str) -> None:
        """Take a saved value by its name."""
        credential = self.current.value.credential
        ref = SecretRef(place="text", name=f"{{{{{name}}}}}")
        value = with_value(self.current.value, "credential", credential.with_secret(ref))
        self.current.replace(value, tr("Choose a saved value"))

    def _choose(self, place: int) -> None:
        self._show(turned_into(self.current.value.credential, _KINDS[place]))

    def _show(self, credential: Credential) -> None:
        """Begin with that credential, in the fields of its kind."""
        kind = next(one for one in _KINDS if one.KIND.tag() == credential.kind)
        self.kind.setCurrentIndex(_KINDS.index(kind))
        self._replace(credential)
        if self._form is not None:
            self._place.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._form = Form(kind.fields(), self.current, self._draft, self._tools)
        self._place.addWidget(self._form)
        previous: QWidget = self.kind
        for field in self._form.fields.values():
            QWidget.setTabOrder(previous, field.editor)
            previous = field.editor
        QWidget.setTabOrder(previous, self.saved)
        self._renew()

    def _replace(self, credential: Credential) -> None:
        value = with_value(self.current.value, "credential", credential)
        self.current.replace(value, tr("Change the credential"))

    def _renew(self) -> None:
        filled = bool(self.current.value.credential.secret_ref.name)
        self.add.setEnabled(filled and self.host.count() > 0)

    def _add(self) -> None:
        made = Candidate(
            label="", credential=self.current.value.credential, origin=self.host.currentText()
        )
        self.close_form()
        self.made.emit(made)

    def _lay_out(self) -> None:
        set_kind(self, "inset")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.add, self.cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addWidget(FieldLabel(tr("Kind of credential"), self.kind))
        column.addWidget(self.kind)
        column.addLayout(self._place)
        column.addWidget(self.saved, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(FieldLabel(tr("The host it is for"), self.host))
        column.addWidget(self.host)
        column.addLayout(buttons)
