"""What words alone say, where no rule had anything to go by: better than no answer at all.

Rules look for a status, a credential and words that fit together; products answer access failures
with any status. Nothing here is ever more than possible.
"""

from collections.abc import Iterator

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.model.finding import Cause

_MOST = 0.66
_READINGS: tuple[tuple[str, Cause, str], ...] = (
    ("locked", Cause.ACCOUNT_LOCKED, "account-disabled"),
    ("too-many-attempts", Cause.ACCOUNT_LOCKED, "too-many-attempts"),
    ("password-expired", Cause.ACCOUNT_LOCKED, "password-expired"),
    ("mfa", Cause.ACCOUNT_LOCKED, "second-factor-required"),
    ("captcha", Cause.ACCOUNT_LOCKED, "captcha-required"),
    ("csrf", Cause.CSRF_FAILURE, "csrf-token-mismatch"),
    ("session-expired", Cause.EXPIRED_SESSION, "session-ended"),
    ("token-expired", Cause.INVALID_CREDENTIALS, "token-expired"),
    ("key-expired", Cause.INVALID_CREDENTIALS, "key-expired"),
    ("revoked", Cause.REVOKED_TOKEN, "token-revoked"),
    ("unreachable", Cause.PROVIDER_UNREACHABLE, "login-service-down"),
    ("audience", Cause.CONFIGURATION, "audience-mismatch"),
    ("issuer", Cause.CONFIGURATION, "issuer-not-trusted"),
    ("clock", Cause.CONFIGURATION, "clock-differs"),
    ("wrong-environment", Cause.WRONG_ENDPOINT, "environment-mismatch"),
    ("wrong-tenant", Cause.WRONG_ENDPOINT, "wrong-tenant"),
    ("wrong-host", Cause.WRONG_ENDPOINT, "host-not-served"),
    ("wrong-region", Cause.WRONG_ENDPOINT, "wrong-region"),
    ("scheme-refused", Cause.SCHEME_MISMATCH, "kind-not-accepted"),
    ("ip-refused", Cause.NETWORK_BLOCKED, "ip-not-allowed"),
    ("waf", Cause.NETWORK_BLOCKED, "firewall-blocked"),
    ("scope", Cause.INSUFFICIENT_PERMISSIONS, "scope-missing"),
    ("signature", Cause.INVALID_CREDENTIALS, "request-signature-wrong"),
    ("key-refused", Cause.INVALID_CREDENTIALS, "key-refused"),
    ("token-refused", Cause.INVALID_CREDENTIALS, "token-not-accepted"),
    ("bad-login", Cause.INVALID_CREDENTIALS, "credentials-refused"),
    ("malformed", Cause.INVALID_CREDENTIALS, "credential-malformed"),
    ("code-refused", Cause.INVALID_CREDENTIALS, "code-refused"),
    ("permission", Cause.INSUFFICIENT_PERMISSIONS, "right-missing"),
    ("quota", Cause.ACCOUNT_LOCKED, "quota-used-up"),
    ("not-active", Cause.REVOKED_TOKEN, "token-revoked"),
)


def by_words_alone(case: Case) -> Iterator[Suspicion]:
    """Yield what the reply's words mean, the first readings of the list weighing more."""
    weight = _MOST
    for name, cause, slug in _READINGS:
        trust = case.said(name)
        if trust:
            yield Suspicion(
                cause=cause,
                slug=slug,
                weight=weight * trust,
                evidence=(*case.quote(name), case.status_evidence),
            )
            weight *= 0.7
    if weight == _MOST and case.said("missing", "not-authenticated"):
        yield _nobody(case)


def _nobody(case: Case) -> Suspicion:
    """The reply wants a login: none was sent, or what was sent was not taken for one."""
    slug = "credential-not-recognised" if case.sent.has_any else "no-credentials-sent"
    return Suspicion(
        cause=Cause.MISSING_CREDENTIALS,
        slug=slug,
        weight=_MOST if not case.sent.has_any else 0.5,
        evidence=(*case.quote("missing", "not-authenticated"), case.status_evidence),
        absent=not case.sent.has_any,
    )
