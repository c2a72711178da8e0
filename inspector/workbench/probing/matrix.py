"""Tries chosen credentials against chosen requests: cell by cell, slowly, as far as agreed."""

import asyncio
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http import HTTPStatus

import msgspec

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Case, Trace
from inspector.diagnose.trial.consents import reason_to_stop
from inspector.diagnose.trial.part import Ask
from inspector.diagnose.trial.reply_comparison import is_same, main_case
from inspector.model.attempt import Attempt
from inspector.model.matrix import Cell, Matrix
from inspector.protocol.urls import origin_of
from inspector.wording import tr
from inspector.workbench.probing.experimenting import Carrier
from inspector.workbench.probing.guard import Guard, Objection
from inspector.workbench.probing.matrix_plan import Job, Wanted, consents, jobs, plan

OnCell = Callable[[Cell], None]


async def run(carrier: Carrier, wanted: Wanted, tell: OnCell | None = None) -> Matrix:
    """Run all cells and return them; cancelling keeps what was done.

    tell: called on the network thread with each cell as it is known.
    """
    made = _Run(carrier, wanted, tell or (lambda _: None))
    if not plan(wanted).refused:
        try:
            await made.all()
        except asyncio.CancelledError:
            made.stopped = _by_user()
    return made.matrix()


def _by_user() -> str:
    return tr("You stopped it.")


class _Run:
    """One run: the cells so far, and which accounts and servers are left alone."""

    def __init__(self, carrier: Carrier, wanted: Wanted, tell: OnCell) -> None:
        self._carrier = carrier
        self._wanted = wanted
        self._tell = tell
        self._jobs = jobs(wanted.subjects, wanted.candidates, wanted.scope, wanted.terms)
        self._gate = carrier.gate()
        self._cells: dict[tuple[int, int], Cell] = {}
        self._left_alone: dict[str, str] = {}
        self._refusals: dict[int, list[tuple[str, Case]]] = {}
        self.stopped = plan(wanted).refused

    async def all(self) -> None:
        """Run one cell after another until somebody says stop."""
        for job in self._jobs:
            if self.stopped:
                return
            self._keep(job, await self._one(job))

    async def _one(self, job: Job) -> Cell:
        why = job.why_not or self._alone(job)
        if why:
            return self._cell(job, not_run=why)
        self._gate.most = self._gate.used + job.cost
        terms = self._wanted.terms
        guard = Guard(
            home=self._wanted.candidates[job.column].origin or job.url,
            consent=consents(job, terms),
            production=self._wanted.scope.production,
        )
        begun = datetime.now(UTC)
        try:
            ask = Ask(request=job.request)
            sent = await self._carrier.send(ask, self._wanted.scope, guard, self._gate)
        except Objection as objection:
            return self._cell(job, not_run=str(objection))
        self._heed(job, sent)
        return self._judged(job, sent, begun)

    def _alone(self, job: Job) -> str:
        return self._left_alone.get(job.account, "") or self._left_alone.get(origin_of(job.url), "")

    def _heed(self, job: Job, sent: Attempt) -> None:
        """Leave the account alone where the server speaks of a lock, all of it at a 429."""
        last = sent.last
        if last is not None and last.failure is not None and last.failure.kind == "stopped":
            self.stopped = _by_user()
            return
        trace = Trace(sent)
        for case in (trace.case(place) for place in range(len(trace))):
            if reason := reason_to_stop(case):
                whole = case.status == HTTPStatus.TOO_MANY_REQUESTS
                self._left_alone[origin_of(job.url) if whole else job.account] = reason

    def _judged(self, job: Job, sent: Attempt, begun: datetime) -> Cell:
        attempt = msgspec.structs.replace(
            sent,
            id=uuid.uuid4().hex,
            environment=self._wanted.scope.environment,
            started=begun,
            origin="experiment",
        )
        found = diagnose(attempt).findings[:1]
        last = attempt.last
        accepted = _accepted(attempt)
        cell = self._cell(
            job,
            attempt=attempt,
            status=last.reply.status if last is not None and last.reply is not None else None,
            accepted=accepted,
            same_as=self._same_as(job, attempt) if accepted is False else "",
        )
        for first in found:
            cell = msgspec.structs.replace(
                cell,
                cause=first.cause,
                finding=first.slug,
                title=first.title,
                certainty=first.certainty,
            )
        return cell

    def _same_as(self, job: Job, attempt: Attempt) -> str:
        """Return the credential of the row whose refusal reads the same; else remember this one."""
        case = main_case(attempt)
        if case is None:
            return ""
        met = self._refusals.setdefault(job.row, [])
        found = next((label for label, before in met if is_same(before, case)), "")
        if not found:
            met.append((self._wanted.candidates[job.column].label, case))
        return found

    def _cell(self, job: Job, **known: object) -> Cell:
        made = Cell(
            request=self._wanted.subjects[job.row].label,
            credential=self._wanted.candidates[job.column].label,
            row=job.row,
            column=job.column,
        )
        return msgspec.structs.replace(made, **known)

    def _keep(self, job: Job, cell: Cell) -> None:
        self._cells[job.row, job.column] = cell
        self._tell(cell)

    def matrix(self) -> Matrix:
        """Return all cells, those that were not reached too."""
        return Matrix(
            requests=tuple(one.label for one in self._wanted.subjects),
            credentials=tuple(one.label for one in self._wanted.candidates),
            details=tuple(one.detail for one in self._wanted.candidates),
            cells=tuple(self._filled()),
            exchanges=self._gate.used,
            stopped=self.stopped,
        )

    def _filled(self) -> Iterator[Cell]:
        for job in self._jobs:
            known = self._cells.get((job.row, job.column))
            yield known or self._cell(job, not_run=job.why_not or self.stopped)


def _accepted(attempt: Attempt) -> bool | None:
    case = main_case(attempt)
    return None if case is None or not case.status else case.succeeded
