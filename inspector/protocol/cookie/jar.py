"""A cookie jar in memory: what is stored, what leaves in which order, what is evicted.

RFC 6265bis §5.7 (storage model) and §5.8.3 (retrieval). Limits are those of browsers.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Protocol

import msgspec

from inspector.protocol.cookie import cookie_rules
from inspector.protocol.cookie.cookie_reasons import Reason, reason
from inspector.protocol.cookie.cookie_rules import StoredCookie
from inspector.protocol.cookie.cookies import SetCookie
from inspector.protocol.cookie.kept import Contents, CookieKey, KeptCookie, RefusedCookie, key_of
from inspector.protocol.urls import host_of, split

MOST_OF_HOST = 180
MOST = 6000
MOST_REFUSED = 50
SHOWN_AFTER_END = timedelta(days=1)  # so that "it ended" can be said
_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_replace = msgspec.structs.replace


class Setting(msgspec.Struct, frozen=True):
    """What sets a cookie: the address of the request, when, and the request in words."""

    url: str
    when: datetime
    by: str = ""


class Cookies(Protocol):
    """What a send needs of a jar; it may be called from several threads."""

    def for_host(self, host: str) -> tuple[KeptCookie, ...]:
        """Return the cookies of a host and of the domains that it lies in."""

    def get(self, key: CookieKey) -> KeptCookie | None:
        """Return the cookie, None where there is none."""

    def take(self, cookie: SetCookie, setting: Setting) -> CookieKey | Reason:
        """Keep what a reply sets, or say why not; one that has ended is forgotten."""

    def sent(self, keys: Collection[CookieKey], when: datetime, status: int) -> None:
        """Note that these were sent, and what that was answered with; 0: with nothing."""


class Jar:
    """The cookies of one environment or of one send; whoever owns it sees to threads."""

    def __init__(self, contents: Contents = Contents()) -> None:  # noqa: B008 - a frozen record
        self._hosts: dict[str, dict[CookieKey, KeptCookie]] = {}
        self._refused = list(contents.refused)
        for kept in contents.cookies:
            self.put(kept)

    @property
    def contents(self) -> Contents:
        """All of it, in the order in which the cookies were made."""
        every = sorted(self, key=lambda kept: kept.made)
        return Contents(cookies=tuple(every), refused=tuple(self._refused))

    def __iter__(self) -> Iterator[KeptCookie]:
        for cookies in self._hosts.values():
            yield from cookies.values()

    def __len__(self) -> int:
        return sum(map(len, self._hosts.values()))

    def get(self, key: CookieKey) -> KeptCookie | None:
        """Return the cookie, None where there is none."""
        return self._hosts.get(key.host, {}).get(key)

    def put(self, kept: KeptCookie) -> None:
        """Keep a cookie as it is, in the place of the one that it is the same as."""
        self._hosts.setdefault(kept.stored.host, {})[kept.key] = kept

    def drop(self, key: CookieKey) -> None:
        """Forget a cookie."""
        self._hosts.get(key.host, {}).pop(key, None)

    def refuse(self, refused: RefusedCookie) -> None:
        """Note what was not kept, the newest of a name and host alone."""
        same = (refused.name, refused.host, refused.path)
        kept = [one for one in self._refused if (one.name, one.host, one.path) != same]
        self._refused = [*kept, refused][-MOST_REFUSED:]

    def forget_refused(self) -> None:
        """Forget what was refused."""
        self._refused.clear()

    # ------------------------------------------------------------ for a send
    def for_host(self, host: str) -> tuple[KeptCookie, ...]:
        """Return the cookies of a host and of the domains that it lies in."""
        return tuple(kept for name in _domains(host) for kept in self._hosts.get(name, {}).values())

    def take(self, cookie: SetCookie, setting: Setting) -> CookieKey | Reason:
        """Keep what a reply sets, or say why not; one that has ended is forgotten."""
        stored = cookie_rules.store(cookie, setting.url)
        if isinstance(stored, StoredCookie) and self._hides(stored, setting.url):
            stored = reason("hides-secure", cookie.name)
        if isinstance(stored, Reason):
            self.refuse(_refusal(cookie, setting, stored))
            return stored
        key = key_of(stored)
        before = self.get(key)
        if cookie.expires is not None and cookie.expires <= setting.when:
            self.drop(key)
            return key
        made = before.made if before is not None else setting.when
        self.put(KeptCookie(stored=stored, made=made, changed=setting.when, by=setting.by))
        self.evict(setting.when, stored.host)
        return key

    def sent(self, keys: Collection[CookieKey], when: datetime, status: int) -> None:
        """Note that these were sent, and what that was answered with; 0: with nothing."""
        for kept in filter(None, map(self.get, keys)):
            self.put(_replace(kept, used=when, status=status))

    def _hides(self, new: StoredCookie, url: str) -> bool:
        """Whether a cookie that came in the open would hide one that is Secure (§5.7, step 16)."""
        if new.cookie.is_secure or split(url).scheme == "https":
            return False
        return any(
            kept.stored.cookie.is_secure
            and kept.name == new.cookie.name
            and _overlap(kept.stored.host, new.host)
            and cookie_rules.path_matches(new.path, kept.stored.path)
            for kept in self
        )

    # ------------------------------------------------------------ limits
    def evict(self, now: datetime, host: str = "") -> None:
        """Drop what there is no room for, and what ended long ago (§5.7); host: there alone."""
        for cookies in [self._hosts.get(host, {})] if host else list(self._hosts.values()):
            over = [kept for kept in cookies.values() if kept.has_ended(now - SHOWN_AFTER_END)]
            self._drop_all(over)
            self._drop_all(_surplus(cookies.values(), MOST_OF_HOST, now))
        self._drop_all(_surplus(self, MOST, now))

    def _drop_all(self, cookies: Iterable[KeptCookie]) -> None:
        for kept in cookies:
            self.drop(kept.key)


def in_order(cookies: Iterable[KeptCookie]) -> list[KeptCookie]:
    """Sort as they are sent: longer paths first, then those made earlier (§5.8.3)."""
    return sorted(cookies, key=lambda kept: (-len(kept.stored.path), kept.made))


def _surplus(cookies: "Jar | Collection[KeptCookie]", most: int, now: datetime) -> list[KeptCookie]:
    """Return what is too much: ended ones, then those not Secure, then the longest unused."""
    over = len(cookies) - most
    if over <= 0:
        return []
    ranked = sorted(
        cookies,
        key=lambda kept: (
            not kept.has_ended(now),
            kept.stored.cookie.is_secure,
            max(kept.used or _NEVER, kept.changed),
        ),
    )
    return ranked[:over]


def _domains(host: str) -> Iterator[str]:
    """Yield the host, and above it what may be its domains; an address has none."""
    yield host
    if ":" in host or host.replace(".", "").isdigit():
        return
    while "." in host:
        host = host.partition(".")[2]
        yield host


def _overlap(one: str, other: str) -> bool:
    return cookie_rules.domain_matches(one, other) or cookie_rules.domain_matches(other, one)


def _refusal(cookie: SetCookie, setting: Setting, why: Reason) -> RefusedCookie:
    host = cookie.domain or host_of(setting.url)
    return RefusedCookie(
        name=cookie.name[:80],
        host=host[:200],
        path=(cookie.path or cookie_rules.default_path(split(setting.url).path))[:200],
        kind=why.kind,
        part=cookie.domain[:200],
        when=setting.when,
        by=setting.by,
    )
