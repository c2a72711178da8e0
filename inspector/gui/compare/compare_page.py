"""A tab with attempts side by side: the sentence, heads, lines, what changed, and the ladder."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from inspector.compare import Comparison
from inspector.export.words import certainty_words
from inspector.gui.bridge.job import Job
from inspector.gui.compare.changes_card import ChangesCard
from inspector.gui.compare.columns import Columns
from inspector.gui.compare.compared import Column, ComparedDocument
from inspector.gui.compare.heads_view import HeadsView
from inspector.gui.compare.labels import label_of
from inspector.gui.compare.lines_model import LinesModel
from inspector.gui.compare.lines_view import LinesView
from inspector.gui.compare.single_change import SingleChange, triable
from inspector.gui.compare.written import Writing
from inspector.gui.compose.scrolled import Scrolled
from inspector.gui.experiments.ladder_card import LadderCard
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.experiments import Tried
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.menu import Entry, menu_of
from inspector.gui.widgets.page import Page
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer

_RIGHT, _RIGHT_MOST = 300, 420


def compute(columns: tuple[Column, ...], known: tuple[str, ...]) -> Comparison:
    """Compare, away from the window's thread."""
    from inspector.compare import compare  # noqa: PLC0415 - with the first comparison

    works = frozenset(place for place, column in enumerate(columns) if column.works)
    labels = [column.label for column in columns]
    return compare([column.answer for column in columns], labels, known=known, works=works)


class ComparePage(Page):
    """Follows its document; every change of the columns is compared anew."""

    def __init__(
        self, document: ComparedDocument, tools: Tools, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Comparison"), " ", parent)
        self._document = document
        self._tools = tools
        self._job: Job | None = None
        self.comparison = Comparison(heads=())
        self.columns = Columns(tools.theme)
        self.model = LinesModel(self)
        self.lines = LinesView(tools.theme, self.model, self.columns)
        self.heads = HeadsView(tools.theme, self.columns)
        self.changes = ChangesCard(tools.theme)
        self.ladder = LadderCard(tools.theme)
        self._single = SingleChange(tools, self)
        self._writing = Writing(tools, self)
        self._lay_out()
        self._add_actions()
        self.lines.scrolled.connect(self.heads.follow)
        self.lines.resized.connect(self.heads.update)
        self.changes.try_asked.connect(self._try)
        document.changed.connect(self._compare)
        self._compare()

    # ------------------------------------------------------------ building
    def _lay_out(self) -> None:
        theme = self._tools.theme
        left = Card(theme, 1)
        left.column.setSpacing(0)
        left.column.addWidget(self.heads)
        left.column.addWidget(self.lines, 1)
        self._right = right = Scrolled()
        right.column.setContentsMargins(0, 0, 0, 0)
        right.column.setSpacing(12)
        right.column.addWidget(self.changes)
        right.column.addWidget(self.ladder)
        right.column.addStretch(1)
        theme.changed.connect(self._size)
        self._size()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(left, 1)
        row.addWidget(right)
        self.empty = EmptyState(
            theme,
            tr("Nothing to compare yet"),
            tr("Send a request twice and press Ctrl+D, or choose attempts in the history."),
            "columns-3",
        )
        self._content = row
        self.column.addLayout(row, 1)
        self.column.addWidget(self.empty, 1)
        self._parts = (left, right, self.changes, self.ladder)

    def _size(self) -> None:
        self._right.setFixedWidth(min(self._tools.theme.px(_RIGHT), _RIGHT_MOST))

    def _add_actions(self) -> None:
        theme = self._tools.theme
        self.add = Button(theme, tr("Add attempt"), "secondary", "plus")
        self.only = Button(theme, tr("Only differences"), "secondary", "filter")
        self.export = Button(theme, tr("Export"), "secondary", "download")
        self.only.setCheckable(True)
        self.only.toggled.connect(self.model.show_only_differences)
        self.add.clicked.connect(self._show_adding)
        self.export.clicked.connect(lambda: self._writing.ask(self.comparison))
        for button in (self.add, self.only, self.export):
            self.add_action(button)

    # ------------------------------------------------------------ comparing
    def _compare(self) -> None:
        columns = self._document.columns
        enough = len(columns) > 1
        for part in self._parts:
            part.setVisible(enough)
        self.ladder.setVisible(enough and self.ladder.needed)
        self.empty.setVisible(not enough)
        for button in (self.only, self.export):
            button.setVisible(enough)
        self.add.setEnabled(not self._document.full)
        if enough:
            job = self._tools.background.compute(compute, columns, self._tools.vault.known_values())
            self._job = job
            job.succeeded.connect(self._take)
        else:
            self.lead.hide()

    def _take(self, comparison: Comparison) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        self.show_comparison(comparison)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what was found."""
        self.comparison = comparison
        self.title.setText(comparison.title)
        self.lead.setText(_lead(comparison))
        self.lead.show()
        self.setAccessibleName(comparison.title)
        self.heads.show_comparison(comparison)
        self.model.show_comparison(comparison)
        self.changes.show_steps(comparison, triable(self._document.columns, comparison))
        self.ladder.show_tried(_tried(self._document.columns))

    def _try(self, place: int, change: str) -> None:
        before, after = self._document.columns[place : place + 2]
        self._single.send(before, after, change)

    # ------------------------------------------------------------ further attempts
    def _show_adding(self) -> None:
        entries = self._adding()
        corner = self.add.mapToGlobal(self.add.rect().bottomLeft())
        menu: QMenu = menu_of(self, entries, self._tools.theme)
        menu.popup(corner)

    def _adding(self) -> tuple[Entry, ...]:
        """Return what can be added: attempts of the open tabs, and what works elsewhere."""
        entries = [
            Entry(
                label_of(answer),
                lambda answer=answer, tab=tab: self._add(answer, tab),  # type: ignore[misc] # bound now
                "columns-3",
            )
            for tab in self._tools.tabs.documents
            if isinstance(tab, RequestDocument)
            for answer in reversed(tab.attempts.answers)
            if all(column.answer is not answer for column in self._document.columns)
        ]
        paste = Entry(
            tr("Paste what works elsewhere"),
            lambda: self._tools.actions.run("compare-pasted", self._document),
            "clipboard-paste",
        )
        return (*entries[:_MOST_OFFERED], *((Entry(),) if entries else ()), paste)

    def _add(self, answer: "Answer", tab: RequestDocument) -> None:
        request = tab.current.value if tab.kind == "request" else None
        self._document.add(Column(answer, label_of(answer), answer.attempt.request or request))


_MOST_OFFERED = 12


def _tried(columns: tuple[Column, ...]) -> Tried:
    """Return the experiments of the newest attempt that has some."""
    trials = [column.answer.trial for column in columns if column.answer.trial.outcomes]
    if not trials:
        return Tried()
    last = trials[-1]
    return Tried(
        outcomes=last.outcomes, ladder=last.ladder, requests=last.requests, stopped=last.stopped
    )


def _lead(comparison: Comparison) -> str:
    differing, same = comparison.counts
    sure = certainty_words(comparison.certainty) if comparison.certainty is not None else ""
    counts = tr(
        "{differing}, {same}.",
        differing=tr_n("{count} line differs", "{count} lines differ", differing),
        same=tr_n("{count} is the same", "{count} are the same", same),
    )
    text = comparison.text.rstrip(".")
    return " ".join(filter(None, [f"{sure}." if sure else "", f"{text}." if text else "", counts]))
