"""For a refused request the accepted one most like it: the one difference explains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from inspector.model.annotation import Place
from inspector.protocol.field_names import (
    is_key_header,
    is_of_a_tenant,
    is_of_an_application,
    is_secret_header,
)
from inspector.protocol.patterns import word_set
from inspector.protocol.scheme_words import TOKEN_SCHEMES
from inspector.protocol.urls import host_of
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.story.entry import Entry
from inspector.story.trace_story import TraceStory
from inspector.story.uses import value_of

What = Literal[
    "method", "scheme", "host", "port", "path", "query", "header", "way", "credential", "body"
]
"""way: the same secret under another name, word or place. credential: another secret, or none."""


class Differs(NamedTuple):
    """One difference. name: of the header, parameter or credential. place: in the refused one."""

    what: What
    name: str
    refused: str
    accepted: str
    place: Place


class Beside(NamedTuple):
    """A refused entry beside an accepted one."""

    refused: Entry
    accepted: Entry
    differences: tuple[Differs, ...]

    @property
    def seconds(self) -> float | None:
        """How much later the refused one was answered; None without times."""
        mine, theirs = self.refused.server_time, self.accepted.server_time
        return (mine - theirs).total_seconds() if mine and theirs else None

    def only(self, *what: What) -> Differs | None:
        """Return the one difference where there is no other, and it is of these kinds."""
        if len(self.differences) != 1 or self.differences[0].what not in what:
            return None
        return self.differences[0]


_LOOK = 200
# How far apart two requests are for each thing that differs: another place says least.
_FAR: dict[What, int] = {
    "way": 1,
    "header": 2,
    "query": 2,
    "body": 2,
    "scheme": 2,
    "port": 3,
    "credential": 4,
    "method": 5,
    "host": 6,
    "path": 8,
}
_TOO_FAR = 15


def closest(story: TraceStory, refused: Entry) -> Beside | None:
    """Return the most similar accepted request, nearest in time among equals; None without one."""
    return nearest(refused, story.given_near(refused, _LOOK))


def nearest(refused: Entry, others: Iterable[Entry]) -> Beside | None:
    """Return the most similar accepted one of some requests, the first among equals.

    Among those of one trace it is the one nearest in time.
    """
    best: tuple[int, int] | None = None
    found: Beside | None = None
    for other in others:
        if other.sent.method == "OPTIONS" or not other.succeeded or other.sent.is_token_request:
            continue
        if not _is_akin(refused, other):
            continue
        differences = tuple(differs(refused, other))
        far = sum(_FAR[one.what] for one in differences)
        rank = (far, abs(other.index - refused.index))
        if far <= _TOO_FAR and (best is None or rank < best):
            best, found = rank, Beside(refused, other, differences)
    return found


def _is_akin(refused: Entry, other: Entry) -> bool:
    """Whether two requests have enough in common to be compared: a host, or a credential."""
    return other.sent.bare_host == refused.sent.bare_host or refused.shares_credential(other)


def differs(refused: Entry, other: Entry) -> Iterator[Differs]:
    """Yield what differs, without what differs in any two requests (dates, lengths, ids)."""
    mine, theirs = refused.sent, other.sent
    line = places.in_line(refused.index, "request")
    parts: tuple[tuple[What, str, str], ...] = (
        ("method", mine.method, theirs.method),
        ("scheme", mine.parts[0], theirs.parts[0]),
        ("host", mine.bare_host, theirs.bare_host),
        ("port", _port(mine.host), _port(theirs.host)),
        ("path", mine.path, theirs.path),
    )
    yield from (Differs(what, what, one, two, line) for what, one, two in parts if one != two)
    yield from _by_query(refused, other)
    yield from _by_headers(refused, other)
    yield from _by_credentials(refused, other)
    if mine.message.body != theirs.message.body:
        yield Differs("body", "", "", "", places.in_body(refused.index, "request"))


def taken_as(beside: Beside, way: Differs) -> Credential | None:
    """Return the credential of the accepted one that travelled in that way, None without one."""
    return next((one for one in beside.accepted.carried if _way(one) == way.accepted), None)


def _port(host: str) -> str:
    return host.rpartition(":")[2] if ":" in host.rpartition("]")[2] else ""


def _by_query(refused: Entry, other: Entry) -> Iterator[Differs]:
    secret = {c.name for e in (refused, other) for c in e.carried if c.where == "query"}
    mine, theirs = dict(refused.sent.query), dict(other.sent.query)
    for name in dict.fromkeys((*mine, *theirs)):
        if name not in secret and mine.get(name) != theirs.get(name):
            place = places.in_line(refused.index, "request")
            yield Differs("query", name, mine.get(name, ""), theirs.get(name, ""), place)


def _by_headers(refused: Entry, other: Entry) -> Iterator[Differs]:
    mine, theirs = _headers(refused), _headers(other)
    for name in dict.fromkeys((*mine, *theirs)):
        if mine.get(name) != theirs.get(name):
            line = refused.sent.header(name)
            place = (
                places.in_header(refused.index, "request", *line)
                if line is not None
                else places.in_line(refused.index, "request")
            )
            yield Differs("header", name, mine.get(name, ""), theirs.get(name, ""), place)


_OF_ANY_REQUEST = word_set(
    "host content-length connection date accept-encoding if-none-match if-modified-since "
    "cache-control pragma traceparent tracestate priority sec-fetch-dest sec-fetch-mode "
    "sec-fetch-site sec-fetch-user te upgrade-insecure-requests accept range content-type "
    "accept-language postman-token"
)


def _headers(entry: Entry) -> dict[str, str]:
    """Return the headers that may matter to access, no credentials among them."""
    found: dict[str, str] = {}
    for header in entry.sent.message.headers:
        name = header.name.lower()
        if name == "host" and host_of(f"//{header.value}") != entry.sent.bare_host.strip("[]"):
            found[name] = header.value  # it names another server than the address
            continue
        named = is_of_a_tenant(name) or is_of_an_application(name)
        own = name.endswith("-id") and not named  # of the request, mostly
        if name in _OF_ANY_REQUEST or name.startswith(":") or own:
            continue
        if is_key_header(name) or is_secret_header(name) or name == "cookie":
            continue
        found[name] = header.value
    return found


def _by_credentials(refused: Entry, other: Entry) -> Iterator[Differs]:
    mine, theirs = _by_value(refused), _by_value(other)
    for value in (value for value in mine if value in theirs):
        ways = {_travels(one) for one in theirs[value]}
        others = [one for one in mine[value] if _travels(one) not in ways]
        if others == mine[value]:
            one, two = others[-1], theirs[value][-1]
            yield Differs("way", one.name, _way(one), _way(two), one.place)
            continue
        for one in others:  # it came as it was accepted, and once more in another way
            yield Differs("credential", one.name, _way(one), "", one.place)
    lost = [each[-1] for value, each in theirs.items() if value not in mine]
    added = [each[-1] for value, each in mine.items() if value not in theirs]
    by_name = {credential.name.lower(): credential for credential in added}
    for two in lost:
        swapped = by_name.pop(two.name.lower(), None)
        line = places.in_line(refused.index, "request")
        place = swapped.place if swapped is not None else line
        yield Differs("credential", two.name, _way(swapped), _way(two), place)
    for one in by_name.values():
        yield Differs("credential", one.name, _way(one), "", one.place)


def _by_value(entry: Entry) -> dict[str, list[Credential]]:
    found: dict[str, list[Credential]] = {}
    for credential in entry.carried:
        if value := value_of(entry, credential):
            found.setdefault(value, []).append(credential)
    return found


def _travels(one: Credential) -> tuple[str, str, str]:
    name = one.name.lower() if one.where == "header" else one.name  # others go by their letters
    return one.where, name, one.word or _own_word(one)


def _way(credential: Credential | None) -> str:
    """Return how a credential travels, without its value."""
    if credential is None:
        return ""
    word = credential.word or _own_word(credential)
    return f"{credential.where} {credential.name} {word}".rstrip()


def _own_word(one: Credential) -> str:
    """Return the scheme word that stands in front of a key in a header of its own."""
    word, blank, _ = one.wrapping.partition(" ")
    return word if blank and word.lower() in TOKEN_SCHEMES else ""
