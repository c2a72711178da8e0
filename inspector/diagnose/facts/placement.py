"""How a credential travels in a request: behind which word, in which header, as whose password."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.malformed import spoilable
from inspector.protocol.keys import key_checks
from inspector.protocol.keys.key_checks import KeyCheck
from inspector.reading.credential import Credential

if TYPE_CHECKING:
    from inspector.diagnose.facts.case import Case
    from inspector.reading.credential import Credential


# ---------------- The keys of a refused request whose shape is known, where nothing shows that th
_LOOK_BACK = 50


def fresh_keys(case: Case) -> Iterator[tuple[Credential, KeyCheck]]:
    """Yield credentials of a known shape; none once the same one was accepted in the trace."""
    for sent in spoilable(case):
        checked = None if case.is_removed(sent) else sent.known_key
        if checked is not None and not was_accepted(case):
            yield sent, checked


def was_accepted(case: Case) -> bool:
    """Return whether this host took the same credential before or after."""
    near = (*case.before[-_LOOK_BACK:], *case.after[:_LOOK_BACK])
    return any(other.succeeded and case.shares_credential(other) for other in near)


_AUTHORIZATION = frozenset({"authorization", "proxy-authorization"})
_STAND_INS = frozenset({"", "x", "x-oauth-basic", "api_token", "token"})


class Carried(NamedTuple):
    """A secret and the way it travels. user: the user name beside it in a Basic credential."""

    secret: str
    way: str
    user: str
    credential: Credential


def carried(credential: Credential) -> Iterator[Carried]:
    """Yield the secrets of a credential: Basic holds two that may be one."""
    if credential.name.lower() not in _AUTHORIZATION:
        way = f"{credential.where} {credential.name}"
        yield Carried(credential.bare, way, "", credential)
    elif credential.scheme == "basic":
        user, colon, password = (credential.basic or b"").decode("latin-1").partition(":")
        if colon and password not in _STAND_INS:
            yield Carried(password, "password", user, credential)
        if user:
            yield Carried(user, "user", user, credential)
    else:
        yield Carried(credential.bare, credential.scheme or "bare", "", credential)


def known_keys(case: Case) -> Iterator[tuple[Carried, KeyCheck]]:
    """Yield the secrets of a known shape, those within Basic too; none that were accepted."""
    for credential in spoilable(case):
        if case.is_removed(credential):
            continue
        for one in carried(credential):
            checked = key_checks.check(one.secret)
            if checked is not None and not was_accepted(case):
                yield one, checked


def fits(one: Carried, ways: tuple[str, ...]) -> bool:
    """Whether a way is among those that a provider reads; all fit where it names none."""
    mine = one.way.lower()
    named = f"{mine} of {one.user}".lower()
    return not ways or any(way.lower() in {mine, named} for way in ways)


# ---------------- What the user chose to send with, where the request as composed is known
def digest_not_offered(case: Case) -> bool:
    """Whether a scheme (Digest) waits for its challenge, and the server asks for others only."""
    request = case.trace.attempt.request
    if request is None or request.credential.rounds == 1 or not request.credential.scheme_word:
        return False
    if case.sent.authorization is not None:
        return False
    mine = request.credential.scheme_word.lower()
    return bool(case.heard.schemes) and mine not in case.heard.schemes
