"""The left side of the matrix: requests and credentials to tick, and the run with its cost."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from inspector.compose.variables import fill
from inspector.gui.matrix.choice_list import ChoiceCard, ChoiceRoll
from inspector.gui.matrix.consent_card import ConsentCard
from inspector.gui.matrix.known_choices import known_candidates, known_subjects, unread
from inspector.gui.matrix.matrix_document import MatrixDocument
from inspector.gui.matrix.typed_card import TypedCard
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.scrolled import bring_soon
from inspector.model.matrix import Candidate, Cost, Subject
from inspector.model.secret import SecretRef
from inspector.presentation.matrix.matrix_consent import Question, questions
from inspector.protocol.urls import host_of, origin_of
from inspector.wording import tr, tr_n
from inspector.wording.durations import in_seconds, whole_milliseconds
from inspector.workbench.probing.matrix_plan import Wanted, needs, plan


# ---------------- What a run costs, the button that begins or stops it, and how far it is
# ---------------- What a run of the matrix costs and how far it is, in a few lines. Pure: no Qt
def cost_lines(cost: Cost) -> tuple[str, ...]:
    """Return what would be sent at most: how many, with what, where to, how long it takes."""
    if cost.refused:
        return (cost.refused,)
    if not cost.cells and not cost.held:
        return (tr("Tick at least one request and one credential."),)
    return tuple(filter(None, (_sent(cost), _pace(cost), _held(cost))))


def progress_words(done: int, total: int) -> str:
    """Return how far a run is."""
    return tr("{done} of {total} cells are done.", done=done, total=total)


def _sent(cost: Cost) -> str:
    if not cost.exchanges:
        return tr("Nothing would be sent.")
    many = tr_n("{count} request at most", "{count} requests at most", cost.exchanges)
    return tr(
        "{requests}: {methods} to {hosts}.",
        requests=many,
        methods=", ".join(cost.methods),
        hosts=", ".join(cost.hosts),
    )


def _pace(cost: Cost) -> str:
    if cost.exchanges < 2:  # noqa: PLR2004 - one has none to wait for
        return ""
    return tr(
        "One after another, {apart} apart: {time} and the time the servers take.",
        apart=whole_milliseconds(cost.apart * 1000),
        time=in_seconds(f"{cost.seconds:g}"),
    )


def _held(cost: Cost) -> str:
    if not cost.held:
        return ""
    return tr_n(
        "{count} cell is not sent; it says why.",
        "{count} cells are not sent; each says why.",
        cost.held,
    )


class RunCard(Card):
    """run_asked(), stop_asked()."""

    run_asked = Signal()
    stop_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 12)
        self._running = False
        self.cost = Label("", "small", wrap=True)
        self.cost.setObjectName("matrix_cost")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the run"))
        self.button = Button(theme, tr("Run"), "primary", "play")
        self.button.setObjectName("matrix_run")
        for widget in (self.cost, self.bar, self.button):
            self.column.addWidget(widget)
        self.bar.hide()
        self.button.clicked.connect(self._press)

    def show_cost(self, cost: Cost) -> None:
        """Say what a run would send; without anything to send none can begin."""
        text = "\n".join(cost_lines(cost))
        self.cost.setText(text)
        self.button.setAccessibleDescription(text)
        self.button.setEnabled(bool(cost.exchanges) and not cost.refused)

    def show_progress(self, done: int, total: int) -> None:
        """Say how far the run is."""
        self._turn(running=True)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.cost.setText(progress_words(done, total))

    def end(self, cost: Cost) -> None:
        """Offer the next run."""
        self._turn(running=False)
        self.show_cost(cost)

    def _turn(self, *, running: bool) -> None:
        self._running = running
        self.bar.setVisible(running)
        self.button.setEnabled(True)
        self.button.set_kind("secondary" if running else "primary")
        self.button.set_icon("square" if running else "play")
        self.button.set_text(tr("Stop") if running else tr("Run"))

    def _press(self) -> None:
        (self.stop_asked if self._running else self.run_asked).emit()


_LEAST, _WIDE, _WIDEST, _TALL = 284, 340, 500, 380
_UNLIMITED = 16_777_215  # QWIDGETSIZE_MAX


class ChoicePane(QWidget):
    """changed(): something else is chosen or agreed to. consent: asks what the choice needs."""

    changed = Signal()

    def __init__(self, tools: Tools, document: MatrixDocument, consent: ConsentCard) -> None:
        super().__init__()
        self._tools = tools
        self._document = document
        self.consent = consent
        self.subjects: tuple[Subject, ...] = ()
        self.candidates: tuple[Candidate, ...] = ()
        self._sought: set[SecretRef] = set()
        self._asked = Wanted()
        theme = tools.theme
        self.requests = ChoiceCard(
            theme, "matrix_requests", tr("Requests"), tr("Open or save a request to try.")
        )
        self.credentials = ChoiceCard(theme, "matrix_credentials", tr("Credentials"))
        self.more = Button(theme, tr("Add"), "link", "plus")
        self.more.setObjectName("matrix_more")
        self.more.setAccessibleName(tr("Add a credential"))
        self.typed = TypedCard(tools)
        self._roll = ChoiceRoll()
        self.run = RunCard(theme)
        self._lay_out()
        self._connect()
        self.renew()

    def wanted(self) -> Wanted:
        """Return what is ticked, and what of it is agreed to."""
        return msgspec.structs.replace(self._chosen(), terms=self.consent.terms)

    def renew(self) -> None:
        """List what open tabs and collections know now; what was ticked stays ticked."""
        self._list()
        self._read()
        self._choose()

    def retell(self, *, busy: bool) -> None:
        """Tell of the credentials as the view allows now; a run's choice stays as it is."""
        if busy:
            self._list()
        else:
            self.renew()

    def _list(self) -> None:
        self.subjects = known_subjects(self._tools)
        self.candidates = known_candidates(self._tools, self._document.typed)
        before = self._document.ticked(self.subjects, self.candidates)
        requests = {_named(one) for one in before.subjects}
        rows = (place for place, one in enumerate(self.subjects) if _named(one) in requests)
        self.requests.show_entries(_entries(self.subjects), frozenset(rows))
        credentials = [_bound(one) for one in before.candidates]
        columns = (place for place, one in enumerate(self.candidates) if _bound(one) in credentials)
        self.credentials.show_entries(_entries(self.candidates), frozenset(columns))

    def show_cost(self) -> None:
        """Say what a run costs now."""
        self.run.show_cost(plan(self.wanted()))

    def set_busy(self, *, busy: bool) -> None:
        """While cells are sent nothing can be chosen: it would not be what is sent."""
        for part in (self.requests, self.credentials):
            part.setEnabled(not busy)
        if busy:
            self.consent.hide()

    def end(self) -> None:
        """A run is over: what was agreed to was for that run alone."""
        self.set_busy(busy=False)
        self.consent.ask(self._questions())
        self.run.end(plan(self.wanted()))

    # ------------------------------------------------------------ what is chosen
    def _chosen(self) -> Wanted:
        return Wanted(
            subjects=tuple(self.subjects[place] for place in self.requests.list.chosen()),
            candidates=tuple(self.candidates[place] for place in self.credentials.list.chosen()),
            scope=self._tools.environments.scope(),
        )

    def _choose(self) -> None:
        """Ask anew for what another choice needs; the same choice keeps what was agreed to."""
        self._document.chosen = chosen = self._chosen()
        if chosen != self._asked:
            self._asked = chosen
            self.consent.ask(self._questions())
        self.changed.emit()

    def _questions(self) -> tuple[Question, ...]:
        return questions(needs(self._asked), self._asked.scope.environment)

    def _ask_more(self) -> None:
        scope = self._tools.environments.scope()
        urls = (fill(one.request.url, scope).text for one in self.subjects)
        whole = (url if "://" in url else f"http://{url}" for url in urls)
        self.typed.ask(origin_of(url) for url in whole if host_of(url))
        self.more.hide()
        bring_soon(self.typed.kind)

    def _put_away(self) -> None:
        """Offer another one; the focus goes back to where the form was asked for."""
        self.more.show()
        self.more.setFocus()

    def _add(self, made: Candidate) -> None:
        self._document.typed = (*self._document.typed, made)
        self.renew()
        places = [*self.credentials.list.chosen(), len(self.candidates) - 1]
        self.credentials.list.tick(frozenset(places))

    def _read(self) -> None:
        """Fetch what lies in the vault's store, once: its names and ends tell more."""
        wanted = set(unread(self._tools, self.candidates)) - self._sought
        if wanted:
            self._sought |= wanted
            vault = self._tools.vault
            job = self._tools.background.start(lambda _report: vault.resolve_all(wanted))
            job.succeeded.connect(self._came)

    def _came(self, found: object) -> None:
        if found:
            self.renew()

    # ------------------------------------------------------------ layout
    def _lay_out(self) -> None:
        self.credentials.top.addWidget(self.more)
        self.credentials.column.addWidget(self.typed)
        roll = self._roll
        roll.column.setSpacing(12)
        for part in (self.requests, self.credentials):
            roll.column.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(roll)
        column.addWidget(self.run)
        column.addStretch(1)

    def _connect(self) -> None:
        for card in (self.requests, self.credentials):
            card.list.ticked.connect(self._choose)
        self.more.clicked.connect(self._ask_more)
        self.typed.made.connect(self._add)
        self.typed.closed.connect(self._put_away)
        self.consent.changed.connect(self.changed)
        self._tools.environments.changed.connect(self.renew)

    def fit(self, room: int, *, below: bool) -> None:
        """Take a third of the page, within bounds; all of its width where the grid is below."""
        px = self._tools.theme.px
        wide = min(max(room // 3, px(_LEAST)), px(_WIDE), _WIDEST)
        self.setMinimumSize(0 if below else wide, px(_TALL) if below else 0)
        self.setMaximumWidth(_UNLIMITED if below else wide)


def _entries(named: tuple[Subject, ...] | tuple[Candidate, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((one.label, one.detail) for one in named)


def _named(subject: Subject) -> tuple[str, str]:
    return subject.label, subject.detail


def _bound(candidate: Candidate) -> tuple[object, str]:
    return candidate.credential, candidate.origin
