"""A token that was asked for in the name of one API, and sent to another or made for another."""

from http import HTTPStatus

from inspector.diagnose.facts.authorization_requests import wished
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact, went_to
from inspector.diagnose.facts.token_claims import (
    accepted_tokens,
    audiences,
    bare_hosts,
    bearer,
    expired_by,
    issued_in,
)
from inspector.diagnose.weights import CLEAR, FAIR
from inspector.protocol.patterns import lazy_re
from inspector.reading.credential import Credential
from inspector.reading.meanings import BESIDE_THE_AUDIENCE, Names
from inspector.wording import tr
from inspector.wording.numbers import listed

_OTHER_REASON: Names = BESIDE_THE_AUDIENCE
_NAMES = ("audience", "resource")  # of several providers, and of RFC 8707 §2


def audience_asked_for(case: Case) -> Found:
    """The token was asked for with the address of another host than the one it went to."""
    token = _refused(case)
    source = issued_in(case, token) if token is not None else None
    wish = wished(source[0], *_NAMES) if source is not None else None
    named = bare_hosts(wish.values) if wish is not None else frozenset[str]()
    if token is None or wish is None or not named or case.accepted_elsewhere:
        return
    if case.sent.bare_host in named | bare_hosts(audiences(token)):
        return
    yield case.refused_for(
        "audience-mismatch",
        FAIR,
        fact(tr("The token was asked for {resource}.", resource=listed(wish.values)), wish.place),
        *went_to(case.sent.host, case.sent_line),
        aud=listed(wish.values),
    )


def wish_not_granted(case: Case) -> Found:
    """The provider made the token for another audience than it was asked for, and it is refused.

    Many leave out of a token what they were not set up for, and say nothing (Keycloak's mappers).
    """
    token = _refused(case)
    source = issued_in(case, token) if token is not None else None
    if token is None or source is None or source[1] == "id_token" or _is_no_reason(case, token):
        return
    wish = wished(source[0], *_NAMES)
    if wish is None or _is_at_home(case, source[0], wish.values):
        return
    own = audiences(token)
    if not own or any(_may_be_one(one, two) for one in wish.values for two in own):
        return
    yield case.refused_for(
        "audience-mismatch",
        CLEAR,
        fact(tr("The token was asked for {resource}.", resource=listed(wish.values)), wish.place),
        fact(tr("The token's aud is {aud}.", aud=listed(own)), token.place),
        aud=listed(own),
        wanted=listed(wish.values),
    )


def _refused(case: Case) -> Credential | None:
    is_told = case.status != HTTPStatus.UNAUTHORIZED or case.said(*_OTHER_REASON)
    return None if is_told else bearer(case)


def _is_no_reason(case: Case, token: Credential) -> bool:
    """Whether it is over, or this host took it or another one with an audience that it has."""
    own = set(audiences(token))
    if expired_by(case, token) is not None or case.accepted_elsewhere:
        return True
    return any(own & set(audiences(taken)) for taken in accepted_tokens(case))


def _is_at_home(case: Case, source: Case, values: tuple[str, ...]) -> bool:
    """Whether the provider itself refuses it, which was not asked for: its userinfo, say."""
    here = case.sent.bare_host
    return here == source.sent.bare_host and here not in bare_hosts(values)


def _may_be_one(asked: str, own: str) -> bool:
    """Whether two names may be those of one API: a provider may know it by a number, too.

    It may also name a whole host for an address on it (RFC 8707 §2.2).
    """
    one, two = asked.rstrip("/").lower(), own.rstrip("/").lower()
    if one in two or two in one or bare_hosts((asked,)) & bare_hosts((own,)):
        return True
    return (_NUMBER.fullmatch(one) is None) != (_NUMBER.fullmatch(two) is None)


# finds `00000003-0000-0000-c000-000000000000`, `123456789012345678`
# but not `account`, `https://api.example`
_NUMBER = lazy_re(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{6,30}|[0-9a-f]{24,64}")

RULES = (audience_asked_for, wish_not_granted)
