"""The reply itself says that region, environment, host or tenant is wrong."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.model.finding import Cause, Evidence
from inspector.reading import places
from inspector.wording import tr

_MISDIRECTED, _NOT_FOUND = 421, 404
_TOLD = (
    ("wrong-region", "wrong-region", 0.9),
    ("wrong-environment", "environment-mismatch", 0.88),
    ("wrong-tenant", "wrong-tenant", 0.88),
    ("wrong-host", "host-not-served", 0.86),
    ("https-wanted", "https-wanted", 0.93),
    ("api-version", "api-version", 0.8),
)


def told(case: Case) -> Found:
    """Words about region, environment, tenant or host."""
    for meaning, slug, weight in _TOLD:
        trust = case.said(meaning)
        if not trust:
            continue
        words = case.quoted(meaning).lower()
        either = " or " in words and any(w in words for w in ("invalid", "incorrect", "key"))
        yield Suspicion(
            cause=Cause.WRONG_ENDPOINT,
            slug=slug,
            weight=min(weight * trust, 0.85) if either else weight * trust,
            evidence=(*case.quote(meaning), _address(case), case.status_evidence),
        )


def _address(case: Case) -> Evidence:
    return fact(
        tr("The request went to {host}.", host=case.sent.host),
        places.in_line(case.index, "request"),
    )


def misdirected(case: Case) -> Found:
    """Status 421: this server does not serve that host (RFC 9110 §15.5.20)."""
    if case.status == _MISDIRECTED:
        yield Suspicion(
            cause=Cause.WRONG_ENDPOINT,
            slug="host-not-served",
            weight=0.955,
            evidence=(case.status_evidence, _address(case)),
        )


def path_unknown(case: Case) -> Found:
    """A refusal that says that the path is unknown."""
    trust = case.said("not-found")
    if case.status == _NOT_FOUND and case.sent.is_token_request:
        yield Suspicion(
            cause=Cause.WRONG_ENDPOINT,
            slug="path-unknown",
            weight=0.85,
            evidence=(
                *case.quote("not-found", "wrong-tenant"),
                _address(case),
                case.status_evidence,
            ),
        )
    if (
        trust
        and case.is_refused
        and not case.said(
            "bad-login", "key-refused", "locked", "token-refused", "missing", "revoked"
        )
    ):
        yield Suspicion(
            cause=Cause.WRONG_ENDPOINT,
            slug="path-unknown",
            weight=0.6 * trust,
            evidence=(*case.quote("not-found"), _address(case), case.status_evidence),
        )


def name_unknown(case: Case) -> Found:
    """The host's name could not be found."""
    failure = case.exchange.failure
    if failure is not None and failure.kind in {"name-not-found", "dns"}:
        yield Suspicion(
            cause=Cause.WRONG_ENDPOINT,
            slug="host-unknown",
            weight=0.8,
            evidence=(fact(failure.message, places.connection(case.index)),),
            values={"detail": failure.message},
        )


RULES = (told, misdirected, path_unknown, name_unknown)
