"""Tells which refusals need no explanation: answered challenges, and first tries of a later one."""

from inspector.diagnose.facts.authorization_requests import is_login_callback
from inspector.diagnose.facts.case import Case, Trace
from inspector.diagnose.facts.token_claims import expired_by
from inspector.diagnose.gate.expected_refusals import is_expected
from inspector.protocol.field_names import is_csrf_header
from inspector.reading.statuses import HANDS_OUT_A_NONCE, REFUSES_FORGERY

_NEAR = 12


def is_resolved(case: Case) -> bool:
    """Whether a refusal was an ordinary step on the way to a success.

    A challenge answered successfully; a token renewed after it had expired; a login page followed
    by a login that worked; what comes after a sign-out; an icon of a page. A refusal that ended
    because the credential was left out or changed by hand stays worth explaining.
    """
    if is_expected(case):
        return True
    if case.heard.is_redirect or case.heard.is_login_page:
        return _login_followed(case)
    later = next((c for c in _later(case) if case.repeats(c) and c.succeeded), None)
    return later is not None and (_is_round(case, later) or _was_mended(case, later))


def _was_mended(case: Case, later: Case) -> bool:
    """Whether a credential, a fresh token or a new session made the same request succeed."""
    between = [case.trace.case(i) for i in range(case.index + 1, later.index)]
    if not case.sent.has_any and later.sent.has_any:
        return True
    renewed = any((c.sent.is_token_request or c.sent.is_login) and c.succeeded for c in between)
    if later.exchange.purpose == "retry" and later.sent.cookies:
        return True  # with a session begun anew, or a CSRF token
    return (renewed or later.exchange.purpose == "retry") and later.sent.has_any


def _later(case: Case) -> list[Case]:
    last = min(len(case.trace), case.index + _NEAR)
    return [case.trace.case(index) for index in range(case.index + 1, last)]


def _is_round(case: Case, later: Case) -> bool:
    """Whether the later request answers the challenge of this one."""
    if later.exchange.answers == case.index and later.exchange.purpose in {
        "challenge-answer",
        "proxy-answer",
    }:
        return True
    if case.status == _PROXY:
        return later.sent.proxy_authorization is not None
    return _answers_with_header(case, later) or _repeats_what_was_handed_out(case, later)


def _repeats_what_was_handed_out(case: Case, later: Case) -> bool:
    """Whether the later request sends a token that this refusal gave: a CSRF handshake."""
    if case.status not in REFUSES_FORGERY:
        return False
    long = (header for header in case.heard.headers if len(header.value) >= _TOKEN)
    given = {header.value for header in long if is_csrf_header(header.name)}
    return any(header.value in given for header in later.sent.message.headers)


_TOKEN = 8


def _answers_with_header(case: Case, later: Case) -> bool:
    mine, theirs = case.sent.authorization, later.sent.authorization
    if theirs is None or case.status not in HANDS_OUT_A_NONCE:
        return False
    if mine is None:
        return not case.sent.has_any
    if theirs.is_negotiation and mine.scheme == theirs.scheme:
        return True
    if theirs.scheme == "digest":
        return mine.params.get("nonce") != theirs.params.get("nonce")
    return case.says("nonce-wanted") is not None and theirs.scheme == "dpop"


_PROXY = 407


def _login_followed(case: Case) -> bool:
    """Whether a success at the same host with more cookies follows a way to the login page."""
    for later in _after_login(case):
        if later.sent.host == case.sent.host and later.succeeded and _has_more(case, later):
            return True
    return False


def _after_login(case: Case) -> list[Case]:
    last = min(len(case.trace), case.index + _NEAR * 3)
    return [case.trace.case(index) for index in range(case.index + 1, last)]


def _has_more(case: Case, later: Case) -> bool:
    mine = {(c.name, c.value) for c in case.sent.session_cookies}
    theirs = {(c.name, c.value) for c in later.sent.session_cookies}
    return bool(theirs - mine) and later.heard.status < _REDIRECTING


_REDIRECTING = 300


def superseded(trace: Trace, failing: list[int]) -> set[int]:
    """Return the failures that are first tries, or first hops, of other failures in the list."""
    cases = [trace.case(index) for index in failing]
    answered = {c.exchange.answers for c in cases if (c.exchange.answers or 0) < c.index}
    with_credential = {_asked(c) for c in cases if c.sent.has_any}
    back = {c.sent.host: c.index for c in cases if is_login_callback(c)}
    renewals = [c.index for c in cases if _renews(c)]
    logins = {c.sent.host: c.index for c in reversed(cases) if c.sent.is_login}
    first_hops = {c.previous.index for c in cases if c.previous and _takes_over(c.previous, c)}
    return {
        c.index
        for c in cases
        if c.index in answered
        or c.index in first_hops
        or (c.heard.leads_to_login and c.index < back.get(c.sent.host, 0))
        or (not c.sent.has_any and _asked(c) in with_credential)
        or any(c.index < index < c.index + _NEAR and _is_too_old(c) for index in renewals)
        or (not c.sent.has_any and logins.get(c.sent.host, c.index) < c.index)
    }


def _renews(case: Case) -> bool:
    """Whether this is a failed try to get a new access token: why it failed is the cause."""
    return any("refresh" in name.lower() for name in case.sent.fields) and not case.succeeded


def _is_too_old(case: Case) -> bool:
    if case.sent.is_login or case.sent.is_token_request or _renews(case):
        return False
    old = any(expired_by(case, sent) is not None for sent in case.sent.credentials)
    return old or case.said("token-expired") > 0


def _asked(case: Case) -> tuple[str, str, str, str]:
    return case.sent.method, case.sent.host, case.sent.path, case.sent.operation


def _takes_over(case: Case, later: Case) -> bool:
    if not case.heard.is_redirect:
        return False
    return not case.sent.has_any or later.status >= _REDIRECTING
