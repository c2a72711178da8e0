"""The client's certificate against what the server asked for, and against a token bound to one."""

import base64
from collections.abc import Iterator
from datetime import datetime

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.facts.token_claims import bearer
from inspector.diagnose.weights import CLEAR, FAIR, HALF, OPEN, SHOWN, STATED, STRONG
from inspector.model.exchange import Certificate
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL, MISSES_CERTIFICATE, TURNS_AWAY
from inspector.wording import tr
from inspector.wording.dates import iso_day

_IN_TLS = frozenset({"tls", "reset"})
_REVOKED = lazy_re(r"(?i)certificate[_ ]revoked")
_UNSPECIFIED = lazy_re(r"(?i)certificate[_ ]unknown")


def _shown(case: Case) -> tuple[Certificate, ...]:
    """Return the chain that was shown to a server that refused over it, or may have."""
    connection = case.exchange.connection
    shown = connection.shown if connection is not None else ()
    return shown if shown and _may_be_about_it(case) else ()


def _may_be_about_it(case: Case) -> bool:
    failure = case.exchange.failure
    if failure is not None:
        return failure.kind in _IN_TLS
    told = bool(case.said("client-certificate"))
    return told or case.status in MAY_REFUSE_CREDENTIAL | MISSES_CERTIFICATE


def _refusal(case: Case) -> list[Evidence]:
    failure = case.exchange.failure
    if failure is not None:
        return [fact(failure.detail or failure.message, case.connection_place)]
    return [*case.quote("client-certificate"), case.status_evidence]


def _now(case: Case) -> datetime | None:
    return case.server_time or case.exchange.started


def ended(case: Case) -> Found:
    """The certificate that was shown is over, or is not valid yet."""
    now = _now(case)
    for one in _shown(case)[:1] if now is not None else ():
        assert now is not None  # noqa: S101 - asked the line before
        if one.not_after is not None and one.not_after < now:
            said = tr("The certificate shown ended on {day}.", day=iso_day(one.not_after))
            yield _suspect(
                case, "client-certificate-ended", SHOWN, said, one, iso_day(one.not_after)
            )
        elif one.not_before is not None and one.not_before > now:
            day = iso_day(one.not_before)
            said = tr("The certificate shown begins on {day}.", day=day)
            yield _suspect(case, "client-certificate-ended", SHOWN, said, one)


def _suspect(
    case: Case, slug: str, weight: float, said: str, one: Certificate, day: str = ""
) -> Suspicion:
    return case.suspect(
        slug,
        weight,
        fact(said, case.connection_place),
        *_refusal(case),
        subject=one.subject,
        day=day,
    )


def other_issuer(case: Case) -> Found:
    """The server named the issuers that would do, and ours is none of them."""
    connection, shown = case.exchange.connection, _shown(case)
    asked = connection.asked_issuers if connection is not None else None
    if not shown or not asked or fits(shown, asked):
        return
    wanted = tr("It asks for certificates of {issuers}.", issuers=_listed(asked))
    ours = tr("The one shown was issued by {issuer}.", issuer=shown[-1].issuer)
    # A provider may know a client by a certificate of its own making (RFC 8705 §2.2).
    own = case.sent.is_token_request and shown[-1].issuer == shown[-1].subject
    yield case.suspect(
        "client-certificate-of-other-issuer",
        HALF if own else SHOWN,
        fact(wanted, case.connection_place),
        fact(ours, case.connection_place),
        *_refusal(case),
        issuer=shown[-1].issuer,
        wanted=_listed(asked),
    )


def fits(shown: tuple[Certificate, ...], asked: tuple[str, ...]) -> bool:
    """Whether a chain leads to an issuer that was named (RFC 8446 §4.2.4)."""
    return any(name in asked for one in shown for name in (one.issuer, one.subject))


def _listed(names: tuple[str, ...]) -> str:
    return "; ".join(names[:3]) + (" …" if names[3:] else "")


