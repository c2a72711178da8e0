"""Tries one change between two attempts: the attempt that would tell whether it was the cause."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from inspector.compare.taking import take
from inspector.compose.scope import Scope
from inspector.disk.encoding import packed
from inspector.gui.bridge.job import Job
from inspector.gui.compare.compared import MOST, Column, ComparedDocument
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.model.request import Request
from inspector.protocol.methods import SAFE
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.compare import Comparison
    from inspector.compare.records import Delta, Step
    from inspector.model.request import Request
    from inspector.workbench.answer import Answer


# ---------------- Sends a request for a comparison, whose tab stays in front
def only_reads(request: Request) -> bool:
    """Whether a request may be sent without asking: it changes nothing."""
    return request.method.upper() in SAFE


class SentBeside(QObject):
    """One at a time; changed(): something is sent now, or nothing any more."""

    changed = Signal()

    def __init__(self, document: ComparedDocument, tools: Tools) -> None:
        super().__init__(document)
        self._document = document
        self._tools = tools
        self._job: Job | None = None
        tools.tabs.closed.connect(self._closed)

    @property
    def running(self) -> bool:
        """Whether something is being sent."""
        return self._job is not None

    def send(self, column: Column, scope: Scope, place: int = MOST) -> None:
        """Send a column's request and put the answer there, with the column's label."""
        request = column.request
        if request is None or self.running or self._document.full:
            return
        workbench = self._tools.workbench
        self._job = self._tools.background.start(
            lambda report: workbench.send(request, scope, report)
        )
        self._job.succeeded.connect(lambda answer: self._take(column, answer, place))
        self._job.failed.connect(_mistaken)
        self._job.ended.connect(self._over)
        self.changed.emit()
        self._tools.actions.refresh()

    def show_unsent(self, column: Column, scope: Scope) -> None:
        """Put what would be sent at the right; nothing goes out."""
        request = column.request
        if request is not None:
            workbench = self._tools.workbench
            job = self._tools.background.start(lambda _report: workbench.unsent(request, scope))
            job.succeeded.connect(
                lambda answer: self._document.add(column._replace(answer=answer, tab=None))
            )
            job.failed.connect(_mistaken)

    def stop(self) -> None:
        """Stop what is being sent; what was recorded so far is shown."""
        if self._job is not None:
            self._job.cancel()

    def _take(self, column: Column, answer: "Answer", place: int) -> None:
        if self._tools.settings.flag("history.keep") and answer.attempt.exchanges:
            self._tools.history.keep(answer)
        tab = RequestDocument(column.request)
        if column.tab is not None:
            tab.practice, tab.renewal = column.tab.practice, column.tab.renewal
        tab.set_notice(tr("Sent from a comparison: {label}.", label=column.label))
        tab.attempts.add(answer)
        self._document.add(column._replace(answer=answer, tab=tab), place)

    def _over(self) -> None:
        self._job = None
        self.changed.emit()
        self._tools.actions.refresh()

    def _closed(self, document: object) -> None:
        if document is self._document:
            self.stop()


def sent_beside(document: ComparedDocument, tools: Tools) -> SentBeside:
    """Return what sends for a comparison: one, however often its page is made anew."""
    known = document.findChild(SentBeside)
    return known if known is not None else SentBeside(document, tools)


def _mistaken(error: Exception) -> None:
    raise error


_SEVERAL = 2


class Change(NamedTuple):
    """One change to try. base: the attempt that is sent with it. other: the one that has it.

    deltas: what it changes, several where they can only be taken together: claims of one token.
    place: where the answer stands, between the two.
    """

    base: Column
    other: Column
    deltas: "tuple[Delta, ...]"
    place: int

    @property
    def words(self) -> str:
        """What it changes."""
        return ", ".join(delta.words for delta in self.deltas)

    @property
    def request(self) -> "Request | None":
        """The request with this one change; None where it can't be taken over."""
        return _taken(self.base, self.other, self.deltas[0])


def changes_of(base: Column, other: Column, step: "Step", place: int) -> tuple[Change, ...]:
    """Return the changes of a step that can explain something, as they can be sent."""
    together: dict[object, list[Delta]] = {}
    for delta in step.deltas:
        if delta.weight != "noise":
            request = _taken(base, other, delta)
            alone = delta.id if request is None else _key(request)
            together.setdefault(alone, []).append(delta)
    return tuple(Change(base, other, tuple(deltas), place) for deltas in together.values())


def _key(request: "Request") -> bytes:
    """Return what tells a request from another one."""
    return packed(request)


def _taken(base: Column, other: Column, delta: "Delta") -> "Request | None":
    mine, theirs = base.request, other.request
    return take(mine, theirs, delta.id) if mine is not None and theirs is not None else None


def next_of(columns: tuple[Column, ...], comparison: "Comparison") -> Change | None:
    """Return the first of several changes that are to be made to what is refused, one by one.

    They stand in the order of how much they can explain. None where one is left: it was that.
    """
    for changes in _deciding(columns, comparison):
        found = [each for each in changes if each.request]
        if len(found) >= _SEVERAL:
            return found[0]
    return None


def is_bound(columns: tuple[Column, ...], comparison: "Comparison") -> bool:
    """Whether what explains the result are several changes that can only be taken together."""
    return bool(comparison.apart) and any(
        len(changes) == 1 and len(changes[0].deltas) >= _SEVERAL
        for changes in _deciding(columns, comparison)
    )


def _deciding(
    columns: tuple[Column, ...], comparison: "Comparison"
) -> Iterator[tuple[Change, ...]]:
    """Yield the changes of each step that turned the result, to be made to what is refused."""
    for place, step in enumerate(comparison.steps):
        pair = columns[place], columns[place + 1]
        if step.turned in {"accepted", "refused"}:
            refused, accepted = pair if step.turned == "accepted" else pair[::-1]
            yield changes_of(refused, accepted, step, place + 1)


class SingleChange(QObject):
    """What only reads is sent at once; for the rest a tab opens, and its answer joins too."""

    def __init__(self, document: ComparedDocument, beside: SentBeside, tools: Tools) -> None:
        super().__init__(beside)
        self._document = document
        self._beside = beside
        self._tools = tools

    def send(self, change: Change) -> None:
        """Send the base with this change."""
        request = change.request
        if request is None:
            return
        label = tr("only this change: {change}", change=change.words)
        column = Column(change.base.answer, label, request, tab=change.base.tab)
        scope = self._tools.environments.scope()
        if only_reads(request) and not scope.production:
            self._beside.send(column, scope, change.place)
        else:
            self._open(column, request, change.place)

    def _open(self, column: Column, request: "Request", place: int) -> None:
        tab = RequestDocument(request)
        tab.attempts.add(column.answer)
        tab.set_notice(tr("The attempt before, with one change."))
        self._document.await_answer(tab, column.label, place)
        self._tools.tabs.open(tab)
        if only_reads(request):
            text = tr("This environment is production: press Send to try it.")
        else:
            text = tr("{method} may change something: press Send to try it.", method=request.method)
        self._tools.notices.say(f"{text} {tr('The answer joins the comparison.')}")
