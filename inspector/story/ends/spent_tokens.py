"""Tokens against forgery that are good for one call, and were sent with a second one."""

from __future__ import annotations

from typing import NamedTuple, TypeGuard

from inspector.reading.statuses import REFUSES_FORGERY
from inspector.story.births import Birth
from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.story.trace_story import TraceStory


class SpentToken(NamedTuple):
    """used: the one call that it was good for. newer: what was handed out then. works: with it."""

    token: Life
    used: Entry
    newer: Birth
    works: Entry | None


def spent_token(story: TraceStory, entry: Entry) -> SpentToken | None:
    """Return the token that a refused write repeats though the last answer gave another; or None.

    Frameworks mask a token anew for each page and take the old one on: where it is not refused by
    its status, the same call with a newer one must have been accepted, or each write must have been
    answered with another one, and the error says nothing.
    """
    refused = entry.status in REFUSES_FORGERY or entry.is_hidden_error
    if entry.sent.is_safe or not refused:
        return None
    for token in story.lives.sent_in(entry):
        before = token.accepted_before(entry) if token.kind == "csrf-token" else ()
        if len(before) != 1 or token.accepted_after(entry):
            continue
        used = before[0].entry
        born = map(_born, story.lives)
        newer = next((one for one in born if _is_newer(one, token, used, entry)), None)
        later = (one for one in story.after(entry) if entry.repeats(one) and one.succeeded)
        works = next((one for one in later if _has_another(story, one, token)), None)
        bare = entry.heard.gives_no_reason
        shown = works is not None or not entry.is_hidden_error
        if newer is not None and (shown or (bare and _is_one_of_many(story, token, newer, used))):
            return SpentToken(token, used, newer, works)
    return None


def _is_one_of_many(story: TraceStory, token: Life, newer: Birth, used: Entry) -> bool:
    """Whether each write gives the token of the next one in a header, and the newer isn't refused.

    Whatever answers the newer one otherwise was no matter of the token.
    """
    writes = (story.entries[birth.entry] for birth in token.births if birth.how == "header")
    handed_on = newer.how == "header" and newer.entry == used.index
    if not handed_on or all(one.sent.is_safe for one in writes):
        return False
    return not any(life.refused for life in story.lives if life.value == newer.value)


def _born(life: Life) -> Birth | None:
    return life.birth if life.kind == "csrf-token" else None


def _is_newer(birth: Birth | None, token: Life, used: Entry, entry: Entry) -> TypeGuard[Birth]:
    if birth is None or birth.value == token.value or birth.how == "cookie":
        return False
    return birth.name.lower() == token.name.lower() and used.index <= birth.entry < entry.index


def _has_another(story: TraceStory, entry: Entry, token: Life) -> bool:
    sent = [one for one in story.lives.sent_in(entry) if one.kind == "csrf-token"]
    return bool(sent) and token not in sent
