"""Tokens made for another audience, issuer or kind of API."""

from collections.abc import Iterable
from http import HTTPStatus

from inspector.diagnose.facts.accepted_elsewhere import taken_at_other_hosts
from inspector.diagnose.facts.callers.described_api import described_api
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact, went_to
from inspector.diagnose.facts.token_claims import (
    accepted_tokens,
    audiences,
    bare_hosts,
    bearer,
    expired_by,
    hosts,
    is_id_token,
    issued_in,
    issuer,
    names_no_issuer,
)
from inspector.diagnose.weights import CLEAR, HALF, LIKELY, RATHER, SHOWN, SOUND, STRONG
from inspector.model.annotation import Place
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.protocol.sites import same_site
from inspector.reading.credential import Credential
from inspector.reading.meanings import BESIDE_THE_AUDIENCE, OF_A_RIGHT, Names, without
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr
from inspector.wording.numbers import listed

# finds `expected audience https://api.acme.test/`
# but not `the audience is wrong`
_EXPECTED = lazy_re(
    r"(?i)\b(?:expect(?:ed|s|ing)?|should be|must be)\b\W{0,4}(?:(?:audience|one of|to be)\W{0,4})?"
    r"((?:https?|api|urn):[^\s\"'`\],;)]{3,200})"
)


def audience_told(case: Case) -> Found:
    """The server says that the audience does not fit."""
    trust = case.said("audience")
    if not trust or not case.may_carry or asked_for_a_resource(case):
        return
    token = bearer(case)
    own = audiences(token) if token is not None else ()
    yield case.suspect(
        "audience-mismatch",
        _weight_of_audience(case, token) * trust,
        *case.quote("audience"),
        *_audience(token, own),
        *_wanted(case),
        aud=listed(own),
        wanted=_wanted_name(case),
    )


def asked_for_a_resource(case: Case) -> bool:
    """Whether a login provider refuses what a token was asked for (RFC 8707 §2)."""
    return case.asks_provider and case.heard.error[0] == "invalid_target"


def resource_refused(case: Case) -> Found:
    """The provider gives this client no token for that resource or audience."""
    if not asked_for_a_resource(case):
        return
    asked = case.sent.fields.get("resource") or case.sent.fields.get("audience", "")
    told = [fact(tr("The token was asked for {resource}.", resource=asked), case.sent_body)]
    yield case.refused_for(
        "resource-refused",
        STRONG,
        *case.quote("audience"),
        *(told if asked else []),
        resource=asked,
    )


def _weight_of_audience(case: Case, token: Credential | None) -> float:
    """Weigh less for an ID token: its audience is the client, whatever the API is set to."""
    if token is None or not audiences(token):
        return CLEAR
    if not is_id_token(token):
        return SHOWN
    source = issued_in(case, token)
    return HALF if source is not None and source[1] == "id_token" else SOUND


def audience_by_comparison(case: Case) -> Found:
    """Challenge or metadata name another resource than the token's audience."""
    token = bearer(case)
    if token is None or not case.is_refused or case.said("token-expired"):
        return
    own = audiences(token)
    wanted, place = _resource(case)
    if not own or not wanted or any(_same(wanted, one) for one in own):
        return
    yield case.refused_for(
        "audience-mismatch",
        STRONG,
        fact(tr("The API calls itself {resource}.", resource=wanted), place),
        *_audience(token, own),
        aud=listed(own),
        wanted=wanted,
    )


def audience_host(case: Case) -> Found:
    """The token's audience is the address of another host."""
    token = bearer(case)
    if token is None or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    own = bare_hosts(audiences(token))
    here = case.sent.bare_host
    if own and not any(same_site(host, here) for host in own):
        taken = [c for c in case.neighbours if _took_it(case, c) and c.sent.bare_host in own]
        apart = (c for c in taken_at_other_hosts(case) if not _is_of(c, own))
        if not taken and (next(apart, None) is not None or _was_good_here(case, token)):
            return  # a host that it does not name, either, took it or its like
        # An assertion has to name its provider (RFC 7523 §3), a token may name what it likes.
        alone = CLEAR if case.sent.is_token_request else HALF
        yield case.suspect(
            "audience-mismatch",
            STRONG if taken else alone,
            *[fact(tr("{host} accepted it.", host=c.sent.host), c.heard_line) for c in taken[:1]],
            *_audience(token, audiences(token)),
            *went_to(here, case.sent_line),
            aud=listed(audiences(token)),
        )


def _is_of(other: Case, own: Iterable[str]) -> bool:
    return any(same_site(host, other.sent.bare_host) for host in own)


