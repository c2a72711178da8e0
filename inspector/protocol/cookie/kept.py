"""A cookie as a jar keeps it between two sends, and one that was refused when a reply set it."""

from datetime import datetime
from typing import NamedTuple

import msgspec

from inspector.protocol.cookie.cookie_reasons import Reason, ReasonKind, reason
from inspector.protocol.cookie.cookie_rules import Rule, StoredCookie


class CookieKey(NamedTuple):
    """What makes two cookies one: the later takes the place of the earlier (RFC 6265bis §5.7)."""

    name: str
    host: str
    is_host_only: bool
    path: str


class KeptCookie(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A cookie of a jar; its value is a secret, and printing it does not show it.

    made: when it was set first. changed: when its value was. by: the request that set it, "POST
    host/path"; empty where it was typed or taken in. used and status: when it was sent last, and
    what that was answered with.
    """

    stored: StoredCookie
    made: datetime
    changed: datetime
    by: str = ""
    used: datetime | None = None
    status: int = 0

    @property
    def key(self) -> CookieKey:
        """What another cookie must share to take its place."""
        return key_of(self.stored)

    @property
    def name(self) -> str:
        """Its name."""
        return self.stored.cookie.name

    @property
    def value(self) -> str:
        """Its value, in clear."""
        return self.stored.cookie.value

    def has_ended(self, now: datetime) -> bool:
        """Whether its time is over."""
        expires = self.stored.cookie.expires
        return expires is not None and expires <= now


def key_of(stored: StoredCookie) -> CookieKey:
    """Return what makes a stored cookie the same as another."""
    return CookieKey(stored.cookie.name, stored.host, stored.is_host_only, stored.path)


_RULES: dict[ReasonKind, Rule] = {
    "public-suffix": "domain",
    "other-domain": "domain",
    "prefix-host": "domain",
    "secure-over-http": "secure",
    "none-without-secure": "secure",
    "partitioned-without-secure": "secure",
    "prefix-secure": "secure",
    "hides-secure": "secure",
}


class RefusedCookie(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A cookie that a reply set and that is not kept, without its value.

    host: for whom it was meant. part: the domain, host or path that the reason is about.
    """

    name: str
    host: str
    path: str
    kind: ReasonKind
    when: datetime
    by: str = ""
    part: str = ""

    @property
    def reason(self) -> Reason:
        """Why it was refused."""
        return reason(self.kind, self.name, self.part)

    @property
    def rule(self) -> Rule | None:
        """The rule that it broke; None where it was malformed."""
        return _RULES.get(self.kind)


class Contents(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that a jar holds."""

    cookies: tuple[KeptCookie, ...] = ()
    refused: tuple[RefusedCookie, ...] = ()
