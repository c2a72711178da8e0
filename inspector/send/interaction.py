"""What a scheme may want beside sending, carried out by those who own the vault and the faces."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import msgspec

from inspector.authenticate.scheme import Ask, Keep, Wait
from inspector.model.credential import Credential
from inspector.model.exchange import Failure
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
