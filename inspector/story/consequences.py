"""Which refusals only follow from another one: first tries, first hops, what came after it."""

from collections.abc import Hashable, Iterable

from inspector.protocol.cached import cached_property
from inspector.protocol.field_names import is_second_factor
from inspector.protocol.urls import authority_of, host_and_path
from inspector.reading.statuses import ERRORS, REDIRECTS, SUCCESSES
from inspector.story.entry import Entry
from inspector.story.interruptions import is_same, lost_its_answer, sameness
from inspector.story.logins import is_login_callback
from inspector.story.trace_story import NEAR, TraceStory
from inspector.story.ways.handshakes import named

_FAR = 60


def superseded(story: TraceStory, failing: Iterable[int]) -> set[int]:
    """Return those of some failures that are first tries, or first hops, of others of them."""
    told = [story.entries[index] for index in sorted(failing)]
    answered = {e.exchange.answers for e in told if (e.exchange.answers or 0) < e.index}
    with_credential = {_asked(e) for e in told if e.sent.has_any}
    logged_in = {e.sent.host: e.index for e in told if e.sent.authorization is not None}
    back = {e.sent.host: e.index for e in told if is_login_callback(e)}
    renewals = {e.index for e in told if _renews(e)}
    again = _Again(story, told)
    cleared = _cleared(story, told)
    logins = {e.sent.host: e.index for e in reversed(told) if e.sent.is_login}
    hops = [(one, e) for e in told if (one := story.previous(e)) is not None]
    turned_away = [(one, later) for one, later in hops if _is_turned_away(one, later)]
    answered -= {one.index for one, later in hops if _is_begun_anew(one, later)}
    answered -= {one.index for one, _ in turned_away}
    kept = {later.index for one, later in hops if _is_kept_from_script(one, later)}
    kept |= {later.index for _, later in turned_away}
    first_hops = {
        one.index for one, later in hops if later.index not in kept and _takes_over(one, later)
    }
    once_more = answered | first_hops | kept
    return {
        e.index
        for place, e in enumerate(told)
        if e.index in once_more
        or (e.heard.leads_to_login and any(e.index < back.get(host, 0) for host in _led_by(e)))
        or (not e.sent.has_any and _asked(e) in with_credential)
        or (_is_challenged(e) and logged_in.get(e.sent.host, e.index) > e.index)
        or (_is_near(e, renewals) and _is_too_old(story, e))
        or (_comes_without(e) and logins.get(e.sent.host, e.index) < e.index)
        or (_comes_without(e) and cleared.get(e.sent.host, e.index) < e.index)
        or any(_is_sent_to(e, later) for later in told[place + 1 : place + NEAR])
        or (e.heard.is_login_page and _was_given(story, e))
        or ("mfa" in e.heard.meanings and again.gives_a_code(e))
        or (lost_its_answer(e) and again.is_refused(e))
        or again.is_refused_with_the_right_one(e)
        or _took_its_tokens_back(story, e, told)
    }


def _led_by(entry: Entry) -> tuple[str, str]:
    """Return the hosts to which a login may lead back: the one asked, or the portal before it."""
    return entry.sent.host, authority_of(entry.heard.leads_to)


def _took_its_tokens_back(story: TraceStory, entry: Entry, told: list[Entry]) -> bool:
    """Whether a code was sent once more, and what it had given before is refused since."""
    if not entry.sent.is_token_request:
        return False
    parents = {life for life in story.lives.sent_in(entry) if life.kind == "code" and life.end}
    later = (one for one in told if one.index > entry.index) if parents else ()
    return any(life.issued_for in parents for one in later for life in story.lives.sent_in(one))


def _cleared(story: TraceStory, told: list[Entry]) -> dict[str, int]:
    """Return the hosts where a failure took session cookies away, and the first that did.

    Why it failed is the cause: a browser has nothing to send since.
    """
    failing = {entry.index for entry in told}
    ends = (life.end for life in story.lives if life.end is not None)
    by = [end.entry for end in ends if end.kind == "cleared" and end.entry.index in failing]
    return {one.sent.host: one.index for one in sorted(by, key=lambda one: -one.index)}


def _is_challenged(entry: Entry) -> bool:
    """Whether nothing was sent, and a login was asked for: who sends one then took that up."""
    return not entry.sent.has_any and bool(entry.heard.challenges)


