"""Replies, and connections, that say themselves that region, environment, host or path is wrong."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.server_errors import is_provider_address
from inspector.diagnose.facts.suspicion import Found, fact, went_to
from inspector.diagnose.weights import (
    CLEAR,
    HALF,
    HINT,
    LIKELY,
    PROVEN,
    RATHER,
    SHOWN,
    SOUND,
    STRONG,
)
from inspector.model.finding import Evidence
from inspector.reading.meanings import MeaningName
from inspector.reading.statuses import BAD_GATEWAY

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
        # Who got no answer knows no version.
        most = HINT if meaning == "api-version" and case.status in BAD_GATEWAY else weight
        either = " or " in words and any(w in words for w in ("invalid", "incorrect", "key"))
        yield case.refused_for(
            slug,
            min(most * trust, SOUND) if either else most * trust,
            *case.quote(meaning),
            *went_to(case.sent.host, case.sent_line),
        )


def _address(case: Case) -> tuple[Evidence, ...]:
    return went_to(case.sent.host, case.sent_line)


def misdirected(case: Case) -> Found:
    """Status 421: this server does not serve that host (RFC 9110 §15.5.20)."""
    if case.status == HTTPStatus.MISDIRECTED_REQUEST:
        yield case.suspect("host-not-served", SHOWN, case.status_evidence, *_address(case))


def path_unknown(case: Case) -> Found:
    """A refusal that says that the path is unknown."""
    trust = case.said("not-found")
    if case.status == HTTPStatus.NOT_FOUND and case.sent.is_token_request:
        yield case.refused_for(
            "path-unknown", SOUND, *case.quote("not-found", "wrong-tenant"), *_address(case)
        )
    if (
        trust
        and case.is_refused
        and not case.sent.is_login  # it is the user who was not found
        and not case.said(
            "bad-login", "key-refused", "locked", "token-refused", "missing", "revoked"
        )
    ):
        yield case.refused_for(
            "path-unknown", RATHER * trust, *case.quote("not-found"), *_address(case)
        )


def name_unknown(case: Case) -> Found:
    """The host's name could not be found."""
    failure = case.exchange.failure
    if failure is not None and failure.kind in {"name-not-found", "dns"}:
        told = failure.kind == "name-not-found"  # the system's own word
        weight = HALF if is_provider_address(case) else PROVEN if told else LIKELY
        yield case.suspect(
            "host-unknown",
            weight,
            fact(failure.message, case.connection_place),
            detail=failure.message,
        )


RULES = (told, misdirected, path_unknown, name_unknown)
