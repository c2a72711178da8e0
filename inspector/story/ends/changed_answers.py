"""Replies of 200 that lack what the same call was given before, and say a word about access."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from inspector.reading.meanings import MeaningName
from inspector.reading.statuses import SUCCESSES
from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.story.trace_story import TraceStory

_BRIEF, _DEEP, _MANY = 1_200, 3, 60
_OF_AN_END: frozenset[MeaningName] = frozenset(
    {"session-expired", "token-expired", "not-authenticated", "missing", "token-refused",
     "key-refused", "revoked", "unauthorized", "bad-login"}
)  # fmt: skip
_OF_RIGHTS: frozenset[MeaningName] = frozenset({"permission", "denied"})


class ChangedAnswer(NamedTuple):
    """life: what was sent both times. worked: when it was given. names_end: by the words."""

    life: Life
    worked: Entry
    names_end: bool


def changed_answer(story: TraceStory, entry: Entry) -> ChangedAnswer | None:
    """Return when the very same call was given what is missing now; None where it never was.

    Nothing that was given before is in the reply, it is short, and its words are of access, or it
    is an error and begins another session. A call that is given it once more later had another
    reason.
    """
    reply = entry.exchange.reply
    words = entry.heard.meanings.keys() & (_OF_AN_END | _OF_RIGHTS)
    anew = not words and entry.is_hidden_error and _begins_anew(entry)
    brief = reply is not None and len(reply.body) <= _BRIEF and entry.status in SUCCESSES
    if not brief or entry.sent.is_login or entry.heard.content.json is None:
        return None
    if not words and not anew:
        return None
    for life in story.lives.sent_in(entry):
        same = [use.entry for use in life.uses if use.entry.repeats(entry)] if life.accepted else []
        given = [one for one in same if one.succeeded and _lacks(entry, one)]
        if anew and any(map(_begins_anew, given)):
            continue  # each reply does so
        if given and given[-1].index < entry.index:
            return ChangedAnswer(life, given[-1], anew or bool(words & _OF_AN_END))
    return None


def _begins_anew(entry: Entry) -> bool:
    """Whether a reply gives another session in place of the one that was sent."""
    sent = {one.name: one.value for one in entry.sent.session_cookies}
    return any(sent.get(one.name, one.value) != one.value for _, one in entry.cookies_set)


def _lacks(entry: Entry, given: Entry) -> bool:
    """Whether a list or object of a reply is missing in another, or something else stands there."""
    if given is entry or given.heard.content.json is None:
        return False
    mine, theirs = dict(_shape(entry)), dict(_shape(given))
    data = [(path, kind) for path, kind in theirs.items() if kind in _DATA]
    swapped = any(mine.get(path) in _DATA for path, kind in theirs.items() if kind == "text")
    return swapped or any(mine.get(path) != kind for path, kind in data)


_DATA = frozenset({"list", "object"})


def _shape(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the paths of a reply with what stands there; of a list its first member counts."""
    queue: list[tuple[str, object, int]] = [("", entry.heard.content.json, 0)]
    seen = 0
    while queue and seen < _MANY:
        path, value, deep = queue.pop(0)
        seen += 1
        if isinstance(value, list) and value:
            yield path, "list"
            queue += [(f"{path}[]", value[0], deep + 1)] if deep < _DEEP else []
        elif isinstance(value, dict) and value:
            yield path, "object"
            queue += _members(path, value, deep)
        elif value not in (None, "", [], {}):
            yield path, "text"


def _members(path: str, value: dict[str, object], deep: int) -> list[tuple[str, object, int]]:
    if deep >= _DEEP:
        return []
    return [(f"{path}.{name}", each, deep + 1) for name, each in value.items()]
