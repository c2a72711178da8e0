"""Checks a token's times: exp, nbf, iat and how long it lives (RFC 7519 §4.1)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from inspector.annotate.tokens.check import Check, Judge, claim
from inspector.annotate.tokens.expected import Expected
from inspector.protocol.dates import from_seconds
from inspector.wording import tr
from inspector.wording.durations import length

_DAY = 86_400


def _exp(value: Any, expected: Expected, at: datetime) -> Iterator[Check]:
    when = from_seconds(value)
    if when is None:
        yield claim("exp", tr("Not a number of seconds since 1970"), "bad", _ask_issuer())
    elif when <= at - expected.slack:
        late = tr("Expired {time}", time=length(at - when))
        yield claim("exp", late, "bad", tr("Renewing is enough; no other claim needs to change."))
    elif when <= at:
        text = tr("Expired {time}, within the leeway", time=length(at - when))
        yield claim("exp", text, "odd")
    else:
        yield claim("exp", tr("{time} left", time=length(when - at)), "good")


def _nbf(value: Any, expected: Expected, at: datetime) -> Iterator[Check]:
    when = from_seconds(value)
    if when is None:
        yield claim("nbf", tr("Not a number of seconds since 1970"), "bad", _ask_issuer())
    elif when > at + expected.slack:
        text = tr("Not valid for another {time}", time=length(when - at))
        todo = tr("Wait, or set the clock that is wrong.")
        yield claim("nbf", text, "bad", todo)
    else:
        yield claim("nbf", tr("In the past"), "good")


def _iat(value: Any, expected: Expected, at: datetime) -> Iterator[Check]:
    when = from_seconds(value)
    if when is None:
        yield claim("iat", tr("Not a number of seconds since 1970"), "odd")
    elif when > at + expected.slack:
        text = tr("{time} in the future", time=length(when - at))
        yield claim("iat", text, "bad", tr("Set the issuer's clock, or the server's."))
    else:
        yield claim("iat", tr("In the past"), "good")


def lifetime(claims: dict[str, Any]) -> Iterator[Check]:
    """Yield a remark where a token lives longer than a day."""
    begin = from_seconds(claims.get("iat", claims.get("nbf")))
    end = from_seconds(claims.get("exp"))
    if begin is not None and end is not None and (end - begin).total_seconds() > _DAY:
        name = "iat" if "iat" in claims else "nbf"
        yield claim(
            name, tr("Lives for {time}: longer than a day", time=length(end - begin)), "odd"
        )


def _ask_issuer() -> str:
    return tr("The issuer must write the time as seconds since 1970.")


JUDGES: dict[str, Judge] = {"exp": _exp, "nbf": _nbf, "iat": _iat}
