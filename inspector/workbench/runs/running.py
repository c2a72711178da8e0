"""Runs saved requests one after another or several at once: captures, expectations, causes."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from inspector.compose.scope import Scope
from inspector.model.exchange import Exchange
from inspector.model.request import Request
from inspector.model.secret import Secret, SecretRef
from inspector.protocol.masking.secret_spans import is_secret_pair, text_spans
from inspector.reading.statuses import ERRORS
from inspector.workbench.answer import Answer
from inspector.workbench.runs.replied import captured, missed


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One request to be run. path: its folders and its name; values: of a row of data.

    number: tells it from the others of its run, and stays when a fix changes the request.
    """

    path: tuple[str, ...]
    number: int = 0
    request: Request
    scope: Scope
    values: Mapping[str, str] = {}


class Ran(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one. missed: expectations that were not met; seconds: until it was there."""

    run: Run
    answer: Answer
    missed: tuple[str, ...] = ()

    @property
    def last(self) -> Exchange | None:
        """The exchange that answers the request, None where nothing was exchanged."""
        exchanges = self.answer.attempt.exchanges
        return exchanges[-1] if exchanges else None

    @property
    def status(self) -> int | None:
        """The status of the last reply."""
        reply = self.last.reply if self.last is not None else None
        return reply.status if reply is not None else None

    @property
    def milliseconds(self) -> int:
        """How long all its exchanges took."""
        took = (each.timing.total or 0 for each in self.answer.attempt.exchanges)
        return round(sum(took))

    @property
    def passed(self) -> bool:
        """Whether all is as expected; without an expectation, whether it was not refused."""
        if self.run.request.expectations:
            return not self.missed
        return self.status is not None and self.status not in ERRORS and not self.cause[1]

    @property
    def refused(self) -> bool:
        """Whether a cause is told for it, and a refusal was not what was expected."""
        return bool(self.cause[1]) and not self.passed

    @property
    def cause(self) -> tuple[str, str]:
        """The cause and the finding that explain a refusal; empty where none is told."""
        found = self.answer.verdict.findings
        return (str(found[0].cause), found[0].slug) if found else ("", "")


class Sender(Protocol):
    """What sends; `Workbench` does."""

    async def send(self, request: Request, scope: Scope) -> Answer: ...  # noqa: D102 - said there


class Holder(Protocol):
    """What keeps captured secrets for this run, so that they are masked; `Vault` does."""

    def hold(self, secrets: Mapping[SecretRef, str]) -> None: ...  # noqa: D102 - said there


OnRan = Callable[[Ran], None]


class Running:
    """One run. Values that one request captures are there for those that begin later."""

    def __init__(self, sender: Sender, holder: Holder) -> None:
        self._sender = sender
        self._holder = holder
        self._captured: dict[str, str] = {}
        self._stopped = False

    def stop(self) -> None:
        """Begin nothing more; what is under way is not ended by this. From any thread."""
        self._stopped = True

    async def all(
        self, runs: Sequence[Run], on_ran: OnRan | None = None, *, parallel: int = 1
    ) -> tuple[Ran, ...]:
        """Run them in their order, at most so many at once; return what became of each.

        on_ran: is told of each at once. Those that a stop came before are left out.
        """
        from inspector.send.connections import keeping  # noqa: PLC0415 - with the first run

        self._stopped = False
        gate = asyncio.Semaphore(max(1, parallel))
        async with keeping():
            if parallel <= 1:
                results = [await self._one(each, gate, on_ran) for each in runs]
            else:
                results = await asyncio.gather(*(self._one(each, gate, on_ran) for each in runs))
        return tuple(each for each in results if each is not None)

    async def _one(self, run: Run, gate: asyncio.Semaphore, on_ran: OnRan | None) -> Ran | None:
        async with gate:
            if self._stopped:
                return None
            answer = await self._sender.send(run.request, self.scope(run))
        if _was_stopped(answer):
            self._stopped = True
            return None
        ran = ran_with(run, answer)
        if ran.last is not None and ran.last.reply is not None:
            self._captured |= captured(run.request.captures, ran.last.reply)
        if on_ran is not None:
            on_ran(ran)
        return ran

    def scope(self, run: Run) -> Scope:
        """Return what variables stand for now: captured values before those of files."""
        values = {**run.values, **self._captured}
        secret = {name: _ref(name) for name, value in values.items() if _is_secret(name, value)}
        secrets = {ref: values[name] for name, ref in secret.items()}
        self._holder.hold(secrets)
        plain = {name: value for name, value in values.items() if name not in secret}
        before = {
            name: ref for name, ref in run.scope.secret_variables.items() if name not in values
        }
        scope = msgspec.structs.replace(
            run.scope,
            variables={**run.scope.variables, **plain},
            secret_variables={**before, **secret},
        )
        return scope.with_secrets({ref: Secret(value) for ref, value in secrets.items()})


def ran_with(run: Run, answer: Answer) -> Ran:
    """Return what became of a run, as its answer says."""
    return Ran(run=run, answer=answer, missed=_missed(run.request, answer))


def _missed(request: Request, answer: Answer) -> tuple[str, ...]:
    exchanges = answer.attempt.exchanges
    if not exchanges:
        return ()
    return missed(request.expectations, exchanges[-1])


def _was_stopped(answer: Answer) -> bool:
    """Whether a person ended it before it was over."""
    exchanges = answer.attempt.exchanges
    failure = exchanges[-1].failure if exchanges else None
    return failure is not None and failure.stage == "stopped"


def _is_secret(name: str, value: str) -> bool:
    return bool(value) and (is_secret_pair(name, value) or bool(text_spans(value)))


def _ref(name: str) -> SecretRef:
    return SecretRef(place="memory", name=f"captured/{name}")


def causes(results: Iterable[Ran]) -> dict[tuple[str, str], list[Ran]]:
    """Return the refused ones by cause and finding, the commonest first."""
    found: dict[tuple[str, str], list[Ran]] = {}
    for each in results:
        if each.refused:
            found.setdefault(each.cause, []).append(each)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))
