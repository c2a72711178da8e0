"""The screen that tries credentials against requests: choose, see the cost, run, read the grid."""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from inspector.compare.matrix_writing import ENDINGS, written
from inspector.gui.export.file_saving import Asked, FileSaving
from inspector.gui.matrix.choice_pane import ChoicePane
from inspector.gui.matrix.consent_card import ConsentCard
from inspector.gui.matrix.grid_view import GridCard
from inspector.gui.matrix.known_choices import retold
from inspector.gui.matrix.matrix_document import MatrixDocument
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.page import Page
from inspector.gui.widgets.scrolled import Scrolled
from inspector.model.matrix import Candidate, Cell, Matrix
from inspector.presentation.matrix.matrix_summary import summary
from inspector.wording import tr
from inspector.workbench.probing.matrix_plan import jobs, plan

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


# ---------------- Saves a matrix to a file
class Saving(FileSaving):
    """Writes the result of a run."""

    def ask(self, matrix: Matrix) -> None:
        """Let the user choose the file."""
        asked = Asked(tr("Export the matrix"), "matrix.md", ENDINGS)
        self.choose(asked, lambda path: self.write(matrix, path))

    def write(self, matrix: Matrix, path: Path) -> None:
        """Write the file and say so."""
        known = self._tools.vault.known_values()
        self.save(path, lambda: written(matrix, path.suffix, known))


# ---------------- Opens the attempt of a cell as a tab of its own
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
            gone = tr("The attempt is not in the history any more.")
            said = tr("Nothing was sent: {why}", why=cell.not_run) if cell.not_run else gone
            self._tools.notices.say(said)
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


_LOWEST = 220  # the grid never becomes lower: the page scrolls then
_NARROW = 720


class MatrixPage(Page):
    """Holds one matrix; without consent only reading methods, credentials to their own hosts."""

    def __init__(
        self, document: MatrixDocument, tools: Tools, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            tr("Credentials against requests"),
            tr(
                "Unless you agree: only GET, HEAD and OPTIONS, credentials only to their own hosts."
            ),
            parent,
        )
        self._tools = tools
        self.consent = ConsentCard(tools.theme)
        self.choice = ChoicePane(tools, document, self.consent)
        self.results = GridCard(tools.theme)
        self._running = document.run
        self._opening = Opening(tools, self)
        self._saving = Saving(tools, self)
        self.export = Button(tools.theme, tr("Export"), "secondary", "download")
        self.export.setObjectName("matrix_export")
        self.export.hide()
        self.add_icon(tools.theme, "columns-3")
        self.add_action(self.export)
        self._lay_out()
        self._connect()
        self._begin()

    @property
    def matrix(self) -> Matrix:
        """What came of the last run; empty before its end."""
        return self._running.matrix

    def showEvent(self, event: QShowEvent) -> None:
        """List what was opened or changed meanwhile."""
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(0, self, self._renew)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave the grid the larger part; in a narrow page it stands below the choice."""
        px, way = self._tools.theme.px, QBoxLayout.Direction
        narrow = self.width() < px(_NARROW)
        self._sides.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self.choice.fit(self.width(), below=narrow)
        self.results.setMinimumHeight(px(_LOWEST))

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.consent)
        right.addWidget(self.results, 1)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(12)
        self._sides.addWidget(self.choice)
        self._sides.addLayout(right, 1)
        whole = Scrolled()
        whole.column.setContentsMargins(0, 0, 0, 0)
        whole.column.addLayout(self._sides, 1)
        self.column.addWidget(whole, 1)

    def _connect(self) -> None:
        self.choice.changed.connect(self._choose)
        self.choice.run.run_asked.connect(self._run)
        self.choice.run.stop_asked.connect(self._running.stop)
        self._running.came.connect(self._take)
        self._running.finished.connect(self._finish)
        self._running.over.connect(self._over)
        self._tools.theme.changed.connect(self._fit)
        self._tools.choices.changed.connect(self._retell)
        self.results.grid.asked.connect(self._open)
        self.export.clicked.connect(self._export)
        self._tools.actions.provide(
            "stop", lambda _: self._running.stop(), self, lambda: self._running.busy
        )

    def _renew(self) -> None:
        if not self._running.busy:
            self.choice.renew()

    def _retell(self, _choice: object) -> None:
        """Name persons only where the view allows it, in what was sent, too."""
        self.choice.retell(busy=self._running.busy)
        if self._running.busy or self._running.cells:
            self.results.model.retell(self._sent())

    def _sent(self) -> tuple[Candidate, ...]:
        hidden = self._tools.choices.value.presentation
        return retold(self._running.sent.candidates, self.choice.candidates, hidden=hidden)

    def _begin(self) -> None:
        """Show what a page before this one had."""
        run = self._running
        if run.busy or run.cells:
            self._show_run()
        if run.matrix.cells:
            self._sum_up(run.matrix)
        self._choose()

    # ------------------------------------------------------------ before a run
    def _choose(self) -> None:
        """State the cost; the results of a run stay until the next one."""
        if self._running.busy:
            return
        self.choice.show_cost()
        if not self._running.cells:
            wanted = self.choice.wanted()
            refused = plan(wanted).refused
            made = (
                ()
                if refused
                else jobs(wanted.subjects, wanted.candidates, wanted.scope, wanted.terms)
            )
            self.results.model.preview(wanted.subjects, wanted.candidates, made)

    # ------------------------------------------------------------ a run
    def _run(self) -> None:
        self._running.begin(self.choice.wanted())
        self._show_run()

    def _show_run(self) -> None:
        sent = self._running.sent
        self.export.hide()
        self.results.model.begin(sent.subjects, self._sent())
        for cell in self._running.cells:
            self.results.model.take(cell)
        if self._running.busy:
            self.choice.set_busy(busy=True)
            self._say(tr("Trying credentials against requests"), self.lead.text())
            self._progress()

    def _take(self, cell: Cell) -> None:
        self.results.model.take(cell)
        self._progress()

    def _progress(self) -> None:
        sent = self._running.sent
        total = len(sent.subjects) * len(sent.candidates)
        self.choice.run.show_progress(self.results.model.done, total)

    def _finish(self, matrix: Matrix) -> None:
        for cell in matrix.cells:
            self.results.model.take(cell)
        self._sum_up(matrix)
        self._announce(f"{self.title.text()}. {self.lead.text()}")

    def _sum_up(self, matrix: Matrix) -> None:
        bare = frozenset(
            place
            for place, one in enumerate(self._running.sent.candidates)
            if not one.credential.is_given
        )
        said = summary(matrix, bare)
        self._say(said.title, said.text)
        self.export.show()

    def _over(self) -> None:
        self.choice.end()
        self._choose()

    def _open(self, row: int, column: int) -> None:
        model = self.results.model
        self._opening.open(model.cell(model.index(row, column)))

    def _export(self) -> None:
        """Export what is shown; persons are named only where the view allows it."""
        details = tuple(one.detail for one in self._sent())
        self._saving.ask(msgspec.structs.replace(self.matrix, details=details))

    # ------------------------------------------------------------ words
    def _say(self, title: str, text: str) -> None:
        self.title.setText(title)
        self.setAccessibleName(title)
        self.lead.setText(text)

    def _announce(self, text: str) -> None:
        event = QAccessibleAnnouncementEvent(self, text)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
        self.setAccessibleDescription(text)
