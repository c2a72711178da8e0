"""A session cookie that another server of the same name wrote over, which is told by the port."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import wants_login
from inspector.story.births import Birth
from inspector.story.entry import Entry
from inspector.story.lives import Life


class ReplacedCookie(NamedTuple):
    """sent: the cookie that went along. setter: who gave it. own: what this server gave before.

    worked: where this server took its own. lives: where the other one took the new one since.
    """

    sent: Life
    setter: Entry
    own: Birth
    worked: Entry | None
    lives: Entry | None


def replaced_cookie(case: Case) -> ReplacedCookie | None:
    """Return the cookie that another port of the host put in place of this server's own; or None.

    Cookies know no port (RFC 6265 §8.5). What this server ever took is its own as well.
    """
    return case.once(_replaced_cookie)


def _replaced_cookie(case: Case) -> ReplacedCookie | None:
    if not (case.is_refused or wants_login(case)) or case.sent.is_login:
        return None
    for sent in case.trace.story.lives.sent_in(case):
        setter = _setter(case, sent) if sent.kind == "session" else None
        if setter is None:
            continue
        if any(one.outcome == "accepted" for one in sent.judged.get(case.sent.host, ())):
            continue
        found = _own(case, sent, setter)
        if found is not None:
            life, birth = found
            worked = [one for one in life.judged.get(case.sent.host, ()) if _took(one, case)]
            since = [one for one in sent.judged.get(setter.sent.host, ()) if _took(one, None)]
            last = since[-1] if since else None
            return ReplacedCookie(sent, setter, birth, worked[-1] if worked else None, last)
    return None


def _took(entry: Entry, before: Case | None) -> bool:
    return entry.outcome == "accepted" and (before is None or entry.index < before.index)


def _setter(case: Case, sent: Life) -> Entry | None:
    """Return the entry of another port of the same host that set it; None where this one did."""
    entries = [case.trace.story.entries[one.entry] for one in sent.births if one.how == "cookie"]
    before = [one for one in entries if one.index < case.index]
    if not before or any(one.sent.host == case.sent.host for one in before):
        return None
    same = before[-1].sent.bare_host == case.sent.bare_host
    return before[-1] if same else None


def _own(case: Case, sent: Life, setter: Entry) -> tuple[Life, Birth] | None:
    """Return the cookie of the same name that this server had set before the other one did."""
    for life in case.trace.story.lives:
        alike = life.kind == "session" and life.name == sent.name and life is not sent
        for birth in life.births if alike else ():
            given = case.trace.story.entries[birth.entry]
            by_this = birth.how == "cookie" and given.sent.host == case.sent.host
            if by_this and birth.entry < setter.index:
                return life, birth
    return None
