"""The options of a request: how it is sent."""

from PySide6.QtWidgets import QLineEdit

from inspector.gui.compose.draft import PROXY_KIND, Draft, with_value
from inspector.gui.compose.draft import PROXY_LOGIN as _LOGIN
from inspector.gui.compose.form import Form
from inspector.gui.compose.url_bar import without_login
from inspector.gui.forms.form_field import FormField
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.scrolled import Scrolled
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.proxy_login import BY_PASSWORD, BY_TICKET, choices
from inspector.model.request import Request
from inspector.wording import tr

_MOST_REDIRECTS = 1000
_TLS = ("1.0", "1.1", "1.2", "1.3")


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
            hint=tr("An address, “none”, or “system”: what the settings and your system say."),
        ),
        *_proxy_login_fields(),
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


def _proxy_login_fields() -> tuple[FormField, ...]:
    by_password, by_ticket = (PROXY_KIND, BY_PASSWORD), (PROXY_KIND, BY_TICKET)
    return (
        FormField(PROXY_KIND, tr("Login at the proxy"), "choice", choices()),
        FormField(f"{_LOGIN}.user", tr("Proxy user"), half=True, when=by_password),
        FormField(
            f"{_LOGIN}.password", tr("Proxy password"), "secret", half=True, when=by_password
        ),
        FormField(
            f"{_LOGIN}.service",
            tr("The proxy's service (SPN)"),
            placeholder="HTTP@proxy.example.com",
            when=by_ticket,
        ),
    )


def _trust_fields() -> tuple[FormField, ...]:
    lowest = (("", tr("As the system")), *((each, f"TLS {each}") for each in _TLS))
    return (
        FormField("options.verify_tls", tr("Check the server's certificate"), "switch"),
        FormField("options.ca_file", tr("Extra certificate authority"), "file", placeholder=".pem"),
        FormField("options.tls_min", tr("Lowest TLS version"), "choice", lowest),
        FormField(
            "options.client_certificate", tr("Client certificate"), "file", placeholder=".p12"
        ),
        FormField("options.client_key", tr("Key of the client certificate"), "file"),
        FormField("options.client_passphrase", tr("Passphrase of the key"), "secret"),
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
