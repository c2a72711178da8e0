"""A cookie of nobody that came along with a key: with it the key is not read any more."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.story.entry import Entry
from inspector.story.lives import Life


class VisitorCookie(NamedTuple):
    """key: what was let in without the cookie. cookie: what came along. given: the same call.

    refused: that call with the cookie. again: the key was let in without it after that as well.
    """

    key: Life
    cookie: Life
    given: Entry
    refused: Entry
    again: bool


def visitor_cookie(case: Case) -> VisitorCookie | None:
    """Return the cookie that tells refused calls of a key from accepted ones; None without it.

    Every call that carries both is refused, and the very same call was given to the key alone.
    Nobody logged in for the cookie.
    """
    return case.once(_visitor_cookie)


def _visitor_cookie(case: Case) -> VisitorCookie | None:
    key = case.trace.story.main_life(case) if case.sent.credentials else None
    if key is None or not key.accepted or not case.is_refused:
        return None
    for cookie in case.trace.story.lives.sent_in(case):
        if cookie.kind != "session" or cookie.accepted or _is_of_a_login(case, cookie):
            continue
        found = _told_apart(case, key, cookie)
        if found is not None:
            return found
    return None


def _is_of_a_login(case: Case, cookie: Life) -> bool:
    if cookie.birth is None:
        return True  # who handed it out is not known
    return case.trace.story.entries[cookie.birth.entry].sent.is_login


def _told_apart(case: Case, key: Life, cookie: Life) -> VisitorCookie | None:
    with_cookie = {use.entry.index for use in cookie.uses}
    judged = key.judged.get(case.sent.host, ())
    alone = [one for one in judged if one.index not in with_cookie]
    if any(one.outcome == "refused" for one in alone):
        return None
    for refused in (one for one in judged if one.index in with_cookie):
        given = next((one for one in alone if one.repeats(refused)), None)
        if given is not None:
            again = any(one.index > refused.index for one in alone)
            return VisitorCookie(key, cookie, given, refused, again)
    return None
