"""The pane at the left of a request: Auth, Params, Headers, Body and the options."""

from urllib.parse import parse_qsl

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from inspector.gui.compose.auth_tab import AuthTab
from inspector.gui.compose.body_tab import BodyTab
from inspector.gui.compose.draft import Draft, shown_value, with_value
from inspector.gui.compose.form import Form
from inspector.gui.compose.url_bar import without_login
from inspector.gui.forms.form_field import FormField
from inspector.gui.lists.key_value_table import KeyValueTable, Row
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.kind import name_pane
from inspector.gui.widgets.label import InlineCheck, Label
from inspector.gui.widgets.left_as import keep_as
from inspector.gui.widgets.scrolled import Scrolled
from inspector.gui.widgets.tabs import TabMark, UnderlineTabs
from inspector.model.credential import Basic
from inspector.model.request import NoBody, QueryParam, Request, RequestHeader
from inspector.wording import tr

# ---------------- How a request is sent
_LOGIN = "options.proxy_credential"
_MOST_REDIRECTS = 1000


def fields() -> tuple[FormField, ...]:
    """Return the rows."""
    versions = (("auto", tr("As agreed with the server")), ("1.1", "HTTP/1.1"), ("2", "HTTP/2"))
    return (
        FormField("options.timeout", tr("Time limit for each exchange"), "seconds"),
        FormField("options.http_version", tr("HTTP version"), "choice", versions),
        FormField("options.follow_redirects", tr("Follow redirects"), "switch"),
        FormField(
            "options.max_redirects", tr("Redirects at most"), "number", low=0, high=_MOST_REDIRECTS
        ),
        FormField(
            "options.keep_credential_for",
            tr("Hosts that may get the credential after a redirect"),
            "list",
            placeholder="api2.example.com",
            hint=tr("Without an entry it is dropped when a redirect leads to another host."),
        ),
        *_trust_fields(),
        FormField(
            "options.proxy",
            tr("Proxy"),
            placeholder="http://proxy.example.com:3128",
            hint=tr("An address, or “system” or “none”."),
        ),
        FormField(f"{_LOGIN}.user", tr("Proxy user"), half=True),
        FormField(f"{_LOGIN}.password", tr("Proxy password"), "secret", half=True),
        FormField(
            "options.browser_origin",
            tr("Act as a browser page of this origin"),
            placeholder="https://app.example.com",
            hint=tr("Sends the preflight a browser would send, and applies its CORS rules."),
        ),
        FormField("options.send_credential", tr("Send the credential"), "switch"),
        FormField("options.use_cookies", tr("Send and keep cookies"), "switch"),
        FormField("options.accept_encoding", tr("Ask for compressed replies"), "switch"),
    )


def _trust_fields() -> tuple[FormField, ...]:
    return (
        FormField("options.verify_tls", tr("Check the server's certificate"), "switch"),
        FormField("options.ca_file", tr("Extra certificate authority"), "file", placeholder=".pem"),
        FormField(
            "options.client_certificate",
            tr("Client certificate"),
            "file",
            placeholder=".pem, .p12",
        ),
        FormField("options.client_key", tr("Key of the client certificate"), "file"),
    )


class OptionsTab(Scrolled):
    """The rows, and focus on one of them."""

    def __init__(self, current: CurrentRequest, draft: Draft, tools: Tools) -> None:
        super().__init__()
        self._current, self._tools = current, tools
        self.form = Form(fields(), current, draft, tools)
        proxy = self.form.field("options.proxy")
        line = proxy.editor.main if proxy is not None else None
        if isinstance(line, QLineEdit):
            line.editingFinished.connect(self._move_login)
        self.column.addWidget(Label(tr("How it is sent"), "heading"))
        self.column.addWidget(self.form)
        self.column.addStretch(1)

    def _move_login(self) -> None:
        """Move `user:password@` out of the proxy's address into its login."""
        request = self._current.value
        made = without_login(Request(url=request.options.proxy))
        if made is None:
            return
        url, user, password = made
        login = Basic(user=user, password=self._tools.vault.put(password))
        moved = with_value(with_value(request, "options.proxy", url), _LOGIN, login)
        self._current.replace(moved, tr("Move the login out of the proxy's address"))
        said = tr("User and password were moved out of the proxy's address.")
        self._tools.notices.offer_undo(said, tr("Undo"), self._current.undo)

    def focus_field(self, path: str) -> bool:
        """Give the row at a path the focus."""
        wanted = f"{path}.password" if path == _LOGIN else path
        field = self.form.field(wanted)
        if field is None:
            return False
        self.ensureWidgetVisible(field)
        field.take_focus()
        return True