class _Again:
    """Where among failures the same was asked for last: each of a long recording asks for that."""

    def __init__(self, story: TraceStory, told: list[Entry]) -> None:
        self._story = story
        self._told = told

    def gives_a_code(self, entry: Entry) -> bool:
        """Whether the second factor that was asked for was given, and refused: that one counts."""
        given = self._codes.get(entry.asked_for, {})
        had = named(entry).keys()
        return any(entry.index < last for name, last in given.items() if name not in had)

    def is_refused(self, entry: Entry) -> bool:
        """Whether what had no answer was sent once more as it was, and refused: that one counts."""
        return entry.index < self._refused.get(sameness(entry), -1)

    def is_refused_with_the_right_one(self, entry: Entry) -> bool:
        """Whether a wrong login was tried before the right one, which was refused as well."""
        right = self._right_ones.get(_login(entry))
        if right is None or right.index < entry.index:
            return False
        return sameness(entry) != sameness(right)

    @cached_property
    def _right_ones(self) -> dict[Hashable, Entry]:
        """The last refused login of each user that was accepted later as it is."""
        logins = [each for each in self._told if _login(each) is not None]
        return {_login(each): each for each in logins if self._is_taken_later(each)}

    def _is_taken_later(self, entry: Entry) -> bool:
        later = self._story.repeats_after(entry, _FAR)
        return any(one.outcome == "accepted" and is_same(entry, one) for one in later)

    @cached_property
    def _codes(self) -> dict[Hashable, dict[str, int]]:
        """Of each thing asked for the names of second factors, and where each was given last."""
        found: dict[Hashable, dict[str, int]] = {}
        for each in self._told:
            names = filter(is_second_factor, named(each))
            found.setdefault(each.asked_for, {}).update(dict.fromkeys(names, each.index))
        return found

    @cached_property
    def _refused(self) -> dict[Hashable, int]:
        return {sameness(each): each.index for each in self._told if each.outcome == "refused"}


def _login(entry: Entry) -> Hashable | None:
    """Return who logs in and where; None where nobody does, or no user is named."""
    main = entry.sent.main
    user = entry.sent.login_user or (main.user if main is not None else "")
    return (entry.asked_for, user) if user else None


def _is_near(entry: Entry, places: set[int]) -> bool:
    return any(index in places for index in range(entry.index + 1, entry.index + NEAR))


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
    if entry.sent.has_any or not later.index < entry.index + NEAR:
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


def _is_turned_away(entry: Entry, later: Entry) -> bool:
    """Whether a known caller was led to a login page that knows nobody yet.

    It is another host's, or a key or token of a program was led to it, which no login page reads;
    or the session that was sent was forgotten, and the page got the one that was begun for it.
    """
    if _is_begun_for_the_page(entry, later):
        return True
    known = entry.sent.has_any and not later.sent.has_any
    page = later.heard.is_login_page and later.status in SUCCESSES
    by_key = bool(entry.sent.credentials) and entry.heard.leads_to_login
    away = later.sent.host != entry.sent.host or by_key
    return known and page and entry.heard.is_redirect and away


def _is_begun_for_the_page(entry: Entry, later: Entry) -> bool:
    """Whether a login page got no session but one that the redirect to it set anew."""
    if not (entry.heard.leads_to_login and later.heard.is_login_page) or later.sent.credentials:
        return False
    given = {(cookie.name, cookie.value) for _, cookie in entry.cookies_set}
    mine = {(one.name, one.value) for one in later.sent.session_cookies}
    had = {(one.name, one.value) for one in entry.sent.session_cookies}
    return bool(had and mine) and mine <= given - had


def _is_kept_from_script(entry: Entry, later: Entry) -> bool:
    """Whether a script was led to a login at another site: the browser shows it no reply (Fetch).

    That the login's host could not be reached is not said by that.
    """
    if not entry.heard.leads_to_login or later.status or later.sent.host == entry.sent.host:
        return False
    mode = entry.sent.header("sec-fetch-mode")
    by_script = mode is not None and mode[1].value.lower() in {"cors", "same-origin"}
    return by_script or entry.sent.header("x-requested-with") is not None
