"""What a send tells while it runs, and what a scheme may want beside sending."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import msgspec

from inspector.authenticate.scheme import Ask, Keep, Wait
from inspector.model.credential import Credential
from inspector.model.exchange import Failure, Purpose, Stage
from inspector.model.question import Answers, Question
from inspector.wording import tr

AskPerson = Callable[[Question], Awaitable[Answers | None]]
"""Shows a question and returns what was entered; None where the person declines."""

KeepCredential = Callable[[Keep], Awaitable[Credential]]
"""Stores the secret and returns the credential that refers to it."""


class Unanswered(Exception):  # noqa: N818 - nobody's error: the person is free to decline
    """There is no answer; `failure` says why nothing more was sent."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


class Interaction(msgspec.Struct, frozen=True, kw_only=True):
    """keep: puts secrets into the vault. ask: the face that can ask, None where there is none."""

    keep: KeepCredential | None = None
    ask: AskPerson | None = None

    async def kept(self, step: Keep) -> Credential:
        """Store a credential; raise Unanswered where nobody can."""
        if self.keep is None:
            text = tr("There is no vault here to keep {name} in.", name=step.label)
            raise Unanswered(_failure("no-vault", text))
        return await self.keep(step)

    async def asked(self, step: Ask) -> Answers:
        """Ask the person; raise Unanswered where nobody can be asked, or where they decline."""
        if self.ask is None:
            text = tr("Somebody must answer before this can be sent, and nobody can be asked here.")
            raise Unanswered(_failure("nobody-to-ask", text, step.question.text))
        answers = await self.ask(step.question)
        if answers is None:
            text = tr("The question was not answered, so nothing more was sent.")
            raise Unanswered(_failure("not-answered", text, step.question.text))
        return answers

    async def waited(self, step: Wait) -> None:
        """Let the time pass; a cancellation ends it at once."""
        left = (step.until - datetime.now(UTC)).total_seconds()
        if left > 0:
            await asyncio.sleep(left)


NOBODY = Interaction()


def _failure(kind: str, message: str, detail: str = "") -> Failure:
    return Failure(stage="compose", kind=kind, message=message, detail=detail)


# ---------------- What is going on while a request is sent
class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """One step: index of the exchange, what it is for, how far it is, since its start."""

    index: int
    purpose: Purpose
    stage: Stage
    method: str
    url: str
    elapsed_ms: float


OnProgress = Callable[[Progress], None]


def teller(
    on_progress: OnProgress | None, index: int, purpose: Purpose, address: tuple[str, str]
) -> Callable[[Stage], None]:
    """Return what the wire calls at each stage of an exchange; address: method and URL.

    There are at most eight stages an exchange; the window gathers them (`Job`).
    """
    begun = time.perf_counter()
    method, url = address

    def tell(stage: Stage) -> None:
        if on_progress is not None:
            elapsed = round((time.perf_counter() - begun) * 1000, 1)
            on_progress(
                Progress(
                    index=index,
                    purpose=purpose,
                    stage=stage,
                    method=method,
                    url=url,
                    elapsed_ms=elapsed,
                )
            )

    return tell
