"""How a credential travels in a request: behind which word, in which header, as whose password."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from inspector.diagnose.faults import spoilable
from inspector.diagnose.known_keys import was_accepted
from inspector.protocol import key_checks
from inspector.protocol.key_checks import KeyCheck

if TYPE_CHECKING:
    from inspector.diagnose.case import Case
    from inspector.diagnose.credential import Credential

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
