"""Scopes that a token was asked for and does not have (RFC 6749 §3.3)."""

from http import HTTPStatus
from typing import NamedTuple

from inspector.diagnose.facts.authorization_requests import wished
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import bearer, issued_in, names_scopes, scopes
from inspector.diagnose.weights import CLEAR, RATHER, SOUND
from inspector.model.annotation import Place
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.meanings import OF_A_RIGHT, OF_AN_END, WITHOUT_A_REASON
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr
from inspector.wording.numbers import listed

_PLAIN = frozenset((*WITHOUT_A_REASON, *OF_A_RIGHT))
# Of OpenID Connect Core §5.4 and §11: they say what the provider tells or gives, not the API.
_OF_THE_LOGIN = frozenset(
    {"openid", "profile", "email", "address", "phone", "offline_access", "offline"}
)


def scope_not_granted(case: Case) -> Found:
    """The provider gave fewer scopes than it was asked for, and the API then forbids the call."""
    token = bearer(case)
    if token is None or case.status != HTTPStatus.FORBIDDEN or case.meanings.keys() - _PLAIN:
        return
    source = issued_in(case, token)
    wish = wished(source[0], "scope") if source is not None else None
    given = _given(source[0], token) if source is not None else None
    if wish is None or given is None or case.said(*OF_AN_END):
        return
    has, place = given
    lacking = _lacking(wish.values, has)
    if lacking:
        yield case.refused_for(
            "scope-missing",
            CLEAR if case.said(*OF_A_RIGHT) else RATHER,
            fact(tr("The scope {scope} was asked for.", scope=listed(lacking)), wish.place),
            fact(tr("The token has: {scopes}.", scopes=listed(sorted(has))), place),
            *case.quote(*OF_A_RIGHT),
            scope=listed(lacking),
            has=listed(sorted(has)),
        )


def scope_had_before(case: Case) -> Found:
    """The same call was given with another token of this provider, which has a scope more."""
    token = bearer(case)
    if token is None or case.status not in TURNS_AWAY or case.meanings.keys() - _PLAIN:
        return
    mine = _scopes_of(case, token)
    for other in (*reversed(case.before), *case.after) if mine is not None else ():
        theirs = bearer(other) if other.succeeded and other.repeats(case) else None
        had = _scopes_of(other, theirs) if theirs is not None else None
        if mine is None or theirs is None or had is None or theirs.bare == token.bare:
            continue
        lacking = sorted(had.names - mine.names - _OF_THE_LOGIN)
        if lacking and mine.names < had.names and mine.source == had.source:
            number, scope = other.number, listed(lacking)
            yield case.refused_for(
                "scope-missing",
                SOUND if case.status == HTTPStatus.FORBIDDEN else RATHER,
                fact(
                    tr("Entry {entry} got it with {scope}.", entry=number, scope=scope), had.place
                ),
                fact(tr("The token has: {scopes}.", scopes=listed(sorted(mine.names))), mine.place),
                *case.quote(*OF_A_RIGHT),
                scope=scope,
                has=listed(sorted(mine.names)),
            )
            return


class _Scopes(NamedTuple):
    """The scopes of a token, where they are told, and by which host it was given."""

    names: frozenset[str]
    place: Place
    source: str


def _scopes_of(case: Case, token: Credential) -> _Scopes | None:
    source = issued_in(case, token)
    given = _given(source[0], token) if source is not None else None
    return _Scopes(*given, source[0].sent.host) if source is not None and given else None


def _given(source: Case, token: Credential) -> tuple[frozenset[str], Place] | None:
    """Return the scopes that the token names, else the reply that gave it; None without any."""
    if names_scopes(token):
        return scopes(token), token.place
    told = source.heard.content.object.get("scope")
    if not isinstance(told, str) or not told:
        return None
    place = places.find(source.heard.content.bytes, told)
    return frozenset(told.replace(",", " ").split()), places.in_body(source.index, "reply", place)


def _lacking(asked: tuple[str, ...], has: frozenset[str]) -> list[str]:
    """Return what is lacking; a provider may leave out the API's address before a scope's name."""
    names = {name.rpartition("/")[2].lower() for name in has}
    words = (word for value in asked for word in value.replace(",", " ").split())
    wanted = (word for word in words if word.rpartition("/")[2].lower() not in names)
    return sorted({w for w in wanted if w not in _OF_THE_LOGIN and not w.endswith("/.default")})


RULES = (scope_not_granted, scope_had_before)
