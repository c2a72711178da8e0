"""The Body tab: which kind, and its editor."""

import json
import re

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QFileDialog, QStackedLayout, QVBoxLayout, QWidget

from inspector.gui.compose.body_kinds import body_kinds, fields_from, kind_index, rows_of
from inspector.gui.compose.draft import Draft, ToVault, explain_rows, with_value
from inspector.gui.compose.form import Form
from inspector.gui.compose.graphql_edit import GraphqlEdit
from inspector.gui.compose.graphql_schema import GraphqlSchema
from inspector.gui.forms.code_edit import CodeEdit
from inspector.gui.forms.form_field import FormField
from inspector.gui.lists.key_value_table import KeyValueTable, Row
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.model.request import Body, FileBody, JsonBody, MultipartBody, NoBody, RawBody
from inspector.protocol.graphql.call import GraphqlCall, read, write
from inspector.protocol.methods import FETCHING
from inspector.wording import tr

# ---------------- Says where JSON that is being typed goes wrong
_VARIABLE = re.compile(r"\{\{[^{}]{0,200}\}\}")
LARGEST = 1_000_000


def json_problem(text: str) -> str:
    """Return one sentence with line and column, empty for valid JSON or very long text."""
    if not text.strip() or len(text) > LARGEST:
        return ""
    plain = _VARIABLE.sub(lambda found: "0".ljust(len(found[0])), text)
    try:
        json.loads(plain)
    except json.JSONDecodeError as error:
        return tr(
            "Not valid JSON: line {line}, column {column}.", line=error.lineno, column=error.colno
        )
    except RecursionError:
        return tr("The JSON is nested too deeply to be checked.")
    return ""


_MARGIN = 16
_EDITORS = ("", "text", "fields", "file", "graphql")


