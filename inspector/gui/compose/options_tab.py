"""How a request is sent: times, redirects, trust, proxy, version; each a row from data."""

from inspector.gui.compose.draft import Draft
from inspector.gui.compose.form import Form
from inspector.gui.compose.form_field import FormField
from inspector.gui.compose.scrolled import Scrolled
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.label import Label
from inspector.wording import tr

_LOGIN = "options.proxy_credential"


def fields() -> tuple[FormField, ...]:
    """Return the rows."""
    versions = (("auto", tr("As agreed with the server")), ("1.1", "HTTP/1.1"), ("2", "HTTP/2"))
    return (
        FormField("options.timeout", tr("Time limit for each exchange"), "seconds"),
        FormField("options.http_version", tr("HTTP version"), "choice", versions),
        FormField("options.follow_redirects", tr("Follow redirects"), "switch"),
        FormField("options.max_redirects", tr("Redirects at most"), "number"),
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
        FormField("options.use_cookies", tr("Return cookies within one send"), "switch"),
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
        self.form = Form(fields(), current, draft, tools)
        self.column.addWidget(Label(tr("How it is sent"), "heading"))
        self.column.addWidget(self.form)
        self.column.addStretch(1)

    def focus_field(self, path: str) -> bool:
        """Give the row at a path the focus."""
        wanted = f"{path}.password" if path == _LOGIN else path
        field = self.form.field(wanted)
        if field is None:
            return False
        self.ensureWidgetVisible(field)
        field.take_focus()
        return True
