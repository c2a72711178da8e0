"""What the page says of a token in one sentence, and the marks of its life. Pure: no Qt."""

from datetime import datetime
from typing import NamedTuple

from inspector.annotate.times import length
from inspector.annotate.tokens.expected import Expected
from inspector.model.annotation import Level
from inspector.model.token import Token
from inspector.wording import tr


class Headline(NamedTuple):
    """The sentence, and how it fares."""

    text: str
    level: Level


class LifeMarks(NamedTuple):
    """Times in seconds since 1970; None where the token or the exchange has none."""

    begin: float
    end: float
    sent: float | None
    now: float

    @property
    def first(self) -> float:
        """The left end of the bar."""
        return self.begin - self._margin

    @property
    def last(self) -> float:
        """The right end of the bar."""
        return max(self.end, self.sent or self.end, self.now) + self._margin

    @property
    def _margin(self) -> float:
        span = max(self.end, self.sent or self.end, self.now) - self.begin
        return max(span * 0.08, 1.0)


def headline(token: Token, expected: Expected, now: datetime) -> Headline:
    """Return the title: what the token is, and whether its time is right."""
    at = expected.judged(now)
    if token.expires is not None and token.expires <= at:
        return Headline(
            tr("{token}: expired {time} ago", token=token.title, time=length(at - token.expires)),
            "bad",
        )
    if token.not_before is not None and token.not_before > at + expected.slack:
        wait = length(token.not_before - at)
        return Headline(
            tr("{token}: not valid for another {time}", token=token.title, time=wait), "bad"
        )
    if token.expires is not None:
        left = length(token.expires - at)
        return Headline(
            tr("{token}: valid for another {time}", token=token.title, time=left), "good"
        )
    odd = any(remark.level == "bad" for remark in token.remarks)
    return Headline(token.title, "bad" if odd else "info")


def life_marks(token: Token, expected: Expected, now: datetime) -> LifeMarks | None:
    """Return the marks of the validity bar; None for a token without an end."""
    begin = token.not_before or token.issued
    if begin is None or token.expires is None or begin >= token.expires:
        return None
    sent = expected.server or expected.sent
    return LifeMarks(
        begin.timestamp(),
        token.expires.timestamp(),
        sent.timestamp() if sent is not None else None,
        now.timestamp(),
    )