def _was_good_here(case: Case, token: Credential) -> bool:
    """Whether this host took a token for the same audiences."""
    mine = set(audiences(token))
    return any(mine & set(audiences(one)) for one in accepted_tokens(case))


def _took_it(case: Case, other: Case) -> bool:
    return other.succeeded and case.shares_credential(other)


def _resource(case: Case) -> tuple[str, Place | None]:
    # A registry's challenge names the audience of its tokens `service`.
    wanted, place = case.heard.parameter("resource_id", "resource", "audience", "service")
    if wanted:
        return wanted, place
    described = case.once(described_api)
    return (described.metadata.resource, described.place) if described is not None else ("", None)


def _same(one: str, other: str) -> bool:
    return one.rstrip("/").lower() == other.rstrip("/").lower()


def _audience(token: Credential | None, own: tuple[str, ...]) -> list[Evidence]:
    if token is None or not own:
        return []
    return [fact(tr("The token's aud is {aud}.", aud=listed(own)), token.place)]


def _wanted(case: Case) -> list[Evidence]:
    wanted, place = _resource(case)
    return [fact(tr("The API calls itself {resource}.", resource=wanted), place)] if wanted else []


def _wanted_name(case: Case) -> str:
    """The name that the API goes by: a parameter, else the one it expects in its sentence."""
    told = case.says("audience")
    named = _EXPECTED.search(told.statement.text) if told is not None else None
    return _resource(case)[0] or (named[1].rstrip(".") if named is not None else "")


def issuer_told(case: Case) -> Found:
    """The server says that it does not trust the issuer."""
    trust = case.said("issuer")
    token = bearer(case)
    if not trust or token is None:
        return
    name = issuer(token)
    yield case.suspect(
        "issuer-not-trusted",
        (LIKELY if names_no_issuer(token) else STRONG) * trust,
        *case.quote("issuer"),
        *([fact(tr("The token's iss is {iss}.", iss=name), token.place)] if name else []),
        iss=name,
    )


def issuer_by_comparison(case: Case) -> Found:
    """The metadata of the API names another authorization server than the token's issuer."""
    token = bearer(case)
    if token is None or not case.is_refused or not issuer(token):
        return
    described = case.once(described_api)
    trusted = described.metadata.authorization_servers if described is not None else ()
    if described is None or not trusted or any(_same(one, issuer(token)) for one in trusted):
        return
    yield case.suspect(
        "issuer-not-trusted",
        CLEAR,
        fact(tr("The API trusts {names}.", names=listed(trusted)), described.place),
        fact(tr("The token's iss is {iss}.", iss=issuer(token)), token.place),
        iss=issuer(token),
    )


def encrypted_token(case: Case) -> Found:
    """An encrypted (opaque) token was sent to an API that checks signed ones."""
    token = bearer(case)
    if token is None or not token.is_encrypted or not case.is_refused:
        return
    source = issued_in(case, token)
    yield case.suspect(
        "opaque-token-where-jwt-expected",
        STRONG if case.said("malformed", "token-refused") else LIKELY,
        fact(
            tr("The token has five parts: it is encrypted, only its issuer can read it."),
            token.place,
        ),
        *case.quote("malformed", "token-refused"),
        *(
            [
                fact(
                    tr("The token request named no audience."),
                    Place(entry=source[0].index, side="request", part="body"),
                )
            ]
            if source and not {"audience", "resource"} & source[0].sent.fields.keys()
            else []
        ),
        iss=issuer(token),
    )


def key_unknown(case: Case) -> Found:
    """The API does not find the key that signed the token."""
    trust = case.said("unknown-key")
    token = bearer(case)
    if trust and token is not None:
        yield case.suspect(
            "signing-key-unknown",
            RATHER * trust,
            *case.quote("unknown-key"),
            fact(
                tr(
                    "The token names the key {kid}.", kid=str(token.jose_header.get("kid", ""))[:40]
                ),
                token.place,
            ),
            iss=issuer(token),
        )


# ---------------- The token was signed with an algorithm that the API is not set to check
def algorithm_told(case: Case) -> Found:
    """The server does not take the algorithm that the token's header names."""
    trust = case.said("algorithm")
    token = bearer(case)
    if not trust or token is None or not token.claims or expired_by(case, token) is not None:
        return
    name = str(token.jose_header.get("alg", ""))[:20]
    if name.lower() in {"", "none"}:  # then nobody signed it
        return
    yield case.refused_for(
        "token-algorithm-not-accepted",
        STRONG * trust,
        *case.quote("algorithm"),
        fact(tr("The token is signed with {alg}.", alg=name), token.place),
        alg=name,
    )


