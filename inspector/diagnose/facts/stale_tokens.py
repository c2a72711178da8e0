"""Tokens against forgery that are older than the session they are sent with, or than they live."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import may_be_for_forgery
from inspector.diagnose.facts.suspicion import fact
from inspector.model.finding import Evidence
from inspector.protocol.cookie import session_cookies
from inspector.protocol.field_names import is_csrf_name
from inspector.protocol.patterns import lazy_re
from inspector.reading.credential import Credential
from inspector.reading.meanings import MeaningName
from inspector.reading.statuses import CHALLENGES, REFUSES_FORGERY
from inspector.story.births import Birth
from inspector.story.lives import Life
from inspector.story.uses import Use
from inspector.wording import tr
from inspector.wording.durations import span


class Stale(NamedTuple):
    """token: of an older page. since: the cookie that was set after that page."""

    token: Life
    since: Birth


def stale_token(case: Case) -> Stale | None:
    """Return the token of a refused form whose cookie was replaced after its page; or None.

    Frameworks mask a token anew for each page, so that another value alone says nothing.
    """
    if case.sent.is_safe or not may_be_for_forgery(case) or not case.sent.csrf_tokens:
        return None
    sent = case.trace.story.lives.sent_in(case)
    for token in sent:
        page = token.birth
        if token.kind != "csrf-token" or page is None or page.how == "cookie":
            continue
        cookies = (life.birth for life in sent if life is not token)
        for cookie in cookies:
            if cookie is not None and cookie.how == "cookie" and cookie.entry > page.entry:
                return Stale(token, cookie)
    return _from_before_the_login(case, sent)


def _from_before_the_login(case: Case, sent: Iterable[Life]) -> Stale | None:
    """Return the token that a cookie gave to a visitor, and that is sent since somebody logged in.

    Where tokens hold who they are for (ASP.NET Core), a page has to fetch one anew. Others are good
    all along: words, or a newer token that the same call was given with, show it.
    """
    repeated = {one.value for one in case.sent.csrf_tokens}
    lives = [*sent]
    given = [life for life in lives if life.kind == "csrf-token" and life.value in repeated]
    token = next((life for life in given if life.birth is not None), None)
    logins = (life.birth for life in lives if life.is_session and life.birth is not None)
    born = token.birth.entry if token is not None and token.birth is not None else case.index
    since = next((login for login in logins if born < login.entry), None)
    if token is None or since is None or not case.trace.case(since.entry).sent.is_login:
        return None
    if any(use.entry.index > since.entry for use in _writes(token)):
        return None
    return Stale(token, since) if _has_no_other_reason(case, repeated) else None


def _writes(token: Life) -> Iterator[Use]:
    return (use for use in token.uses if use.outcome == "accepted" and not use.entry.sent.is_safe)


def _has_no_other_reason(case: Case, repeated: set[str]) -> bool:
    """Whether words are about it, or there are none and a newer token is all that it took."""
    if case.said("csrf"):
        return True
    later = case.trace.story.accepted_later(case) if case.heard.gives_no_reason else None
    if later is None or later.sent.message.body != case.sent.message.body:
        return False
    newer = {one.value for one in later.sent.csrf_tokens}
    return bool(newer) and newer.isdisjoint(repeated)


# ---------------- A token that was fetched long before the form was sent
class Aged(NamedTuple):
    """ago: how long before the answer it was handed out or made. since: what shows that.

    works: another entry that the same session was accepted in, first of all after the refusal.
    """

    token: Credential
    ago: timedelta
    since: Evidence
    works: Case


def aged_token(case: Case) -> Aged | None:
    """Return the old token of a form that is refused without a word, though the session works.

    Frameworks take a token for an hour or so, and say nothing of its age.
    """
    if case.sent.is_safe or case.status not in REFUSES_FORGERY - CHALLENGES:
        return None
    if not case.sent.csrf_tokens or _has_a_reason(case):
        return None
    works = _session_works(case)
    for token in case.sent.csrf_tokens if works is not None else ():
        since = _handed_out(case, token) or _made(case, token)
        if since is not None and works is not None and since[0] >= _OLD:
            return Aged(token, *since, works)
    return None


_OLD = timedelta(minutes=55)  # an hour is the usual time; the page took a while to load
_REFUSED_ANYHOW: frozenset[MeaningName] = frozenset({"denied", "unauthorized", "csrf"})


def _has_a_reason(case: Case) -> bool:
    """Whether the reply tells of another reason, or of a field that was filled in wrongly."""
    if case.meanings.keys() - _REFUSED_ANYHOW:
        return True
    content = case.heard.content
    text = case.heard.words if content.is_html else content.text
    said = set(_BETWEEN.split(text.lower()))
    return any(name.lower() in said for name in case.sent.fields if not is_csrf_name(name))


_BETWEEN = lazy_re(r"[^\w-]+")


def _session_works(case: Case) -> Case | None:
    """Return the accepted request of the same session nearest after, else before; or None.

    A session that is refused afterwards has ended, whatever the form's token is worth.
    """
    near = (*case.after, *reversed(case.before))
    same = (one for one in near if one.sent.session_cookies and one.shares_credential(case))
    judged = next((one for one in same if one.outcome != "unjudged"), None)
    return judged if judged is not None and judged.succeeded else None


def _handed_out(case: Case, token: Credential) -> tuple[timedelta, Evidence] | None:
    life = case.trace.story.lives.of(case, token)
    ago = life.age_in(case) if life is not None else None
    if life is None or life.birth is None or ago is None or life.accepted_before(case):
        return None
    entry = str(life.birth.entry + 1)
    said = tr("Entry {entry} handed it out {ago} before.", entry=entry, ago=span(ago))
    return ago, fact(said, life.birth.place)


def _made(case: Case, token: Credential) -> tuple[timedelta, Evidence] | None:
    """Return the age that the token shows by the time within it (itsdangerous, Django)."""
    read, now = session_cookies.read(token.bare), case.server_time
    made = read.made if read is not None else None
    if made is None or now is None:
        return None
    said = tr("The time in it is {ago} before that of the reply.", ago=span(now - made))
    return now - made, fact(said, token.place)
