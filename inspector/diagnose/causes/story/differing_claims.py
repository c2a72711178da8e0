"""The claim in which a token differs from one that was taken, or from what its provider says."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.described_issuers import described_otherwise
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import (
    accepted_tokens,
    bearer,
    expired_by,
    is_id_token,
    issuer,
    scopes,
)
from inspector.diagnose.weights import CLEAR, LIKELY, SHOWN, SOUND
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.reading.credential import Credential
from inspector.reading.meanings import (
    BESIDE_THE_CREDENTIAL,
    OF_A_SERVICE,
    OF_AN_END,
    Names,
    without,
)
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL, TURNS_AWAY
from inspector.wording import tr

_OTHER_REASON: Names = (
    *without(BESIDE_THE_CREDENTIAL, "permission", "scope"), *OF_A_SERVICE, "token-expired",
    "revoked", "malformed",
)  # fmt: skip
_LONGEST = 80


class _Claim(NamedTuple):
    """A claim or header of a token. slug: what its difference explains. value: named in it."""

    name: str
    slug: str
    value: str


# In this order: another issuer has other keys, too, and another tenant another issuer.
_CLAIMS = (
    _Claim("tid", "wrong-tenant", "tenant"),
    _Claim("iss", "issuer-not-trusted", "iss"),
    _Claim("aud", "audience-mismatch", "aud"),
    _Claim("alg", "token-algorithm-not-accepted", "alg"),
    _Claim("kid", "signing-key-unknown", "kid"),
)
_FOLLOW = {"tid": {"iss", "kid", "alg"}, "iss": {"kid", "alg"}, "alg": {"kid"}}


def one_claim_differs(case: Case) -> Found:
    """The same call was given to another token of the same owner: one thing in them differs."""
    token = bearer(case)
    if token is None or not token.claims or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    if case.said(*_OTHER_REASON) or expired_by(case, token) is not None:
        return
    for other in (*reversed(case.before), *case.after):
        theirs = bearer(other) if other.succeeded and other.repeats(case) else None
        if theirs is None or not theirs.claims or not _is_of_the_same(token, theirs):
            continue
        yield from _told(case, token, other, theirs)
        return


def _told(case: Case, token: Credential, other: Case, theirs: Credential) -> Found:
    differs = [one for one in _CLAIMS if _value(token, one.name) != _value(theirs, one.name)]
    if [one.name for one in differs] == ["aud"] and is_id_token(token) and not is_id_token(theirs):
        differs = [_Claim("aud", "id-token-used", "aud")]  # for the client, as such tokens are
    rights = scopes(theirs) - scopes(token)
    entry = other.number
    said = tr("Entry {entry} was given the same with another token.", entry=entry)
    if rights and not differs:
        lacks = tr("It had {names}, which this one lacks.", names=_shown(sorted(rights)))
        yield case.refused_for(
            "scope-missing",
            SOUND,
            fact(said, theirs.place),
            fact(lacks, token.place),
            scope=" ".join(sorted(rights)) if len(rights) == 1 else "",
        )
    elif differs and {one.name for one in differs[1:]} <= _FOLLOW.get(differs[0].name, set()):
        name, mine = differs[0].name, _value(token, differs[0].name)
        yield case.refused_for(
            differs[0].slug,
            SHOWN if not rights else SOUND,
            fact(said, theirs.place),
            fact(_there(name, _value(theirs, name)), theirs.place),
            fact(_here(name, mine), token.place),
            **{differs[0].value: mine},
        )


def _there(name: str, value: str) -> str:
    if not value:
        return tr("There {name} is missing.", name=name)
    return tr("There {name} is {value}.", name=name, value=value)


def _here(name: str, value: str) -> str:
    if not value:
        return tr("Here {name} is missing.", name=name)
    return tr("Here {name} is {value}.", name=name, value=value)


def _is_of_the_same(token: Credential, other: Credential) -> bool:
    """Whether two tokens are of the same owner, so that who asks is no difference."""
    owners = [_value(one, name) for one in (token, other) for name in ("sub", "client_id", "azp")]
    half = len(owners) // 2
    return token.value != other.value and owners[:half] == owners[half:] and any(owners)


def _value(token: Credential, name: str) -> str:
    found = token.claims.get(name, token.jose_header.get(name))
    return _shown(found) if isinstance(found, list) else str(found or "")[:_LONGEST]


def _shown(names: Iterable[object]) -> str:
    return ", ".join(map(str, names))[:_LONGEST]


# ---------------- Who made it, where another call was given to a token of the same client
def another_issuer(case: Case) -> Found:
    """The token has another issuer than the one that this host took for the same client or key."""
    token = next((one for one in case.sent.credentials if one.claims), None)
    if token is None or case.status not in TURNS_AWAY or case.said(*_OTHER_REASON):
        return
    own = issuer(token)
    theirs = [one for one in accepted_tokens(case) if issuer(one) and _is_of_one_client(one, token)]
    if not own or not theirs or own in map(issuer, theirs):
        return
    yield case.refused_for(
        "issuer-not-trusted",
        SOUND,
        fact(tr("The token's issuer is {name}.", name=own), token.place),
        fact(tr("A token of {name} was accepted.", name=issuer(theirs[0])), theirs[0].place),
        *case.quote("issuer", "token-refused"),
        explains=True,
        iss=own,
    )


def _is_of_one_client(one: Credential, other: Credential) -> bool:
    for name in ("azp", "client_id", "aud"):
        mine = one.claims.get(name)
        if mine and mine == other.claims.get(name):
            return True
    kid = one.jose_header.get("kid")
    return bool(kid) and kid == other.jose_header.get("kid")


# ---------------- For which use it was made, where tokens of one issuer are made for several
def another_use(case: Case) -> Found:
    """The host takes tokens of the same issuer that say they are for something else.

    A login by steps gives one for its next step, one for calls and one to renew that with.
    """
    token = next((one for one in case.sent.credentials if one.claims), None)
    if token is None or case.status not in MAY_REFUSE_CREDENTIAL or case.said(*_OTHER_REASON):
        return
    name, mine = _use_of(token)
    if not mine or expired_by(case, token) is not None:
        return
    taken = [one for one in _tokens_taken_there(case) if _is_of_one_maker(one[1], token)]
    uses = {str(theirs.claims.get(name, "")) for _, theirs in taken}
    if not uses or uses & {mine, ""}:
        return
    other, theirs = next((one for one in taken if one[0].repeats(case)), taken[0])
    entry = other.number
    wanted = _value(theirs, name)
    yield case.refused_for(
        "token-of-another-use",
        _for_a_use(case, other, same_owner=_value(token, "sub") == _value(theirs, "sub")),
        fact(tr("Entry {entry} was let in here with another token.", entry=entry), theirs.place),
        fact(_there(name, wanted), theirs.place),
        fact(_here(name, mine[:_LONGEST]), token.place),
        name=name,
        sent=mine[:_LONGEST],
        wanted=wanted,
    )


def _for_a_use(case: Case, other: Case, *, same_owner: bool) -> float:
    """Weigh less where somebody else called, or another method was asked for."""
    if not same_owner:
        return SOUND
    return SHOWN if other.repeats(case) else CLEAR


def _use_of(token: Credential) -> tuple[str, str]:
    """Return the claim in which a token says what it is for, and its word; empty without one."""
    for name, value in token.claims.items():
        plain = name.replace("_", "").lower()
        if isinstance(value, str) and value.lower() != "jwt":
            of_its_use = plain in _OF_ITS_USE or (plain in _MAY_BE and _OF_A_TOKEN.search(value))
            if of_its_use:
                return name, value
    return "", ""


_OF_ITS_USE = frozenset({"typ", "tokentype", "tokenuse", "tokenkind"})
_MAY_BE = frozenset({"type", "kind", "purpose", "use"})  # or who it was made for: `customer`
# finds `access`, `operation_token`, `mfa-pending`
# but not `customer`, `admin`
_OF_A_TOKEN = lazy_re(
    r"(?i)token|access|refresh|\bauth|session|mfa|2fa|otp|temp|pre[_-]|pending|log_?in|verif|reset|confirm"
)


def _tokens_taken_there(case: Case) -> list[tuple[Case, Credential]]:
    """Return the tokens that were taken at the same path, each with the call that it came in."""
    there = (one for one in (*reversed(case.before), *case.after) if one.succeeded)
    same = (one for one in there if one.sent.path == case.sent.path)
    return [(one, token) for one in same for token in one.sent.credentials if token.claims]


def _is_of_one_maker(one: Credential, other: Credential) -> bool:
    same = (_value(one, name) == _value(other, name) for name in ("iss", "aud"))
    return one.value != other.value and all(same)


# ---------------- How its provider calls itself in the trace
def issuer_described_otherwise(case: Case) -> Found:
    """Whoever checks the token against the provider's description finds another issuer in it.

    Its keys fit and its time is not over: nothing else of it is known to be wrong.
    """
    token = bearer(case)
    if token is None or case.said(*_MORE_THAN_AN_ISSUER) or not _may_be_of_the_token(case):
        return
    found = described_otherwise(case, token)
    if found is None or expired_by(case, token) is not None:
        return
    if issuer(token) in map(issuer, accepted_tokens(case)):
        return
    yield case.refused_for(
        "issuer-not-trusted",
        CLEAR if found.nearly and found.keys is not None else LIKELY,
        fact(tr("The provider calls itself {name}.", name=found.name), found.by.heard_body),
        fact(tr("The token's iss is {iss}.", iss=issuer(token)), token.place),
        *_by_keys(found.keys),
        *case.quote("issuer"),
        iss=issuer(token),
        described=found.name,
    )


def _may_be_of_the_token(case: Case) -> bool:
    """Whether the refusal may be that of a token: who lacks a right is answered 403."""
    return case.status == HTTPStatus.UNAUTHORIZED or case.said("issuer", "token-refused") > 0


def _by_keys(keys: Case | None) -> list[Evidence]:
    said = tr("The keys of that provider fit the token's signature.")
    return [fact(said, keys.heard_body)] if keys is not None else []


_MORE_THAN_AN_ISSUER: Names = (
    *BESIDE_THE_CREDENTIAL, *OF_AN_END, "audience", "signature", "unknown-key",
)  # fmt: skip


RULES = (one_claim_differs, another_issuer, another_use, issuer_described_otherwise)