# ---------------- A refused token beside what the trace itself shows
_OTHER_REASON: Names = BESIDE_THE_AUDIENCE
_KEYS, _LOOK = 50, 60


def key_not_published(case: Case) -> Found:
    """The key that signed the token is not among those that the trace saw published."""
    token = bearer(case)
    kid = token.jose_header.get("kid") if token is not None else None
    if token is None or not isinstance(kid, str) or case.status != HTTPStatus.UNAUTHORIZED:
        return
    if case.said(*_OTHER_REASON):
        return
    found = _published(case, token)
    if found is None or kid in found[1]:
        return
    worked = any(c.succeeded and case.shares_credential(c) for c in case.before)
    yield case.refused_for(
        "signing-key-rotated" if worked else "signing-key-unknown",
        SOUND,
        fact(tr("The token names the key {kid}.", kid=kid[:40]), token.place),
        fact(tr("The keys published are {names}.", names=listed(found[1])), found[0].heard_line),
        iss=issuer(token),
    )


def _published(case: Case, token: Credential) -> tuple[Case, tuple[str, ...]] | None:
    """Return the nearest reply with published keys of this issuer, and the names of its keys."""
    host = next(iter(hosts((issuer(token),))), "")
    for other in case.neighbours:
        keys = other.heard.content.object.get("keys") if other.succeeded else None
        if not isinstance(keys, list) or not keys or host not in {"", other.sent.host}:
            continue
        named = [one.get("kid") for one in keys[:_KEYS] if isinstance(one, dict) and "kty" in one]
        if named and all(isinstance(name, str) for name in named):
            return other, tuple(map(str, named))
    return None


def audience_of_an_accepted_one(case: Case) -> Found:
    """This host accepted a token for an audience that the refused one does not name."""
    token = bearer(case)
    if token is None or case.status != HTTPStatus.UNAUTHORIZED or _says_otherwise(case):
        return
    own = audiences(token)
    taken = _accepted(case, token)
    if not own or taken is None or set(own) & set(audiences(taken)):
        return
    if is_id_token(token) and not is_id_token(taken):
        return  # it is for the client, as such tokens are, and of another kind than this API takes
    yield case.refused_for(
        "audience-mismatch",
        LIKELY,
        fact(tr("The token's aud is {aud}.", aud=listed(own)), token.place),
        fact(tr("A token with aud {aud} was accepted.", aud=listed(audiences(taken))), taken.place),
        aud=listed(own),
        wanted=listed(audiences(taken)),
    )


def _says_otherwise(case: Case) -> bool:
    """Whether words give another reason than the token's audience.

    A challenge that calls the token invalid speaks of no right (RFC 6750 §3.1), whatever a page
    made for people says beside it.
    """
    invalid = case.heard.error[0] == "invalid_token"
    return case.said(*(without(_OTHER_REASON, *OF_A_RIGHT) if invalid else _OTHER_REASON)) > 0


def _accepted(case: Case, token: Credential) -> Credential | None:
    """Return a token of the same issuer that this host accepted, the last one first."""
    for other in (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK]):
        theirs = bearer(other) if other.succeeded else None
        if theirs is not None and audiences(theirs) and issuer(theirs) == issuer(token):
            return theirs
    return None


_TOLD: Names = (
    "audience", "issuer", "scope", "permission", "revoked", "token-expired", "clock", "signature",
    "scheme-refused", "ip-refused", "csrf", "mfa", "step-up", "unreachable",
)  # fmt: skip


def just_issued(case: Case) -> Found:
    """The API refuses a token that the login provider issued a moment before, in the same send."""
    token = bearer(case)
    ours = token is not None and case.trace.attempt.source == "sent"
    if token is None or not ours or case.status != HTTPStatus.UNAUTHORIZED or case.said(*_TOLD):
        return
    source = issued_in(case, token)
    if source is None or source[1] != "access_token":
        return
    wanted = case.heard.schemes
    if case.heard.error[0] not in {"", "invalid_token"} or (wanted and token.scheme not in wanted):
        return
    provider = source[0].sent.host
    yield case.refused_for(
        "issued-token-refused",
        STRONG,
        fact(tr("{host} issued this token just before.", host=provider), source[0].heard_line),
        *case.quote("token-refused"),
        provider=provider,
    )


RULES = (
    just_issued,
    resource_refused,
    algorithm_told,
    key_not_published,
    audience_of_an_accepted_one,
    audience_told,
    audience_by_comparison,
    audience_host,
    issuer_told,
    issuer_by_comparison,
    encrypted_token,
    key_unknown,
)
