"""Sends again after growing waits: bounded, shown, stoppable, and never sooner than asked for."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import NamedTuple

import msgspec

from inspector.model.finding import Cause
from inspector.reading.statuses import WORTH_REPEATING
from inspector.workbench.answer import Answer

FIRST, LONGEST, TRIES = 2.0, 120.0, 5
PATIENCE = 900.0  # a server that asks for a longer wait is not waited for
_SPREAD = 0.25


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """The next try: in how many seconds, which one, and of how many at most."""

    seconds: int
    number: int
    of: int


class Clock(NamedTuple):
    """How time passes and how waits are spread; tests bring their own."""

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    spread: Callable[[float, float], float] = random.SystemRandom().uniform


Send = Callable[[], Awaitable[Answer]]
Tell = Callable[[Waiting], object]


def wait_of(told: float | None, number: int, clock: Clock) -> float:
    """Return the seconds before try `number` (from 1).

    told: what Retry-After asked for (RFC 9110 §10.2.3), never shortened. Else it doubles with
    each try. Either is lengthened by a random part, so that clients do not all come back at once.
    """
    base = told if told is not None else min(FIRST * 2 ** (number - 1), LONGEST)
    return base + clock.spread(0.0, max(base * _SPREAD, 0.5))


async def retried(
    send: Send, told: float | None, tell: Tell, clock: Clock | None = None
) -> tuple[Answer, ...]:
    """Send until it is no longer refused for want of time, at most five times; oldest first.

    told: seconds that the reply so far asks to wait. Empty where that is longer than a quarter of
    an hour. A refusal of another kind ends it: another try would not help, or lock an account.
    """
    clock = clock or Clock()
    answers: list[Answer] = []
    for number in range(1, TRIES + 1):
        if told is not None and told > PATIENCE:
            break
        await _wait(wait_of(told, number, clock), number, tell, clock)
        answers.append(await send())
        if not may_try_again(answers[-1]):
            break
        told = told_by(answers[-1])
    return tuple(answers)


async def _wait(seconds: float, number: int, tell: Tell, clock: Clock) -> None:
    """Sleep a second at a time, and tell what is left."""
    left = seconds
    while left > 0:
        tell(Waiting(seconds=max(round(left), 1), number=number, of=TRIES))
        step = min(left, 1.0)
        await clock.sleep(step)
        left -= step


def may_try_again(answer: Answer) -> bool:
    """Whether waiting is still what the refusal calls for."""
    finding = next(iter(answer.verdict.findings), None)
    if finding is None or (finding.cause == Cause.ACCOUNT_LOCKED and finding.slug != _OF_CALLS):
        return False
    last = answer.attempt.last
    if last is not None and last.failure is not None and last.failure.stage == "stopped":
        return False
    status = last.reply.status if last is not None and last.reply is not None else 0
    waits = any(fix.action.verb == "wait" for fix in finding.fixes)
    return waits or status in WORTH_REPEATING


_OF_CALLS = "rate-limited"  # the only one of its family that a further try can't make worse


def told_by(answer: Answer) -> float | None:
    """Return the seconds that an answer's first fix says to wait, None where it names none."""
    for finding in answer.verdict.findings[:1]:
        for fix in finding.fixes:
            seconds = fix.action.argument
            if fix.action.verb == "wait" and seconds.isdigit():
                return float(seconds)
    return None
