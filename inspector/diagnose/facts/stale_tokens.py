"""Tokens against forgery that are older than their session or life, missing, or of another one."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from http import HTTPStatus
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import (
    may_be_for_forgery,
    reading_is_refused_too,
    writes_without_a_token,
)
from inspector.diagnose.facts.suspicion import fact
from inspector.model.finding import Evidence
from inspector.protocol.cookie import session_cookies
from inspector.protocol.field_names import is_csrf_name
from inspector.protocol.media_types import family
from inspector.protocol.patterns import lazy_re
from inspector.reading.credential import Credential
from inspector.reading.meanings import OF_THE_ACCOUNT, MeaningName
from inspector.reading.standard_sentences import repeats_a_status
from inspector.reading.statements import Statement
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
    entry = case.trace.case(life.birth.entry).number
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


# ---------------- The token that the session itself holds
class Held(NamedTuple):
    """A session whose cookie can be read, and the token within it. sent: what came, None without.

    A signed token has the session's own in it, which Flask-WTF signs anew for each page.
    """

    session: Credential
    token: str
    sent: Credential | None

    @property
    def is_another(self) -> bool:
        """Whether a token came that another session was given."""
        inner = _inner(self.sent) if self.sent is not None else ""
        return bool(inner) and inner != self.token


def held_token(case: Case) -> Held | None:
    """Return the token that the session of a changing request holds; None where none can be read.

    None, too, where the right one came, or the reply tells of something else.
    """
    return case.once(_held_token)


def _held_token(case: Case) -> Held | None:
    sent = case.sent
    if sent.is_safe or sent.authorization is not None or not may_be_for_forgery(case):
        return None
    if (
        not _says_only_a_status(case)
        or writes_without_a_token(case)
        or reading_is_refused_too(case)
    ):
        return None
    token = next(iter(sent.csrf_tokens), None)
    for session in sent.session_cookies:
        mine = _in_session(session)
        found = Held(session, mine, token) if mine else None
        if found is not None and (token is None or found.is_another):
            return found
    return None


def _in_session(session: Credential) -> str:
    read = session_cookies.read(session.value)
    members = read.members.items() if read is not None else ()
    held = (value for name, value in members if is_csrf_name(name) and isinstance(value, str))
    return next(held, "")


def _inner(token: Credential) -> str:
    """Return what a signed token holds, empty for one that holds no text."""
    read = session_cookies.read(token.bare)
    return read.text.strip('"') if read is not None and read.is_signed else ""


# ---------------- The token of a form that was left out of what answers it
def form_left_out(case: Case) -> Case | None:
    """Return the page whose form handed out a token that its answer leaves out; None without it.

    It stands at the address that the form is sent to, or is the page to log in at.
    """
    sent, may_be = case.sent, may_be_for_forgery(case) and _says_only_a_status(case)
    if sent.is_safe or sent.csrf_tokens or sent.authorization is not None or not may_be:
        return None
    if sent.content.kind not in _FORMS or writes_without_a_token(case):
        return None
    for page in reversed(case.before[-_LOOK_BACK:]):
        here = page.sent.path == sent.path or (sent.is_login and page.heard.is_login_page)
        if here and page.heard.content.page.csrf_name:
            return page
    return None


_FORMS = frozenset({"form", "multipart"})
_LOOK_BACK = 20


# ---------------- Pages that say their status, and the name of the site
def _says_only_a_status(case: Case) -> bool:
    """Whether no more than the status is said, in a page beside the name of its site.

    The name is a word or two of which nothing follows; a title has it beside the status.
    """
    if case.heard.gives_no_reason:
        return True
    if not case.heard.content.is_html or case.meanings.keys() - _REFUSED_ANYHOW:
        return False
    lines = [one.plain for one in case.heard.statements if one.kind != "page"]
    named = [one for one in lines if not repeats_a_status(one)]
    names = [one for one in named if len(one.split()) <= _WORDS_OF_A_NAME]
    if len(named) == len(lines):
        return False  # nothing says the status
    return all(any(repeats_a_status(_without(one, name)) for name in names) for one in named)


def _without(line: str, name: str) -> str:
    return f" {line} ".replace(f" {name} ", " ", 1)


_WORDS_OF_A_NAME = 2


# ---------------- A login whose form has a token, which is not sent along
def login_lacks_its_token(case: Case) -> Statement | None:
    """Return the words that call a token wrong, where a form sent user and password alone.

    A code of a second step is called a token as well: a login that brings one is another matter.
    """
    sent, told = case.sent, case.says("token-refused")
    alone = sent.is_login and not (sent.csrf_tokens or sent.credentials or case.asks_provider)
    form = family(sent.content.type) == "form" and case.status in REFUSES_FORGERY
    if told is None or not (alone and form) or case.said("csrf", *OF_THE_ACCOUNT):
        return None
    if case.said("bad-login") >= told.trust:  # a page has the word "login" somewhere, too
        return None
    return None if any(map(_IS_A_TOKEN.search, sent.fields)) else told.statement


def forbids_a_bare_login(case: Case) -> bool:
    """Whether a form with user and password alone gets 403, and no word about either.

    A wrong password is told in words mostly; who checks against forgery first may say nothing.
    """
    sent = case.sent
    bare = sent.is_login and not (sent.csrf_tokens or sent.credentials or case.asks_provider)
    form = family(sent.content.type) == "form" and case.status == HTTPStatus.FORBIDDEN
    return bare and form and case.heard.gives_no_reason


def forbids_a_write_with_a_token(case: Case) -> bool:
    """Whether a session wrote with a token against forgery, and got 403 without a reason.

    A token that repeats its cookie is none that can be wrong.
    """
    sent = case.sent
    tokens = {one.value for one in sent.csrf_tokens} - {one.value for one in sent.csrf_cookies}
    alone = not (sent.credentials or sent.is_login or sent.is_safe)
    bare = case.status == HTTPStatus.FORBIDDEN and case.heard.gives_no_reason
    return bool(sent.session_cookies and tokens) and alone and bare


# finds `token`, `otp_code`
# but not `login`
_IS_A_TOKEN = lazy_re(r"(?i)token|nonce|code|otp|pin\b|captcha")
