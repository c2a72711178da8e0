"""Clocks that differ: tokens not valid yet, signed requests outside their window."""

from datetime import datetime, timedelta

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.timestamps import address_end, signed_at, stamps, time_of
from inspector.diagnose.facts.token_claims import ahead, bearer
from inspector.diagnose.weights import CLEAR, LIKELY, OPEN, RATHER, SHOWN, STATED, STRONG
from inspector.model.finding import Evidence
from inspector.protocol.dates import loose_numeric_date
from inspector.reading.statuses import MAY_MISREAD_FIELD, MAY_REFUSE_CREDENTIAL
from inspector.wording import tr
from inspector.wording.dates import utc_clock
from inspector.wording.durations import exact, span

_FAR = timedelta(seconds=250)
_TIME_OF_SOURCE = timedelta(days=1)


def not_yet_valid(case: Case) -> Found:
    """The token's start lies in the future of the server's clock."""
    token = bearer(case)
    lead = ahead(case, token) if token is not None else None
    if token is None or lead is None or (case.heard.date is None and not case.said("clock")):
        return
    if not case.is_refused and not (case.status in MAY_MISREAD_FIELD and case.said("clock")):
        return
    yield case.suspect(
        "token-not-yet-valid",
        SHOWN if lead > timedelta(seconds=5) or case.said("clock") else RATHER,
        fact(
            tr("The token starts {time} after the server's clock.", time=exact(lead)), token.place
        ),
        *_server(case),
        *case.quote("clock"),
        lead=span(lead),
    )


def over_on_arrival(case: Case) -> Found:
    """A token was made when it was sent, by the client's clock, and was over by the server's."""
    token, now, sent = bearer(case), case.heard.date, case.client_time
    if token is None or now is None or sent is None or not case.is_refused:
        return
    made = loose_numeric_date(token.claims.get("iat") or token.claims.get("nbf"))
    end = loose_numeric_date(token.claims.get("exp"))
    if made is None or end is None or abs(sent - made) > _JUST_MADE or not sent < end <= now:
        return
    yield case.suspect(
        "clock-differs",
        SHOWN,
        fact(tr("The token was made when it was sent, by the client's clock."), token.place),
        fact(
            tr("By the server's clock it was over {time} before.", time=exact(now - end)),
            case.date_place,
        ),
        off=span(sent - now),
        direction=_direction(sent - now),
    )


_JUST_MADE = timedelta(seconds=20)


def stamp_off(case: Case) -> Found:
    """A time stamp of the request is far from the server's clock."""
    refused = case.status in MAY_REFUSE_CREDENTIAL or case.is_hidden_error
    if not refused or case.heard.date is None:
        return
    if address_end(dict(case.sent.query)) is not None:
        return
    told = case.said("clock")
    for name, value, place in stamps(case):
        when = time_of(value)
        if when is None or not _plausible(case, when):
            continue
        off = when - case.heard.date
        if abs(off) >= _FAR:
            yield case.suspect(
                "clock-differs",
                _weight(case, STATED if told else LIKELY),
                *case.quote("clock"),
                fact(
                    tr(
                        "{name} is {time} {direction} the server's clock.",
                        name=name,
                        time=exact(off),
                        direction=_direction(off),
                    ),
                    place,
                ),
                *_server(case),
                off=span(off),
                direction=_direction(off),
            )
            return


def _weight(case: Case, weight: float) -> float:
    """Weigh less where both clocks agree and the signature alone is old: it was kept."""
    made = signed_at(case)
    return weight if made is None or made.ago < _FAR else min(weight, OPEN)


def _direction(off: timedelta) -> str:
    return tr("ahead of") if off > timedelta(0) else tr("behind")


def clock_told(case: Case) -> Found:
    """The server says that a time is outside of its window."""
    trust = case.said("clock")
    end, now = address_end(dict(case.sent.query)), case.server_time
    if end is not None and now is not None and now > end:
        return
    if trust and (case.may_carry or stamps(case)):
        off = case.skew
        far = off is not None and abs(off) >= _FAR and abs(off) < _TIME_OF_SOURCE
        yield case.suspect(
            "clock-differs",
            _weight(case, STRONG if far else CLEAR * trust),
            *case.quote("clock"),
            *_server(case),
            off=span(off) if far and off else "",
            direction=_direction(off) if far and off else "",
        )


def _server(case: Case) -> list[Evidence]:
    if case.heard.date is None:
        return []
    return [
        fact(
            tr("The server's clock said {time}.", time=utc_clock(case.heard.date)), case.date_place
        )
    ]


_YEARS = timedelta(days=800)


def _plausible(case: Case, when: datetime) -> bool:
    return case.heard.date is not None and abs(when - case.heard.date) < _YEARS


RULES = (not_yet_valid, over_on_arrival, stamp_off, clock_told)
