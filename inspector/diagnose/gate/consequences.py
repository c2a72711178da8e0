"""Tells which failures only follow from another: first tries, first hops, what came after it."""

from inspector.diagnose.facts.authorization_requests import is_login_callback
from inspector.diagnose.facts.case import Case, Trace
from inspector.diagnose.facts.token_claims import expired_by
from inspector.protocol.urls import host_and_path
from inspector.story.trace_story import NEAR

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
        or any(c.index < index < c.index + NEAR and _is_too_old(c) for index in renewals)
        or (not c.sent.has_any and logins.get(c.sent.host, c.index) < c.index)
        or any(_is_sent_to(c, later) for later in cases)
    }


def _is_sent_to(case: Case, later: Case) -> bool:
    """Whether a challenge names the token service that is asked next (`Bearer realm="https…"`)."""
    realm = case.heard.parameter("realm")[0]
    if case.sent.has_any or "://" not in realm or not case.index < later.index < case.index + NEAR:
        return False
    return host_and_path(realm) == host_and_path(later.sent.url)


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
