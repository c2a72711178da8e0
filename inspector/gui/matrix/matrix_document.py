"""The tab of a credential matrix: what is ticked, what was typed, and the run with its cells."""

from PySide6.QtCore import QObject, Signal

from inspector.gui.bridge.job import Job
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.model.kinds.none import NoCredential
from inspector.model.matrix import Candidate, Cell, Matrix, Subject
from inspector.model.request import Request
from inspector.protocol.methods import SAFE
from inspector.wording import tr
from inspector.workbench.probing.matrix_plan import Wanted


# ---------------- Runs a matrix away from the window's thread
class Running(QObject):
    """came(Cell): one has a result. finished(Matrix): all of them. over(): nothing runs now.

    sent: what the last run tries. cells: those that came. matrix: its result, empty before its end.
    """

    came = Signal(object)
    finished = Signal(object)
    over = Signal()

    def __init__(self, document: Document, tools: Tools) -> None:
        super().__init__(document)
        self._document = document
        self._tools = tools
        self._job: Job | None = None
        self.sent = Wanted()
        self.cells: list[Cell] = []
        self.matrix = Matrix()
        tools.tabs.closed.connect(self._closed)

    @property
    def busy(self) -> bool:
        """Whether cells are being sent."""
        return self._job is not None

    def begin(self, wanted: Wanted) -> None:
        """Send the cells, one after another."""
        workbench = self._tools.workbench
        self.sent, self.cells, self.matrix = wanted, [], Matrix()
        self._job = self._tools.background.start(lambda report: workbench.matrix(wanted, report))
        self._job.progressed.connect(self._take)
        self._job.succeeded.connect(self._finish)
        self._job.failed.connect(self._failed)
        self._job.ended.connect(self._end)
        self._tools.actions.refresh()

    def bring_back(self, sent: Wanted, matrix: Matrix) -> None:
        """Show what a run before this one of the program had sent."""
        self.sent, self.matrix, self.cells = sent, matrix, list(matrix.cells)

    def stop(self) -> None:
        """Send nothing more; what came stays."""
        if self._job is not None:
            self._job.cancel()

    def _take(self, news: tuple[Cell, ...]) -> None:
        keeps = self._tools.settings.flag("history.keep")
        for cell in news:
            if cell.attempt is not None and keeps:
                self._tools.history.keep_tried(cell.attempt)
            self.cells.append(cell)
            self.came.emit(cell)

    def _finish(self, matrix: Matrix) -> None:
        self.matrix, self.cells = matrix, list(matrix.cells)
        self.finished.emit(matrix)

    def _failed(self, error: Exception) -> None:
        self._tools.notices.warn(tr("The program made a mistake; Help > Log has the details."))
        raise error

    def _end(self) -> None:
        self._job = None
        self.over.emit()
        self._tools.actions.refresh()

    def _closed(self, document: object) -> None:
        """Send nothing more once the tab is gone: nobody could stop it then."""
        if document is self._document:
            self.stop()


class MatrixDocument(Document):
    """request: what it was asked for. chosen: what is ticked, None before anything was listed.

    typed: credentials added here. run: owner of the cells, which go on coming while no page shows
    them.
    """

    def __init__(self, tools: Tools, request: Request | None = None) -> None:
        super().__init__("matrix")
        self.request = request
        self.chosen: Wanted | None = None
        self.typed: tuple[Candidate, ...] = ()
        self.run = Running(self, tools)

    def ticked(self, subjects: tuple[Subject, ...], candidates: tuple[Candidate, ...]) -> Wanted:
        """Return what is to be ticked in these lists.

        At first it is the request it was asked for, without a credential and with its own; none
        where sending it may change something.
        """
        request = self.request
        if self.chosen is not None:
            return self.chosen
        if request is None or request.method not in SAFE:
            return Wanted()
        own = (NoCredential(), request.credential)
        return Wanted(
            subjects=tuple(one for one in subjects if one.request == request),
            candidates=tuple(one for one in candidates if one.credential in own),
        )
