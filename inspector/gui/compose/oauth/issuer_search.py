"""Asks the issuer what it publishes, a moment after it was typed; strangers only when told to."""

from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.compose.variables import fill
from inspector.gui.compose.oauth.oauth_credential import oauth_of
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.protocol.discovery import is_address
from inspector.protocol.oauth.server_metadata import ServerMetadata
from inspector.protocol.urls import host_of
from inspector.workbench.login_provider import FoundProvider, odd_issuer

TYPING_PAUSE = 400  # milliseconds without typing
State = Literal["nothing", "stranger", "asking", "found", "odd", "failed"]


class IssuerSearch(QObject):
    """Owner of what is known of the issuer of one request; changed(): it is something else.

    host: of the issuer. A stranger is a host that neither the request nor the environment names.
    """

    changed = Signal()

    def __init__(self, current: CurrentRequest, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._current, self._tools = current, tools
        self._issuer = ""
        self.state: State = "nothing"
        self.found: FoundProvider | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._look)
        current.changed.connect(self._follow)
        tools.environments.changed.connect(self._follow)
        self._follow()

    @property
    def issuer(self) -> str:
        """The issuer with its variables filled in."""
        typed = oauth_of(self._current.value).issuer.strip()
        return fill(typed, self._tools.environments.scope()).text if typed else ""

    @property
    def host(self) -> str:
        """Its host."""
        return host_of(self._issuer)

    @property
    def metadata(self) -> ServerMetadata | None:
        """What the issuer publishes; None where it speaks for another, or nothing is known."""
        found = self.found.metadata if self.found is not None else None
        return found if self.state == "found" else None

    def ask(self) -> None:
        """Ask the issuer now."""
        issuer, bench = self._issuer, self._tools.workbench
        if not is_address(issuer):
            return
        self._show("asking", None)
        job = self._tools.background.start(
            lambda _report: bench.tokens.find_provider(issuer, bench.plain)
        )
        job.succeeded.connect(self._take)

    def _follow(self) -> None:
        issuer = self.issuer
        if issuer == self._issuer:
            return
        self._issuer = issuer
        known = self._tools.workbench.tokens.published(issuer) if issuer else None
        if known is not None and known.metadata is not None:
            self._take(known)
            return
        self._show("nothing", None)
        if is_address(issuer) and self.host:
            self._pause.start()
        else:
            self._pause.stop()

    def _look(self) -> None:
        if self.host in self._known_hosts():
            self.ask()
        else:
            self._show("stranger", None)

    def _take(self, found: FoundProvider) -> None:
        if found.issuer != self._issuer:
            return  # another was typed meanwhile
        if found.metadata is None:
            self._show("failed", found)
        else:
            self._show("odd" if odd_issuer(found) else "found", found)

    def _known_hosts(self) -> frozenset[str]:
        """Return the hosts that the request and its environment name."""
        environments = self._tools.environments
        scope = environments.scope()
        address = fill(self._current.value.url, scope).text
        texts = (address, *scope.variables.values())
        hosts = (host_of(text) for text in texts if is_address(text))
        return frozenset(host for host in hosts if host)

    def _show(self, state: State, found: FoundProvider | None) -> None:
        self.state, self.found = state, found
        self.changed.emit()
