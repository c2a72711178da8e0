"""The times of a token's life and of the exchange that carried it, as the bar shows them. Pure."""

from datetime import datetime, timedelta
from typing import NamedTuple

from inspector.annotate.tokens.expected import Expected
from inspector.model.token import Token
from inspector.protocol.dates import utc
from inspector.wording import tr
from inspector.wording.dates import time_of_day, utc_dated
from inspector.wording.durations import in_seconds, span

_DAY = 86_400
_APART = 2.0  # seconds between two clocks that are worth a mark of their own
_NAMES = {
    "saml": ("NotBefore", "NotOnOrAfter", "IssueInstant"),
    "certificate": ("notBefore", "notAfter", ""),
}
_JWTS = frozenset({"jwt", "jwe", "jose_json", "sd_jwt"})


class LifeMarks(NamedTuple):
    """Times in seconds since 1970; None where the token or the exchange has none.

    issued: where it differs from the begin. server: its clock, where it differs from ours.
    names: what the token calls begin, end and the time of issue. leeway in seconds.
    """

    begin: float
    end: float
    sent: float | None
    now: float
    issued: float | None = None
    server: float | None = None
    leeway: int = 0
    names: tuple[str, str, str] = ("nbf", "exp", "iat")

    @property
    def judged(self) -> float:
        """The time that counts: the server's, else ours when it was sent, else now."""
        times = (self.server, self.sent, self.now)
        return next(time for time in times if time is not None)

    @property
    def years(self) -> bool:
        """Whether the times lie so far apart that a day is named with its year."""
        return max(self.all) - min(self.all) > 180 * _DAY

    @property
    def all(self) -> tuple[float, ...]:
        """Every time there is."""
        times = (self.issued, self.begin, self.end, self.sent, self.server, self.now)
        return tuple(time for time in times if time is not None)


def life_marks(token: Token, expected: Expected, now: datetime) -> LifeMarks | None:
    """Return the marks of the validity bar; None for a token without begin or end."""
    begin = token.not_before or token.issued
    if begin is None or token.expires is None or begin >= token.expires:
        return None
    sent, server = _seconds(expected.sent), _seconds(expected.server)
    alone = sent is None or (server is not None and abs(server - sent) > _APART)
    issued = token.issued if token.issued != begin else None
    return LifeMarks(
        begin.timestamp(),
        token.expires.timestamp(),
        sent,
        now.timestamp(),
        issued=_seconds(issued),
        server=server if alone else None,
        leeway=expected.leeway,
        names=_names(token),
    )


def _seconds(time: datetime | None) -> float | None:
    return time.timestamp() if time is not None else None


def _names(token: Token) -> tuple[str, str, str]:
    if token.kind not in _JWTS:
        return _NAMES.get(token.kind, (tr("valid from"), tr("valid until"), tr("issued")))
    if token.not_before is None:
        return "iat", "exp", "iat"
    return "iat, nbf" if token.issued == token.not_before else "nbf", "exp", "iat"


def clock(moment: float, marks: LifeMarks) -> str:
    """Return a time of day in UTC; the date beside it or alone, as long as the life is."""
    when = utc(moment)
    if marks.years:
        return utc_dated(when, None).partition(",")[0]
    long = max(marks.all) - min(marks.all) > _DAY
    return utc_dated(when, when).rpartition(":")[0] if long else time_of_day(when)


def spoken(marks: LifeMarks) -> str:
    """Return the bar in words."""
    now = utc(marks.now)
    begin, end = (utc_dated(utc(at), now) for at in (marks.begin, marks.end))
    return " ".join((_life(marks, begin, end), *_clocks(marks)))


def _life(marks: LifeMarks, begin: str, end: str) -> str:
    judged = marks.judged
    time = span(timedelta(seconds=abs(judged - marks.end)))
    if judged >= marks.end:
        if marks.sent is None and marks.server is None:
            return tr("From {begin} to {end}; expired {time} ago.",
                      begin=begin, end=end, time=time)  # fmt: skip
        return tr(
            "From {begin} to {end}; expired {time} before it was used.",
            begin=begin,
            end=end,
            time=time,
        )
    if judged < marks.begin:
        wait = span(timedelta(seconds=marks.begin - judged))
        return tr("From {begin} to {end}; begins in {time}.", begin=begin, end=end, time=wait)
    return tr("From {begin} to {end}; {time} left.", begin=begin, end=end, time=time)


def _clocks(marks: LifeMarks) -> list[str]:
    said = []
    if marks.sent is not None:
        said.append(tr("The request was sent at {time}.", time=clock(marks.sent, marks)))
    if marks.server is not None:
        said.append(tr("The server's clock said {time}.", time=clock(marks.server, marks)))
    if marks.leeway:
        said.append(tr("{time} of leeway after the end.", time=in_seconds(marks.leeway)))
    said.append(tr("Now it is {time} UTC.", time=clock(marks.now, marks)))
    return said