class BodyTab(QWidget):
    """Shows the body of the owner's request and asks for changes."""

    def __init__(self, current: CurrentRequest, draft: Draft, tools: Tools) -> None:
        super().__init__()
        self._current, self._theme = current, tools.theme
        self._to_vault, self._notices = ToVault(current, tools), tools.notices
        self.kind = QComboBox()
        self.kind.setObjectName("body_kind")
        self.kind.addItems([kind.title for kind in body_kinds()])
        self.text = CodeEdit(tools.theme, tr("Body"))
        self.text.setObjectName("body_edit")
        self._graphql: GraphqlEdit | None = None  # made when there is a query to show
        self.schema = GraphqlSchema(current, tools)
        self._as_json = False  # whether a GraphQL request is to be seen as JSON
        self.fields = KeyValueTable(tools.theme, tr("Form fields"))
        explain_rows(self.fields.model, tools)
        self._type = Form(
            (FormField("body.content_type", tr("Content type")),), current, draft, tools
        )
        self._file = Form((FormField("body.path", tr("File"), "file"),), current, draft, tools)
        self._attach = Button(tools.theme, tr("Add a file"), "small", "file-up")
        self._check = InlineCheck(tools.theme)
        self._stack = QStackedLayout()
        self._lay_out()
        self.kind.activated.connect(self._choose)
        self.text.edited.connect(self._text_edited)
        self.text.left.connect(self._to_vault.move_body)
        self.schema.changed.connect(self._show_schema)
        self.fields.edited.connect(self._fields_edited)
        self._attach.clicked.connect(self._choose_file)
        current.changed.connect(self._show)
        self._show()

    def focus_field(self, path: str) -> bool:
        """Give the editor the focus, its cursor where an empty member waits for its value."""
        area, _, name = path.partition(".")
        if area != "body":
            return False
        shown = self._stack.currentWidget()
        (shown or self.kind).setFocus()
        if shown is self.text and name:
            self.text.go_into(name)
        return True

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(10)
        top = QVBoxLayout()
        top.setSpacing(4)
        top.addWidget(FieldLabel(tr("Kind"), self.kind))
        top.addWidget(self.kind)
        column.addLayout(top)
        column.addWidget(self._type)
        # First into the column: a page without a parent would be shown as a window.
        column.addLayout(self._stack, 1)
        for page in (QWidget(), self.text, self.fields, self._top_of(self._file)):
            self._stack.addWidget(page)
        column.addWidget(self._attach)
        column.addWidget(self._check)

    def _top_of(self, form: Form) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        column.addWidget(Label(tr("Its bytes are read when the request is sent."), "quiet"))
        column.addStretch(1)
        page.setFocusProxy(form)
        return page

    def _show(self) -> None:
        body = self._current.value.body
        index = self._index(body)
        call = read(body.text) if isinstance(body, JsonBody) else None
        if call is not None:
            self.graphql.show_call(call)
        with QSignalBlocker(self.kind):
            self.kind.setCurrentIndex(index)
        self._stack.setCurrentIndex(_EDITORS.index(body_kinds()[index].editor))
        self._type.setVisible(isinstance(body, RawBody | FileBody))
        self._attach.setVisible(isinstance(body, MultipartBody))
        if isinstance(body, JsonBody | RawBody):
            self.text.show_text(body.text, json=isinstance(body, JsonBody))
        self.fields.show_rows(rows_of(body))
        problem = json_problem(body.text) if isinstance(body, JsonBody) else ""
        self._check.show_check(problem, "bad")

    def _choose(self, index: int) -> None:
        kind, body = body_kinds()[index], self._current.value.body
        self._as_json = kind.type is JsonBody and kind.editor == "text"
        stays = self._as_json and isinstance(body, JsonBody)
        if kind_index(body) != index and not stays:
            self._replace(kind.make(body), tr("Change the body to {kind}", kind=kind.title), "")
            self._offer_post()
        self._show()

    def _index(self, body: Body) -> int:
        """Return the place of the kind in which the body is shown."""
        index = kind_index(body)
        if not (self._as_json and isinstance(body, JsonBody)):
            return index
        return next(at for at, kind in enumerate(body_kinds()) if kind.type is JsonBody)

    @property
    def graphql(self) -> GraphqlEdit:
        """The editor of a GraphQL request."""
        if self._graphql is None:
            self._graphql = made = GraphqlEdit(self._theme)
            made.edited.connect(self._graphql_edited)
            made.left.connect(self._to_vault.move_body)
            made.fetch_asked.connect(self.schema.fetch)
            self._stack.addWidget(made)
            self._show_schema()
        return self._graphql

    def _graphql_edited(self, call: GraphqlCall) -> None:
        self._replace(JsonBody(text=write(call)), tr("Change the body"))

    def _show_schema(self) -> None:
        if self._graphql is not None:
            self._graphql.show_schema(self.schema.known)
            self._graphql.show_fetching(fetching=self.schema.is_fetching)

    def _offer_post(self) -> None:
        """Offer POST where a body was chosen for a method that has none as a rule."""
        request = self._current.value
        if isinstance(request.body, NoBody) or request.method not in FETCHING:
            return
        said = tr("{method} has no body as a rule; many servers ignore it.", method=request.method)
        self._notices.say(said, tr("Use POST"), self._use_post)

    def _use_post(self) -> None:
        changed = with_value(self._current.value, "method", "POST")
        self._current.replace(changed, tr("Use POST"))

    def _text_edited(self, text: str) -> None:
        body = self._current.value.body
        if isinstance(body, JsonBody):
            self._as_json = True  # one that becomes a GraphQL request stays in this editor
        if isinstance(body, JsonBody | RawBody):
            self._replace(type(body)(**{**_known(body), "text": text}), tr("Change the body"))

    def _fields_edited(self, rows: tuple[Row, ...]) -> None:
        fields = fields_from(rows, self._current.value.body)
        changed = with_value(self._current.value, "body.fields", fields)
        self._current.replace(changed, tr("Change the form"), "body")

    def _choose_file(self) -> None:
        dialog = QFileDialog(self.window(), tr("Add a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(
            lambda name: self._fields_edited((*self.fields.rows, Row("file", f"@{name}")))
        )
        dialog.open()

    def _replace(self, body: object, label: str, field: str = "body") -> None:
        self._current.replace(with_value(self._current.value, "body", body), label, field)


def _known(body: JsonBody | RawBody) -> dict[str, str]:
    return {"content_type": body.content_type} if isinstance(body, RawBody) else {}
