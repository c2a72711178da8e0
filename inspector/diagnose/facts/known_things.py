"""A thing that the trace shows to be there, where the reply says that nothing is there."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import unquote

from inspector.diagnose.facts.case import Case
from inspector.protocol.methods import SAFE
from inspector.protocol.patterns import lazy_re
from inspector.reading.statements import Statement
from inspector.reading.statuses import NO_SUCH_PLACE, SUCCESSES


class Known(NamedTuple):
    """shown: who was told of the thing. name: what it is called. flag: the right said to lack."""

    shown: Case
    name: str
    flag: str = ""


_LOOK, _LARGEST, _MEMBERS = 40, 65_536, 400
# An id of a database or `owner/name`; words of an address are none.
# finds `ws-4f9A2k`, `acme/seed-2`, `8841207`
# but not `models`
_ID = lazy_re(r"(?=.*\d|.*/|.*[a-z][A-Z])[A-Za-z0-9][\w.-]{2,60}(?:/[\w.-]{2,60})?")
_SHORTEST = 6


def kept_from_this_caller(case: Case) -> Known | None:
    """Return what shows that the thing is there and kept from who asks; None without it."""
    if case.status not in NO_SUCH_PLACE or not case.sent.has_any or case.sent.is_login:
        return None
    for other in (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK]):
        if other.sent.method == "DELETE" and other.succeeded:
            return None
        found = _told(case, other)
        if found is not None:
            return found
    return None


def _told(case: Case, other: Case) -> Known | None:
    reply = other.exchange.reply
    if reply is None or not other.succeeded or not 0 < len(reply.body) <= _LARGEST:
        return None
    mine = case.shares_credential(other)
    if not other.sent.has_any or (mine and case.sent.is_safe):
        return None
    members = list(_members(other))
    texts = (text for _, text in members if isinstance(text, str))
    name = next((text for text in texts if _is_asked_for(case, text)), "")
    if not mine:
        if name and not _is_in_the_path(case, name) and other.sent.path != case.sent.path:
            return None  # it may be the path that is not there
        name = name or _listed_there(case, other)
        return Known(other, name) if name else None
    if not name:
        return None
    flag = next((key for key, value in members if value is False and _lacks(case, key)), "")
    return Known(other, name, flag) if flag else None


def _members(case: Case) -> Iterator[tuple[str, object]]:
    for (name, value), _ in zip(case.heard.content.scalars(), range(_MEMBERS), strict=False):
        yield name, value


def _listed_there(case: Case, other: Case) -> str:
    """Return what another caller's list holds, where words say that there is none of its kind.

    Both must tell of the same place, by its id: a list of all is no answer to a search.
    """
    for said in case.heard.statements:
        told = _NONE_IN.search(said.text)
        listed = other.heard.content.object.get(told[1].lower()) if told is not None else None
        if told is None or not isinstance(listed, list) or not listed:
            continue
        first = listed[0] if isinstance(listed[0], dict) else {}
        if any(value == told[2] for _, value in _members(other)):
            return str(first.get("name") or first.get("id") or told[1])
    return ""


# finds `no buckets found in organization a142823013a8b3c9`
# but not `no buckets found`, `no rows found in 3 seconds`
_NONE_IN = lazy_re(
    r"(?i)\bno (\w{3,30}s) (?:were |was )?found (?:in|for|within) "
    r"(?:the |this )?[a-z]{2,20} [\"']?((?=[\w-]{0,60}\d)[\w-]{6,60})"
)


def _is_asked_for(case: Case, text: str) -> bool:
    """Whether a value is the id of what is asked for, in the address or in the body."""
    if len(text) < _SHORTEST or not _ID.fullmatch(text):
        return False
    in_body = f'"{text}"'.encode() in case.exchange.request.body[:_LARGEST]
    return _is_in_the_path(case, text) or in_body


def _is_in_the_path(case: Case, text: str) -> bool:
    return f"/{text}/" in f"{case.sent.path.rstrip('/')}/"


# ---------------- The same caller was given the thing at another version of the API
def given_at_another_version(case: Case) -> Case | None:
    """Return who shows that the thing is there: the same caller was given it under another version.

    The API itself must say that nothing is there, and nothing be given under this version.
    """
    if case.status not in NO_SUCH_PLACE or not case.sent.has_any or case.heard.content.is_html:
        return None
    mine = _versioned(case)
    if mine is None or not _names_the_thing(case):
        return None
    same = [one for one in (*reversed(case.before), *case.after) if case.shares_credential(one)]
    if any(one.succeeded and _version_of(one) == mine.version for one in same):
        return None
    return next((one for one in same if one.succeeded and _is_the_same_thing(mine, one)), None)


def _names_the_thing(case: Case) -> bool:
    """Whether the reply calls the very kind of thing missing that the path asks for."""
    kinds = {part.lower().removesuffix("s") for part in case.sent.path.split("/") if part.isalpha()}
    words = {word.removesuffix("s") for one in case.heard.statements for word in one.plain.split()}
    return not kinds.isdisjoint(words)


class _Versioned(NamedTuple):
    version: str
    words: frozenset[str]


# finds `v1.1`, `v2`, `2024-01`
# but not `videos`
_VERSION = lazy_re(r"(?i)v\d{1,3}(?:\.\d{1,3}){0,2}(?:beta\d?|alpha\d?)?|20\d\d-\d\d(?:-\d\d)?")
_SHARED, _SHARED_WITH_ID = 3, 2


def _versioned(case: Case) -> _Versioned | None:
    parts = [part for part in case.sent.path.split("/") if part]
    version = next((part for part in parts[:_FIRST] if _VERSION.fullmatch(part)), "")
    return _Versioned(version, frozenset(parts) - {version, "api", "rest"}) if version else None


_FIRST = 4


def _version_of(case: Case) -> str:
    found = _versioned(case)
    return found.version if found is not None else ""


def _is_the_same_thing(mine: _Versioned, other: Case) -> bool:
    theirs = _versioned(other)
    if theirs is None or theirs.version == mine.version:
        return False
    shared = mine.words & theirs.words
    with_id = any(any(letter.isdigit() for letter in word) for word in shared)
    return len(shared) >= (_SHARED_WITH_ID if with_id else _SHARED)


_ALLOWED = lazy_re(r"(?i)^(?:can|may|is_?allowed)[-_]?(\w.*)$")
_VERBS = {
    "POST": {"create"},
    "PUT": {"write", "update", "edit"},
    "PATCH": {"write", "update", "edit"},
    "DELETE": {"delete", "destroy", "remove"},
}
_WORD = lazy_re(r"[A-Za-z]+")


def _lacks(case: Case, key: str) -> bool:
    """Whether a member that is false is the right to do what is asked: `can-queue-run`, to runs."""
    said = _ALLOWED.match(key)
    if said is None:
        return False
    words = {word.lower() for word in _WORD.findall(said[1])}
    asked = {word.lower().removesuffix("s") for word in _WORD.findall(case.sent.path)}
    return bool(words & (asked | _VERBS.get(case.sent.method, set())))


# ---------------- The reply leaves open whether a thing that it names is there, or is kept back
class Doubted(NamedTuple):
    """name: the part of the path that is named. said: the words. is_id: whether it may be one."""

    name: str
    said: Statement
    is_id: bool


def doubted_thing(case: Case) -> Doubted | None:
    """Return the thing of which the words say that it does not exist, or may not be seen; or None.

    A status that forbids, or that says of itself that nothing is there, tells which of both it is.
    """
    if case.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, *NO_SUCH_PLACE}:
        return None
    for said in case.heard.statements:
        if not (_NOT_THERE.search(said.plain) and _RIGHT.search(said.plain)):
            continue
        name = next((part for part in _parts(case.sent.path) if part in said.text), "")
        if name:
            return Doubted(name, said, is_id=_READ_BY_PEOPLE.fullmatch(name) is None)
    return None


def _parts(path: str) -> list[str]:
    """Return what stands for things in a path: parts with a digit, or an address of somebody."""
    parts = (unquote(part) for part in path.split("/")[1:])
    return [part for part in parts if len(part) >= _TELLING and _NAMES_ONE.match(part)]


_TELLING = 3
# finds `does not exist`, `could not be found`, `no such object`
# but not `not allowed`
_NOT_THERE = lazy_re(
    r"\b(?:n.?t (?:be )?(?:exist|found)|not (?:be )?(?:exist|found)|no such|non-?existent)\b"
)
# finds `or you lack permissions`, `, missing permissions or`
# but not `permissions were loaded`
_RIGHT = lazy_re(
    r"\b(?:or|missing|lacks?|without|insufficient|no|not have)\b.{0,40}"
    r"\b(?:permissions?|rights?|access|privileges?|authorized|allowed)\b"
)
# finds `acme-7`, `lena@example.org`, `+4915112345678`, `8841`
# but not `messages`, `v2.1`
_NAMES_ONE = lazy_re(r"(?!v\d{1,3}(?:\.\d{1,3})?$)(?=[^\d@]{0,60}[\d@])")
# What people write, and APIs mostly know by an id of its own: telephone numbers, e-mail addresses.
# finds `+4915112345678`, `lena@example.org`
# but not `104857600417`
_READ_BY_PEOPLE = lazy_re(r"\+[\d ()-]{6,20}|[^@\s]{1,64}@[\w.-]{3,200}")


# ---------------- The address is that of something to be done, and it was read
def done_by_another_method(case: Case) -> bool:
    """Whether who reads finds nothing at an address where something was done, by POST mostly."""
    if case.status not in NO_SUCH_PLACE or not case.sent.is_safe:
        return False
    met = (one for one in case.trace.attempt.met if one.source == "history" and one.same)
    methods = {one.method for one in met if one.status in SUCCESSES}
    return bool(methods) and SAFE.isdisjoint(methods)
