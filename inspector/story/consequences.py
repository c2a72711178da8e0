"""Which refusals only follow from another one: first tries, first hops, what came after it."""

from collections.abc import Iterable

from inspector.protocol.field_names import is_second_factor
from inspector.protocol.urls import host_and_path
from inspector.reading.statuses import ERRORS, REDIRECTS
from inspector.story.entry import Entry
from inspector.story.interruptions import is_same, lost_its_answer
from inspector.story.logins import is_login_callback
from inspector.story.trace_story import NEAR, TraceStory
from inspector.story.ways.handshakes import named

_FAR = 60


def superseded(story: TraceStory, failing: Iterable[int]) -> set[int]:
    """Return those of some failures that are first tries, or first hops, of others of them."""
    told = [story.entries[index] for index in failing]
    answered = {e.exchange.answers for e in told if (e.exchange.answers or 0) < e.index}
    with_credential = {_asked(e) for e in told if e.sent.has_any}
    back = {e.sent.host: e.index for e in told if is_login_callback(e)}
    renewals = [e.index for e in told if _renews(e)]
    logins = {e.sent.host: e.index for e in reversed(told) if e.sent.is_login}
    hops = [(one, e) for e in told if (one := story.previous(e)) is not None]
    answered -= {one.index for one, later in hops if _is_begun_anew(one, later)}
    kept = {later.index for one, later in hops if _is_kept_from_script(one, later)}
    first_hops = {
        one.index for one, later in hops if later.index not in kept and _takes_over(one, later)
    }
    return {
        e.index
        for e in told
        if e.index in answered
        or e.index in first_hops | kept
        or (e.heard.leads_to_login and e.index < back.get(e.sent.host, 0))
        or (not e.sent.has_any and _asked(e) in with_credential)
        or any(e.index < index < e.index + NEAR and _is_too_old(story, e) for index in renewals)
        or (_comes_without(e) and logins.get(e.sent.host, e.index) < e.index)
        or any(_is_sent_to(e, later) for later in told)
        or (e.heard.is_login_page and _was_given(story, e))
        or ("mfa" in e.heard.meanings and any(_gives_a_code(e, later) for later in told))
        or (lost_its_answer(e) and any(_is_answered(e, later) for later in told))
    }


def _gives_a_code(entry: Entry, later: Entry) -> bool:
    """Whether the second factor that was asked for was given, and refused: that one counts."""
    added = named(later).keys() - named(entry).keys() if entry.index < later.index else ()
    return entry.repeats(later) and any(map(is_second_factor, added))


def _is_answered(entry: Entry, later: Entry) -> bool:
    """Whether what had no answer was sent once more as it was, and refused: that one counts."""
    again = entry.index < later.index and later.outcome == "refused"
    return again and is_same(entry, later)


def _was_given(story: TraceStory, entry: Entry) -> bool:
    """Whether the login that a page asked for was made later, and led on from its host."""
    here = (one for one in story.after(entry, _FAR) if one.sent.host == entry.sent.host)
    return any(one.sent.is_login and one.outcome == "accepted" for one in here)


def _comes_without(entry: Entry) -> bool:
    """Whether nothing was sent, for want of a login; a lock meets whatever is sent."""
    return not entry.sent.has_any and not entry.heard.meanings.keys() & _LOCKS


_LOCKS = {"too-many-attempts", "locked"}


def _is_sent_to(entry: Entry, later: Entry) -> bool:
    """Whether a challenge names the token service that is asked next (`Bearer realm="https…"`)."""
    if entry.sent.has_any or not entry.index < later.index < entry.index + NEAR:
        return False
    realm = entry.heard.parameter("realm")[0]
    return "://" in realm and host_and_path(realm) == host_and_path(later.sent.url)


def _renews(entry: Entry) -> bool:
    """Whether this is a failed try to get a new access token: why it failed is the cause."""
    return any("refresh" in name.lower() for name in entry.sent.fields) and not entry.succeeded


def _is_too_old(story: TraceStory, entry: Entry) -> bool:
    if entry.sent.is_login or entry.sent.is_token_request or _renews(entry):
        return False
    over = any(life.over_for(entry) is not None for life in story.lives.sent_in(entry))
    return over or "token-expired" in entry.heard.meanings


def _asked(entry: Entry) -> tuple[str, str, str, str]:
    return entry.sent.method, entry.sent.host, entry.sent.path, entry.sent.operation


def _takes_over(entry: Entry, later: Entry) -> bool:
    """Whether what a redirect led to counts in its place."""
    if not entry.heard.is_redirect:
        return False
    bare = not entry.sent.has_any and not _is_begun_anew(entry, later)
    return bare or later.status in REDIRECTS or later.status in ERRORS


def _is_begun_anew(entry: Entry, later: Entry) -> bool:
    """Whether a written request was led to a login with a new session: there it was forgotten."""
    if entry.sent.is_safe or not entry.heard.leads_to_login:
        return False
    given = {cookie.name for _, cookie in entry.cookies_set}
    return any(one.name in given for one in later.sent.session_cookies)


def _is_kept_from_script(entry: Entry, later: Entry) -> bool:
    """Whether a script was led to a login at another site: the browser shows it no reply (Fetch).

    That the login's host could not be reached is not said by that.
    """
    if not entry.heard.leads_to_login or later.status or later.sent.host == entry.sent.host:
        return False
    mode = entry.sent.header("sec-fetch-mode")
    by_script = mode is not None and mode[1].value.lower() in {"cors", "same-origin"}
    return by_script or entry.sent.header("x-requested-with") is not None
