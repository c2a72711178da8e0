"""The Auth tab: which kind, its fields, who wins where two compete, and how it is sent."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from inspector.compose.variables import fill
from inspector.gui.bridge.lazy import LatePart
from inspector.gui.compose.auth.kinds import (
    AuthKind,
    add_unsent,
    is_filled_in,
    kind_of,
    kinds,
    turned_into,
)
from inspector.gui.compose.credential.also_sent import AlsoSent
from inspector.gui.compose.credential.life_bar import LifeBar, life_of
from inspector.gui.compose.credential.origin_row import OriginRow
from inspector.gui.compose.credential.preview_card import PreviewCard
from inspector.gui.compose.draft import Draft, with_value
from inspector.gui.compose.form import Form
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.banner import Banner
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.label import FieldLabel, Label
from inspector.gui.widgets.scrolled import Scrolled
from inspector.model.credential import Credential
from inspector.protocol.urls import host_of
from inspector.wording import tr

_TOKEN = "credential.token"  # noqa: S105 - the path of a field


class AuthTab(QWidget):
    """Asks the owner of the request to replace the credential; follows its changes.

    What is sent stands under the fields; where a form is long, at the foot and always in sight.
    """

    def __init__(self, current: CurrentRequest, draft: Draft, tools: Tools) -> None:
        super().__init__()
        self._current, self._draft, self._tools = current, draft, tools
        self._kind: AuthKind | None = None
        self._form: Form | None = None
        self._life = LifeBar(tools.theme)
        self.type = QComboBox()
        self.type.setObjectName("auth_type")
        self.type.addItems([kind.KIND.label() for kind in kinds()])
        add_unsent(self.type)
        self._origin = LatePart(lambda: OriginRow(tools.theme))
        self.losers = Label("", "quiet", wrap=True)
        self.losers.setObjectName("auth_losers")
        self.losers.hide()
        self._conflict = LatePart(lambda: Banner(tools.theme, "", "warn"))
        self._preview = PreviewCard(tools.theme)
        self.also = AlsoSent(current, draft, tools)
        self._place = QVBoxLayout()
        self.roll = Scrolled()
        self.column = self.roll.column
        self._foot = QWidget()
        self._lay_out()
        self.type.activated.connect(self._choose)
        current.changed.connect(self._follow)
        draft.renewed.connect(self._renew)
        self._follow()
        self._renew()

    @property
    def form(self) -> Form | None:
        """The fields of the kind that is shown."""
        return self._form

    @property
    def wrong(self) -> bool:
        """Whether something here needs attention."""
        marks = [mark for mark in self._current.marks if not mark.stale]
        marked = any(mark.field.startswith(("credential", "also.")) for mark in marks)
        return marked or self._draft.is_wrong

    def focus_field(self, path: str) -> bool:
        """Give the field at a path the focus; the kind itself has the path credential.kind."""
        if path == "credential.kind":
            self.type.setFocus()
            return True
        field = (self._form.field(path) if self._form else None) or self.also.field(path)
        if field is None:
            return False
        self.roll.ensureWidgetVisible(field)
        field.take_focus()
        return True

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setSpacing(4)
        top.addWidget(FieldLabel(tr("Type"), self.type))
        top.addWidget(self.type)
        self._origin.stand_in(top)
        top.addWidget(self.losers)
        self.column.addLayout(top)
        self._conflict.stand_in(self.column)
        self.column.addLayout(self._place)
        self.column.addWidget(self.also)
        self.column.addWidget(self._preview)
        self.column.addStretch(1)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        hairline = Line()
        foot.addWidget(hairline)
        bar = self.roll.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, most: hairline.setVisible(most > 0))
        hairline.hide()
        self._foot_place = QVBoxLayout()
        self._foot_place.setContentsMargins(16, 10, 16, 14)
        foot.addLayout(self._foot_place)
        self._foot.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.roll, 1)
        whole.addWidget(self._foot)

    def _move_preview(self) -> None:
        """Put what is sent to the foot, or back under the fields."""
        at_foot = getattr(self._kind, "PREVIEW_AT_FOOT", False)
        self._foot.setVisible(at_foot)
        if at_foot and self._preview.parentWidget() is not self._foot:
            self._foot_place.addWidget(self._preview)
        elif not at_foot and self._preview.parentWidget() is self._foot:
            self.column.insertWidget(self.column.count() - 1, self._preview)
        if self.isVisible():  # else it would be a window of its own for a moment
            self._preview.show()

    def _choose(self, index: int) -> None:
        kind, before = kinds()[index], self._current.value
        if kind.KIND.tag() == before.credential.kind:
            return
        made = turned_into(before.credential, kind)
        label = tr("Change the auth type to {kind}", kind=kind.KIND.label())
        self._current.replace(with_value(before, "credential", made), label)

    def _follow(self) -> None:
        kind = kind_of(self._current.value.credential)
        if kind is not self._kind or self._form is None:
            self._kind = kind
            self._rebuild()
        with QSignalBlocker(self.type):
            self.type.setCurrentIndex(kinds().index(kind) if kind else -1)
            self.type.setPlaceholderText(_foreign(self._current.value.credential))

    def _rebuild(self) -> None:
        if self._form is not None:
            self._life.setParent(None)
            self._place.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        fields = self._kind.fields() if self._kind else ()
        make = getattr(self._kind, "make_form", None)
        given = (self._current, self._draft, self._tools)
        self._form = Form(fields, *given) if make is None else make(*given)
        if is_filled_in(self._kind):
            from inspector.gui.compose.credential.recipe_card import add_recipes  # noqa: PLC0415 - for few kinds

            add_recipes(self._form, self._current, self._tools)
        shown = bool(fields) or make is not None
        self._move_preview()
        self._place.addWidget(self._form)
        if not shown:
            self._form.hide()
        elif self._form.parentWidget() is not None:  # at first it would be a window of its own
            self._form.show()
        if self._form.field(_TOKEN):
            self._form.add_below(_TOKEN, self._life)
        self._chain()

    def _chain(self) -> None:
        previous: QWidget = self.type
        for field in self._form.fields.values() if self._form else ():
            QWidget.setTabOrder(previous, field.editor)
            previous = field.editor

    def _renew(self) -> None:
        conflict = self._draft.conflict
        if conflict:
            self._conflict.get().show_text(conflict, "warn")
        self._conflict.if_built(lambda banner: banner.setVisible(bool(conflict)))
        credential = self._draft.effective.credential
        kind = kind_of(credential)
        words = self._words(kind, credential)
        self.losers.setText("\n".join(map(_loses, self._draft.losers)))
        self.losers.setVisible(bool(self._draft.losers))
        if self._draft.origin is not None or self._origin.built is not None:
            said = kind.KIND.label() if kind else words
            self._origin.get().show_origin(self._draft.origin, said)
        explained = f"{_source(credential)} {words}".strip()
        self._preview.show_preview(self._draft.preview, explained, self._draft.signed)
        if self._form is not None and self._form.field(_TOKEN):
            self._life.show_life(life_of(self._draft.secret))

    def _words(self, kind: AuthKind | None, credential: Credential) -> str:
        """Return what a reader should know about how it is sent, with the host where it matters."""
        if kind is None:
            return _foreign(credential)
        explain_to = getattr(kind, "explain_to", None)
        if explain_to is None:
            return kind.explain(credential)
        scope, request = self._tools.environments.scope(), self._draft.effective
        kept = self._tools.workbench.tokens.kept(request, scope) is not None
        said: str = explain_to(credential, host_of(fill(request.url, scope).text), kept=kept)
        return said


def _source(credential: Credential) -> str:
    """Return a sentence that names the variables of the system that its secrets come from."""
    names = [ref.name for ref in credential.references if ref.place == "environment"]
    if not names:
        return ""
    return tr("The secret is read from the environment: {names}.", names=", ".join(names))


def _loses(loser: str) -> str:
    return tr("Not sent: {loser}", loser=loser)


def _foreign(credential: Credential) -> str:
    if credential.is_supported:
        return ""
    return tr("{scheme}: can't be sent by this version", scheme=credential.scheme_word)
