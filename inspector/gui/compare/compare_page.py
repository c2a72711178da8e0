"""A tab with attempts side by side: the sentence, heads and lines, and what can be tried beside."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from inspector.compare import Comparison
from inspector.export.words import certainty_words
from inspector.gui.bridge.job import Job
from inspector.gui.compare.adding import Adding, SendCard
from inspector.gui.compare.compared import Column, ComparedDocument
from inspector.gui.compare.heads_view import Columns, HeadsView
from inspector.gui.compare.lines_model import LinesModel
from inspector.gui.compare.lines_view import Legend, LinesView
from inspector.gui.compare.side_panel import SidePanel
from inspector.gui.compare.single_change import SingleChange, sent_beside
from inspector.gui.compare.written import Writing
from inspector.gui.state.choices import Choice
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.left_as import keep_as
from inspector.gui.widgets.menu import Entry, menu_of
from inspector.gui.widgets.page import Page
from inspector.gui.widgets.tooltip import set_tip
from inspector.model.fix import Fix
from inspector.presentation.comparison.attempt_labels import head_labels
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.record import Row


# ---------------- Where experiments and changes stand
_SIDE, _SIDE_NARROW = 392, 346
_NARROW, _TOO_NARROW = 1180, 940  # the page's width


class SidePlace:
    """button: shows and hides the side where there is no room for both."""

    def __init__(self, lines: QWidget, side: SidePanel, button: Button, tools: Tools) -> None:
        self._lines = lines
        self._side = side
        self._button = button
        self._tools = tools
        self._enough = False
        self._width = 0

    def share(self, width: int, *, enough: bool) -> None:
        """Share a page's width; in a narrow one the side is shown on demand. enough: to compare."""
        px = self._tools.theme.px
        self._width, self._enough = width, enough
        self._side.setFixedWidth(px(_SIDE_NARROW if width < px(_NARROW) else _SIDE))
        self._button.setVisible(enough and self._cramped)
        self.show()

    def show(self) -> None:
        """Show the side where there is room; in a narrow page instead of the lines."""
        cramped, asked = self._cramped, self._button.isChecked()
        self._side.setVisible(self._enough and (asked or not cramped))
        self._lines.setVisible(self._enough and not (cramped and asked))
        if cramped:
            self._side.setMaximumWidth(self._width)

    def provide(self, page: QWidget) -> None:
        """Let the keys of what the side hides bring it forward."""
        for name in ("run-experiments", "apply-fix"):
            self._tools.actions.provide(name, partial(self._run, name), page, self._hides)

    @property
    def _cramped(self) -> bool:
        return self._width < self._tools.theme.px(_TOO_NARROW)

    def _hides(self) -> bool:
        return self._side.hides_trial

    def _run(self, name: str, argument: object) -> None:
        """Show the experiments and run them; a fix is only shown, as it says first what it does."""
        self._button.setChecked(self._cramped)
        self._side.show_trial()
        if name == "run-experiments" and not self._hides():
            self._tools.actions.run(name, argument)


# ---------------- What can be done with one attempt of a comparison
class HeadActions(NamedTuple):
    """Who carries out what the menu of a head offers."""

    open: Callable[[], object]
    experiment: Callable[[], object]
    remove: Callable[[], object]


def head_entries(
    column: Column, actions: HeadActions, *, refused: bool, several: bool
) -> tuple[Entry, ...]:
    """Return the menu; several: whether one can be taken out."""
    known = column.tab is not None or column.request is not None
    return (
        Entry(tr("Open its request"), actions.open, "send", enabled=known),
        Entry(
            tr("Experiments on this attempt"), actions.experiment, "flask-conical", enabled=refused
        ),
        Entry(),
        Entry(tr("Take it out"), actions.remove, "x", tr("Del"), enabled=several),
    )


def compute(
    columns: tuple[Column, ...], known: tuple[str, ...], *, hidden: bool = False
) -> Comparison:
    """Compare, away from the window's thread; hidden: claims are masked in presentation mode."""
    from inspector.compare import compare  # noqa: PLC0415 - with the first comparison

    works = frozenset(place for place, column in enumerate(columns) if column.works)
    answers = [column.answer for column in columns]
    recordings = {column.recording.id: column.recording for column in columns if column.recording}
    together = len(recordings) == 1 and all(column.recording for column in columns)
    return compare(
        answers,
        head_labels(columns),
        known=known,
        works=works,
        hidden=hidden,
        trace=next(iter(recordings.values())).exchanges if together else (),
    )


