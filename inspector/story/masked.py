"""What was blanked out in a record: the same mask in the same place stands for one credential.

That is no proof. It is what a person who made the record with one tool would take it for, and it
shows that place and kind were right where they were accepted before.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from inspector.intake.removed import is_taken_out
from inspector.model.annotation import Place
from inspector.protocol.field_names import is_secret_member
from inspector.protocol.login_addresses import is_login_place
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.story.births import checked_end, is_cleared, stated_end
from inspector.story.entry import NO_CLOCK, Entry
from inspector.story.trace_story import TraceStory

_FAR = 200


class Masked(NamedTuple):
    """One blanked credential of a refused entry, and the entries that were accepted with its like.

    ends: when the trace says that its time is over, with the entry and place that say so. of_login:
    whether a login before the first use handed something out that was blanked out as well.
    """

    credential: Credential
    accepted: tuple[Entry, ...]
    ends: datetime | None = None
    stated: Place | None = None
    of_login: bool = False

    def idle_before(self, entry: Entry) -> timedelta | None:
        """Return how long before an entry it was accepted last; None without times."""
        last, now = self.accepted[-1].server_time, entry.server_time
        return now - last if last is not None and now is not None else None


def masked_before(story: TraceStory, entry: Entry) -> Masked | None:
    """Return what was blanked out in a refused entry, accepted before and not after; or None."""
    for credential in entry.carried:
        if not _is_masked(credential):
            continue
        before = [one for one in story.before(entry, _FAR) if _holds(one, entry, credential)]
        accepted = tuple(one for one in before if one.outcome == "accepted")
        later = (one for one in story.after(entry) if _holds(one, entry, credential))
        if accepted and not any(one.outcome == "accepted" for one in later):
            return _dated(story, entry, Masked(credential, accepted))
    return None


def _is_masked(credential: Credential) -> bool:
    return bool(credential.value) and is_taken_out(credential.bare)


def _holds(one: Entry, entry: Entry, credential: Credential) -> bool:
    """Whether another request to the host carries the same mask in the same place."""
    if one.sent.bare_host != entry.sent.bare_host:
        return False
    wanted = _place_of(credential)
    return any(_place_of(each) == wanted for each in one.carried)


def _place_of(one: Credential) -> tuple[str, str, str, str]:
    return one.where, one.name.lower(), one.scheme, one.bare


def _dated(story: TraceStory, entry: Entry, found: Masked) -> Masked:
    """Add when its time is over: by the last check of it, else by what handed it out."""
    of_login = False
    for other in reversed(story.before(entry, _FAR)):
        if other.outcome != "accepted":
            continue
        checked = checked_end(other) if _carries(other, found.credential) else None
        handed = _handed_out(other) if other.index < found.accepted[-1].index else None
        of_login = of_login or (handed is not None and _logs_in(other))
        stated = checked or handed
        if stated is not None and stated[0] is not None:
            ends, place = stated
            return found._replace(ends=ends, stated=place, of_login=of_login or _logs_in(other))
    return found._replace(of_login=of_login)


def _carries(one: Entry, credential: Credential) -> bool:
    """Whether it carries the same mask under the same name, behind whatever word."""
    alike = (each for each in one.carried if each.name.lower() == credential.name.lower())
    return any(each.bare == credential.bare for each in alike)


def _logs_in(entry: Entry) -> bool:
    if entry.sent.is_token_request:
        return False  # a token lives by itself, wherever its endpoint lies
    here = is_login_place(*entry.sent.parts[1:]) or "session" in entry.sent.path.lower()
    return entry.sent.is_login or (not entry.sent.is_safe and here)


def _handed_out(entry: Entry) -> tuple[datetime | None, Place] | None:
    """Return the end of what a reply handed out and the record blanked; None where it did not."""
    for index, cookie in entry.cookies_set:
        if is_taken_out(cookie.value) and not is_cleared(cookie, entry):
            place = places.in_header(entry.index, "reply", index, entry.heard.headers[index])
            known = cookie.expires if cookie.expires and cookie.expires < NO_CLOCK else None
            return known, place
    members = [(n, v) for n, v in entry.heard.content.scalars() if v is not None]
    blanked = any(isinstance(v, str) and v and is_taken_out(v) for _, v in members)
    named = any(is_secret_member(name) or not name for name, _ in members)
    if blanked and (named or not entry.sent.is_safe):
        return stated_end(entry, members), places.in_body(entry.index, "reply")
    return None
