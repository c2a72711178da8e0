"""The Auth tab: which kind, its fields, who wins where two compete, and how it is sent."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from inspector.gui.compose.auth.kinds import AuthKind, kind_of, kinds, turned_into
from inspector.gui.compose.draft import Draft
from inspector.gui.compose.form import Form
from inspector.gui.compose.life_bar import LifeBar, life_of
from inspector.gui.compose.origin_row import OriginRow
from inspector.gui.compose.paths import with_value
from inspector.gui.compose.preview_card import PreviewCard
from inspector.gui.compose.scrolled import Scrolled
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.banner import Banner
from inspector.gui.widgets.label import FieldLabel
from inspector.model.credential import Credential
from inspector.wording import tr

_TOKEN = "credential.token"  # noqa: S105 - the path of a field


class AuthTab(Scrolled):
    """Asks the owner of the request to replace the credential; follows its changes."""

    def __init__(self, current: CurrentRequest, draft: Draft, tools: Tools) -> None:
        super().__init__()
        self._current, self._draft, self._tools = current, draft, tools
        self._kind: AuthKind | None = None
        self._form: Form | None = None
        self._life = LifeBar(tools.theme)
        self.type = QComboBox()
        self.type.setObjectName("auth_type")
        self.type.addItems([kind.KIND.label() for kind in kinds()])
        self.origin = OriginRow(tools.theme)
        self._conflict = Banner(tools.theme, "", "warn")
        self._preview = PreviewCard(tools.theme)
        self._place = QVBoxLayout()
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
        marked = any(mark.field.startswith("credential") for mark in self._current.marks)
        return marked or any(check.level == "bad" for check in self._draft.checks)

    def focus_field(self, path: str) -> bool:
        """Give the field at a path the focus; the kind itself has the path credential.kind."""
        if path == "credential.kind":
            self.type.setFocus()
            return True
        field = self._form.field(path) if self._form else None
        if field is None:
            return False
        self.ensureWidgetVisible(field)
        field.take_focus()
        return True

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setSpacing(4)
        top.addWidget(FieldLabel(tr("Type"), self.type))
        top.addWidget(self.type)
        top.addWidget(self.origin)
        self.column.addLayout(top)
        self.column.addWidget(self._conflict)
        self.column.addLayout(self._place)
        self.column.addWidget(self._preview)
        self.column.addStretch(1)

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
        self._form = Form(fields, self._current, self._draft, self._tools)
        self._place.addWidget(self._form)
        if not fields:
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
        self._conflict.show_text(self._draft.conflict, "warn")
        self._conflict.setVisible(bool(self._draft.conflict))
        credential = self._draft.effective.credential
        kind = kind_of(credential)
        words = kind.explain(credential) if kind else _foreign(credential)
        self.origin.show_origin(self._draft.origin, kind.KIND.label() if kind else words)
        self._preview.show_preview(self._draft.preview, words)
        if self._form is not None and self._form.field(_TOKEN):
            self._life.show_life(life_of(self._draft.secret))


def _foreign(credential: Credential) -> str:
    if credential.is_supported:
        return ""
    return tr("{scheme}: can't be sent by this version", scheme=credential.scheme_word)
