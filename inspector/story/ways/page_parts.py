"""What a page can do without: its icon, fonts and trackers, lists of files, parts of other sites.

Each way returns the entry that came all the same, None where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable

from inspector.protocol.login_addresses import is_login_target
from inspector.protocol.methods import FETCHING
from inspector.protocol.patterns import lazy_re, word_set
from inspector.protocol.sites import registrable, same_site
from inspector.protocol.urls import host_of
from inspector.reading.statuses import CHALLENGES
from inspector.story.entry import Entry
from inspector.story.logins import led_to
from inspector.story.trace_story import NEAR, TraceStory
from inspector.story.way import Way
from inspector.wording import tr

_FAR = 300


# ---------------- Beside a page
def is_beside_a_page(story: TraceStory, entry: Entry) -> Entry | None:
    """It is an icon, font, map of sources and the like of a page that did come."""
    if not _BESIDE.search(entry.sent.path) or entry.sent.method not in FETCHING:
        return None
    for one in _around(story, entry):
        same = one.sent.bare_host == entry.sent.bare_host or one.heard.content.is_html
        if one.came and same and not _BESIDE.search(one.sent.path):
            return None if _was_left_without(entry, one) else one
    return None


def _was_left_without(entry: Entry, other: Entry) -> bool:
    """Whether it alone came without the login or session that the host was given with all else.

    Browsers fetch a manifest without them, where its link does not ask for credentials.
    """
    asked = entry.status in CHALLENGES or entry.heard.leads_to_login
    if not asked or entry.carried or entry.sent.cookies or _UNMISSED.search(entry.sent.path):
        return False
    return entry.sent.host == other.sent.host and bool(other.identities)


# What browsers and their tools look for by themselves, and nobody misses.
# finds `/favicon.ico`, `/apple-touch-icon-120.png`, `/app.js.map`
# but not `/manifest.json`
_UNMISSED = lazy_re(
    r"(?i)/(?:favicon|apple-touch-icon|robots\.txt|browserconfig)[^/]*$|\.(?:ico|map)$|/\.well-known/"
)


def _around(story: TraceStory, entry: Entry) -> Iterable[Entry]:
    yield from reversed(story.before(entry, 4 * NEAR))
    yield from story.after(entry, 4 * NEAR)


def asks_who_is_there(story: TraceStory, entry: Entry) -> Entry | None:
    """A page asks who its visitor is, and nobody is; it came, and goes on, for everybody."""
    visits = entry.sent.method in FETCHING and _WHO.search(entry.sent.path) is not None
    if not visits or entry.sent.credentials:
        return None
    before = [one for one in story.before(entry, 4 * NEAR) if one.sent.host == entry.sent.host]
    page = next((one for one in before if one.came and one.heard.content.is_html), None)
    if page is None or page.identities or any(one.sent.is_login for one in before):
        return None
    after = [one for one in story.after(entry, NEAR) if one.sent.host == entry.sent.host]
    calls = [one for one in after if not is_part_of_page(one.sent.path)]
    return page if calls and all(one.succeeded for one in calls) else None


# finds `/me`, `/api/users/current`, `/auth/session`
# but not `/users/7`, `/session/7/messages`
_WHO = lazy_re(
    r"(?i)/(?:me|self|who_?-?am_?-?i|current[_-]?user|users?/(?:me|current|self)|userinfo|"
    r"(?:auth|api|account)/(?:user|session|status|check|profile|account)|session)/?$"
)


def is_part_of_page(path: str) -> bool:
    """Whether a path is that of what pages are made of, which everybody gets."""
    return path.rpartition(".")[2].lower() in _ENDINGS


_ENDINGS = word_set("js css map png svg ico jpg jpeg gif webp woff woff2 ttf otf eot webmanifest")


def is_for_everybody(path: str) -> bool:
    """Whether a path is that of what everybody gets: a part of pages, or what describes a site."""
    return is_part_of_page(path) or _OF_A_SITE.search(path) is not None


_SITE = (
    r"(?i)/(?:favicon[^/]*|apple-touch-icon[^/]*|robots\.txt|browserconfig\.xml|"
    r"(?:site|app)?\.?(?:web)?manifest(?:\.json)?|\.well-known/appspecific/[^/]*)$"
)
# finds `/favicon.ico`, `/manifest.json`
# but not `/api/icons`
_OF_A_SITE = lazy_re(_SITE)
# finds `/favicon.ico`, `/assets/app.js.map`, `/users/7/avatar`
# but not `/api/icons`
_BESIDE = lazy_re(
    rf"{_SITE}|"
    r"\.(?:ico|map|woff2?|ttf|otf|eot)$|/(?:avatar|gravatar|thumbnail|profile[_-]?(?:picture|photo))[^/]*$"
)


def is_of_another_site(story: TraceStory, entry: Entry) -> Entry | None:
    """It is of another site, and the page that wanted it came, or went on, without it."""
    return _came_without_it(story, entry) or _went_on_without_it(story, entry)


def _came_without_it(story: TraceStory, entry: Entry) -> Entry | None:
    """A font, tracker or image of another site; the page that wanted it came all the same."""
    if entry.sent.credentials or not _is_side_show(entry):
        return None
    site = registrable(entry.sent.bare_host)
    own = {one.index for one in led_to(story, entry)}  # what it led to wanted nothing of it
    for one in _around(story, entry):
        page = one.came and one.heard.content.is_html
        if page and registrable(one.sent.bare_host) != site and one.index not in own:
            return one
    return None


def another_form_came(story: TraceStory, entry: Entry) -> Entry | None:
    """Another form of the same file was given to the same caller: `index.json` for its `.zst`."""
    folder, _, name = entry.sent.path.rpartition("/")
    stem = name.partition(".")[0]
    if not stem or "." not in name or not entry.sent.is_safe:
        return None
    for other in story.after(entry):
        theirs, _, its_name = other.sent.path.rpartition("/")
        same = theirs == folder and its_name.partition(".")[0] == stem and its_name != name
        if same and other.sent.host == entry.sent.host and other.succeeded:
            return other if other.identities == entry.identities else None
    return None


def is_a_listing(story: TraceStory, entry: Entry) -> Entry | None:
    """The list of a folder is refused to a caller who is given the files in it."""
    path = entry.sent.path
    if not path.endswith("/") or path == "/" or entry.sent.method not in _LISTS:
        return None
    for other in _around(story, entry):
        inside = other.sent.host == entry.sent.host and other.sent.path.startswith(path)
        if inside and _FILE.search(other.sent.path) and other.succeeded:
            return other if other.identities == entry.identities else None
    return None


_LISTS = FETCHING | {"PROPFIND"}
_FILE = lazy_re(r"\.[A-Za-z0-9]{1,6}$")


def _went_on_without_it(story: TraceStory, entry: Entry) -> Entry | None:
    """Something of another site that nobody logs in to; the page goes on with its own API."""
    if _logs_in(entry) or not _is_cross_site(entry):
        return None
    host = entry.sent.host
    known = [one for one in _around(story, entry) if one.sent.host == host]
    if any(_logs_in(one) or (one.succeeded and one.index > entry.index) for one in known):
        return None
    own = [o for o in story.after(entry, _FAR) if o.sent.url.startswith(_site_of(entry))]
    calls = [o for o in own if o.heard.content.json is not None and o.succeeded]
    pages = [o for o in own if o.heard.content.is_html and o.succeeded]
    return calls[0] if calls and len(calls) + len(pages) >= _GOES_ON else None


def _logs_in(entry: Entry) -> bool:
    """Whether a request carries more than the key of a page's widget, which everybody can read."""
    return any(one.where != "query" for one in entry.carried)


