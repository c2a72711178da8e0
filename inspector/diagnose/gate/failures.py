"""Whether a reply refuses access at all, by its status or by what it says."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.things.conflicts import is_a_conflict
from inspector.diagnose.facts.things.empty_fields import misses_own_fields
from inspector.diagnose.gate import (
    refusing_client_errors,
    refusing_redirects,
    refusing_server_errors,
)
from inspector.diagnose.gate.refusing_successes import hides_a_refusal
from inspector.diagnose.gate.signs import CLIENT_ERRORS
from inspector.protocol.oauth.device_reply import PENDING
from inspector.reading.statuses import REFUSES_WITHOUT_WORDS, SERVER_ERRORS
from inspector.story.interruptions import is_same
from inspector.story.triage import was_cut_short

_AT_ONCE = REFUSES_WITHOUT_WORDS | {0, HTTPStatus.MISDIRECTED_REQUEST, HTTPStatus.TOO_MANY_REQUESTS}


def is_failure(case: Case) -> bool:
    """Whether an exchange is a failure of access, by its status or by what it says."""
    status = case.status
    if status in _AT_ONCE or was_cut_short(case.exchange):
        return not is_a_conflict(case) and not went_another_way(case)
    if case.heard.error[0] in PENDING or misses_own_fields(case) or is_a_conflict(case):
        return False
    if case.heard.is_redirect:
        return any(test(case) for test in refusing_redirects.SIGNS)
    if status < HTTPStatus.BAD_REQUEST:
        return hides_a_refusal(case)
    if case.asks_provider and status in CLIENT_ERRORS:
        return True
    of_server = status in SERVER_ERRORS
    signs = refusing_server_errors.SIGNS if of_server else refusing_client_errors.SIGNS
    return any(test(case) for statuses, tests in signs if status in statuses for test in tests)


def went_another_way(case: Case) -> bool:
    """Whether 421 led to another connection, where the call succeeded (RFC 9110 §15.5.20)."""
    misdirected = case.status == HTTPStatus.MISDIRECTED_REQUEST
    return misdirected and any(one.succeeded and is_same(case, one) for one in case.after)
