"""Runs the demo cards: starts the practice server, opens a tab, sends; stops it afterwards."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.state.tools import Tools
from inspector.protocol.urls import authority_of
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.mocklab import MockLab

FIRST = "expired-token"
_LATER = 200


class PracticeRuns(QObject):
    """The command "demo"; its argument is a scenario's slug."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        tools.actions.provide("demo", self._run)
        tools.tabs.opened.connect(self._opened)
        tools.tabs.closed.connect(self._closed)
        tools.tabs.activated.connect(self._activated)

    def run(self, slug: str) -> None:
        """Start the server if need be, then open and send that scenario's request."""
        job = self._tools.lab.start()
        job.succeeded.connect(lambda server: self._open(server, slug))
        job.failed.connect(self._tell)

    def _run(self, slug: object) -> None:
        self.run(slug if isinstance(slug, str) else FIRST)

    def _open(self, server: "MockLab", slug: str) -> None:
        document = RequestDocument(server.practice(slug).request)
        document.practice = slug
        self._prepare(document, server)
        self._tools.tabs.open(document)
        self._tools.actions.run("send")

    def _prepare(self, document: RequestDocument, server: "MockLab") -> None:
        practice = server.practice(document.practice)
        self._tools.vault.hold(practice.secrets)
        document.renewal = practice.renewal
        document.set_notice(tr("Practice server on this computer. Nothing left your machine."))

    def _tell(self, error: Exception) -> None:
        problem = getattr(error, "problem", None)
        if problem is None:
            raise error
        self._tools.notices.warn(f"{problem.what} {problem.todo}")

    def _activated(self, document: Document) -> None:
        """Start the server for a practice tab that was reopened or comes from the last run."""
        if not isinstance(document, RequestDocument) or not document.practice:
            return
        if not self._tools.lab.address:
            # A little later: while the program starts, the window comes first.
            QTimer.singleShot(_LATER, document, lambda: self._revive(document))

    def _revive(self, document: RequestDocument) -> None:
        job = self._tools.lab.start(_port(document.current.value.url))
        job.succeeded.connect(lambda server: self._make_anew(document, server))
        job.failed.connect(self._tell)

    def _make_anew(self, document: RequestDocument, server: "MockLab") -> None:
        """Give the tab the new server's addresses and made-up secrets."""
        self._prepare(document, server)
        request = server.practice(document.practice).request
        document.current.replace(request, tr("Start the practice server again"))

    def _closed(self, document: Document) -> None:
        if _is_practice(document):
            self._tools.lab.leave(document)

    def _opened(self, document: Document, _index: int) -> None:
        if _is_practice(document):
            self._tools.lab.use(document)


def _is_practice(document: Document) -> bool:
    return isinstance(document, RequestDocument) and bool(document.practice)


def _port(url: str) -> int:
    """Return the port of the practice server in a URL, 0 (a free one) where there is none."""
    port = authority_of(url).rpartition(":")[2]
    return int(port) if port.isdigit() else 0
