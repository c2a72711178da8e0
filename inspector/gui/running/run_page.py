"""The page of a run: what is sent, how far it is, the results by cause, one of them explained."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from inspector.gui.compare.compared import Column
from inspector.gui.response.response_pane import copy_answer
from inspector.gui.running.asking_first import AskingFirst
from inspector.gui.running.explained_pane import ExplainedPane
from inspector.gui.running.run_bar import RunBar, RunCounts
from inspector.gui.running.run_controls import RunControls
from inspector.gui.running.run_document import RunDocument
from inspector.gui.running.run_export import RunExport
from inspector.gui.running.run_list import RunList
from inspector.gui.running.watch_note import WatchNote
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.ask_card import AgreeCard
from inspector.gui.widgets.card import Card, Line
from inspector.gui.widgets.page import Page
from inspector.gui.widgets.scrolled import Scrolled
from inspector.gui.widgets.tabs import TabMark, UnderlineTabs
from inspector.model.fix import Fix
from inspector.presentation.comparison.attempt_labels import label_of
from inspector.presentation.runs.run_rows import counts, groups, new_rows, rows_in_order
from inspector.presentation.runs.run_words import (
    for_group,
    place_words,
    ready_lead,
    run_lead,
    run_title,
)
from inspector.wording import tr
from inspector.workbench.runs.mending import can_mend, with_fixes
from inspector.workbench.runs.running import Ran, Run, causes

_LOWEST = 150  # the list never becomes lower: the page scrolls then
_BESIDE, _STACKED = 588, 1060  # pixels at 100 %: narrower, the explained request goes below
_REFRESH = 120  # milliseconds between two paintings of what goes on
BY_CAUSE, IN_ORDER, ONLY_NEW = range(3)


class RunPage(Page):
    """What is ticked, chosen and found is the document's; it goes on while no page shows it."""

    def __init__(self, document: RunDocument, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(document.title, "", parent)
        self._document, self._tools, self._work = document, tools, document.work
        theme = tools.theme
        self.lead.show()
        self.add_icon(theme, "play")
        self.controls = RunControls(document, tools.theme)
        self.asking = AgreeCard(theme)
        self.bar, self.counted = RunBar(theme), RunCounts(theme)
        self.flips = WatchNote(theme)
        self.tabs = UnderlineTabs(theme, tr("Views of the run"))
        self.list = RunList(theme)
        self.beside = ExplainedPane(tools)
        self._saving = RunExport(tools, self)
        self._asked = AskingFirst(document, self.asking)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_REFRESH)
        self._lay_out()
        self._connect()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width; in little room the explained request goes below."""
        super().resizeEvent(event)
        theme = self._tools.theme
        self.stand_beside(self._row, self.beside, theme, _BESIDE, _BESIDE, _STACKED)
        below = self._row.direction() == QBoxLayout.Direction.TopToBottom
        self._row.setStretch(1, 2 if below else 0)
        self.list.setMinimumHeight(theme.px(_LOWEST))

    # ------------------------------------------------------------ laying out
    def _lay_out(self) -> None:
        for widget in self.controls.widgets:
            self.add_action(widget)
        for name in (tr("By cause"), tr("In order"), tr("Only new")):
            self.tabs.addTab(name)
        self.tabs.setCurrentIndex(self._document.view)
        card = Card(self._tools.theme, 1)
        card.column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.addWidget(self.tabs, 1)
        card.column.addLayout(head)
        card.column.addWidget(Line())
        card.column.addWidget(self.list, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(16)
        self._row.addWidget(card, 1)
        self._row.addWidget(self.beside)
        whole = Scrolled()
        whole.column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.asking, self.bar, self.counted, self.flips):
            whole.column.addWidget(widget)
        whole.column.addLayout(self._row, 1)
        self.column.addWidget(whole, 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        document, work, tools = self._document, self._work, self._tools
        document.planned.connect(self._show)
        work.renewed.connect(self._soon)
        work.began.connect(lambda: self.tabs.setCurrentIndex(BY_CAUSE))
        self._late.timeout.connect(self._show)
        self.controls.begin.clicked.connect(lambda _=False: self.run())
        self.controls.halt.clicked.connect(lambda _=False: work.stop())
        self.controls.watch.clicked.connect(lambda _=False: self._asked.watch())
        self.controls.export.clicked.connect(lambda _=False: self._export())
        self.tabs.currentChanged.connect(self._turn)
        self.list.rows.ticked.connect(lambda numbers, on: document.tick(numbers, on=on))
        self.list.chosen.connect(self._choose)
        self.list.folded.connect(self._fold)
        self.beside.stepped.connect(self.list.step)
        self.beside.open_asked.connect(self._open)
        self.beside.compare_asked.connect(self._compare)
        self.beside.body.fix_chosen.connect(self._fix)
        self.beside.body.copy_asked.connect(self._copy)
        self.flips.compare_asked.connect(self._compare_flip)
        actions = tools.actions
        actions.provide("stop", lambda _: work.stop(), self, lambda: work.busy or work.watching)
        actions.provide("send", lambda _: self.run(), self, self.controls.begin.isEnabled)
        actions.provide("apply-fix", lambda _: self._first_fix(), self, self._can_fix)
        actions.provide("copy-answer", lambda _: self._copy(), self, self._has_answer)
        actions.provide("next-evidence", lambda _: self.beside.body.step(1), self, self._has_answer)
        actions.provide(
            "previous-evidence", lambda _: self.beside.body.step(-1), self, self._has_answer
        )

    # ------------------------------------------------------------ what is done
    def run(self) -> None:
        """Send what is ticked, once agreed to where that is asked about."""
        self._asked.run()

    def _fix(self, fix: Fix) -> None:
        """Carry a fix out for the whole group; what has to be typed is done in a tab."""
        group = self._group()
        if can_mend(fix) and group:
            self._asked.mend(group, fix)
        else:
            self._open()
            self._tools.actions.run("apply-fix", _plain(group, fix))

    def _first_fix(self) -> None:
        fix = self.beside.body.card.first_fix
        if fix is not None:
            self._fix(fix)

    def _can_fix(self) -> bool:
        return self._has_answer() and self.beside.body.card.first_fix is not None

    def _has_answer(self) -> bool:
        return self._chosen() is not None

    def _copy(self) -> None:
        ran = self._chosen()
        if ran is not None:
            copy_answer(ran.answer, self._tools)

    def _open(self) -> None:
        """Open the request that is explained as a tab, with its answer."""
        ran = self._chosen()
        if ran is None:
            return
        document = RequestDocument(ran.run.request)
        document.attempts.add(self._with_fixes(ran).answer)
        document.set_notice(tr("From the run of {name}.", name=self._document.source.name))
        self._tools.tabs.open(document)

    def _compare(self) -> None:
        ran = self._chosen()
        before = self._work.before.get(ran.run.number) if ran is not None else None
        if ran is not None and before is not None:
            self._show_compared(before, ran)

    def _compare_flip(self, place: int) -> None:
        if place < len(self._work.flips):
            flip = self._work.flips[place]
            self._show_compared(flip.before, flip.after)

    def _show_compared(self, before: Ran, after: Ran) -> None:
        columns = tuple(
            Column(each.answer, label_of(each.answer), each.run.request) for each in (before, after)
        )
        self._tools.actions.run("show-compare", columns)

    def _export(self) -> None:
        work = self._work
        self._saving.ask([work.results[number] for number in sorted(work.results)])

    # ------------------------------------------------------------ what is chosen
    def _choose(self, number: int) -> None:
        self._document.chosen = number
        self._explain()
        self._tools.actions.refresh()

    def _fold(self, key: str, folded: bool) -> None:  # noqa: FBT001 - a slot
        if folded:
            self._document.folded.add(key)
        else:
            self._document.folded.discard(key)

    def _turn(self, index: int) -> None:
        self._document.view = index
        self._show_list()

    def _chosen(self) -> Ran | None:
        number = self._document.chosen
        return self._work.results.get(number) if number is not None else None

    def _group(self) -> tuple[Ran, ...]:
        """Return all that were refused for the same reason as the chosen one."""
        ran = self._chosen()
        results = self._work.results
        found = causes(results[number] for number in sorted(results))
        return tuple(found.get(ran.cause, ())) if ran is not None and ran.refused else ()

    def _with_fixes(self, ran: Ran) -> Ran:
        return with_fixes(ran, [each.run.request for each in self._work.results.values()])

    # ------------------------------------------------------------ showing
    def _soon(self) -> None:
        """Show it in a moment: many results come in one."""
        if not self._work.busy:
            self._late.stop()
            self._show()
            self._announce()
        elif not self._late.isActive():
            self._late.start()

    def _show(self) -> None:
        work, document = self._work, self._document
        runs = self._listed()
        counted = counts(runs, work.results)
        self._say(runs)
        ready = work.started is None
        self.bar.setVisible(not ready)
        self.counted.setVisible(not ready)
        self.bar.show_counts(counted)
        self.counted.show_counts(counted)
        self.flips.show_flips(work.flips, self._tools.vault.known_values(), on=work.watching)
        self.controls.show_state(document)
        self.arrange()
        self._show_list()
        self._choose_first()
        self._explain()
        self._tools.actions.refresh()

    def _say(self, runs: tuple[Run, ...]) -> None:
        work, document = self._work, self._document
        if work.started is None:
            self.title.setText(document.title)
            self.lead.setText(ready_lead(document.ticked) if document.runs else tr("Reading it…"))
            return
        counted = counts(runs, work.results)
        reasons = len(causes(work.results.values()))
        title = run_title(counted, reasons, stopped=work.stopped)
        self.title.setText(tr("Sending…") if not counted.sent else title)
        self.setAccessibleName(self.title.text())
        name, where = document.source.name, document.environment
        self.lead.setText(run_lead(name, where, work.started, parallel=work.parallel))

    def _listed(self) -> tuple[Run, ...]:
        """Return what counts: what is ticked, and what was sent although it is not any more."""
        document, results = self._document, self._work.results
        if self._work.started is None:
            return document.ticked
        return tuple(
            run
            for run in document.runs
            if run.number in results or run.number not in document.left_out
        )

    def _show_list(self) -> None:
        document, work = self._document, self._work
        known = self._tools.vault.known_values()
        found = groups(self._listed(), work.results, known)
        rows = rows_in_order(document.runs, work.results, known)
        new = new_rows(rows, work.results, work.before)
        for at, number in enumerate((len(found), len(rows), len(new))):
            self.tabs.set_mark(at, TabMark(badge=number))
        self.tabs.setTabVisible(ONLY_NEW, bool(work.before))
        if document.view == BY_CAUSE:
            self.list.show_items(found, document.folded, document.chosen)
        else:
            out = document.left_out if not work.busy and document.view == IN_ORDER else None
            shown = new if document.view == ONLY_NEW else rows
            self.list.show_items(shown, document.folded, document.chosen, out)

    def _choose_first(self) -> None:
        """Explain the first refusal until somebody chooses another request."""
        results = self._work.results
        if self._document.chosen in results:
            return
        wrong = sorted(number for number, each in results.items() if not each.passed)
        if wrong:
            self._document.chosen = wrong[0]
            self._show_list()

    def _explain(self) -> None:
        ran = self._chosen()
        if ran is None:
            self.beside.show_answer(None, "")
            return
        group = self._group()
        answer = for_group(self._with_fixes(ran).answer, len(group))
        before = ran.run.number in self._work.before
        self.beside.show_answer(answer, place_words(ran, group), beside=before)

    def _announce(self) -> None:
        event = QAccessibleAnnouncementEvent(self, f"{self.title.text()}. {self.lead.text()}")
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)


def _plain(group: Iterable[Ran], fix: Fix) -> Fix:
    """Return a fix by the name that it has for one request alone."""
    own = (each for ran in group for each in ran.answer.verdict.findings[0].fixes)
    return next((each for each in own if each.id == fix.id), fix)
