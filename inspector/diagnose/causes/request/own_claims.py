"""What a signed token shows of itself before any word is read: its writing, times and rights."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import fault, spoilable, was_accepted
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import (
    accepted_tokens,
    expired_by,
    names_scopes,
    nested_roles,
    scopes,
)
from inspector.diagnose.weights import FAIR, LIKELY, OPEN, STRONG
from inspector.protocol.patterns import lazy_re
from inspector.protocol.tokens import jose
from inspector.reading.credential import Credential
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, OF_AN_END, Names, without
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr
from inspector.wording.numbers import listed

_OTHER_REASON: Names = (*without(BESIDE_THE_CREDENTIAL, "permission", "scope", "clock"), *OF_AN_END)


# ---------------- The letters of Base64url (RFC 7515)
# finds `EYJHBGCIOIJI.EYJZDWIIOIJ.Q2LN`
# but not `eyJhbGciOiJI.eyJzdWIiOiJ.c2ln`
_ONE_CASE = lazy_re(
    r"(?:EYJ[A-Z0-9_-]{8,4000}|eyj[a-z0-9_-]{8,4000})(?:\.[A-Z0-9_-]+|\.[a-z0-9_-]+){2}"
)
# finds `eyJhbGci.eyJzdWIi.c2l+bg==`
# but not `eyJhbGci.eyJzdWIi.c2l-bg`
_STANDARD = lazy_re(
    r"(?=[^+/=]{0,8000}[+/=])ey[JIw0-9][\w+/-]{8,4000}={0,2}(?:\.[\w+/-]+={0,2}){2}"
)


def not_as_it_was_written(case: Case) -> Found:
    """All letters of a token are capital or small, or it holds signs of the other Base64."""
    for sent in spoilable(case):
        told = _miswritten(sent.bare)
        if told and not was_accepted(case):
            weight = OPEN if _is_padded_throughout(sent.bare) else STRONG
            yield fault("credential-malformed", weight, told, sent)


def _miswritten(value: str) -> str:
    if value[:3].lower() != "eyj" or value.count(".") != _DOTS:
        return ""
    if _ONE_CASE.fullmatch(value):
        return tr("The token is written in capitals or small letters alone, which changes it.")
    if _STANDARD.fullmatch(value):
        return tr("The token holds +, / or =, which Base64 for addresses (RFC 4648 §5) has not.")
    return ""


def _is_padded_throughout(value: str) -> bool:
    """Whether each part fills groups of four: so may the issuer write it, of plain Base64."""
    return "=" in value and all(len(part) % _GROUP == 0 for part in value.split("."))


_DOTS, _GROUP = 2, 4


# finds `eyJpc3MiOiJodHRwczov`
# but not `eyJpc3Mi.c2ln`
_ONE_PART = lazy_re(r"eyJ[\w-]{20,8000}={0,2}")


def claims_alone(case: Case) -> Found:
    """Only the middle part of a token was sent: its claims, without head and signature."""
    for sent in spoilable(case):
        if not _ONE_PART.fullmatch(sent.bare) or was_accepted(case):
            continue
        read = jose.read(f"e30.{sent.bare.rstrip('=')}.e30")
        claims = getattr(read, "claims", None)
        if isinstance(claims, dict) and {"iss", "sub", "exp", "iat"} & claims.keys():
            yield fault(
                "token-cut", STRONG, tr("Only the middle part of a token was sent: claims."), sent
            )


# ---------------- Its times
_TIMES = ("exp", "nbf", "iat")


def time_that_is_no_number(case: Case) -> Found:
    """A time of the token is written as text, where a number of seconds is due (RFC 7519 §2)."""
    for sent in spoilable(case):
        name = _as_text(sent)
        if name and not was_accepted(case) and not any(map(_as_text, accepted_tokens(case))):
            told = tr("{name} of the token is text; a number is due (RFC 7519 §2).", name=name)
            yield fault("credential-malformed", STRONG, told, sent)


def _as_text(sent: Credential) -> str:
    return next((name for name in _TIMES if isinstance(sent.claims.get(name), str)), "")


_FAR = 10**11  # as seconds, beyond the year 5000


def begins_in_milliseconds(case: Case) -> Found:
    """`iat` or `nbf` counts milliseconds: read as seconds the token is not valid for ages."""
    if case.status not in TURNS_AWAY or case.said(*_OTHER_REASON):
        return
    for sent in spoilable(case):
        name = _in_milliseconds(sent)
        if (
            name
            and not was_accepted(case)
            and not any(map(_in_milliseconds, accepted_tokens(case)))
        ):
            yield case.refused_for(
                "time-in-another-unit",
                LIKELY,
                fact(tr("{name} of the token counts milliseconds.", name=name), sent.place),
                fact(tr("Times in a token are seconds (RFC 7519 §2)."), sent.place),
                explains=True,
                name=name,
                unit=tr("milliseconds"),
                wanted=tr("seconds"),
            )
            return


def _in_milliseconds(sent: Credential) -> str:
    for name in ("nbf", "iat"):
        value = sent.claims.get(name)
        if isinstance(value, int | float) and value > _FAR:
            return name
    return ""


# ---------------- Its rights, beside what is asked
# finds `orders:read`, `user.readonly`, `read_api`
# but not `thread`, `readwrite`
_READS = lazy_re(r"(?i)(?:\A|[^a-z])(?:read|readonly|read_?only|view|viewer|list|get)(?:\Z|[^a-z])")
# finds `orders:read,write`, `read_admin`
# but not `orders:read`
_WRITES = lazy_re(
    r"(?i)write|create|edit|update|delete|remove|manage|admin|full|modify|owner|post|send|\*"
)
_OF_WHO = frozenset({"openid", "profile", "email", "offline_access", "address", "phone", "groups"})


def may_read_only(case: Case) -> Found:
    """Something is to be changed, and every scope that the token names is for reading."""
    token = next((one for one in case.sent.credentials if one.claims), None)
    if token is None or case.status != HTTPStatus.FORBIDDEN or case.said(*_OTHER_REASON):
        return
    if expired_by(case, token) is not None or not case.heard.gives_no_reason:
        return
    named = (scopes(token) - _OF_WHO) | nested_roles(token)
    if names_scopes(token) and not named:
        told = (
            tr("The token names no scope but those of a login.")
            if scopes(token)
            else tr("The token names no right at all.")
        )
        weight = FAIR
    elif not case.sent.is_safe and named and all(map(_only_reads, named)):
        told = tr("All that the token names is for reading: {names}.", names=listed(sorted(named)))
        weight = LIKELY
    else:
        return
    yield case.refused_for(
        "scope-missing",
        weight,
        fact(told, token.place),
        fact(tr("It was sent with {method}.", method=case.sent.method), case.sent_line),
        explains=True,
    )


def _only_reads(scope: str) -> bool:
    return _READS.search(scope) is not None and _WRITES.search(scope) is None


RULES = (
    not_as_it_was_written,
    claims_alone,
    time_that_is_no_number,
    begins_in_milliseconds,
    may_read_only,
)
