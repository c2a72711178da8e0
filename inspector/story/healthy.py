"""Refusals that need no explanation: steps of what went well, or beside it.

The ways are found in `ways`: every module there has a tuple WAYS.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cache
from typing import get_args

from inspector.model.story import HealthyEntry
from inspector.reading.meanings import OF_AN_END
from inspector.story import ways
from inspector.story.ends.forgotten_forms import forgotten_form
from inspector.story.ends.long_pauses import long_pause
from inspector.story.ends.no_renewals import asked_for_otherwise, left_its_session_behind
from inspector.story.ends.short_lives import short_life
from inspector.story.ends.spent_tokens import spent_token
from inspector.story.ends.unsaid_ends import unsaid_end
from inspector.story.entry import Entry
from inspector.story.trace_story import TraceStory
from inspector.story.way import Turn, Way


@cache
def all_ways() -> tuple[Way, ...]:
    """Return the ways by their turns, else in the order of the modules."""
    names = sorted(found.name for found in pkgutil.iter_modules(ways.__path__, f"{ways.__name__}."))
    found = (way for name in names for way in importlib.import_module(name).WAYS)
    turns = get_args(Turn)
    return tuple(sorted(found, key=lambda way: turns.index(way.turn)))


def healthy_entries(story: TraceStory, refused: Iterable[Entry]) -> tuple[HealthyEntry, ...]:
    """Return those of some refusals that need no explanation."""
    told = ((one.index, why_healthy(story, one)) for one in refused)
    return tuple(HealthyEntry(entry=index, reason=reason) for index, reason in told if reason)


def why_healthy(story: TraceStory, entry: Entry) -> str:
    """Return why a refusal needs no explanation, in one sentence; empty where it does.

    A refusal that ended because the credential was left out or changed by hand, or only long
    after, stays worth explaining.
    """
    if entry.index not in story.reasons:
        story.reasons[entry.index] = _why(story, entry)
    return story.reasons[entry.index]


def _why(story: TraceStory, entry: Entry) -> str:
    if len(story.entries) == 1:
        return ""  # nothing beside it could show why
    if not entry.is_refused and _hides_an_end(story, entry):
        return ""
    if short_life(story, entry) is not None or forgotten_form(story, entry) is not None:
        return ""  # it was not good for anything: another one in its place explains nothing
    if long_pause(story, entry) is not None or left_its_session_behind(story, entry):
        return ""
    for way in _asked(entry):
        shown_by = way.shown_by(story, entry)
        if shown_by is not None:
            by_hand = _is_of_another_kind(story, entry, shown_by)
            by_hand = by_hand or asked_for_otherwise(story, entry, shown_by)
            by_hand = by_hand or (way.is_of_programs and _came_late(entry, shown_by))
            by_hand = by_hand or _is_of_another_program(story, entry, shown_by)
            return "" if by_hand else _sentence(way, entry, shown_by)
    return ""


def _came_late(entry: Entry, shown_by: Entry) -> bool:
    """Whether somebody had to find out what was amiss: programs renew a token at once."""
    then, now = entry.exchange.started, shown_by.exchange.started
    return then is not None and now is not None and now - then > _AT_ONCE


_AT_ONCE = timedelta(minutes=2)  # of recordings in which nothing was amiss the longest took 41 s


def _is_of_another_program(story: TraceStory, entry: Entry, shown_by: Entry) -> bool:
    """Whether a credential was refused, and another program got through with what it sent.

    Somebody who tries the same with curl or a browser looks for what is amiss with the first. So
    does who takes another version of a program that lost on the way what it was given.
    """
    mine, theirs = entry.sent.header("user-agent"), shown_by.sent.header("user-agent")
    if mine is None or theirs is None or not entry.is_refused:
        return False
    one, other = (sent[1].value.partition(" ")[0].lower() for sent in (mine, theirs))
    if not entry.sent.has_any:
        return one != other and _was_lost_on_the_way(story, entry)
    return _product(one) != _product(other)


def _was_lost_on_the_way(story: TraceStory, entry: Entry) -> bool:
    """Whether a redirect led here which had been sent a credential."""
    led = story.previous(entry)
    return led is not None and led.heard.is_redirect and bool(led.sent.credentials)


def _product(agent: str) -> str:
    """Return the first product that a User-Agent names, without its version (RFC 9110 §10.1.5)."""
    return agent.partition("/")[0].strip()


def _is_of_another_kind(story: TraceStory, entry: Entry, shown_by: Entry) -> bool:
    """Whether what was refused is good at this host, and another scheme was taken in its place.

    Nothing was renewed, then: somebody found out what this place wants. Who asks for a token by a
    login goes on with the token, though.
    """
    mine, theirs = entry.sent.authorization, shown_by.sent.authorization
    if not entry.is_refused or mine is None or theirs is None or mine.scheme == theirs.scheme:
        return False
    return any(
        use.entry.sent.host == entry.sent.host and not _signs_in(use.entry)
        for life in story.lives.sent_in(entry)
        for use in (*life.accepted_before(entry), *life.accepted_after(entry))
    )


def _signs_in(entry: Entry) -> bool:
    return entry.sent.is_login or entry.sent.is_token_request


def _hides_an_end(story: TraceStory, entry: Entry) -> bool:
    """Whether a session or token was over, and nobody said so: who renews it may not know why."""
    said = not entry.heard.meanings.keys().isdisjoint(OF_AN_END)
    unsaid = unsaid_end(story, entry) if not said else None
    return unsaid is not None or spent_token(story, entry) is not None


def _asked(entry: Entry) -> Iterator[Way]:
    leads_on = entry.heard.is_redirect or entry.heard.is_login_page
    skipped = {"given-later"} if leads_on and not entry.is_refused else set()
    if not leads_on:
        skipped.add("to-a-login")
    return (way for way in all_ways() if way.turn not in skipped)


def _sentence(way: Way, entry: Entry, shown_by: Entry) -> str:
    return way.sentence.format(
        status=entry.heard.phrase, entry=entry.index + 1, other=shown_by.index + 1
    )
