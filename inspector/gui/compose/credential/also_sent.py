"""The credentials that leave beside the first one: a card each, with its kind and its fields."""

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.compose.auth.kinds import AuthKind, is_its_fields, kind_of, kinds, turned_into
from inspector.gui.compose.draft import Draft, with_value
from inspector.gui.compose.form import BoundField, Form
from inspector.gui.forms.form_field import FormField
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.gui.widgets.painting import clear
from inspector.model.credential import Credential
from inspector.model.kinds.api_key import ApiKey
from inspector.wording import tr

_GAP = 8
_OWN = "credential."


def kinds_beside() -> tuple[AuthKind, ...]:
    """Return the kinds that can stand here: those whose form is its fields."""
    return tuple(kind for kind in kinds() if kind.KIND.is_given and is_its_fields(kind))


def fields_at(kind: AuthKind, at: int) -> tuple[FormField, ...]:
    """Return a kind's fields, bound to the further credential at an index."""

    def path(own: str) -> str:
        return f"also.{at}.{own.removeprefix(_OWN)}" if own.startswith(_OWN) else own

    return tuple(
        field._replace(path=path(field.path), when=(path(field.when[0]), field.when[1]))
        for field in kind.fields()
    )


class _One(Card):
    """One further credential."""

    def __init__(self, at: int, current: CurrentRequest, draft: Draft, tools: Tools) -> None:
        super().__init__(tools.theme, padding=12)
        self._at, self._current, self._draft = at, current, draft
        credential = current.value.also[at]
        self._kind = kind_of(credential)
        self.type = QComboBox()
        self.type.setObjectName(f"also_{at}_type")
        self.type.addItems([kind.KIND.label() for kind in kinds_beside()])
        self.away = IconButton(tools.theme, "x", tr("Send {name} no more", name=credential.label()))
        self.away.setObjectName(f"also_{at}_remove")
        line = QHBoxLayout()
        line.setSpacing(_GAP)
        line.addWidget(self.type, 1)
        line.addWidget(self.away)
        self.column.addWidget(FieldLabel(tr("Type"), self.type))
        self.type.setAccessibleName(tr("Type of credential {number}", number=at + 2))
        self.column.addLayout(line)
        self.form: Form | None = None
        self.check = InlineCheck(tools.theme)
        self._fill(credential, tools)
        self.column.addWidget(self.check)
        self.type.activated.connect(self._choose)
        self.away.clicked.connect(self._remove)
        draft.renewed.connect(self.renew)
        self.renew()

    def _fill(self, credential: Credential, tools: Tools) -> None:
        if self._kind in kinds_beside():
            with QSignalBlocker(self.type):
                self.type.setCurrentIndex(kinds_beside().index(self._kind))
            fields = fields_at(self._kind, self._at)
            self.form = Form(fields, self._current, self._draft, tools)
            self.column.addWidget(self.form)
            return
        self.type.setCurrentIndex(-1)
        self.type.setPlaceholderText(credential.label() or credential.scheme_word)
        first = Button(tools.theme, tr("Put it first to change it"), "link", "pencil")
        first.setObjectName(f"also_{self._at}_first")
        first.clicked.connect(self._put_first)
        self.column.addWidget(first)

    def renew(self) -> None:
        """Say why it does not leave, where it does not."""
        beaten = next((each for each in self._draft.beaten if each.at == self._at), None)
        text = tr("It is not sent: {why}.", why=beaten.why) if beaten is not None else ""
        self.check.show_check(text, "odd")

    def _choose(self, index: int) -> None:
        kind, before = kinds_beside()[index], self._current.value.also[self._at]
        if kind.KIND.tag() != before.kind:
            label = tr("Change the auth type to {kind}", kind=kind.KIND.label())
            self._replace(turned_into(before, kind), label)

    def _replace(self, made: Credential, label: str) -> None:
        changed = with_value(self._current.value, f"also.{self._at}", made)
        self._current.replace(changed, label)

    def _remove(self) -> None:
        before = self._current.value
        gone = before.also[self._at]
        others = (*before.also[: self._at], *before.also[self._at + 1 :])
        label = tr("Send {name} no more", name=gone.label())
        self._current.replace(with_value(before, "also", others), label)

    def _put_first(self) -> None:
        before = self._current.value
        own = before.also[self._at]
        changed = with_value(before, f"also.{self._at}", before.credential)
        label = tr("Put {kind} first", kind=own.label())
        self._current.replace(msgspec.structs.replace(changed, credential=own), label)


class AlsoSent(QWidget):
    """A card for each further credential of the request, and the button that adds one."""

    def __init__(self, current: CurrentRequest, draft: Draft, tools: Tools) -> None:
        super().__init__()
        self._current, self._draft, self._tools = current, draft, tools
        self.cards: list[_One] = []
        self._shown: tuple[str, ...] | None = None
        self._head = Label(tr("Sent with it"), "heading")
        said = tr(
            "Each goes in a place of its own, in this order; what signs the request comes last."
        )
        self._order = Label(said, "quiet", wrap=True)
        self.add = Button(tools.theme, tr("Add another credential"), "link", "plus")
        self.add.setObjectName("also_add")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(_GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self._head)
        column.addWidget(self._order)
        column.addLayout(self._rows)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add.clicked.connect(self._add)
        current.changed.connect(self._follow)
        self._follow()

    def field(self, path: str) -> BoundField | None:
        """Return the field at a path, where one of the cards has it."""
        forms = (card.form for card in self.cards if card.form is not None)
        return next((found for form in forms if (found := form.field(path))), None)

    def _follow(self) -> None:
        """Make the cards anew where there are others, or of other kinds."""
        kinds_now = tuple(each.kind for each in self._current.value.also)
        if kinds_now == self._shown:
            return
        self._shown = kinds_now
        clear(self._rows)
        given = (self._current, self._draft, self._tools)
        self.cards = [_One(at, *given) for at in range(len(kinds_now))]
        for card in self.cards:
            self._rows.addWidget(card)
        self._head.setVisible(bool(self.cards))
        self._order.setVisible(bool(self.cards))

    def _add(self) -> None:
        before = self._current.value
        label = tr("Add another credential")
        self._current.replace(with_value(before, "also", (*before.also, ApiKey())), label)
        if self.cards:
            self.cards[-1].type.setFocus(Qt.FocusReason.OtherFocusReason)
