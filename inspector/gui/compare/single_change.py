"""Tries one change between two attempts: the attempt that would tell whether it was the cause."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from inspector.compare.taking import take
from inspector.gui.compare.compared import Column, ComparedDocument
from inspector.gui.compare.sent_beside import SentBeside, only_reads
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.compare import Comparison
    from inspector.compare.records import Delta
    from inspector.model.request import Request

_SEVERAL = 2


class Change(NamedTuple):
    """One change to try. base: the attempt that is sent with it. other: the one that has it.

    place: where the answer stands, between the two.
    """

    base: Column
    other: Column
    delta: "Delta"
    place: int

    @property
    def request(self) -> "Request | None":
        """The request with this one change; None where it can't be taken over."""
        mine, theirs = self.base.request, self.other.request
        if mine is None or theirs is None:
            return None
        return take(mine, theirs, self.delta.id)


def triable(columns: tuple[Column, ...], comparison: "Comparison") -> dict[tuple[int, str], Change]:
    """Return the changes that can be sent alone, by step and id; each on the attempt before."""
    changes = {
        (place, delta.id): Change(columns[place], columns[place + 1], delta, place + 1)
        for place, step in enumerate(comparison.steps)
        for delta in step.deltas
    }
    return {key: change for key, change in changes.items() if change.request is not None}


def next_of(columns: tuple[Column, ...], comparison: "Comparison") -> Change | None:
    """Return the first of several changes that are to be made to what is refused, one by one.

    They stand in the order of how much they can explain. None where one is left: it was that.
    """
    for place, step in enumerate(comparison.steps):
        pair = columns[place], columns[place + 1]
        refused, accepted = pair if step.turned == "accepted" else pair[::-1]
        found = [Change(refused, accepted, delta, place + 1) for delta in step.deltas]
        found = [each for each in found if each.delta.weight != "noise" and each.request]
        if step.turned in {"accepted", "refused"} and len(found) >= _SEVERAL:
            return found[0]
    return None


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
        label = tr("only this change: {change}", change=change.delta.words)
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