# ---------------- The tabs with a table: parameters of the query, and headers
# ---------------- Names of request headers that are offered while one is typed
HEADER_NAMES = (
    "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Authorization",
    "Cache-Control", "Connection", "Content-Encoding", "Content-Language", "Content-Type",
    "Cookie", "Date", "DPoP", "Expect", "Forwarded", "From", "Host", "If-Match",
    "If-Modified-Since", "If-None-Match", "If-Unmodified-Since", "Idempotency-Key", "Origin",
    "Pragma", "Prefer", "Proxy-Authorization", "Range", "Referer", "Sec-Fetch-Dest",
    "Sec-Fetch-Mode", "Sec-Fetch-Site", "TE", "traceparent", "Upgrade", "User-Agent", "Via",
    "X-Api-Key", "X-Api-Version", "X-Correlation-Id", "X-Csrf-Token", "X-Forwarded-For",
    "X-Forwarded-Host", "X-Forwarded-Proto", "X-Request-Id", "X-Requested-With", "X-XSRF-TOKEN",
)  # fmt: skip


_MARGIN = 16


class RowsTab(QWidget):
    """A table bound to a tuple of rows of the request."""

    path = ""
    label = ""
    record: type[QueryParam | RequestHeader] = QueryParam

    def __init__(self, current: CurrentRequest, tools: Tools, name: str) -> None:
        super().__init__()
        self._current = current
        self.table = KeyValueTable(tools.theme, name)
        self.table.model.shown = lambda row: shown_value(row, tools)
        tools.choices.changed.connect(self.table.view.viewport().update)
        self.check = InlineCheck(tools.theme)
        self.hint = Label("", "quiet", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 8)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self.check)
        column.addWidget(self.hint)
        self.table.edited.connect(self._edited)
        current.changed.connect(self.show_rows)
        current.marked.connect(self.show_mark)
        self.show_mark()

    def show_rows(self) -> None:
        """Show the owner's rows."""
        rows = getattr(self._current.value, self.path)
        self.table.show_rows(tuple(Row(row.name, row.value, row.enabled) for row in rows))

    def show_mark(self) -> None:
        """Show the evidence that stands on a row."""
        mark = next((each for each in self._current.marks if self._is_ours(each.field)), None)
        text = f"{mark.field.partition('.')[2]}: {mark.text}" if mark else ""
        self.check.show_check(text, "bad", mark.pin if mark else 0)

    def focus_field(self, path: str) -> bool:
        """Begin to edit the row of that name; a new row where there is none."""
        if not self._is_ours(path):
            return False
        name = path.partition(".")[2]
        rows = getattr(self._current.value, self.path)
        places = [at for at, row in enumerate(rows) if row.name.lower() == name.lower()]
        if not places and name:
            self._edited((*self.table.rows, Row(name)))
            self.show_rows()
        self.table.edit_row(places[0] if places else len(self.table.rows) - bool(name))
        return True

    def _is_ours(self, field: str) -> bool:
        return field.partition(".")[0] == self.path

    def _edited(self, rows: tuple[Row, ...]) -> None:
        made = tuple(self.record(row.name, row.value, row.enabled) for row in rows)
        changed = with_value(self._current.value, self.path, made)
        self._current.replace(changed, self.label, self.path)


class ParamsTab(RowsTab):
    """Parameters that are added to the query; those of the address stand grey above them."""

    path = "query"

    def __init__(self, current: CurrentRequest, tools: Tools) -> None:
        super().__init__(current, tools, tr("Query parameters"))
        self.label = tr("Change the parameters")
        self.hint.setText(
            tr("Added to the query of the address, percent-encoded. Grey ones stand in it already.")
        )
        self.show_rows()

    def show_rows(self) -> None:
        """Show the rows, below those of the address."""
        rows = tuple(Row(row.name, row.value, row.enabled) for row in self._current.value.query)
        note = tr("This one stands in the address.")
        query = self._current.value.url.partition("?")[2].partition("#")[0]
        fixed = tuple(
            Row(name, value, fixed=True, note=note)
            for name, value in parse_qsl(query, keep_blank_values=True)
        )
        self.table.show_rows(rows, fixed)


