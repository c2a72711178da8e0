"""Tells at once whether there is anything to explain; most of what is sent is accepted.

The rules, the fixes and the experiments are not even loaded for it.
"""

from collections.abc import Container, Iterable, Sequence
from itertools import islice

from inspector.diagnose.facts.accepted_elsewhere import taken_as_sent
from inspector.diagnose.facts.case import Case, Trace
from inspector.diagnose.facts.lone_errors import stands_alone
from inspector.diagnose.facts.things.conflicts import has_an_account_already, tells_its_health
from inspector.diagnose.facts.things.handed_links import followed_without_login
from inspector.diagnose.gate.failures import is_failure, went_another_way
from inspector.model.exchange import Exchange
from inspector.model.finding import EntrySummary, Verdict
from inspector.protocol.methods import SAFE
from inspector.reading.statuses import (
    ERRORS,
    NO_LONGER_THERE,
    REFUSES_WITHOUT_WORDS,
    SUCCESSES,
)


def accepted(trace: Trace) -> Verdict | None:
    """Return the verdict over one exchange that was answered and not refused, else None."""
    if len(trace) != 1 or trace.exchanges[0].reply is None or failing(trace, (0,)):
        return None
    return None if ordinary_errors(trace, (0,), ()) else Verdict(entries=(summary(trace, 0),))


def failing(trace: Trace, indices: Iterable[int]) -> list[int]:
    """Return the exchanges that are failures of access."""
    given = _given_once(trace.exchanges)
    read = (case for case in map(trace.case, indices) if _deserves_a_look(case, given))
    return [case.index for case in read if is_failure(case)]


def ordinary_errors(trace: Trace, indices: Sequence[int], failing: Container[int]) -> list[int]:
    """Return the last of these that are other errors, to requests of no credential known as good.

    Servers answer what they can't read with 400, 404, 422 or 500, too: where a fault shows without
    their words, that is the reason.
    """
    errors = (index for index in reversed(indices) if _is_error(trace.exchanges[index]))
    cases = [trace.case(index) for index in islice(errors, _MOST_ERRORS) if index not in failing]
    return [
        case.index
        for case in reversed(cases)
        if _is_ordinary(case.status) and not _went_as_it_goes(case)
    ]


def _went_as_it_goes(case: Case) -> bool:
    """Whether nothing of the request can be at fault: it was taken, or its sender is there."""
    if has_an_account_already(case) or tells_its_health(case):
        return True
    return taken_as_sent(case) is not None or went_another_way(case)


def _is_error(exchange: Exchange) -> bool:
    return exchange.reply is not None and exchange.reply.status in ERRORS


def _is_ordinary(status: int) -> bool:
    return status in ERRORS and status not in REFUSES_WITHOUT_WORDS


_MOST_ERRORS = 200
_Asked = tuple[str, str | bytes]  # a method, and the address or the body


def _deserves_a_look(case: Case, given: Container[_Asked]) -> bool:
    away = case.heard.is_redirect or case.status in ERRORS
    turned_away = away and (_was_given(case, given) or case.previous is not None)
    given_nothing = case.status not in SUCCESSES  # a success is no more suspicious when just sent
    if turned_away or case.is_suspicious or (given_nothing and stands_alone(case)):
        return True
    return away and followed_without_login(case) is not None


def _was_given(case: Case, given: Container[_Asked]) -> bool:
    """Whether the same was given before or later, or what a write is for was read."""
    method, address = _asked(case.exchange)
    gone = case.status in NO_LONGER_THERE
    read = gone and method not in SAFE and ("GET", address) in given
    return read or (method, address) in given or (gone and _handed_over(case.exchange) in given)


def _given_once(exchanges: Sequence[Exchange]) -> frozenset[_Asked]:
    """Return what was asked for and given once at least: an error there is no mere slip."""
    if len(exchanges) == 1:
        return frozenset()
    replied = ((one, one.reply) for one in exchanges)
    given = [one for one, reply in replied if reply is not None and reply.status in SUCCESSES]
    bodies = (body for one in given if (body := _handed_over(one)) is not None)
    return frozenset((*map(_asked, given), *bodies))


def _asked(exchange: Exchange) -> _Asked:
    return exchange.request.method, exchange.request.url.partition("?")[0]


def _handed_over(exchange: Exchange) -> _Asked | None:
    """Return what a write handed over, wherever; None without a body."""
    body = exchange.request.body
    return (exchange.request.method, body) if body else None


def summary(trace: Trace, index: int) -> EntrySummary:
    """Return the line of an exchange in the list of all, without a finding."""
    exchange = trace.exchanges[index]
    return EntrySummary(
        index=index,
        method=exchange.request.method,
        url=exchange.request.url,
        status=exchange.reply.status if exchange.reply is not None else None,
    )
