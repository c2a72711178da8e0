"""Shows both versions of a request that was changed in its tab and on the disk, and asks."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from inspector.disk.encoding import encoded
from inspector.gui.library.open_requests import Clash
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label
from inspector.model.request import Request
from inspector.vault.vault import Vault
from inspector.wording import tr

# ---------------- Says in which fields two versions of a request differ, without secrets
_LONGEST = 80


class Difference(NamedTuple):
    """A field and what both versions have there, masked and cut."""

    field: str
    ours: str
    theirs: str


def differences(ours: Request, theirs: Request, vault: Vault) -> tuple[Difference, ...]:
    """Return the fields that differ."""
    known = vault.known_values()
    found = []
    for field, title in _titles().items():
        mine, other = getattr(ours, field), getattr(theirs, field)
        if mine != other:
            found.append(Difference(title, _text(mine, known), _text(other, known)))
    return tuple(found)


def _text(value: object, known: tuple[str, ...]) -> str:
    from inspector.protocol.redaction import masked_text  # noqa: PLC0415 - clashes are rare

    plain = value if isinstance(value, str) else encoded(value).decode()
    masked = masked_text(plain, known)
    return masked if len(masked) <= _LONGEST else f"{masked[:_LONGEST]}…"


def _titles() -> dict[str, str]:
    return {
        "name": tr("Name"),
        "method": tr("Method"),
        "url": tr("Address"),
        "query": tr("Params"),
        "headers": tr("Headers"),
        "body": tr("Body"),
        "credential": tr("Auth"),
        "options": tr("Options"),
        "description": tr("Description"),
    }


_MOST = 4


class ClashCard(QFrame):
    """ours_chosen(Clash), theirs_chosen(Clash): the answer. Hidden without a question."""

    ours_chosen = Signal(object)
    theirs_chosen = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._vault = tools.vault
        self._clash: Clash | None = None
        self.setObjectName("clash_card")
        set_kind(self, "note-warn")
        self._title = Label("", "warning", wrap=True)
        self._rows = QVBoxLayout()
        self.ours = _button(tools.theme, tr("Keep mine"))
        self.theirs = _button(tools.theme, tr("Take the file’s"))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addLayout(self._rows)
        column.addWidget(self.ours)
        column.addWidget(self.theirs)
        self.ours.clicked.connect(lambda: self.ours_chosen.emit(self._clash))
        self.theirs.clicked.connect(lambda: self.theirs_chosen.emit(self._clash))
        self.show_clash(None)

    def show_clash(self, clash: Clash | None) -> None:
        """Ask about this one; None hides the card."""
        self._clash = clash
        self.setVisible(clash is not None)
        _clear(self._rows)
        if clash is None:
            return
        name = clash.document.title
        if clash.theirs is None:
            self._title.setText(tr("The file of “{name}” is gone or damaged.", name=name))
        else:
            self._title.setText(tr("“{name}” was changed here and on the disk.", name=name))
            found = differences(clash.document.current.value, clash.theirs, self._vault)
            for each in found[:_MOST]:
                self._rows.addWidget(_row(each))
        self.setAccessibleName(self._title.text())


def _row(each: Difference) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(Label(each.field, "field"))
    column.addWidget(Label(tr("Mine: {value}", value=each.ours), "small", wrap=True))
    column.addWidget(Label(tr("File: {value}", value=each.theirs), "small", wrap=True))
    return box


def _button(theme: Theme, text: str) -> Button:
    button = Button(theme, text, "small")
    button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
    return button


def _clear(rows: QVBoxLayout) -> None:
    while (item := rows.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
