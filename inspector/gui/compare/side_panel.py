"""Beside a comparison: experiments on the newest refused attempt, and what changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from inspector.compare import Comparison
from inspector.compose.variables import secret_refs
from inspector.gui.compare.changes_pane import ChangesPane
from inspector.gui.compare.compared import Column, ComparedDocument
from inspector.gui.compare.trial_panel import TrialPanel
from inspector.gui.compose.scrolled import Scrolled
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.line import Line
from inspector.gui.widgets.underline_tabs import TabMark, UnderlineTabs
from inspector.wording import tr

EXPERIMENTS, CHANGES = range(2)
_WHY, _TRIAL = range(2)


class SidePanel(Card):
    """fix_asked(RequestDocument, Fix). open_asked(Column): open its request in a tab."""

    fix_asked = Signal(object, object)
    open_asked = Signal(object)

    def __init__(self, document: ComparedDocument, tools: Tools) -> None:
        super().__init__(tools.theme, 1)
        self._document = document
        self._tools = tools
        self._subject: Column | None = None
        self._picked = ""
        self._telling = False  # the comparison turns the tabs, not the user
        self.trial: TrialPanel | None = None
        self.setObjectName("comparison_side")
        self.tabs = UnderlineTabs(tools.theme, tr("Beside the comparison"))
        self.tabs.addTab(tr("Experiments"))
        self.tabs.addTab(tr("What changed"))
        self.changes = ChangesPane(tools.theme)
        self._why = Label("", "small", wrap=True)
        self._why.setObjectName("trial_why")
        self._open = Button(tools.theme, tr("Open its request"), "secondary", "send")
        self._lay_out()
        self.tabs.currentChanged.connect(self._turn)
        self.tabs.tabBarClicked.connect(self._choose)
        self._open.clicked.connect(self._ask_open)
        tools.tabs.closed.connect(self._closed)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what can be tried of what is compared now."""
        columns = self._document.columns
        self.changes.show_comparison(columns, comparison)
        count = sum(delta.weight != "noise" for step in comparison.steps for delta in step.deltas)
        self.tabs.set_mark(CHANGES, TabMark(badge=count))
        picked = (each for each in columns if self._picked == each.answer.attempt.id != "")
        subject = next(picked, None) or newest_refused(columns, comparison)
        told = CHANGES if comparison.apart or subject is None else EXPERIMENTS
        chosen = self._document.side
        self._telling = True
        self.tabs.setCurrentIndex(told if chosen is None else chosen)
        self._telling = False
        self._follow(subject)

    @property
    def hides_trial(self) -> bool:
        """Whether there are experiments that are not shown, be it in another tab or not at all."""
        return self.trial is not None and not self.trial.isVisibleTo(self.window())

    def show_trial(self) -> None:
        """Show the experiments."""
        self._document.side = EXPERIMENTS
        self.tabs.setCurrentIndex(EXPERIMENTS)

    def choose(self, column: Column) -> None:
        """Show the experiments on this attempt."""
        self.show_trial()
        self._picked = column.answer.attempt.id
        self._follow(column)

    # --------------------------------------------------------- the attempt that is tried
    def _follow(self, subject: Column | None) -> None:
        trial = self.trial
        if trial is not None and (trial.busy or _same(subject, trial)):
            self._number(trial)
            return
        self._drop()
        self._subject = subject
        if subject is None:
            self._say(tr("Nothing was refused here, so there is nothing to try."))
        elif subject.tab is not None and subject.tab.kind == "request":
            self._try(subject, subject.tab)
        elif subject.request is None:
            self._say(tr("This attempt was not sent from here: its request is not known whole."))
        else:
            self._ask_vault(subject)

    def _ask_vault(self, subject: Column) -> None:
        """Look whether the secrets of an attempt of the history are still there."""
        scope, vault = self._tools.environments.scope(), self._tools.vault
        refs = secret_refs(subject.request, scope) if subject.request is not None else ()
        wanted = tuple(ref for ref in refs if vault.peek(ref) is None)
        if not wanted or any(ref.place == "memory" for ref in wanted):
            self._resolved(subject, complete=not wanted)
            return
        self._say(tr("Looking for its secrets in the vault…"))
        job = self._tools.background.start(lambda _report: vault.resolve_all(wanted))
        job.succeeded.connect(
            lambda found: self._resolved(subject, complete=all(ref in found for ref in wanted))
        )

    def _resolved(self, subject: Column, *, complete: bool) -> None:
        if subject is not self._subject:
            return
        if not complete:
            self._say(
                tr(
                    "This attempt comes from the history, which keeps no secrets, and the vault no "
                    "longer has them: fill them in and send it again to try it in other ways."
                ),
                opens=True,
            )
            return
        tab = RequestDocument(subject.request)
        tab.attempts.add(subject.answer)
        self._try(subject, tab)

    def _try(self, subject: Column, tab: RequestDocument) -> None:
        trial = TrialPanel(tab, subject.answer, 1, self._tools, self._pages)
        trial.renewed.connect(self._document.renew)
        trial.fix_asked.connect(lambda fix: self.fix_asked.emit(tab, fix))
        self.trial = trial
        self._number(trial)
        self._pages.insertWidget(_TRIAL, trial)
        self._pages.setCurrentIndex(_TRIAL)

    def _number(self, trial: TrialPanel) -> None:
        names = [column.answer.attempt.id for column in self._document.columns]
        if trial.answer.attempt.id in names:
            trial.show_number(names.index(trial.answer.attempt.id) + 1)

    def _drop(self) -> None:
        if self.trial is not None:
            self._pages.removeWidget(self.trial)
            self.trial.hide()
            self.trial.deleteLater()
            self.trial = None

    def _say(self, why: str, *, opens: bool = False) -> None:
        self._why.setText(why)
        self._open.setVisible(opens)
        self._pages.setCurrentIndex(_WHY)

    def _ask_open(self) -> None:
        if self._subject is not None:
            self.open_asked.emit(self._subject)

    def _turn(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        if not self._telling:
            self._choose(index)

    def _choose(self, index: int) -> None:
        """A tab that the user chose stays in front."""
        self._document.side = index

    def _closed(self, document: object) -> None:
        if document is self._document and self.trial is not None:
            self.trial.running.stop()

    # ------------------------------------------------------------ building
    def _lay_out(self) -> None:
        why = QWidget()
        column = QVBoxLayout(why)
        column.setContentsMargins(14, 14, 14, 14)
        column.addWidget(self._why)
        column.addWidget(self._open)
        column.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(why)
        changes = Scrolled()
        changes.column.setContentsMargins(0, 0, 0, 0)
        changes.column.addWidget(self.changes)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._pages)
        self._stack.addWidget(changes)
        self.column.setSpacing(0)
        self.column.addWidget(self.tabs)
        self.column.addWidget(Line())
        self.column.addWidget(self._stack, 1)


def newest_refused(columns: tuple[Column, ...], comparison: Comparison) -> Column | None:
    """Return the rightmost column that was refused."""
    pairs = zip(columns, comparison.heads, strict=True)
    refused = [column for column, head in pairs if head.accepted is False]
    return refused[-1] if refused else None


def _same(subject: Column | None, trial: TrialPanel) -> bool:
    return subject is not None and subject.answer.attempt.id == trial.answer.attempt.id
