"""Beside a comparison: experiments on the newest refused attempt, and what changed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inspector.compare import Comparison
from inspector.compare.records import Step
from inspector.compose.variables import secret_refs
from inspector.gui.compare.compared import MOST, Column, ComparedDocument
from inspector.gui.compare.single_change import Change, changes_of, is_bound, next_of
from inspector.gui.compare.trial_panel import TrialPanel
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card, Line
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.painting import clear
from inspector.gui.widgets.scrolled import Scrolled
from inspector.gui.widgets.tabs import TabMark, UnderlineTabs
from inspector.gui.widgets.tooltip import set_tip
from inspector.wording import tr


# ---------------- What changed from attempt to attempt
class ChangesPane(QWidget):
    """try_asked(Change): send its base with this one change. stop_asked()."""

    try_asked = Signal(object)
    stop_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._buttons: list[Button] = []
        self._next: Change | None = None
        self._full = False
        self.setObjectName("changes_pane")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(12)
        self.next = Button(theme, "", "primary", "play")
        self.next.setObjectName("apply_next")
        self._told = Label("", "small", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column.addWidget(self._told)
        column.addWidget(self.next)
        column.addLayout(self._sending())
        column.addLayout(self._rows)
        column.addStretch(1)
        self.next.clicked.connect(self._ask_next)

    def show_comparison(self, columns: tuple[Column, ...], comparison: Comparison) -> None:
        """Show the changes of every step."""
        self._empty()
        self._full = len(columns) >= MOST
        for place, step in enumerate(comparison.steps):
            self._add_step(place, step, comparison)
            for change in changes_of(columns[place], columns[place + 1], step, place + 1):
                self._rows.addWidget(self._row(change))
        self._next = next_of(columns, comparison)
        self._offer_next(bound=is_bound(columns, comparison))
        self.set_sending(sending=self.stop.isVisibleTo(self))

    def set_sending(self, *, sending: bool) -> None:
        """Show that a change is being tried; one goes out at a time."""
        self._busy.setVisible(sending)
        self.stop.setVisible(sending)
        for button in (self.next, *self._buttons):
            button.setEnabled(not sending and not self._full)

    def _offer_next(self, *, bound: bool) -> None:
        change = self._next
        self.next.setVisible(change is not None)
        if change is not None:
            self.next.set_text(tr("Apply the first: {change}", change=change.words))
        text = self._advice(bound=bound)
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def _advice(self, *, bound: bool) -> str:
        """Return what to do to tell the changes apart; bound: one token has all of them."""
        if self._full:
            return tr("Six attempts are compared. Take one out to try another change.")
        if self._next is not None:
            return tr(
                "Several changes explain the result. Apply them to the refused attempt one by "
                "one: each answer joins the comparison, until it says which it was."
            )
        if bound:
            return tr(
                "These changes came with one token, so that they can't be sent apart. A token with "
                "only one of them would tell: ask for it, or edit the claims of the refused one "
                "and send it signed anew."
            )
        return ""

    def _add_step(self, place: int, step: Step, comparison: Comparison) -> None:
        heads = comparison.heads
        text = tr(
            "{before} to {after}: {turn}",
            before=heads[place].status or "–",
            after=heads[place + 1].status or "–",
            turn=_turn(step),
        )
        self._rows.addWidget(Label(text, "field", wrap=True))
        if all(delta.weight == "noise" for delta in step.deltas):
            self._rows.addWidget(Label(tr("Nothing that was sent differs."), "quiet", wrap=True))

    def _row(self, change: Change) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Label(change.words, "body", wrap=True), 1)
        if change.request is not None:
            button = Button(self._theme, tr("Try it alone"), "small", "play")
            together = tr("Sends the attempt before with these changes, which came together.")
            alone = tr("Sends the attempt before with only this change.")
            set_tip(button, together if len(change.deltas) > 1 else alone)
            button.setAccessibleName(tr("Try alone: {change}", change=change.words))
            button.clicked.connect(lambda: self.try_asked.emit(change))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self._buttons.append(button)
        return holder

    def _sending(self) -> QHBoxLayout:
        self._busy = Label(tr("Sending…"), "body")
        self.stop = Button(self._theme, tr("Stop"), "small", "square")
        self.stop.clicked.connect(self.stop_asked)
        row = QHBoxLayout()
        row.addWidget(self._busy, 1)
        row.addWidget(self.stop)
        self._busy.hide()
        self.stop.hide()
        return row

    def _ask_next(self) -> None:
        if self._next is not None:
            self.try_asked.emit(self._next)

    def _empty(self) -> None:
        self._buttons.clear()
        clear(self._rows)


def _turn(step: Step) -> str:
    return {
        "accepted": tr("accepted now"),
        "refused": tr("refused now"),
        "other-refusal": tr("another refusal"),
    }.get(step.turned, tr("no difference"))


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
