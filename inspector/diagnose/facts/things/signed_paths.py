"""Paths that begin with their own signature: pictures and films are handed out by such addresses.

A server that makes pictures smaller, or a network that delivers films, signs what stands behind it
in the path, and answers whatever does not fit with one status and no word.
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Literal, NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.address_ends import end_of
from inspector.diagnose.facts.things.path_keys import Part, parts
from inspector.protocol.keys.random_values import is_random
from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import TURNS_AWAY

How = Literal["left-out", "of-another", "another", "both"]


class SignedPath(NamedTuple):
    """given: a path of that kind that was answered. theirs: its signature.

    how: this one has none; has the same one before another rest; another one before the same rest;
    or both differ.
    """

    how: How
    given: Case
    theirs: Part


def signed_path(case: Case) -> SignedPath | None:
    """Return how a path differs from one that was answered by its signature; None without one."""
    return case.once(_signed_path)


def _signed_path(case: Case) -> SignedPath | None:
    if case.status not in _REFUSED or not case.sent.is_safe or not case.heard.gives_no_reason:
        return None
    near = (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK])
    given = [one for one in near if _is_given(case, one)]
    if any(one.sent.path == case.sent.path for one in given):
        return None
    found = [SignedPath(how, one, theirs) for one in given for how, theirs in _compared(case, one)]
    return min(found, key=lambda one: _ORDER.index(one.how), default=None)


_REFUSED = TURNS_AWAY | {HTTPStatus.BAD_REQUEST}
_LOOK = 40
_ORDER: tuple[How, ...] = ("left-out", "of-another", "another", "both")


def may_refuse_a_path(case: Case) -> bool:
    """Whether a path may be refused for its signature: by comparison, or as it was good before."""
    if signed_path(case) is not None:
        return True
    refused = case.status in _REFUSED and case.heard.gives_no_reason
    good = refused and any(_is_given(case, one) for one in case.same_request_before)
    return good and any(map(may_sign, parts(case.sent.path)))


def _is_given(case: Case, other: Case) -> bool:
    same = (other.sent.method, other.sent.host) == (case.sent.method, case.sent.host)
    alone = not other.sent.credentials and not other.sent.session_cookies
    return same and alone and other.succeeded


def _compared(case: Case, other: Case) -> Iterator[tuple[How, Part]]:
    mine = parts(case.sent.path)
    for theirs in parts(other.sent.path):
        if not may_sign(theirs):
            continue
        if case.sent.path == f"{theirs.before}/{theirs.after}":
            yield "left-out", theirs
        for own in (one for one in mine if one.before == theirs.before):
            if own.text == theirs.text:
                yield "of-another", theirs
            elif may_sign(own):
                yield "another" if own.after == theirs.after else "both", theirs


def given_with_its_query(case: Case) -> Case | None:
    """Return who was given another path with the very query that signs this one; or None.

    A signature with an end covers the path that it was made for. Where several paths are given with
    one, or it names more than a path, it is that of a folder.
    """
    return case.once(_given_with_its_query)


def _given_with_its_query(case: Case) -> Case | None:
    query = case.sent.query
    if case.status not in _REFUSED or not case.sent.is_safe or not case.heard.gives_no_reason:
        return None
    if end_of(case) is None or any(_covers_more(*one) for one in query):
        return None
    near = (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK])
    given = [one for one in near if one.succeeded and one.sent.query == query]
    paths = {one.sent.path for one in given}
    return given[0] if len(paths) == 1 and case.sent.path not in paths else None


def _covers_more(name: str, value: str) -> bool:
    return "*" in value or _OF_A_FOLDER.search(f"{name}={value}") is not None


# finds `Policy=eyJ`, `sr=c`, `URLPrefix=aHR0`
# but not `sr=b`
_OF_A_FOLDER = lazy_re(r"(?i)^(?:policy|acl|url_?prefix|sdd|path|dir)=|^sr=[cds]$")


def may_sign(part: Part) -> bool:
    """Whether a part of a path may be the signature of what stands behind it, which is a file.

    A thing's own number stands there too, before what belongs to it: `/8f14e45f…/orders`.
    """
    hashed = _HASH.fullmatch(part.text) is not None and is_random(part.text)
    return hashed and _FILE.search(part.after) is not None


# As long as a hash of 16 to 64 bytes is in Base64, with its end or without, or in hexadecimal.
# finds `aazdh8tqMr_tQi9W6GI4gbR4Z-U=`
# but not `v1`
_HASH = lazy_re(
    r"[\w+/-]{22}(?:==)?|[\w+/-]{27}=?|[\w+/-]{43}=?|[\w+/-]{64}|[\w+/-]{86}(?:==)?|"
    r"[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{128}"
)
# finds `300x200/lamp.png`, `plain/https://a.example/lamp`
# but not `orders/7`
_FILE = lazy_re(r"\.[A-Za-z][A-Za-z0-9]{1,4}\Z|\bhttps?:/|\bhttps?%3[Aa]")
