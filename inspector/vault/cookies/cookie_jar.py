"""The cookies of one environment in this process: the one owner of their state.

What changes here is kept as a list of changes until it is in the file, so that what another
process wrote meanwhile stays.
"""

import threading
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

import msgspec

from inspector.protocol.cookie.cookie_reasons import Reason
from inspector.protocol.cookie.cookies import SetCookie
from inspector.protocol.cookie.jar import Jar, Setting
from inspector.protocol.cookie.kept import Contents, CookieKey, KeptCookie, RefusedCookie
from inspector.protocol.field_names import is_secret_name, looks_like_session
from inspector.protocol.keys.random_values import random_spans
from inspector.vault.cookies.cookie_file import Version

SHORTEST_SECRET = 8  # characters; a shorter value is a word that stands in any text
_replace = msgspec.structs.replace
K = TypeVar("K")
V = TypeVar("V")


class Changes(NamedTuple):
    """What is not in the file yet. put: None = dropped."""

    put: dict[CookieKey, KeptCookie | None]
    used: dict[CookieKey, tuple[datetime, int]]
    refused: tuple[RefusedCookie, ...] | None

    def __bool__(self) -> bool:
        """Whether there is anything that is worth a write; a use alone is not."""
        return bool(self.put) or self.refused is not None

    def made_to(self, contents: Contents) -> Jar:
        """Return a jar of these contents with the changes."""
        jar = Jar(contents if self.refused is None else _replace(contents, refused=self.refused))
        for key, kept in self.put.items():
            jar.drop(key) if kept is None else jar.put(kept)
        for key, (when, status) in self.used.items():
            jar.sent((key,), when, status)
        jar.evict(datetime.now(UTC))
        return jar


class CookieJar:
    """Every method may be called from any thread, and none waits for the disk.

    learn: called with each value that is secret and in play from now on.
    """

    def __init__(self, environment: str, learn: Callable[[str], None]) -> None:
        self.environment = environment
        self.version = Version()  # of the file that was read last
        self.trouble = ""  # why the file could not be read or written, in words
        self._learn = learn
        self._lock = threading.Lock()
        self._jar = Jar()
        self._put: dict[CookieKey, KeptCookie | None] = {}
        self._used: dict[CookieKey, tuple[datetime, int]] = {}
        self._refused = False

    @property
    def contents(self) -> Contents:
        """All that it holds now."""
        with self._lock:
            return self._jar.contents

    def copy(self) -> Jar:
        """Return a jar with the same cookies, whose changes concern nobody else."""
        return Jar(self.contents)

    # ------------------------------------------------------------ for a send
    def for_host(self, host: str) -> tuple[KeptCookie, ...]:
        """Return the cookies of a host and of the domains that it lies in."""
        with self._lock:
            found = self._jar.for_host(host)
        for kept in found:
            self._met(kept)
        return found

    def get(self, key: CookieKey) -> KeptCookie | None:
        """Return the cookie, None where there is none."""
        with self._lock:
            return self._jar.get(key)

    def take(self, cookie: SetCookie, setting: Setting) -> CookieKey | Reason:
        """Keep what a reply sets, or say why not; one that has ended is forgotten."""
        with self._lock:
            done = self._jar.take(cookie, setting)
            if isinstance(done, Reason):
                self._refused = True
                kept = None
            else:
                kept = self._put[done] = self._jar.get(done)
        if kept is not None:
            self._met(kept)
        return done

    def sent(self, keys: Collection[CookieKey], when: datetime, status: int) -> None:
        """Note that these were sent, and what that was answered with; 0: with nothing."""
        with self._lock:
            self._jar.sent(keys, when, status)
            self._used.update(dict.fromkeys(keys, (when, status)))

    # ------------------------------------------------------------ by hand
    def put(self, cookies: Iterable[KeptCookie]) -> None:
        """Keep cookies that were typed, taken in or brought back."""
        every = tuple(cookies)
        with self._lock:
            for kept in every:
                self._jar.put(kept)
                self._put[kept.key] = kept
        for kept in every:
            self._met(kept)

    def delete(self, keys: Iterable[CookieKey]) -> tuple[KeptCookie, ...]:
        """Forget cookies; return them, so that `put` can bring them back."""
        gone = []
        with self._lock:
            for key in keys:
                kept = self._jar.get(key)
                if kept is not None:
                    gone.append(kept)
                self._jar.drop(key)
                self._put[key] = None
        return tuple(gone)

    def forget_refused(self) -> None:
        """Forget what was refused."""
        with self._lock:
            self._jar.forget_refused()
            self._refused = True

    # ------------------------------------------------------------ for who keeps the file
    def changes(self) -> Changes:
        """Return what is not in the file yet."""
        with self._lock:
            refused = self._jar.contents.refused if self._refused else None
            return Changes(dict(self._put), dict(self._used), refused)

    def settle(self, contents: Contents, version: Version, done: Changes | None = None) -> None:
        """Take the contents of the file; done: the changes that they hold already."""
        with self._lock:
            if done is not None:
                _take_away(self._put, done.put)
                _take_away(self._used, done.used)
                if done.refused is not None and done.refused == self._jar.contents.refused:
                    self._refused = False
            refused = self._jar.contents.refused if self._refused else None
            self._jar = Changes(self._put, self._used, refused).made_to(contents)
            self.version, self.trouble = version, ""

    def empty(self) -> None:
        """Hold nothing any more, as the file is gone with all that was to be written to it."""
        with self._lock:
            self._jar, self._put, self._used, self._refused = Jar(), {}, {}, False
            self.version, self.trouble = Version(), ""

    def forget(self) -> None:
        """Forget what the file holds, as the vault was locked; what is not in it stays."""
        with self._lock:
            self._jar = Changes(self._put, self._used, None).made_to(Contents())
            self.version = Version()

    def _met(self, kept: KeptCookie) -> None:
        if is_worth_masking(kept):
            self._learn(kept.value)


def is_worth_masking(kept: KeptCookie) -> bool:
    """Whether a value is looked for in other texts; `lang=german` would hide any "german"."""
    value = kept.value
    if len(value) < SHORTEST_SECRET:
        return False
    name = kept.name
    told = kept.stored.cookie.is_http_only or is_secret_name(name) or looks_like_session(name)
    return told or bool(random_spans(value))


def _take_away(mine: dict[K, V], done: dict[K, V]) -> None:
    for key, value in done.items():
        if key in mine and mine[key] == value:
            del mine[key]
