"""Clocks that differ: tokens not valid yet, signed requests outside their window."""

from datetime import datetime, timedelta

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.address_ends import end_of
from inspector.diagnose.facts.clocks.device_clocks import told_clock
from inspector.diagnose.facts.clocks.timestamps import ahead_of_server, in_other_unit, signed_at
from inspector.diagnose.facts.clocks.whose_clock import (
    agreeing,
    over_on_arrival,
    signed_by_own_clock,
    taken_as_far,
    taken_by_a_right_clock,
    taken_once_begun,
    taken_once_clocks_agreed,
    window_of,
    window_of_address,
    window_of_answer,
)
from inspector.diagnose.facts.hosts.services_behind import broke_with_a_standard_page
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.facts.things.one_time_codes import code_field
from inspector.diagnose.facts.token_claims import ahead, bearer
from inspector.diagnose.weights import CLEAR, FAIR, LIKELY, OPEN, RATHER, SHOWN, STATED, STRONG
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.reading.error_bodies import is_fault
from inspector.reading.meanings import Names
from inspector.reading.statuses import MAY_MISREAD_FIELD, MAY_REFUSE_CREDENTIAL
from inspector.story.clocks.stamps import sent_before, stamps, time_of
from inspector.wording import tr
from inspector.wording.dates import utc_clock
from inspector.wording.durations import exact, side_of, span, took

_FAR = timedelta(seconds=250)
_ON_ITS_WAY = timedelta(seconds=5)
_TIME_OF_SOURCE = timedelta(days=1)


def not_yet_valid(case: Case) -> Found:
    """The token's start lies in the future of the server's clock; a server may break over that."""
    token = bearer(case)
    once = taken_once_begun(case, token) if token is not None else None
    lead = once or (ahead(case, token) if token is not None else None)
    if token is None or lead is None or (case.heard.date is None and not case.said("clock")):
        return
    broke = broke_with_a_standard_page(case) and lead > _ON_ITS_WAY
    told = case.said("clock", "token-refused", "malformed")
    if not (case.is_refused or broke or (case.status in MAY_MISREAD_FIELD and told)):
        return
    yield case.suspect(
        "token-not-yet-valid",
        LIKELY if broke else SHOWN if once or lead > _ON_ITS_WAY or case.said("clock") else RATHER,
        fact(
            tr("The token starts {time} after the server's clock.", time=exact(lead)), token.place
        ),
        *_server(case),
        *case.quote("clock"),
        lead=span(lead),
        seconds=int(lead.total_seconds()) + 1,
    )


def made_for_this_call(case: Case) -> Found:
    """A token was made when it was sent, by the client's clock, and was over by the server's."""
    token, now, sent = bearer(case), case.heard.date, case.client_time
    late = over_on_arrival(case, window_of(token)) if token is not None else None
    refused = case.is_refused or case.sent.is_token_request
    if token is None or late is None or now is None or sent is None or not refused:
        return
    yield case.suspect(
        "token-over-on-arrival",
        SHOWN,
        fact(tr("The token was made when it was sent, by the client's clock."), token.place),
        fact(
            tr("By the server's clock it was over {time} before.", time=exact(late)),
            case.date_place,
        ),
        off=span(sent - now),
        direction=side_of(sent - now),
    )


def address_for_this_call(case: Case) -> Found:
    """An address was signed when it was sent, by the client's clock, and over by the server's."""
    late = over_on_arrival(case, window_of_address(case))
    now, sent = case.heard.date, case.client_time
    if late is None or now is None or sent is None or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    off = sent.replace(microsecond=0) - now  # Date has whole seconds
    yield case.suspect(
        "clock-differs",
        SHOWN,
        fact(tr("The address was signed when it was sent, by the client's clock."), case.sent_line),
        fact(
            tr("By the server's clock it was over {time} before.", time=exact(late)),
            case.date_place,
        ),
        off=span(off),
        direction=side_of(off),
    )


def servers_clock(case: Case) -> Found:
    """What was sent is valid by two clocks, and not by that of the server that refuses it."""
    token, answer = bearer(case), window_of_answer(case)
    window = answer or (window_of(token) if token is not None and token.claims else None)
    if window is None or case.succeeded or case.heard.date is None or case.client_time is None:
        return
    other = agreeing(case, window)
    if other is None:
        return
    off = case.heard.date - case.client_time
    place = token.place if answer is None and token is not None else case.sent_body
    yield case.refused_for(
        "server-clock-differs",
        SHOWN,
        fact(tr("It was valid by the client's clock when it was sent."), place),
        fact(
            tr("The clock of {host} said the same as the client's.", host=other.sent.host),
            other.date_place,
        ),
        *_server(case),
        off=span(off),
        direction=side_of(off),
        other=other.sent.host,
    )


