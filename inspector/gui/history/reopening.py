"""Opens attempts of the history as tabs, and says since when a request fails."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.presentation.history.attempt_words import when
from inspector.protocol.methods import SAFE
from inspector.wording import tr
from inspector.wording.dates import day_and_time

if TYPE_CHECKING:
    from inspector.record import Kept, Row


class Reopening(QObject):
    """Each attempt opens once; opening it again shows its tab."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools

    def open(self, row: "Row", *, keep: bool) -> None:
        """Show an attempt in a tab; keep: not as a preview."""
        known = self._tab_of(row.id)
        if known is not None:
            self._tools.tabs.activate(known)
            if keep:
                known.set_preview(False)
            return
        job = self._tools.history.load(row.key)
        job.succeeded.connect(lambda kept: self._show(row, kept, keep=keep))

    def resend(self, row: "Row") -> None:
        """Send the request of an attempt again, in a tab of its own."""
        job = self._tools.history.load(row.key)
        job.succeeded.connect(lambda kept: self._send(row, kept))

    def since_when(self, row: "Row") -> None:
        """Say when the request last worked and when it was first refused after that."""
        job = self._tools.history.turn(row.key)
        job.succeeded.connect(lambda found: self._tell(row, found))

    def _tab_of(self, identity: str) -> RequestDocument | None:
        for document in self._tools.tabs.documents:
            if isinstance(document, RequestDocument):
                answer = document.attempts.current
                if answer is not None and answer.attempt.id == identity:
                    return document
        return None

    def _show(self, row: "Row", kept: "Kept | None", *, keep: bool) -> RequestDocument | None:
        if kept is None:
            self._tools.notices.warn(tr("This attempt is no longer in the history."))
            return None
        from inspector.workbench.answer import Answer  # noqa: PLC0415 - loaded by the history

        request = kept.attempt.request
        document = RequestDocument(request, "request" if request is not None else "reply")
        document.set_title(row.host)
        document.attempts.add(
            Answer(attempt=kept.attempt, annotations=kept.annotations, verdict=kept.verdict)
        )
        document.set_notice(_notice(row, kept))
        document.set_preview(not keep)
        self._tools.tabs.open(document)
        return document

    def _send(self, row: "Row", kept: "Kept | None") -> None:
        if kept is not None and kept.attempt.source == "log":
            self._send_line(row, kept)
            return
        document = self._show(row, kept, keep=True)
        if document is None:
            return
        if document.kind == "request":
            self._tools.actions.run("send")
        else:
            self._tools.notices.say(tr("Only its reply is known; paste its request to send it."))

    def _send_line(self, row: "Row", kept: "Kept") -> None:
        """Open the address that a log's line names, and send it where that only reads."""
        from inspector.workbench.applying.recorded import request_of  # noqa: PLC0415 - rarely wanted

        request = request_of(kept.attempt.exchanges[0].request)
        if not row.host or request is None:
            self._show(row, kept, keep=True)
            self._tools.notices.say(
                tr("The log does not name the host: keep it once more with the host to send it.")
            )
            return
        document = RequestDocument(request)
        document.set_notice(tr("From the line of a log: only its method and address are known."))
        self._tools.tabs.open(document)
        if row.scheme:
            self._tools.notices.say(
                tr("The address held a secret, which is not kept: put it in, then send.")
            )
        elif row.method in SAFE:
            self._tools.actions.run("send")
        else:
            self._tools.notices.say(
                tr("{method} may change something: look at it, then send.", method=row.method)
            )

    def _tell(self, row: "Row", found: "tuple[Row, Row] | None") -> None:
        if found is None:
            self._tools.notices.say(tr("As far back as the history goes it never worked."))
            return
        good, bad = found
        now = row.time.astimezone()
        self._tools.notices.say(
            tr(
                "It last worked {good} and was first refused {bad}.",
                good=when(good, now),
                bad=when(bad, now),
            ),
            tr("Open"),
            lambda: self.open(bad, keep=True),
            (tr("Compare"), lambda: self._compare(good, bad)),
        )

    def _compare(self, good: "Row", bad: "Row") -> None:
        self._tools.actions.run("show-compare", (good, bad))


def _notice(row: "Row", kept: "Kept") -> str:
    local = row.time.astimezone()
    if kept.attempt.source == "log":
        return tr(
            "From a log: {date}. Only the line is known, neither header lines nor bodies.",
            date=day_and_time(local),
        )
    return tr(
        "From the history: {date}. Its secrets are masked; sending uses those of the vault.",
        date=day_and_time(local),
    )
