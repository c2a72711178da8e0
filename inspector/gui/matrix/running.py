"""Runs a matrix away from the window's thread; what was sent goes to the history."""

from PySide6.QtCore import QObject, Signal

from inspector.gui.bridge.job import Job
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.model.matrix import Cell, Matrix
from inspector.wording import tr
from inspector.workbench.probing.matrix_plan import Wanted


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
