"""Addresses that replies hand out whole, to be used once: of a download, of a login by mail."""

from __future__ import annotations

from typing import NamedTuple

from inspector.story.entry import Entry
from inspector.story.trace_story import TraceStory
from inspector.story.way import Way
from inspector.wording import tr

_FAR = 300


class UsedAddress(NamedTuple):
    """given: the entry whose reply holds the address. used: the one that was let in by it."""

    given: Entry
    used: Entry


def used_address(story: TraceStory, entry: Entry) -> UsedAddress | None:
    """Return what shows that an address let in once and is all that a request lets in by."""
    if not entry.sent.is_safe or entry.carried:
        return None
    before = story.before(entry, _FAR)
    used = next((o for o in before if o.sent.url == entry.sent.url and o.succeeded), None)
    if used is None or used.carried:
        return None
    given = next((o for o in story.before(used, _FAR) if _holds(o, used.sent.url)), None)
    return UsedAddress(given, used) if given is not None else None


def another_address(story: TraceStory, entry: Entry) -> Entry | None:
    """The address had been used; another one was handed out by the same request, and let in."""
    known = used_address(story, entry)
    if known is None:
        return None
    fresh = [o for o in story.after(entry, _FAR) if known.given.repeats(o) and o.succeeded]
    for given in fresh:
        later = story.after(given)
        found = next((o for o in later if o.succeeded and _holds(given, o.sent.url)), None)
        if found is not None:
            return found
    return None


def signed_anew(story: TraceStory, entry: Entry) -> Entry | None:
    """The same thing was got by another address, which a reply handed out since."""
    if not entry.sent.is_safe or not entry.sent.query:
        return None
    for later in story.after(entry, _FAR):
        if entry.repeats(later) and later.succeeded and later.sent.url != entry.sent.url:
            between = story.between(entry, later)
            if any(_holds(one, later.sent.url) or _leads_to(one, later) for one in between):
                return later
    return None


def _leads_to(entry: Entry, later: Entry) -> bool:
    return entry.heard.is_redirect and entry.heard.leads_to == later.sent.url


def _holds(entry: Entry, url: str) -> bool:
    """Whether a reply holds an address, whole or without its host."""
    if not entry.succeeded or entry.heard.content.json is None:
        return False
    local = "/" + url.partition("://")[2].partition("/")[2]
    return any(value in {url, local} for _, value in entry.heard.content.scalars())


# ---------------- Each with what is said of it
WAYS = (
    Way(
        "other-address",
        another_address,
        tr("The address of entry {entry} had been used; entry {other} used another one."),
    ),
    Way(
        "signed-anew",
        signed_anew,
        tr(
            "Entry {entry} asked by an old address, and entry {other} by one that was "
            "handed out since."
        ),
    ),
)