class ComparePage(Page):
    """Follows its document; every change of the columns is compared anew."""

    def __init__(
        self, document: ComparedDocument, tools: Tools, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Comparison"), " ", parent)
        self._document = document
        self._tools = tools
        self._job: Job | None = None
        self._hidden = False
        self.comparison = Comparison(heads=())
        self.columns = Columns(tools.theme)
        self.model = LinesModel(self)
        self._beside = sent_beside(document, tools)
        self._single = SingleChange(document, self._beside, tools)
        self.asking = SendCard(tools.theme)
        self._adding = Adding(document, self._beside, self.asking, tools)
        self._writing = Writing(tools, self)
        self.add_icon(tools.theme, "git-compare-arrows")
        self._add_actions()
        self._lay_out()
        self._connect()
        self._compare()

    # ------------------------------------------------------------ building
    def _lay_out(self) -> None:
        theme = self._tools.theme
        row = QHBoxLayout()
        row.setSpacing(12)
        self.column.addWidget(self.asking)
        self.column.addLayout(row, 1)
        left = Card(theme, 1)
        row.addWidget(left, 1)
        left.column.setSpacing(0)
        self.heads = HeadsView(theme, self.columns)
        left.column.addWidget(self.heads)
        self.lines = LinesView(theme, self.model, self.columns)
        left.column.addWidget(self.lines, 1)
        self.legend = Legend(theme)
        left.column.addWidget(self.legend)
        self.side = SidePanel(self._document, self._tools)
        row.addWidget(self.side)
        self._place = SidePlace(left, self.side, self.aside, self._tools)
        self.empty = EmptyState(
            theme,
            tr("Nothing to compare yet"),
            tr("Send a request twice and compare, or choose attempts in the history."),
            "columns-3",
        )
        self.column.addWidget(self.empty, 1)

    def _add_actions(self) -> None:
        theme = self._tools.theme
        self.add = Button(theme, tr("Add attempt"), "secondary", "plus")
        self.only = Button(theme, tr("Only differences"), "secondary", "filter")
        self.export = Button(theme, tr("Export"), "secondary", "download")
        self.aside = Button(theme, tr("Experiments"), "secondary", "panel-right")
        set_tip(self.aside, tr("Show or hide experiments and what changed"))
        for button in (self.only, self.aside):
            button.setCheckable(True)
        keep_as("only_differences", self.only)
        keep_as("aside", self.aside)
        for button in (self.add, self.only, self.export, self.aside):
            self.add_action(button)

    def _connect(self) -> None:
        self.only.toggled.connect(self.model.show_only_differences)
        self.add.clicked.connect(self._ask_history)
        self.export.clicked.connect(self._export)
        self.aside.toggled.connect(self._place.show)
        self.lines.scrolled.connect(self.heads.follow)
        self.lines.resized.connect(self.heads.update)
        self.heads.menu_asked.connect(self._show_head_menu)
        self.heads.remove_asked.connect(self._document.remove)
        self.heads.reached.connect(self.lines.show_column)
        self.side.changes.try_asked.connect(self._single.send)
        self.side.changes.stop_asked.connect(self._beside.stop)
        self.side.fix_asked.connect(self._fix)
        self.side.open_asked.connect(self._open_request)
        self._beside.changed.connect(self._sending)
        self._document.columns_changed.connect(self._compare)
        self._tools.choices.changed.connect(self._choose)
        self._tools.theme.changed.connect(self._size)
        provide = self._tools.actions.provide
        provide("show-verdict", lambda _: self.lines.setFocus(), self, self._enough)
        provide("export", lambda _: self._export(), self, self._enough)
        self._place.provide(self)
        provide("stop", lambda _: self._beside.stop(), self, lambda: self._beside.running)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the side what is left; in a narrow tab it is shown on demand."""
        super().resizeEvent(event)
        self._size()

    def _size(self) -> None:
        self._place.share(self.width(), enough=self._enough())
        self.legend.fit(self.height())

    # ------------------------------------------------------------ comparing
    def _enough(self) -> bool:
        return len(self._document.columns) > 1

    def _compare(self) -> None:
        enough = self._enough()
        self._size()
        self.empty.setVisible(not enough)
        for button in (self.only, self.export):
            button.setVisible(enough)
        self.add.setEnabled(not self._document.full)
        if enough:
            known, columns = self._tools.vault.known_values(), self._document.columns
            hidden = self._hidden = self._tools.choices.value.presentation
            self._job = self._tools.background.compute(
                lambda: compute(columns, known, hidden=hidden)
            )
            self._job.succeeded.connect(self._take)
        else:
            self.lead.hide()

    def _choose(self, choice: Choice) -> None:
        """Mask what tokens claim in presentation mode."""
        if choice.presentation != self._hidden:
            self._compare()

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
        self.arrange()
        self.setAccessibleName(comparison.title)
        self.heads.show_comparison(comparison)
        self.model.show_comparison(comparison)
        self.legend.show_states(comparison)
        self.legend.fit(self.height())
        self.side.show_comparison(comparison)
        self.aside.set_text(tr("What changed") if comparison.apart else tr("Experiments"))
        self._document.told(comparison)
        self._tools.actions.refresh()

    def _sending(self) -> None:
        self.side.changes.set_sending(sending=self._beside.running)

    def _export(self) -> None:
        self._writing.ask(self.comparison)

    # ------------------------------------------------------------ fixes
    def _fix(self, tab: RequestDocument, fix: Fix) -> None:
        """Carry a fix out in the attempt's own tab; the answer joins this comparison."""
        self._document.await_answer(tab, tr("after the fix: {fix}", fix=fix.title))
        self._tools.tabs.open(tab)
        _show_refused(tab, fix)
        self._tools.actions.run("apply-fix", fix)

    def _open_request(self, column: Column) -> None:
        """Open a column's request, or its tab where it is open."""
        tab = column.tab
        if tab is None and column.request is not None:
            tab = RequestDocument(column.request)
            tab.attempts.add(column.answer)
            self._document.await_answer(tab, tr("sent again"))
        if tab is not None:
            self._tools.tabs.open(tab)

    # ------------------------------------------------------------ further attempts
    def _ask_history(self) -> None:
        """Look for the newest attempts of the history, then show what can be added."""
        from inspector.record import read_filter  # noqa: PLC0415 - the history loads on demand

        job = self._tools.history.page(read_filter(""))
        job.succeeded.connect(self._show_adding)
        job.failed.connect(lambda _error: self._show_adding(()))

    def _show_adding(self, kept: "tuple[Row, ...]") -> None:
        menu: QMenu = menu_of(self, self._adding.entries(kept), self._tools.theme)
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _show_head_menu(self, place: int, where: QPoint) -> None:
        column = self._document.columns[place]
        refused = self.comparison.heads[place].accepted is False
        actions = HeadActions(
            open=lambda: self._open_request(column) if column.tab or column.request else None,
            experiment=lambda: self.side.choose(column),
            remove=lambda: self._document.remove(place),
        )
        entries = head_entries(
            column,
            actions,
            refused=refused,
            several=len(self._document.columns) > 2,  # noqa: PLR2004 - two always stay
        )
        menu_of(self, entries, self._tools.theme).popup(where)


def _show_refused(tab: RequestDocument, fix: Fix) -> None:
    """Show the answer that a fix is for; the tab may have gone on since."""
    for index, answer in enumerate(tab.attempts.answers):
        if any(fix in finding.fixes for finding in answer.verdict.findings):
            tab.attempts.select(index)
            return


def _lead(comparison: Comparison) -> str:
    differing, same = comparison.counts
    sure = certainty_words(comparison.certainty) if comparison.certainty is not None else ""
    counts = tr(
        "{differing}, {same}.",
        differing=tr_n("{count} line differs", "{count} lines differ", differing),
        same=tr_n("{count} is the same", "{count} are the same", same),
    )
    text = comparison.text.rstrip(".")
    text = text[:1].upper() + text[1:]
    return " ".join(filter(None, [f"{sure}." if sure else "", f"{text}." if text else "", counts]))
