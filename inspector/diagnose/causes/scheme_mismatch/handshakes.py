"""Answers of another kind than the challenge asked for, under the right scheme word."""

import base64
import binascii

from inspector.diagnose.facts.accepted_elsewhere import taken_before
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.facts.token_claims import bearer, issued_in, names_no_issuer
from inspector.diagnose.weights import CLEAR, HALF, HINT, LIKELY, RATHER, SHOWN
from inspector.protocol.patterns import lazy_re
from inspector.reading.credential import Credential
from inspector.reading.statuses import REFUSES_LOGIN
from inspector.wording import tr

_HEX_LENGTHS = {32: "MD5", 64: "SHA-256", 128: "SHA-512"}


def ntlm_in_negotiate(case: Case) -> Found:
    """The Negotiate token is NTLM, and the server wants a Kerberos ticket."""
    sent = case.sent.authorization
    if sent is None or sent.scheme != "negotiate" or case.status not in REFUSES_LOGIN:
        return
    try:
        data = base64.b64decode(sent.value.strip(), validate=False)
    except (binascii.Error, ValueError):
        return
    if b"NTLMSSP\x00" not in data[:64] or "ntlm" in case.heard.schemes:
        return
    yield case.refused_for(
        "ntlm-where-kerberos-wanted",
        CLEAR,
        fact(tr("The Negotiate token is an NTLM message, not a Kerberos ticket."), sent.place),
    )


def digest_algorithm(case: Case) -> Found:
    """The answer was computed with another algorithm than any challenge names."""
    sent = case.sent.authorization
    if sent is None or sent.scheme != "digest" or case.status not in REFUSES_LOGIN:
        return
    offered = _offered(case)
    own = sent.params.get("algorithm", "").upper()
    made = _HEX_LENGTHS.get(len(sent.params.get("response", "")), "")
    if not offered or any(_fits(name, own, made) for name in offered):
        return
    wanted = ", ".join(offered)
    place = case.heard.challenge("digest")
    asked = (
        [
            fact(
                tr("The server asks for {wanted}.", wanted=wanted),
                case.heard.challenge_place(*place),
            )
        ]
        if place
        else []
    )
    yield case.refused_for(
        "digest-algorithm-mismatch",
        SHOWN,
        fact(tr("The answer was made with {made}.", made=made or own), sent.place),
        *asked,
        made=made or own,
        wanted=wanted,
    )


def _offered(case: Case) -> tuple[str, ...]:
    """Return the algorithms of the challenge answered: the last one before, else the new one."""
    for other in (*reversed(case.before), case):
        names = [
            (challenge.get("algorithm") or "MD5").upper()
            for _, challenge in other.heard.challenges
            if challenge.is_scheme("digest")
        ]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def _fits(wanted: str, own: str, made: str) -> bool:
    """Whether an answer of that name and length was made with the algorithm wanted."""
    if own and own != wanted:
        return False
    base = wanted.removesuffix("-SESS")
    return not made or base.startswith(made) or (made == "SHA-256" and base.endswith("256"))


def opaque_where_jwt(case: Case) -> Found:
    """The API wants a JWT, and the token has no such form.

    A token that was handed out in this trace is whole: then the issuer was not asked for a JWT,
    unless it is of a provider that gives out none.
    """
    token = bearer(case)
    if token is None or token.claims or token.is_encrypted or not case.said("malformed"):
        return
    words = case.quoted("malformed").lower()
    if not any(word in words for word in ("jw", "segment", "compact", "parts", "token")):
        return
    asked = issued_in(case, token) is not None
    if asked and token.known_key is not None:  # a provider whose tokens never are JWTs
        yield _opaque(case, token, "opaque-where-jwt-wanted", CLEAR)
    elif asked:
        told = _OF_A_JWT.search(words) is not None
        weight = LIKELY if told else HINT  # "token is invalid" is said of any token
        yield _opaque(case, token, "opaque-token-where-jwt-expected", weight)
    else:
        is_key = token.known_key is not None or _KEY.fullmatch(token.bare) is not None
        by_name = _COUNTS_PARTS.search(words) or _NAMES_A_JWT.search(words)
        weight = (CLEAR if by_name else LIKELY) if is_key else RATHER
        weight = HINT if token.holds_login else weight  # then that is why it is none
        yield _opaque(case, token, "opaque-where-jwt-wanted", weight)