def taken_by_other_clocks(case: Case) -> Found:
    """A sister host takes at the same time what is refused here, where the clock is minutes off."""
    found = taken_by_a_right_clock(case)
    if found is None or case.heard.date is None or case.client_time is None:
        return
    off, host = case.heard.date - case.client_time, found.other.sent.host
    told = [fact(tr("{host} took the same.", host=host), found.other.sent_line)]
    if found.ahead:
        early = tr("By this clock it was handed out in {time}.", time=exact(found.ahead))
        told.append(fact(early, case.date_place))
    if found.over:
        late = tr("By this clock it has ended {time} before.", time=exact(found.over))
        told.append(fact(late, case.date_place))
    yield case.refused_for(
        "server-clock-differs",
        STRONG if found.ahead or found.over else FAIR,
        *told,
        fact(
            tr("The clock of {host} said the same as the client's.", host=host),
            found.other.date_place,
        ),
        *_server(case),
        off=span(off),
        direction=side_of(off),
        other=host,
        taker=host,
    )


def stamp_off(case: Case) -> Found:
    """A time stamp of the request is far from the server's clock."""
    refused = case.status in MAY_REFUSE_CREDENTIAL or case.is_hidden_error or is_fault(case.heard)
    if not refused or case.heard.date is None or end_of(case) is not None:
        return
    told = case.said("clock")
    for name, value, place in stamps(case):
        when = time_of(value)
        if when is None or not _plausible(case, when):
            continue
        off = when - case.heard.date
        if abs(off) >= _FAR and not taken_as_far(case, name, off):
            yield case.suspect(
                "clock-differs",
                _weight(case, STATED if told else LIKELY),
                *case.quote("clock"),
                fact(
                    tr(
                        "{name} is {time} {direction} the server's clock.",
                        name=name,
                        time=exact(off),
                        direction=side_of(off),
                    ),
                    place,
                ),
                *_server(case),
                off=span(off),
                direction=side_of(off),
            )
            return


def _weight(case: Case, weight: float) -> float:
    """Weigh less where both clocks agree and the signature alone is old: it was kept.

    More where it was signed at once, by a clock that is not the server's.
    """
    if signed_by_own_clock(case):
        return max(weight, STRONG)
    made = signed_at(case)
    if (made is not None and made.ago >= _FAR) or sent_before(case.trace.story, case) is not None:
        return min(weight, OPEN)
    return weight


def clock_told(case: Case) -> Found:
    """The server says that a time is outside of its window."""
    trust = case.said("clock")
    if in_other_unit(case) is not None:
        return  # the clocks agree to the second
    end, now = end_of(case), case.server_time
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
            direction=side_of(off) if far and off else "",
        )


def own_tokens_off(case: Case) -> Found:
    """A time in a token is refused while the client's clock is off, and taken when it is right.

    Who signs its tokens itself writes its own clock into them; seconds count where the server
    allows them a few minutes to the end.
    """
    off, token = case.skew, bearer(case)
    if off is None or token is None or not case.said("clock") or not case.is_refused:
        return
    other = taken_once_clocks_agreed(case, token)
    if not _NOTICED <= abs(off) < _TIME_OF_SOURCE or other is None:
        return
    taken = tr("Entry {entry} was taken when the clocks agreed.", entry=other.number)
    yield case.suspect(
        "clock-differs",
        SHOWN,
        *case.quote("clock"),
        fact(taken, other.date_place),
        *_server(case),
        off=span(off),
        direction=side_of(off),
    )


def stamp_ahead(case: Case) -> Found:
    """A time that was sent lies after the server's own, which the reply does not take."""
    lead = ahead_of_server(case) if case.said("clock") else None
    if lead is None or lead.by >= _FAR or in_other_unit(case) is not None:
        return
    by = took(lead.by / timedelta(milliseconds=1))
    yield case.suspect(
        "clock-differs",
        STRONG,
        *case.quote("clock"),
        fact(
            tr(
                "{name} is {time} after the server's own time: it can't have been made later "
                "than it came.",
                name=lead.name,
                time=by,
            ),
            lead.place,
        ),
        *_server(case),
        off=by,
        direction=side_of(lead.by),
    )


