"""A dialog for the credential that a folder, a collection or an environment passes on."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.compose.credential.auth_tab import AuthTab
from inspector.gui.compose.draft import Draft
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.question import opening_size
from inspector.model.collection import Collection, Environment, Folder
from inspector.model.credential import Credential
from inspector.model.request import Request
from inspector.wording import tr

_SIZE = (420, 560)
Passing = Collection | Folder | Environment


class PassedCredential(QDialog):
    """The Auth tab on its own; `save` gets the credential. Show it with `open`."""

    def __init__(
        self,
        tools: Tools,
        record: Passing,
        save: Callable[[Credential], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._save = save
        self.setWindowTitle(tr("Credential of {name}", name=record.name))
        self.resize(opening_size(tools.theme, _SIZE, self))
        self.current = CurrentRequest(Request(credential=record.credential))
        self._draft = Draft(self.current, tools)
        self._draft.setParent(self)
        self.tab = AuthTab(self.current, self._draft, tools)
        self.tab.also.hide()  # a folder passes on one credential
        self.done_button = Button(tools.theme, tr("Save"), "primary")
        self.done_button.setDefault(True)
        cancel = Button(tools.theme, tr("Cancel"))
        column = QVBoxLayout(self)
        column.addWidget(Label(_lead(record), "small", wrap=True))
        column.addWidget(self.tab, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.done_button)
        column.addLayout(buttons)
        cancel.clicked.connect(self.reject)
        self.done_button.clicked.connect(self._accept)

    def _accept(self) -> None:
        self._save(self.current.value.credential)
        self.accept()


def _lead(record: Passing) -> str:
    """Say who sends it."""
    if isinstance(record, Environment):
        return tr(
            "While “{name}” is in use, requests send this that inherit from a collection which "
            "inherits, too.",
            name=record.name,
        )
    return tr("Requests in “{name}” that inherit from their folder send this.", name=record.name)