def opaque_called_a_jwt(case: Case) -> Found:
    """Words call the token a wrong or old JWT, and it is none: the library says so of any text."""
    token = bearer(case)
    told = case.says("token-refused", "token-expired")
    if token is None or told is None or case.said("malformed") or taken_before(case):
        return
    if token.claims or token.bare.count(".") == _DOTS_OF_A_JWT or token.is_encrypted:
        return
    if _NAMES_A_JWT.search(told.statement.text.lower()) is not None:
        is_none = fact(tr("The token is no JWT."), token.place)
        yield case.refused_for(
            "opaque-where-jwt-wanted", LIKELY, *case.quote(told.name), is_none, explains=True
        )


def opaque_without_an_issuer(case: Case) -> Found:
    """An issuer is missed or not known, and the token names none: it was read as a JWT in vain."""
    token = bearer(case)
    if token is None or not case.said("issuer") or not names_no_issuer(token):
        return
    if case.said("wrong-tenant", "audience"):  # then it was looked at more closely
        return
    is_none = fact(tr("The token is no JWT."), token.place)
    known = _ISSUER_KNOWN.search(case.quoted("issuer").lower()) is not None
    weight = HINT if known else CLEAR
    yield case.suspect("opaque-where-jwt-wanted", weight, *case.quote("issuer"), is_none)


# An API that asks the provider about tokens is told their issuer, too (RFC 7662 §2.2).
# finds `token issuer does not match any trusted issuer`
# but not `issuer is missing`
_ISSUER_KNOWN = lazy_re(
    r"\bissuer\b.{0,40}\b(?:not match|mismatch|not trusted|untrusted|trusted)\b"
)


_DOTS_OF_A_JWT = 2
_KEY = lazy_re(r"(?=[^\d]{0,60}\d)[A-Za-z0-9_+/=-]{20,200}")
# finds `not a jwt`, `wrong number of segments`
# but not `token is invalid`
_OF_A_JWT = lazy_re(r"jw[ste]|json web|segment|compact|parts|malformed|format|decod|pars")
# finds `expected 3 parts; got 1`
# but not `malformed token`
_COUNTS_PARTS = lazy_re(r"\b(?:parts|segments|periods|dots|sections|components)\b")
# finds `unauthorized_invalid_jwt_format`, `jwt malformed`, `not a valid jwt`
# but not `invalid token format`
_NAMES_A_JWT = lazy_re(r"(?<![a-z])(?:jw[ts]|json web token)(?![a-z])")


def _opaque(case: Case, token: Credential, slug: str, weight: float) -> Suspicion:
    return case.suspect(
        slug, weight, *case.quote("malformed"), fact(tr("The token is no JWT."), token.place)
    )


def first_step_in_vain(case: Case) -> Found:
    """The first message of NTLM came, and the server asks once more instead of answering it."""
    sent = case.sent.authorization
    if sent is None or not sent.is_negotiation or case.status not in REFUSES_LOGIN:
        return
    message = (sent.basic or b"")[:12]
    found = case.heard.challenge(sent.scheme)
    if message != _FIRST_OF_NTLM or found is None or found[1].token68:
        return
    evidence = (
        fact(tr("The first message of NTLM was sent."), sent.place),
        fact(
            tr("The server asks for {scheme}.", scheme=found[1].scheme),
            case.heard.challenge_place(*found),
        ),
    )
    for slug, weight in (("authorization-stripped", HALF), ("other-scheme-wanted", HINT)):
        yield case.suspect(slug, weight, *evidence)


_FIRST_OF_NTLM = b"NTLMSSP\x00\x01\x00\x00\x00"
RULES = (
    first_step_in_vain,
    ntlm_in_negotiate,
    digest_algorithm,
    opaque_where_jwt,
    opaque_called_a_jwt,
    opaque_without_an_issuer,
)
