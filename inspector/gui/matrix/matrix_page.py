"""The screen that tries credentials against requests: choose, see the cost, run, read the grid."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector.compare.matrix_writing import ENDINGS, written
from inspector.disk.atomic import write_file
from inspector.gui.bridge.job import Job
from inspector.gui.matrix.grid_model import GridModel
from inspector.gui.matrix.known_choices import known_candidates, known_subjects
from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.label import FieldLabel, Label
from inspector.gui.widgets.page import Page
from inspector.model.collection import Problem
from inspector.model.matrix import Cell, Matrix
from inspector.wording import tr, tr_n
from inspector.workbench.matrix_plan import Wanted, plan

_LEFT, _COLUMN, _NAME = 300, 230, 190


class MatrixPage(Page):
    """Holds one matrix; only reading methods, only to the hosts the credentials are for."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Credentials against requests"),
            tr("Only GET, HEAD and OPTIONS are sent, a credential only to its own host."),
            parent,
        )
        self._document = document
        self._tools = tools
        self._job: Job | None = None
        self._dialog: QFileDialog | None = None
        self.matrix = Matrix()
        self.subjects, self.candidates = known_subjects(tools), known_candidates(tools)
        self.requests = _list("matrix_requests", [one.label for one in self.subjects])
        self.credentials = _list("matrix_credentials", [one.label for one in self.candidates])
        self.cost = Label("", "small", wrap=True)
        self.run_button = Button(tools.theme, tr("Run"), "primary", "play")
        self.run_button.setObjectName("matrix_run")
        self.export = Button(tools.theme, tr("Export"), "secondary", "download")
        self.model = GridModel(tools.theme, self)
        self.grid = self._made_grid()
        self.empty = EmptyState(
            tools.theme,
            tr("Nothing tried yet"),
            tr("Tick requests and credentials at the left, look at the cost, and press Run."),
            "columns-3",
        )
        self._lay_out()
        self._connect()
        self._count()

    def _made_grid(self) -> QTableView:
        px = self._tools.theme.px
        grid = QTableView()
        grid.setObjectName("matrix_grid")
        grid.setAccessibleName(tr("Results, a row for each request, a column for each credential"))
        grid.setModel(self.model)
        grid.setTabKeyNavigation(False)
        grid.horizontalHeader().setDefaultSectionSize(px(_COLUMN))
        grid.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        grid.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        grid.verticalHeader().setDefaultSectionSize(px(34))
        grid.verticalHeader().setMaximumWidth(px(_NAME))
        grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        return grid

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        for title, part in ((tr("Requests"), self.requests), (tr("Credentials"), self.credentials)):
            part.setFixedWidth(self._tools.theme.px(_LEFT))
            left.addWidget(FieldLabel(title, part))
            left.addWidget(part, 1)
        self.cost.setFixedWidth(self._tools.theme.px(_LEFT))
        left.addWidget(self.cost)
        left.addWidget(self.run_button)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(left)
        row.addWidget(self.grid, 1)
        row.addWidget(self.empty, 1)
        self.grid.hide()
        self.column.addLayout(row, 1)
        self.add_action(self.export)
        self.export.setEnabled(False)

    def _connect(self) -> None:
        self.requests.itemChanged.connect(self._count)
        self.credentials.itemChanged.connect(self._count)
        self.run_button.clicked.connect(self._run_or_stop)
        self.export.clicked.connect(self._ask_name)
        self.grid.activated.connect(self._open)
        self._tools.tabs.closed.connect(self._closed)

    def wanted(self) -> Wanted:
        """Return what is ticked."""
        return Wanted(
            subjects=tuple(self.subjects[place] for place in _ticked(self.requests)),
            candidates=tuple(self.candidates[place] for place in _ticked(self.credentials)),
            scope=self._tools.environments.scope(),
        )

    def _count(self) -> None:
        cost = plan(self.wanted())
        sent = tr_n("{count} request at most", "{count} requests at most", cost.exchanges)
        held = tr_n("{count} cell is not run", "{count} cells are not run", cost.held)
        methods = ", ".join(cost.methods)
        known = (sent, tr("{methods} only", methods=methods) if methods else "")
        said = [each for each in (*known, held if cost.held else "") if each]
        self.cost.setText(cost.refused or "; ".join(said))
        running = self._job is not None
        self.run_button.setEnabled(running or bool(cost.exchanges and not cost.refused))

    def _run_or_stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            return
        wanted, workbench = self.wanted(), self._tools.workbench
        self.empty.hide()
        self.grid.show()
        self.model.begin(wanted.subjects, wanted.candidates)
        self._job = self._tools.background.start(lambda report: workbench.matrix(wanted, report))
        self._job.progressed.connect(self._take)
        self._job.succeeded.connect(self._finish)
        self._job.failed.connect(self._failed)
        self._job.ended.connect(self._over)
        self.run_button.set_text(tr("Stop"))

    def _closed(self, document: object) -> None:
        """Send nothing more once the tab is gone."""
        if document is self._document and self._job is not None:
            self._job.cancel()

    def _take(self, news: tuple[Cell, ...]) -> None:
        for cell in news:
            self.model.take(cell)

    def _finish(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self._take(matrix.cells)
        self.export.setEnabled(True)

    def _failed(self, error: Exception) -> None:
        """Say that it broke off; what came so far stays."""
        self._tools.notices.warn(tr("The program made a mistake; Help > Log has the details."))
        raise error

    def _over(self) -> None:
        self._job = None
        self.run_button.set_text(tr("Run"))
        self._count()

    def _open(self, index: QModelIndex) -> None:
        """Open the attempt of a cell as a tab."""
        cell = self.model.cell(index)
        if cell is None or cell.attempt is None:
            return
        job = self._tools.background.compute(self._tools.workbench.answer, cell.attempt)
        job.succeeded.connect(self._show_answer)

    def _show_answer(self, answer: object) -> None:
        document = RequestDocument(answer.attempt.request)  # type: ignore[attr-defined] # an Answer
        document.attempts.add(answer)  # type: ignore[arg-type] # as above
        self._tools.tabs.open(document)

    def _ask_name(self) -> None:
        dialog = QFileDialog(QApplication.activeWindow(), tr("Export the matrix"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{title} (*{ending})" for ending, title in ENDINGS.items()])
        dialog.selectFile("matrix.md")
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()
        self._dialog = dialog

    def write(self, path: Path) -> None:
        """Write the matrix by the ending of the name, and say so."""
        known = self._tools.vault.known_values()
        job = self._tools.background.compute(_save, self.matrix, path, known)
        job.succeeded.connect(lambda problem: self._tell(problem, path))

    def _tell(self, problem: Problem | None, path: Path) -> None:
        if problem is None:
            self._tools.notices.say(tr("Saved {name}, secrets masked.", name=path.name))
        else:
            self._tools.notices.warn(f"{problem.what} {problem.todo}")


def _save(matrix: Matrix, path: Path, known: tuple[str, ...]) -> Problem | None:
    return write_file(path, written(matrix, path.suffix, known).encode())


def _list(name: str, labels: list[str]) -> QListWidget:
    made = QListWidget()
    made.setObjectName(name)
    made.setSpacing(3)
    made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for label in labels:
        item = QListWidgetItem(label, made)
        item.setToolTip(label)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
    return made


def _ticked(shown: QListWidget) -> list[int]:
    checked = Qt.CheckState.Checked
    return [place for place in range(shown.count()) if shown.item(place).checkState() is checked]
