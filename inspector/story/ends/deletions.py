"""Tokens and keys that were taken away by the id under which a reply had told of them.

Whoever administers keys sees of each an id and, once at least, the value; it is deleted or revoked
by that id, in the address or in the body, by somebody else than its holder.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from inspector.protocol.field_names import is_secret_member, may_hand_out
from inspector.protocol.patterns import lazy_re
from inspector.reading.credential import Credential
from inspector.story.entry import Entry

_LARGEST, _MOST, _DEEP = 64 * 1024, 400, 6
_SHORTEST, _TELLING = 8, 6
# finds `id`, `tokenId`, `key_id`, `accessor`, `uuid`
# but not `valid`, `paid`
_ID = lazy_re(r"^(?:id|[Uu]u?id|guid|accessor)$|_(?:id|uuid|accessor)$|[a-z](?:Id|Uuid|ID)$")
# finds `/tokens/revoke`, `/auth/token/revoke-accessor`, `keys.delete`, `svc/DeleteRepository`
# but not `/revocations`, `/deleted-items`
_TAKES_AWAY = lazy_re(
    r"(?:^|[/._-])(?:[Rr]evoke|[Dd]elete|[Rr]emove|[Dd]estroy|[Dd]eactivate|[Dd]isable|"
    r"[Ii]nvalidate|[Uu]npublish|[Aa]rchive)(?=$|[/._?-]|[A-Z])"
)


class Deletions:
    """What replies told of ids and values so far, and which values an entry takes away."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], set[str]] = {}
        self._listed_at: dict[tuple[str, str], str] = {}
        self._gone: dict[str, Entry] = {}

    def read(self, entry: Entry) -> bool:
        """Take in what an entry tells and takes away; return whether it takes away anything."""
        self._listen(entry)
        ended = self._ended_by(entry)
        self._gone |= dict.fromkeys(ended, entry)
        return bool(ended)

    def took(self, value: str, credential: Credential | None) -> Entry | None:
        """Return the entry that took a value away, or the user or password of a Basic login."""
        if not self._gone:
            return None
        texts = (value, *(_halves(credential) if credential is not None else ()))
        return next((self._gone[text] for text in texts if text in self._gone), None)

    def _listen(self, entry: Entry) -> None:
        reply = entry.exchange.reply
        if reply is None or not 0 < len(reply.body) <= _LARGEST or not may_hand_out(reply.body):
            return
        pairs = _pairs(entry.heard.content.json) if entry.came else iter(())
        for (name, value), _ in zip(pairs, range(_MOST), strict=False):
            key = (entry.sent.host, name)
            self._values.setdefault(key, set()).add(value)
            self._listed_at[key] = entry.sent.path.rstrip("/")

    def _ended_by(self, entry: Entry) -> frozenset[str]:
        if not self._values or not entry.came or entry.sent.is_safe or not takes_away(entry):
            return frozenset()
        named = (self._values.get((entry.sent.host, one), set()) for one in self._named(entry))
        return frozenset().union(*named)

    def _named(self, entry: Entry) -> Iterator[str]:
        """Yield the ids of an entry; a short one counts below the address that listed it."""
        path = entry.sent.path.rstrip("/")
        for part in path.split("/"):
            listed_at = self._listed_at.get((entry.sent.host, unquote(part)), "")
            if len(part) >= _TELLING or path == f"{listed_at}/{part}":
                yield unquote(part)
        members = entry.sent.content.scalars() if entry.sent.message.body else ()
        yield from (value for _, value in entry.sent.query if len(value) >= _TELLING)
        yield from (str(value) for _, value in members if len(str(value)) >= _TELLING)


def _halves(credential: Credential) -> list[str]:
    """Return user and password: a token may stand for either."""
    return credential.login_text.split(":", 1)


def takes_away(entry: Entry) -> bool:
    """Whether a request asks for something to be no more, by its method or its address."""
    return entry.sent.method == "DELETE" or _TAKES_AWAY.search(entry.sent.path) is not None


def _pairs(value: object, ids: tuple[str, ...] = (), deep: int = 0) -> Iterator[tuple[str, str]]:
    """Yield each id with the secrets beside it, and within what it is the id of."""
    if isinstance(value, list) and deep < _DEEP:
        for one in value:
            yield from _pairs(one, ids, deep + 1)
    if not isinstance(value, dict) or deep >= _DEEP:
        return
    own = tuple(_texts(value, is_id=True))
    for secret in _texts(value, is_id=False):
        yield from ((one, secret) for one in (own or ids) if one != secret)
    for one in value.values():
        yield from _pairs(one, own or ids, deep + 1)


def _texts(members: dict[str, object], *, is_id: bool) -> Iterator[str]:
    for name, value in members.items():
        if is_id and _ID.search(name) and isinstance(value, str | int):
            yield str(value)
        secret = not is_id and not _ID.search(name) and is_secret_member(name)
        if secret and isinstance(value, str) and len(value) >= _SHORTEST:
            yield value
