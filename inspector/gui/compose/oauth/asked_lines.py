"""What stands under issuer, client ID and scope: what the issuer publishes, and what it offers."""

from inspector.gui.compose.form import Form
from inspector.gui.compose.oauth.client_row import ClientRow
from inspector.gui.compose.oauth.issuer_row import IssuerRow
from inspector.gui.compose.oauth.issuer_search import IssuerSearch
from inspector.gui.compose.oauth.scope_completer import ScopeCompleter
from inspector.gui.forms.editors import TextEditor
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.label import InlineCheck

_ISSUER, _CLIENT, SCOPE = "credential.issuer", "credential.client_id", "credential.scope"


class AskedLines:
    """Adds its lines to a form. search: what is known of the issuer; scopes: their remark."""

    def __init__(self, form: Form, current: CurrentRequest, tools: Tools) -> None:
        self.search = IssuerSearch(current, tools, form)
        self.issuer = IssuerRow(tools.theme, self.search)
        self.client = ClientRow(current, self.search, tools)
        self.scopes = InlineCheck(tools.theme)
        form.add_below(_ISSUER, self.issuer)
        form.add_below(SCOPE, self.scopes)
        form.insert_after(_CLIENT, self.client)
        scope = form.fields[SCOPE].editor
        if isinstance(scope, TextEditor):
            ScopeCompleter(scope, self._offered)

    def _offered(self) -> tuple[str, ...]:
        found = self.search.metadata
        return found.scopes if found is not None else ()