_GOES_ON = 2  # calls of the page itself, or pages after one, that were answered afterwards


def _site_of(entry: Entry) -> str:
    """Return the origin of the page that a browser names in a request, `none:` without one."""
    named = entry.sent.header("origin") or entry.sent.header("referer")
    parts = named[1].value.split("/", 3)[:3] if named is not None else []
    return "/".join(parts) if len(parts) == 3 else "none:"  # noqa: PLR2004 - scheme, "", host


def _is_cross_site(entry: Entry) -> bool:
    page = host_of(_site_of(entry))
    return bool(page) and not same_site(page, entry.sent.bare_host)


def _is_side_show(entry: Entry) -> bool:
    """Whether a request loads what a page can do without, or tells a tracker something."""
    if _answers_a_login(entry):
        return False
    named = entry.sent.header("sec-fetch-dest")
    loads = {named[1].value if named is not None else "", entry.exchange.loaded_as}
    framed = loads & _FRAMES and not is_login_target(entry.sent.url)
    if loads & _PARTS_OF_A_PAGE or framed:
        return True
    return _TRACKS.search(f"{entry.sent.host}{entry.sent.path}") is not None


def _answers_a_login(entry: Entry) -> bool:
    """Whether a request brings the answer of a login provider, be it an error."""
    names = {*dict(entry.sent.query), *entry.sent.fields}
    if not names.isdisjoint(_ASSERTIONS):
        return True
    return "state" in names and bool(names & {"code", "id_token", "error"})


_ASSERTIONS = frozenset({"SAMLResponse", "SAMLart", "wresult"})  # SAML §3.5.4, WS-Federation


# As requests name them (Fetch §2.2.5), and as Chrome does in its exports.
_PARTS_OF_A_PAGE = word_set(
    "font image style stylesheet script audio video media track manifest texttrack ping"
)
_FRAMES = word_set("iframe frame embed object")
# finds `stats.shop.test/collect`, `o1.ingest.test/api/1/envelope/`
# but not `api.shop.test/orders`
_TRACKS = lazy_re(
    r"(?i)analytics|metrics|telemetry|(?:^|[./-])(?:track(?:ing|er)?|stats?|pixel|beacon|collect|"
    r"envelope|ads?|adserv\w*|tags?|gtm|rum|logs?|events?|ingest|insights?)(?=$|[./-])|"
    r"\.(?:js|css|png|gif|jpe?g|svg|webp)$"
)


# ---------------- Each with what is said of it
WAYS = (
    Way(
        "who-is-there",
        asks_who_is_there,
        tr("Entry {entry} asks who the visitor of entry {other} is, and the page needs nobody."),
        turn="beside-a-page",
    ),
    Way(
        "beside-a-page",
        is_beside_a_page,
        tr("Entry {entry} only belongs to the page of entry {other}, which came."),
        turn="beside-a-page",
    ),
    Way(
        "third-party",
        is_of_another_site,
        tr("Entry {entry} goes to another site, and the page of entry {other} came without it."),
        turn="beside-a-page",
    ),
    Way(
        "other-form",
        another_form_came,
        tr("Entry {entry} asked for one form of a file, and entry {other} got another."),
        turn="beside-a-page",
    ),
    Way(
        "listing",
        is_a_listing,
        tr("Entry {entry} asked for a list of files, and entry {other} got what is in it."),
        turn="beside-a-page",
    ),
)
