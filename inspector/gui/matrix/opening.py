"""Opens the attempt of a cell as a tab of its own; opening it again shows that tab."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.model.matrix import Cell
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


class Opening(QObject):
    """Judges the attempt away from the window's thread, then shows it."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._asked = ""  # the attempt on its way to a tab: a double click must not open two

    def open(self, cell: Cell | None) -> None:
        """Show the attempt of a cell; one that was not sent has none, and says why."""
        if cell is None:
            return
        if cell.attempt is None:
            self._tools.notices.say(tr("Nothing was sent: {why}", why=cell.not_run))
            return
        shown = self._tab_of(cell.attempt.id)
        if shown is not None:
            self._tools.tabs.activate(shown)
        elif self._asked != cell.attempt.id:
            self._asked = cell.attempt.id
            job = self._tools.background.compute(self._tools.workbench.answer, cell.attempt)
            job.succeeded.connect(lambda answer: self._show(answer, cell))
            job.ended.connect(self._arrived)

    def _tab_of(self, identity: str) -> RequestDocument | None:
        for document in self._tools.tabs.documents:
            if isinstance(document, RequestDocument) and any(
                answer.attempt.id == identity for answer in document.attempts.answers
            ):
                return document
        return None

    def _show(self, answer: "Answer", cell: Cell) -> None:
        document = RequestDocument(answer.attempt.request)
        document.attempts.add(answer)
        document.set_notice(
            tr(
                "From the credential matrix: {request} with {credential}.",
                request=cell.request,
                credential=cell.credential,
            )
        )
        self._tools.tabs.open(document)

    def _arrived(self) -> None:
        self._asked = ""
