"""Tokens and keys that were taken away by an id: one that a reply told of, or that they name.

Whoever administers keys sees of each an id and, once at least, the value; it is deleted or revoked
by that id, in the address or in the body, by somebody else than its holder. Signed tokens (`jti`,
`sid`: RFC 7519 §4.1.7, OpenID Connect Front-Channel Logout §3) and keys of several parts
(`id|secret`, `id.secret`) have it in themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from urllib.parse import unquote

from inspector.protocol.field_names import is_secret_member, may_hand_out
from inspector.protocol.patterns import lazy_re
from inspector.reading.credential import Credential
from inspector.story.entry import Entry
from inspector.story.uses import Use

_LARGEST, _MOST, _DEEP = 64 * 1024, 400, 6
_SHORTEST, _TELLING, _MOST_PARTS = 8, 6, 3
# finds `id`, `tokenId`, `key_id`, `accessor`, `uuid`
# but not `valid`, `paid`
_ID = lazy_re(r"^(?:id|[Uu]u?id|guid|accessor)$|_(?:id|uuid|accessor)$|[a-z](?:Id|Uuid|ID)$")
_VERBS = (
    "revoke|delete|remove|destroy|deactivate|disable|invalidate|unpublish|archive|terminate|kill"
)
# finds `/tokens/revoke`, `/auth/token/revoke-accessor`, `keys.delete`, `svc/DeleteRepository`,
# `/settings/deltoken`
# but not `/revocations`, `/deleted-items`
_TAKES_AWAY = lazy_re(
    rf"(?:^|[/._-])(?i:{_VERBS})(?=$|[/._?-]|[A-Z])|"
    rf"(?:^|[/._-])(?i:del|{_VERBS})_?-?(?i:token|key|session|grant)s?(?=$|[/._?-])"
)
# finds `action=revoke`, `"_method": "delete"`, `"operation": "deleteToken"`
# but not `status=deleted`
_VERB = lazy_re(r"(?i)^_?(?:action|method|op|operation|cmd|command|do|task)$")
_HINTS = lazy_re(f"(?i)del|{_VERBS}".encode())
# finds `tokens`, `api-keys`, `credential`, `applications`, `oauth2-grant`
# but not `orders`, `keyboards`
_NOUN = lazy_re(
    r"(?i)(?:^|[/_.-])(?:[a-z]{0,40}(?:tokens?|keys?|sessions?|grants?|credentials?|secrets?)|"
    r"pats?|jti|sid|accessors?|apps?|applications?|clients?|consents?|devices?|logins?)$"
)
_OWN_IDS = ("jti", "sid", "session_state", "token_id", "key_id")
_PARTS = lazy_re(r"[|.:]")


class Deletions:
    """What replies told of ids and values so far, and which values an entry takes away."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], set[str]] = {}
        self._listed_at: dict[tuple[str, str], str] = {}
        self._gone: dict[str, Entry] = {}
        self._gone_ids: dict[tuple[str, str], Entry] = {}

    def read(self, entry: Entry) -> bool:
        """Take in what an entry tells and takes away; return whether it takes away anything."""
        self._listen(entry)
        if entry.sent.is_safe or not takes_away(entry) or not _was_done(entry):
            return False
        host, names = entry.sent.host, tuple(self._named(entry))
        self._gone_ids |= {(host, one): entry for one in names if _is_telling(one)}
        known = (self._values.get((host, one), ()) for one in names)
        ended = frozenset[str]().union(*known)
        self._gone |= dict.fromkeys(ended, entry)
        return bool(ended)

    def took(self, value: str, uses: Sequence[Use]) -> Entry | None:
        """Return the entry that took a value away, or the user or password of a Basic login.

        An id that it has in itself is that of another thing at a host that it is not sent to.
        """
        if not self._gone and not self._gone_ids:
            return None
        credential = uses[0].credential if uses else None
        halves = _halves(credential) if credential is not None else []
        by_value = (self._gone[text] for text in (value, *halves) if text in self._gone)
        own = _own_ids(credential) if self._gone_ids and credential is not None else ()
        hosts = {use.entry.sent.host for use in (*uses[:1], *uses[-1:])}
        keys = [(host, one) for one in own for host in hosts]
        by_id = (self._gone_ids[key] for key in keys if key in self._gone_ids)
        return next(chain(by_value, by_id), None)

    def _listen(self, entry: Entry) -> None:
        reply = entry.exchange.reply
        if reply is None or not 0 < len(reply.body) <= _LARGEST or not may_hand_out(reply.body):
            return
        pairs = _pairs(entry.heard.content.json) if entry.came else iter(())
        for (name, value), _ in zip(pairs, range(_MOST), strict=False):
            key = (entry.sent.host, name)
            self._values.setdefault(key, set()).add(value)
            self._listed_at[key] = entry.sent.path.rstrip("/")

    def _named(self, entry: Entry) -> Iterator[str]:
        """Yield the ids of what an entry takes away; a short one counts below its list's address.

        Of the address that is its end: the thing itself, or a session whose tokens are meant.
        """
        before, _, last = _without_verbs(entry.sent.path).rpartition("/")
        listed_at = self._listed_at.get((entry.sent.host, unquote(last)))
        if len(last) >= _TELLING or listed_at == before:
            yield unquote(last)
        noun, _, owner = before.rpartition("/")
        if len(owner) >= _TELLING and _NOUN.search(last) and _NOUN.search(noun):
            yield unquote(owner)
        named = (*entry.sent.query, *_members(entry))
        yield from (
            v for n, v in named if len(v) >= _TELLING and (_ID.search(n) or _NOUN.search(n))
        )