def _server(case: Case) -> list[Evidence]:
    if case.heard.date is None:
        return []
    return [
        fact(
            tr("The server's clock said {time}.", time=utc_clock(case.heard.date)), case.date_place
        )
    ]


# ---------------- A one-time code is counted from the clock (RFC 6238 §5.2)
_STEPS = timedelta(seconds=60)  # two steps: servers take the code before and after


def code_by_another_clock(case: Case) -> Found:
    """One-time codes are refused, and the clocks of client and server are minutes apart."""
    off = case.skew
    refused = case.outcome == "refused" or case.status in MAY_REFUSE_CREDENTIAL
    if not refused or off is None or not _STEPS <= abs(off) < _TIME_OF_SOURCE:
        return
    name = code_field(case)
    tries = [one for one in (*case.before, case, *case.after) if name and code_field(one)]
    if not name or case.said(*_OF_AN_ACCOUNT) or any(one.succeeded for one in tries):
        return
    told = _NAMES_TIME.search(case.heard.words) is not None
    yield case.refused_for(
        "clock-differs",
        STRONG if told else CLEAR if len(tries) > 1 else LIKELY,
        fact(tr("A one-time code was sent in {name}.", name=name), case.sent_body),
        *_server(case),
        code=name,
        off=span(off),
        direction=side_of(off),
    )


_OF_AN_ACCOUNT: Names = ("locked", "too-many-attempts")
# finds `server time 2023 01 28 18 04 31`, `check the clock`
# but not `try another time`
_NAMES_TIME = lazy_re(r"\b(?:server|system|current|device) ?(?:time|clock)\b|\bclocks?\b")


# ---------------- The reply names the moment that it does not take
# finds `invalid claims: {iat=2024-08-29T12:10:08Z}`
# but not `expires at 2024-08-29T12:10:08Z`
_MOMENT = lazy_re(
    r"(?i)\b(iat|nbf|auth_?time|issued[ _]?at|not[ _]?before|issue[ _]?instant)\b"
    r"[\W_]{1,6}(?:claim |at )?"
    r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?|\d{10})\b"
)
_NOTICED = timedelta(seconds=30)


def moment_ahead(case: Case) -> Found:
    """A start that the reply complains of lies after its own Date: its clock is behind."""
    now = case.heard.date
    if now is None:
        return
    for one in case.heard.statements:
        named = _MOMENT.search(one.text)
        when = time_of(named[2].replace(" ", "T")) if named is not None else None
        if named is None or when is None or when.tzinfo is None or when - now < _NOTICED:
            continue
        yield case.suspect(
            "clock-differs",
            SHOWN,
            quoted(one),
            fact(
                tr("{name} is {time} after that.", name=named[1], time=exact(when - now)), one.place
            ),
            *_server(case),
            off=span(when - now),
            direction=side_of(when - now),
        )
        return


def off_from_the_told_clock(case: Case) -> Found:
    """A time stamp of the request is far from the clock that the server tells in a body."""
    if case.status not in MAY_REFUSE_CREDENTIAL or case.heard.date is not None:
        return
    told = told_clock(case)
    for name, value, place in stamps(case) if told else ():
        when = time_of(value)
        if told is None or when is None or when.tzinfo is None or abs(when - told.now) < _FAR:
            continue
        off = when - told.now
        yield case.refused_for(
            "clock-differs",
            CLEAR,
            fact(tr("{name} says {time}.", name=name, time=value), place),
            fact(
                tr("By the clock that the server told it was {time}.", time=utc_clock(told.now)),
                told.place,
            ),
            off=span(off),
            direction=side_of(off),
        )
        return


_YEARS = timedelta(days=800)


def _plausible(case: Case, when: datetime) -> bool:
    return case.heard.date is not None and abs(when - case.heard.date) < _YEARS


RULES = (
    code_by_another_clock,
    not_yet_valid,
    made_for_this_call,
    address_for_this_call,
    servers_clock,
    taken_by_other_clocks,
    stamp_off,
    own_tokens_off,
    stamp_ahead,
    moment_ahead,
    off_from_the_told_clock,
    clock_told,
)