def revoked(case: Case) -> Found:
    """The server says so; or it finds fault with one in its time, of an issuer that it named."""
    shown, failure = _shown(case), case.exchange.failure
    words = f"{failure.message} {failure.detail}" if failure is not None else ""
    if _REVOKED.search(words):
        said = tr("The server ended the handshake: the certificate was revoked.")
        for one in shown or (Certificate(),):
            yield _suspect(case, "client-certificate-revoked", STATED, said, one)
            return
    connection, now = case.exchange.connection, _now(case)
    asked = connection.asked_issuers if connection is not None else None
    # "Some other (unspecified) issue" (RFC 8446 §6.2): all that Java's servers say of any.
    unsaid = bool(_UNSPECIFIED.search(words)) if failure else case.said("client-certificate")
    if not shown or not asked or not unsaid:
        return
    one = shown[0]
    in_time = now is not None and one.not_after is not None and one.not_after > now
    if in_time and fits(shown, asked):
        said = tr("It is in its time, and its issuer is one that the server named.")
        yield _suspect(case, "client-certificate-revoked", CLEAR, said, one)


def none_shown(case: Case) -> Found:
    """The server asked for a certificate and got none."""
    connection, failure = case.exchange.connection, case.exchange.failure
    if connection is None or connection.asked_issuers is None or connection.shown:
        return
    if not _may_be_about_it(case):
        return
    issuers = _listed(connection.asked_issuers) or tr("any issuer")
    plain = failure is not None or case.status in MISSES_CERTIFICATE
    plain = plain or bool(case.said("client-certificate"))
    yield case.suspect(
        "client-certificate-required",
        STRONG if plain else HALF if case.sent.has_any else FAIR,
        fact(
            tr("The server asked for a certificate of {issuers}; none was shown.", issuers=issuers),
            case.connection_place,
        ),
        *_refusal(case),
    )


def of_nobody(case: Case) -> Found:
    """A certificate was taken and nothing else was sent: it may be one that no account has."""
    connection = case.exchange.connection
    shown = connection.shown if connection is not None else ()
    if not shown or case.sent.has_any or case.status not in TURNS_AWAY:
        return
    if not case.heard.challenges:
        return  # then the certificate alone is what was refused
    said = tr("A client certificate was shown, and nothing else says who calls.")
    yield case.refused_for(
        "client-certificate-refused",
        OPEN,
        fact(said, case.connection_place),
        subject=shown[0].subject,
    )


def bound_to_another(case: Case) -> Found:
    """The token names the certificate that it is bound to (RFC 8705 §3.1), and another came."""
    token, connection = bearer(case), case.exchange.connection
    if token is None or connection is None or not connection.tls_version or not case.is_refused:
        return
    wanted = next(_bound(token.claims), "")
    if not wanted:
        return
    held = fact(tr("The token is bound to the certificate {print}.", print=wanted), token.place)
    if not connection.shown:
        yield case.refused_for(
            "client-certificate-required",
            CLEAR,
            held,
            fact(tr("None was shown on this connection."), case.connection_place),
        )
        return
    own = thumbprint(connection.shown[0])
    if own != wanted:
        said = tr("The one shown has the fingerprint {print}.", print=own)
        yield case.refused_for(
            "token-bound-to-other-certificate",
            SHOWN,
            held,
            fact(said, case.connection_place),
            subject=connection.shown[0].subject,
        )


def _bound(claims: dict[str, object]) -> Iterator[str]:
    confirmation = claims.get("cnf")
    value = confirmation.get("x5t#S256") if isinstance(confirmation, dict) else None
    if isinstance(value, str):
        yield value.rstrip("=")


def thumbprint(one: Certificate) -> str:
    """Return the fingerprint of a certificate as tokens write it: x5t#S256."""
    data = bytes.fromhex(one.fingerprint.replace(":", ""))
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


RULES = (ended, other_issuer, revoked, none_shown, of_nobody, bound_to_another)