def _halves(credential: Credential) -> list[str]:
    """Return user and password: a token may stand for either."""
    return credential.login_text.split(":", 1)


def _own_ids(credential: Credential) -> Iterator[str]:
    """Yield the ids that a token or key has in itself; a session is its own id."""
    if credential.where == "cookie":
        yield credential.value
    claimed = (credential.claims.get(name) for name in _OWN_IDS)
    yield from (str(one) for one in claimed if isinstance(one, str | int))
    if not credential.claims:
        parts = _PARTS.split(credential.bare, maxsplit=_MOST_PARTS)
        yield from parts[:-1] if len(parts) > 1 else ()


def _is_telling(one: str) -> bool:
    """Whether a text is the id of one thing only, and no word of an address."""
    return len(one) >= _TELLING and any(letter.isdigit() for letter in one)


def _without_verbs(path: str) -> str:
    """Return an address without the verbs at its end: of `/keys/7/revoke` it is `/keys/7`."""
    parts = path.rstrip("/").split("/")
    while parts and _TAKES_AWAY.search(f"/{parts[-1]}"):
        parts.pop()
    return "/".join(parts)


def _was_done(entry: Entry) -> bool:
    """Whether an ordinary success came, or the page that a form leads on to."""
    return entry.came or (entry.heard.is_redirect and not entry.heard.leads_to_login)


def takes_away(entry: Entry) -> bool:
    """Whether a request asks for something to be no more: by method, address or a verb in it."""
    by_address = _TAKES_AWAY.search(entry.sent.path) is not None
    return entry.sent.method == "DELETE" or by_address or _says_a_verb(entry)


def _members(entry: Entry) -> list[tuple[str, str]]:
    """Return names and values of what a body holds: the fields of a form, or of JSON."""
    if not 0 < len(entry.sent.message.body) <= _LARGEST:
        return []
    scalars = list(entry.sent.content.scalars()) or entry.sent.fields.items()
    return [(name, str(value)) for name, value in scalars]


def _says_a_verb(entry: Entry) -> bool:
    if entry.sent.is_safe or not _HINTS.search(entry.sent.message.body):
        return False
    verbs = [value for name, value in _members(entry) if _VERB.match(name)]
    return any(_TAKES_AWAY.search(f"/{verb}") or verb == "DELETE" for verb in verbs)


def _pairs(value: object, ids: tuple[str, ...] = (), deep: int = 0) -> Iterator[tuple[str, str]]:
    """Yield each id with the secrets beside it, and within what it is the id of."""
    if isinstance(value, list) and deep < _DEEP:
        for one in value:
            yield from _pairs(one, ids, deep + 1)
    if not isinstance(value, dict) or deep >= _DEEP:
        return
    own = tuple(_texts(value, is_id=True))
    secrets = tuple(_texts(value, is_id=False)) or _called_an_id(value, own)
    for secret in secrets:
        yield from ((one, secret) for one in (own or ids) if one != secret)
    for one in value.values():
        yield from _pairs(one, own or ids, deep + 1)


def _called_an_id(members: dict[str, object], ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the secret that is called one of two ids: `{"AccessorID": "…", "SecretID": "…"}`."""
    if len(ids) < _PAIR:
        return ()
    named = (value for name, value in members.items() if _SECRET_ID.match(name))
    return tuple(one for one in named if isinstance(one, str) and len(one) >= _SHORTEST)


_PAIR = 2
_SECRET_ID = lazy_re(r"(?i)^secret_?id$")


def _texts(members: dict[str, object], *, is_id: bool) -> Iterator[str]:
    for name, value in members.items():
        if is_id and _ID.search(name) and isinstance(value, str | int):
            yield str(value)
        secret = not is_id and not _ID.search(name) and is_secret_member(name)
        if secret and isinstance(value, str) and len(value) >= _SHORTEST:
            yield value
