"""The commands that write the active tab's request as code."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inspector.compose.scope import Scope
from inspector.gui.export.code_document import CodeDocument, write
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.clipboard import copy_text
from inspector.model.request import Request
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.attempts.as_code import Code

_CURL = "curl"


class Coding(QObject):
    """show-code, and copy-curl-runnable."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        tools.actions.provide("show-code", lambda _: self._show(), when=self._has_request)
        tools.actions.provide("copy-curl-runnable", lambda _: self._copy(), when=self._has_request)

    def _show(self) -> None:
        tab = self._tools.tabs.active_request
        if tab is not None:
            request, scope = self._asked(tab)
            self._tools.tabs.open(CodeDocument(request, scope, tab.title))

    def _copy(self) -> None:
        tab = self._tools.tabs.active_request
        if tab is not None:
            job = write(self._tools, *self._asked(tab), (_CURL,))
            job.succeeded.connect(self._written)

    def _written(self, code: "Code") -> None:
        refused = code.failure or code.snippets[_CURL].refused
        if refused:
            self._tools.notices.warn(refused)
            return
        copy_text(code.runnable(_CURL))
        said = (
            tr("Copied as cURL. A command reads its secrets from the vault when it is run.")
            if code.reading(_CURL)
            else tr("Copied as cURL, variables in place of secrets.")
        )
        self._tools.notices.say(said)

    def _asked(self, tab: RequestDocument) -> tuple[Request, Scope]:
        return tab.inherit(tab.current.value), self._tools.environments.scope()

    def _has_request(self) -> bool:
        tab = self._tools.tabs.active_request
        return tab is not None and tab.kind == "request" and bool(tab.current.value.url)
