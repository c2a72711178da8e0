"""Refusals that ended by themselves: a token was renewed, or somebody logged in, and it was given.

Each way returns the entry that was given, None where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from inspector.model.story import LETS_IN
from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import CLIENT_ERRORS, ERRORS, REQUEST_AT_FAULT
from inspector.story.entry import Entry
from inspector.story.intentions import kind_of
from inspector.story.lives import Life
from inspector.story.logins import led_back
from inspector.story.trace_story import NEAR, TraceStory
from inspector.story.way import Way
from inspector.wording import tr


# ---------------- Mended without anybody's help
def was_mended(story: TraceStory, entry: Entry) -> Entry | None:
    """A credential, a fresh token or a new session made the same request succeed."""
    later = story.accepted_later(entry)
    if later is None:
        return None
    if not entry.sent.has_any and later.sent.has_any:
        return later
    retried = later.exchange.purpose == "retry"
    if retried and later.sent.cookies:
        return later  # with a session begun anew, or a CSRF token
    if not (later.sent.has_any or story.may_lack):
        return None
    return later if retried or _was_renewed_between(story, entry, later) else None


def _was_renewed_between(story: TraceStory, entry: Entry, later: Entry) -> bool:
    """Whether a login or renewal went well; what it gave may be missing from where it was sent."""
    asked = (
        o.sent.is_token_request or o.sent.is_login
        for o in story.between(entry, later)
        if o.succeeded
    )
    return any(asked) or (story.may_lack and story.let_in_between(entry, later))


def was_renewed(story: TraceStory, entry: Entry) -> Entry | None:
    """The same was asked again with what had been handed out since, and was given."""
    repeats = [*story.repeats_after(entry, _FAR)]
    later = next((one for one in repeats if one.succeeded), None)
    later = later or _sent_on(story, entry) or next(filter(_reached_the_thing, repeats), None)
    if later is None or _had_just_logged_in(story, entry):
        return None
    fresh = _has_fresh(story, entry, later)
    return later if fresh or _signed_in_between(story, entry, later) else None


def _reached_the_thing(entry: Entry) -> bool:
    """Whether an error is of what was asked for, and no longer of who asks: it was let in."""
    return entry.status in REQUEST_AT_FAULT and entry.outcome == "unjudged" and entry.sent.has_any


def _sent_on(story: TraceStory, entry: Entry) -> Entry | None:
    """Return where the very same body was sent next and taken: its address was handed out anew."""
    body = entry.sent.message.body
    if not body or entry.sent.is_login or entry.sent.is_token_request:
        return None
    same = (
        one
        for one in story.after(entry, _FAR)
        if one.succeeded and one.sent.method == entry.sent.method and one.sent.message.body == body
    )
    later = next(same, None)
    return later if later is not None and _has_fresh(story, entry, later) else None


def _signed_in_between(story: TraceStory, entry: Entry, later: Entry) -> bool:
    """Whether a login went well between two entries; exports often lack the cookie that it gave."""
    if later.carried and entry.carried:
        return False
    between = story.between(entry, later)
    return any(kind_of(one) == "sign-in" and one.outcome != "refused" for one in between)


def _has_fresh(story: TraceStory, entry: Entry, later: Entry) -> bool:
    """Whether a request sends a token or session that was born after an entry."""
    return any(
        life.kind in LETS_IN and life.birth is not None and entry.index < life.birth.entry
        for life in story.lives.sent_in(later)
        if life.birth is None or life.birth.entry < later.index
    )


def came_before_the_login(story: TraceStory, entry: Entry) -> Entry | None:
    """Nobody had logged in yet; then somebody did, and the same host let them in."""
    if entry.sent.is_login or entry.sent.credentials:
        return None
    if any(life.accepted_before(entry) for life in _let_in(story, entry)):
        return None
    if _had_just_logged_in(story, entry):
        return None
    later = story.after(entry, _FAR)
    login = next((o for o in later if _logs_in(o) and o.outcome == "accepted"), None)
    if login is None:
        return None
    host = entry.sent.host
    return next(
        (
            other
            for other in story.after(login, _FAR)
            if other.sent.host == host
            and other.succeeded
            and (story.may_lack or _has_fresh(story, entry, other))
        ),
        None,
    )


def _had_just_logged_in(story: TraceStory, entry: Entry) -> bool:
    """Whether what a login gave was never taken, and the very same login came after it.

    A wrong password would have been typed anew; what was right the second time was so the first.
    """
    unused = (life for life in _let_in(story, entry) if not life.accepted_before(entry))
    births = (life.birth for life in unused if life.birth is not None)
    logins = [story.entries[b.entry] for b in births if b.entry < entry.index]
    bodies = {one.sent.message.body for one in logins if one.sent.is_login} - {b""}
    return bool(bodies) and any(o.sent.message.body in bodies for o in story.after(entry, _FAR))


def _let_in(story: TraceStory, entry: Entry) -> Iterable[Life]:
    return (life for life in story.lives.sent_in(entry) if life.kind in LETS_IN)


def _logs_in(entry: Entry) -> bool:
    return entry.sent.is_login or entry.sent.is_token_request or entry.sent.has_saml


_FAR = 300


def login_followed(story: TraceStory, entry: Entry) -> Entry | None:
    """A success at the same host with more cookies follows a way to the login page.

    Or the way led on, and back with what a login provider hands out.
    """
    if (back := led_back(story, entry)) is not None:
        return back
    if _had_just_logged_in(story, entry):
        return None
    for later in story.after(entry, NEAR * 3):
        if later.sent.host != entry.sent.host or not later.succeeded:
            continue
        if _has_more(story, entry, later) or _let_in_between(story, entry, later):
            return later
    return _given_after_a_form(story, entry) or _followed_where_it_began(story, entry)


def _given_after_a_form(story: TraceStory, entry: Entry) -> Entry | None:
    """The very same is given after a login, though the session kept its cookie all along.

    So it is where a link has a password of its own. What was given to that session before had
    ended in between.
    """
    later = story.accepted_later(entry)
    if later is None or not later.shares_credential(entry):
        return None
    same = (one for one in story.before(entry, _FAR) if one.repeats(entry) and one.succeeded)
    if any(one.shares_credential(entry) for one in same):
        return None
    between = story.between(entry, later)
    return (
        later if any(one.sent.is_login and one.outcome == "accepted" for one in between) else None
    )


def _followed_where_it_began(story: TraceStory, page: Entry) -> Entry | None:
    """Whoever was led to this page from another host was let in there, once logged in."""
    began = story.previous(page) if page.heard.is_login_page else None
    if began is None or not began.heard.is_redirect or began.sent.host == page.sent.host:
        return None
    later = login_followed(story, began)
    return later if later is not None and later.index > page.index else None


def _let_in_between(story: TraceStory, entry: Entry, later: Entry) -> bool:
    """Whether a login was accepted between two entries of which no cookies are recorded."""
    if entry.sent.cookies or later.sent.cookies:
        return False
    return any(_logs_in(o) and o.outcome == "accepted" for o in story.between(entry, later))


def _has_more(story: TraceStory, entry: Entry, later: Entry) -> bool:
    """Whether a session came in between.

    What the way to the login gave in place of one that was sent names nobody; some applications
    go on with just that once somebody has logged in. What had been sent before came of no login
    after it.
    """
    mine = _sessions(entry)
    more = _sessions(later) - mine
    more -= set().union(*map(_sessions, story.before(entry, _FAR)))
    given = {(cookie.name, cookie.value) for _, cookie in entry.cookies_set}
    if not more or not mine or more - given:
        return bool(more)
    return any(_logs_in(one) and one.outcome != "refused" for one in story.between(entry, later))


def _sessions(entry: Entry) -> set[tuple[str, str]]:
    return {(cookie.name, cookie.value) for cookie in entry.sent.session_cookies}


# ---------------- Somebody else renewed it
def was_rotated(story: TraceStory, entry: Entry) -> Entry | None:
    """A token was over, and at once its program sent a younger one of the same caller (RFC 7519).

    Where it came from is not in this trace: a file that is written anew, another process.
    """
    later = story.accepted_later(entry)
    gap = _gap(entry, later) if later is not None and entry.is_refused else None
    if later is None or gap is None or gap > _IN_ONE_GO:
        return None
    over = [one for one in story.lives.sent_in(entry) if one.over_for(entry) is not None]
    fresh = [one for one in story.lives.sent_in(later) if one.over_for(later) is None]
    return later if any(_is_younger(new, old) for old in over for new in fresh) else None


def _is_younger(new: Life, old: Life) -> bool:
    """Whether a signed token says the same of its caller as another one, which was made before."""
    mine, theirs = (one.uses[0].credential.claims for one in (old, new))
    made, before = theirs.get("iat"), mine.get("iat")
    later = isinstance(made, int) and isinstance(before, int) and made > before
    return later and all(mine.get(name) == theirs.get(name) for name in ("iss", "sub", "aud"))


def was_under_way(story: TraceStory, entry: Entry) -> Entry | None:
    """Another renewal by the same token was running, and what it handed out was taken later."""
    if _UNDER_WAY.search(entry.heard.words) is None:
        return None
    for life in story.lives.sent_in(entry):
        twins = (use.entry for use in life.accepted_before(entry) if use.entry.repeats(entry))
        for twin in twins:
            gap = _gap(twin, entry)
            if gap is not None and gap <= _IN_ONE_GO:
                return next((one for one in story.after(twin) if _takes_it(story, one, twin)), None)
    return None


def _takes_it(story: TraceStory, later: Entry, twin: Entry) -> bool:
    """Whether an entry was let in by what another one had handed out."""
    births = (life.birth for life in story.lives.sent_in(later) if life.kind in LETS_IN)
    handed_out = any(birth is not None and birth.entry == twin.index for birth in births)
    return handed_out and later.succeeded


def _gap(entry: Entry, later: Entry) -> timedelta | None:
    then, now = entry.exchange.started, later.exchange.started
    return now - then if then is not None and now is not None else None


_IN_ONE_GO = timedelta(seconds=5)  # nobody changes a token by hand in that time
# finds `Refresh in progress, please retry`, `another refresh is already running`
# but not `your session is in progress`
_UNDER_WAY = lazy_re(
    r"(?i)\b(?:refresh\w*|renew\w*|rotation|request) (?:is )?(?:already |still |currently )?"
    r"(?:in progress|running|under way|pending)\b"
)


# ---------------- A program is told where its browser has to go
def browser_went_there(story: TraceStory, entry: Entry) -> Entry | None:
    """An error held an address, the browser loaded it, and came back with a session.

    Single-page applications can't follow a redirect to a login provider: they are told of it by an
    error (422 in Ory Kratos) with the address in its body.
    """
    if entry.status not in CLIENT_ERRORS or b"://" not in entry.heard.content.bytes:
        return None
    told = [str(value) for _, value in entry.heard.content.scalars()]
    for later in story.after(entry):
        there = later.sent.is_safe and later.sent.url != entry.sent.url
        if there and any(_names(text, later.sent.url) for text in told):
            if later.status in ERRORS:
                return None
            return _came_back_with_more(story, entry, later)
    return None


def _names(text: str, url: str) -> bool:
    """Whether a text is an address, or holds it as one of its words."""
    return text == url or url in text.split()


def _came_back_with_more(story: TraceStory, entry: Entry, there: Entry) -> Entry | None:
    later = (one for one in story.after(there, _FAR) if one.sent.host == entry.sent.host)
    return next((one for one in later if one.succeeded and _has_fresh(story, entry, one)), None)


# ---------------- Each with what is said of it
WAYS = (
    Way(
        "browser-sent",
        browser_went_there,
        tr("Entry {entry} said where the browser has to go, and came back from there in {other}."),
    ),
    Way(
        "renewed",
        was_renewed,
        tr("What entry {entry} was refused, entry {other} got with what was handed out since."),
        is_of_programs=True,
    ),
    Way(
        "rotated",
        was_rotated,
        tr("The token of entry {entry} was over, and entry {other} came at once with a newer one."),
        is_of_programs=True,
    ),
    Way(
        "under-way",
        was_under_way,
        tr("Entry {entry} came while a renewal was running, and entry {other} was let in by it."),
    ),
    Way(
        "before-login",
        came_before_the_login,
        tr("Entry {entry} came before the login, after which entry {other} was let in."),
    ),
    Way(
        "mended",
        was_mended,
        tr("What entry {entry} was refused, entry {other} got with a new credential."),
        turn="given-later",
        is_of_programs=True,
    ),
    Way(
        "login",
        login_followed,
        tr("Entry {entry} led to the login after which entry {other} was let in."),
        turn="to-a-login",
    ),
)
