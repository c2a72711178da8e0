"""The reply itself says that region, environment, host or tenant is wrong."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import CLEAR, LIKELY, RATHER, SHOWN, SOUND, STRONG
from inspector.model.finding import Evidence
from inspector.reading import places
from inspector.reading.meanings import MeaningName
from inspector.wording import tr

_MISDIRECTED, _NOT_FOUND = 421, 404
_TOLD: tuple[tuple[MeaningName, str, float], ...] = (
    ("wrong-region", "wrong-region", CLEAR),
    ("wrong-environment", "environment-mismatch", CLEAR),
    ("wrong-tenant", "wrong-tenant", CLEAR),
    ("wrong-host", "host-not-served", SOUND),
    ("https-wanted", "https-wanted", STRONG),
    ("api-version", "api-version", LIKELY),
)


def told(case: Case) -> Found:
    """Words about region, environment, tenant or host."""
    for meaning, slug, weight in _TOLD:
        trust = case.said(meaning)
        if not trust:
            continue
        words = case.quoted(meaning).lower()
        either = " or " in words and any(w in words for w in ("invalid", "incorrect", "key"))
        yield case.suspect(
            slug,
            min(weight * trust, SOUND) if either else weight * trust,
            *case.quote(meaning),
            _address(case),
            case.status_evidence,
        )


def _address(case: Case) -> Evidence:
    return fact(
        tr("The request went to {host}.", host=case.sent.host),
        places.in_line(case.index, "request"),
    )


def misdirected(case: Case) -> Found:
    """Status 421: this server does not serve that host (RFC 9110 §15.5.20)."""
    if case.status == _MISDIRECTED:
        yield case.suspect("host-not-served", SHOWN, case.status_evidence, _address(case))


def path_unknown(case: Case) -> Found:
    """A refusal that says that the path is unknown."""
    trust = case.said("not-found")
    if case.status == _NOT_FOUND and case.sent.is_token_request:
        yield case.suspect(
            "path-unknown",
            SOUND,
            *case.quote("not-found", "wrong-tenant"),
            _address(case),
            case.status_evidence,
        )
    if (
        trust
        and case.is_refused
        and not case.said(
            "bad-login", "key-refused", "locked", "token-refused", "missing", "revoked"
        )
    ):
        yield case.suspect(
            "path-unknown",
            RATHER * trust,
            *case.quote("not-found"),
            _address(case),
            case.status_evidence,
        )


def name_unknown(case: Case) -> Found:
    """The host's name could not be found."""
    failure = case.exchange.failure
    if failure is not None and failure.kind in {"name-not-found", "dns"}:
        yield case.suspect(
            "host-unknown",
            LIKELY,
            fact(failure.message, places.connection(case.index)),
            detail=failure.message,
        )


RULES = (told, misdirected, path_unknown, name_unknown)