class HeadersTab(RowsTab):
    """Headers in their order; those added by the program stand grey above them."""

    path = "headers"
    record = RequestHeader

    def __init__(self, current: CurrentRequest, draft: Draft, tools: Tools) -> None:
        super().__init__(current, tools, tr("Headers"))
        self._draft = draft
        self.label = tr("Change the headers")
        self.table.complete(HEADER_NAMES)
        self.hint.setText(
            tr("Grey ones are added by the program; one of yours by that name takes its place.")
        )
        draft.renewed.connect(self.show_rows)
        draft.renewed.connect(self.show_mark)
        self.show_rows()

    def show_rows(self) -> None:
        """Show the rows, below those the program adds."""
        rows = tuple(Row(row.name, row.value, row.enabled) for row in self._current.value.headers)
        self.table.show_rows(rows, self._draft.added)

    def show_mark(self) -> None:
        """Show the evidence, else who wins where two write the same header."""
        super().show_mark()
        draft = getattr(self, "_draft", None)
        if draft is not None and draft.conflict and not self.check.text:
            self.check.show_check(draft.conflict, "odd")


AUTH, PARAMS, HEADERS, BODY, OPTIONS = range(5)


class RequestPane(QWidget):
    """Puts the tabs together; the owner of the request is asked for every change."""

    def __init__(
        self, current: CurrentRequest, tools: Tools, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        name_pane(self, "request_pane")
        self._current = current
        self.draft = Draft(current, tools)
        self.draft.setParent(self)  # it goes with the pane, else it would go on looking
        self.auth = AuthTab(current, self.draft, tools)
        self.params = ParamsTab(current, tools)
        self.headers = HeadersTab(current, self.draft, tools)
        self.body = BodyTab(current, self.draft, tools)
        self.options = OptionsTab(current, self.draft, tools)
        self.tabs = UnderlineTabs(tools.theme, tr("Parts of the request"))
        keep_as("request_part", self.tabs)
        self._options_button = IconButton(tools.theme, "sliders-horizontal", tr("Options"))
        self._options_button.setCheckable(True)
        self._stack = QStackedLayout()
        self._lay_out()
        self.tabs.currentChanged.connect(self._turn)
        self._options_button.clicked.connect(self._turn_options)
        current.changed.connect(self._mark_tabs)
        current.marked.connect(self._mark_tabs)
        current.focus_wanted.connect(self.focus_field)
        self.draft.renewed.connect(self._mark_tabs)
        self._mark_tabs()

    def focus_field(self, path: str) -> None:
        """Show the tab that has this field and give the field the focus."""
        pages = (self.auth, self.params, self.headers, self.body, self.options)
        first = path.partition(".")[0]
        index = {"query": PARAMS, "headers": HEADERS, "body": BODY, "options": OPTIONS}.get(
            first, AUTH
        )
        if first in {"url", "method"}:
            return
        self.show_part(index)
        pages[index].focus_field(path)

    def show_part(self, index: int) -> None:
        """Show Auth, Params, Headers, Body or the options."""
        if index == OPTIONS:
            self._turn_options()
        else:
            self.tabs.setCurrentIndex(index)
            self._turn(index)

    def _lay_out(self) -> None:
        for word in (tr("Auth"), tr("Params"), tr("Headers"), tr("Body")):
            self.tabs.addTab(word)
        top = QHBoxLayout()
        top.setContentsMargins(6, 0, 10, 0)
        top.setSpacing(4)
        top.addWidget(self.tabs, 1)
        top.addWidget(self._options_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Line())
        column.addLayout(self._stack, 1)
        # After the stack has a parent: a page without one would be shown as a window.
        for page in (self.auth, self.params, self.headers, self.body, self.options):
            self._stack.addWidget(page)

    def _turn(self, index: int) -> None:
        self._options_button.setChecked(False)
        self._stack.setCurrentIndex(index)

    def _turn_options(self) -> None:
        on = self._stack.currentIndex() != OPTIONS
        self._options_button.setChecked(on)
        self._stack.setCurrentIndex(OPTIONS if on else self.tabs.currentIndex())

    def _mark_tabs(self) -> None:
        request, marks = self._current.value, self._current.marks
        marked = {mark.field.partition(".")[0] for mark in marks}
        self.tabs.set_mark(AUTH, TabMark(wrong=self.auth.wrong))
        params = sum(row.enabled for row in request.query)
        self.tabs.set_mark(PARAMS, TabMark(badge=params, wrong="query" in marked))
        headers = sum(row.enabled for row in request.headers) + len(self.draft.added)
        self.tabs.set_mark(HEADERS, TabMark(badge=headers, wrong="headers" in marked))
        body = int(not isinstance(request.body, NoBody))
        self.tabs.set_mark(BODY, TabMark(badge=body, wrong="body" in marked))
