"""Refusals that need no explanation: steps of what went well, or beside it.

What a refusal hands out and a later success brings back is a round of a handshake, whatever its
scheme: a nonce within a proof (RFC 9449 §8), the session of an interactive login, the transaction
of a second factor. Nobody is refused who has just signed out. A page works without its icon.

Each way returns the entry that shows it: the one that answered, or the one that came before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from inspector.model.story import CredentialKind, HealthyEntry
from inspector.protocol.cookie.cookie_rules import registrable
from inspector.protocol.field_names import is_csrf_header, is_of_one_exchange, is_second_factor
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import CHANGING
from inspector.protocol.tokens import jose
from inspector.protocol.word_set import word_set
from inspector.reading.statuses import ERRORS, HANDS_OUT_A_NONCE, REFUSES_FORGERY, SERVER_ERRORS
from inspector.story.entry import Entry
from inspector.story.intentions import kind_of
from inspector.story.lives import Life, signs_out
from inspector.story.trace_story import NEAR, TraceStory
from inspector.wording import tr

Kind = Literal[
    "signed-out",
    "signs-out",
    "beside-a-page",
    "came-back",
    "probe",
    "second-factor",
    "challenge",
    "mended",
    "waited",
    "login",
    "renewed",
    "before-login",
    "third-party",
    "polled",
]
Way = Callable[[TraceStory, Entry], Entry | None]
_PROXY, _TOO_MANY = 407, 429
_LONG = 8  # shorter values come back by accident
_MOST = 400


def healthy_entries(story: TraceStory, refused: Iterable[Entry]) -> tuple[HealthyEntry, ...]:
    """Return those of some refusals that need no explanation."""
    told = ((one.index, why_healthy(story, one)) for one in refused)
    return tuple(HealthyEntry(entry=index, reason=reason) for index, reason in told if reason)


def why_healthy(story: TraceStory, entry: Entry) -> str:
    """Return why a refusal needs no explanation, in one sentence; empty where it does.

    A refusal that ended because the credential was left out or changed by hand stays worth
    explaining.
    """
    if entry.index not in story.reasons:
        story.reasons[entry.index] = _why(story, entry)
    return story.reasons[entry.index]


def _why(story: TraceStory, entry: Entry) -> str:
    leads_on = entry.heard.is_redirect or entry.heard.is_login_page
    for kind, way in (*(_ON_THE_WAY_TO_A_LOGIN if leads_on else _BEFORE_A_SUCCESS), *_WAYS):
        shown_by = way(story, entry)
        if shown_by is not None:
            return _sentence(kind, entry, shown_by)
    return ""


def _sentence(kind: Kind, entry: Entry, shown_by: Entry) -> str:
    named = {
        "status": entry.heard.phrase,
        "entry": str(entry.index + 1),
        "other": str(shown_by.index + 1),
    }
    sentences: dict[Kind, str] = {
        "signed-out": tr(
            "The {status} in entry {entry} follows the sign-out in entry {other}.", **named
        ),
        "signs-out": tr("Entry {entry} ended the session on purpose.", **named),
        "beside-a-page": tr(
            "Entry {entry} only belongs to the page of entry {other}, which came.", **named
        ),
        "came-back": tr(
            "The {status} in entry {entry} handed out what entry {other} then sent back.", **named
        ),
        "probe": tr(
            "The {status} in entry {entry} asked for the credential that entry {other} sent.",
            **named,
        ),
        "second-factor": tr(
            "Entry {entry} asked for a second factor, which entry {other} gave.", **named
        ),
        "challenge": tr(
            "The {status} in entry {entry} was the challenge that entry {other} answered.", **named
        ),
        "mended": tr(
            "What entry {entry} was refused, entry {other} got with a new credential.", **named
        ),
        "waited": tr(
            "Entry {entry} came too early, and entry {other} was answered after a wait.", **named
        ),
        "renewed": tr(
            "What entry {entry} was refused, entry {other} got with what was handed out since.",
            **named,
        ),
        "before-login": tr(
            "Entry {entry} came before the login, after which entry {other} was let in.", **named
        ),
        "polled": tr(
            "Entry {entry} asked too early, and entry {other} got it by asking once more.", **named
        ),
        "third-party": tr(
            "Entry {entry} goes to another site, and the page of entry {other} came without it.",
            **named,
        ),
        "login": tr(
            "Entry {entry} led to the login after which entry {other} was let in.", **named
        ),
    }
    return sentences[kind]


# ---------------- A round of a handshake
def _was_answered(story: TraceStory, entry: Entry) -> Entry | None:
    later = story.accepted_later(entry)
    if later is None:
        return None
    if _is_another_try(entry, later):
        return None
    rounds = {"challenge-answer", "proxy-answer"}
    if later.exchange.answers == entry.index and later.exchange.purpose in rounds:
        return later
    if entry.status == _PROXY:
        return later if later.sent.proxy_authorization is not None else None
    answers = _answers_with_header(entry, later) or _repeats_what_was_handed_out(entry, later)
    return later if answers else None


def _is_another_try(entry: Entry, later: Entry) -> bool:
    """Whether a complete credential was refused, and the next one of its kind was not."""
    mine, theirs = entry.sent.authorization, later.sent.authorization
    if mine is None or theirs is None or mine.scheme != theirs.scheme:
        return False
    return mine.scheme not in CHANGING and mine.value != theirs.value


def _answers_with_header(entry: Entry, later: Entry) -> bool:
    mine, theirs = entry.sent.authorization, later.sent.authorization
    if theirs is None or entry.status not in HANDS_OUT_A_NONCE:
        return False
    if mine is None:
        return not entry.sent.has_any
    if theirs.is_negotiation and mine.scheme == theirs.scheme:
        return True
    if theirs.scheme == "digest":
        return mine.params.get("nonce") != theirs.params.get("nonce")
    return "nonce-wanted" in entry.heard.meanings and theirs.scheme == "dpop"


def _repeats_what_was_handed_out(entry: Entry, later: Entry) -> bool:
    """Whether the later request sends a token that this refusal gave: a CSRF handshake."""
    if entry.status not in REFUSES_FORGERY:
        return False
    long = (header for header in entry.heard.headers if len(header.value) >= _LONG)
    given = {header.value for header in long if is_csrf_header(header.name)}
    return any(header.value in given for header in later.sent.message.headers)


def _came_back(story: TraceStory, entry: Entry) -> Entry | None:
    """A later request that succeeded at this host sends what only this refusal gave."""
    if entry.status in SERVER_ERRORS:
        return None
    later = [o for o in story.after(entry) if o.sent.host == entry.sent.host and o.succeeded]
    if not later:
        return None
    known = "\n".join((*_values_sent(entry), entry.sent.url))
    given = {value for value in _given(entry) if value not in known}
    return next((o for o in later if given & set(_values_sent(o))), None) if given else None


def _given(entry: Entry) -> Iterator[str]:
    """Yield the values of a refusal that look made for this one exchange."""
    for header in entry.heard.headers:
        if is_of_one_exchange(header.name):
            yield from _long(header.value)
    for _, challenge in entry.heard.challenges:
        yield from (p.value for p in challenge.params if is_of_one_exchange(p.name))
    for name, value in entry.heard.content.scalars():
        if is_of_one_exchange(name):
            yield from _long(str(value))


def _long(value: str) -> Iterator[str]:
    text = value.strip()
    if len(text) >= _LONG and not any(letter.isspace() for letter in text):
        yield text


def _values_sent(entry: Entry) -> Iterator[str]:
    """Yield what a request sends as values: parameters, members, headers, claims of a proof."""
    yield from (value for _, value in entry.sent.query)
    yield from (str(value) for _, value in entry.sent.content.scalars())
    yield from entry.sent.fields.values()
    yield from entry.sent.path.split("/")
    for header in entry.sent.message.headers[:_MOST]:
        yield header.value
        yield from _claims(header.value)
    sent = entry.sent.authorization
    if sent is not None:
        yield from (sent.value, *sent.params.values())


def _claims(value: str) -> Iterator[str]:
    """Yield the texts in a signed proof of a header."""
    proof = jose.read(value) if value.startswith("eyJ") else None
    if isinstance(proof, jose.Jws) and proof.claims:
        yield from (claim for claim in proof.claims.values() if isinstance(claim, str))


# ---------------- The answer to what was asked for
def _was_a_probe(story: TraceStory, entry: Entry) -> Entry | None:
    """Nothing was sent yet, to be told the scheme, and then the host took one offered."""
    offered = set(entry.heard.schemes)
    if not offered or entry.sent.has_any:
        return None
    host = entry.sent.host
    known = story.before(entry, _MOST)
    if any(one.sent.has_any for one in known if one.sent.host == host):
        return None
    for one in story.after(entry):
        sent = one.sent.authorization
        if one.succeeded and one.sent.host == host and sent is not None and sent.scheme in offered:
            return one
    return None


def _second_factor_followed(story: TraceStory, entry: Entry) -> Entry | None:
    """The same was sent once more with a one-time code, and was taken."""
    asked = "mfa" in entry.heard.meanings
    mine = _named(entry)
    for later in story.after(entry, _FAR):
        if entry.repeats(later) and later.succeeded and _keeps_its_login(entry, later):
            added = _named(later).keys() - mine.keys()
            if any(map(is_second_factor, added)) or (asked and added):
                return later
    return None


def _keeps_its_login(entry: Entry, later: Entry) -> bool:
    """Whether what proves the caller in the first try is in the second one, too."""
    secrets = {credential.value for credential in entry.carried}
    return secrets <= {credential.value for credential in later.carried} if secrets else True


def _named(entry: Entry) -> dict[str, str]:
    """Return what a request sends under names: in its address, body and own headers."""
    own = {h.name: h.value for h in entry.sent.message.headers if not _is_usual(h.name)}
    return {**own, **dict(entry.sent.query), **entry.sent.fields}


def _is_usual(name: str) -> bool:
    return name.lower() in _USUAL_HEADERS or name.lower().startswith("sec-")


_USUAL_HEADERS = word_set(
    "host cookie content-length content-type accept accept-encoding accept-language user-agent "
    "connection referer origin authorization date cache-control pragma priority"
)


# ---------------- Mended without anybody's help
def _was_mended(story: TraceStory, entry: Entry) -> Entry | None:
    """A credential, a fresh token or a new session made the same request succeed."""
    later = story.accepted_later(entry)
    if later is None:
        return None
    if not entry.sent.has_any and later.sent.has_any:
        return later
    between = story.between(entry, later)
    renewed = any((o.sent.is_token_request or o.sent.is_login) and o.succeeded for o in between)
    retried = later.exchange.purpose == "retry"
    if retried and later.sent.cookies:
        return later  # with a session begun anew, or a CSRF token
    return later if (renewed or retried) and later.sent.has_any else None


def _waited(story: TraceStory, entry: Entry) -> Entry | None:
    """There were too many requests, and the same one was answered later."""
    return story.accepted_later(entry) if entry.status == _TOO_MANY else None


def _was_renewed(story: TraceStory, entry: Entry) -> Entry | None:
    """The same was asked again with what had been handed out since, and was given."""
    for later in story.after(entry, _FAR):
        if entry.repeats(later) and later.succeeded:
            fresh = _has_fresh(story, entry, later)
            return later if fresh or _signed_in_between(story, entry, later) else None
    return None


def _signed_in_between(story: TraceStory, entry: Entry, later: Entry) -> bool:
    """Whether a login went well between two entries; exports often lack the cookie that it gave."""
    if later.carried and entry.carried:
        return False
    between = story.between(entry, later)
    return any(kind_of(one) == "sign-in" and one.outcome != "refused" for one in between)


def _was_polled(story: TraceStory, entry: Entry) -> Entry | None:
    """The very same request was sent again and again until it was answered (RFC 8628 §3.4)."""
    if not entry.sent.message.body or entry.status in SERVER_ERRORS:
        return None
    same = [one for one in story.after(entry, _FAR) if _is_the_same(entry, one)]
    granted = next((one for one in same if one.succeeded), None)
    before = [one for one in story.before(entry, _FAR) if _is_the_same(entry, one)]
    if granted is None or len(same) + len(before) < _POLLS:
        return None
    refused = [one for one in (*before, *same) if one.index < granted.index]
    return granted if all(one.status == entry.status for one in refused) else None


_POLLS = 2


def _is_the_same(entry: Entry, other: Entry) -> bool:
    mine, theirs = entry.sent.message, other.sent.message
    return mine.url == theirs.url and mine.method == theirs.method and mine.body == theirs.body


def _has_fresh(story: TraceStory, entry: Entry, later: Entry) -> bool:
    """Whether a request sends a token or session that was born after an entry."""
    return any(
        life.kind in _LETS_IN and life.birth is not None and entry.index < life.birth.entry
        for life in story.lives.sent_in(later)
        if life.birth is None or life.birth.entry < later.index
    )


def _came_before_the_login(story: TraceStory, entry: Entry) -> Entry | None:
    """Nobody had logged in yet; then somebody did, and the same host let them in."""
    if entry.sent.credentials or any(life.accepted_before(entry) for life in _let_in(story, entry)):
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
            if other.sent.host == host and other.succeeded and _has_fresh(story, entry, other)
        ),
        None,
    )


def _let_in(story: TraceStory, entry: Entry) -> Iterable[Life]:
    return (life for life in story.lives.sent_in(entry) if life.kind in _LETS_IN)


def _logs_in(entry: Entry) -> bool:
    return entry.sent.is_login or entry.sent.is_token_request or entry.sent.has_saml


_LETS_IN: frozenset[CredentialKind] = frozenset({"session", "access-token"})
_FAR = 300


def _login_followed(story: TraceStory, entry: Entry) -> Entry | None:
    """A success at the same host with more cookies follows a way to the login page."""
    for later in story.after(entry, NEAR * 3):
        if later.sent.host == entry.sent.host and later.succeeded and _has_more(entry, later):
            return later
    return None


def _has_more(entry: Entry, later: Entry) -> bool:
    mine = {(c.name, c.value) for c in entry.sent.session_cookies}
    return bool({(c.name, c.value) for c in later.sent.session_cookies} - mine)


# ---------------- After a sign-out
def _follows_a_sign_out(story: TraceStory, entry: Entry) -> Entry | None:
    """The caller had signed out on purpose before, and sends nothing of that session since."""
    if entry.sent.credentials or entry.sent.is_login:
        return None
    for earlier in reversed(story.before(entry, _MOST)):
        if earlier.sent.bare_host != entry.sent.bare_host:
            continue
        if earlier.sent.is_login:
            return None
        if _signs_out(story, earlier):
            return None if _sends_the_old_session(story, entry, earlier) else earlier
    return None


def _sends_the_old_session(story: TraceStory, entry: Entry, sign_out: Entry) -> bool:
    """Whether a program sends once more what it had before the sign-out; a browser just goes on."""
    if entry.sent.header("referer") is not None or entry.heard.content.is_html:
        return False
    held = (story.lives.of(entry, cookie) for cookie in entry.sent.named_sessions)
    births = (life.birth for life in held if life is not None)
    return any(birth is None or birth.entry < sign_out.index for birth in births)


def _signs_out(_: TraceStory, entry: Entry) -> Entry | None:
    """A request ended a session: its address says so, and the reply did not refuse."""
    if not signs_out(entry) or entry.status in ERRORS or not entry.status:
        return None
    had = {cookie.name for cookie in entry.sent.session_cookies}
    cleared = {name for name, value in entry.heard.set_cookies.items() if len(value) < _LONG}
    ended = had & cleared or entry.sent.has_any or not entry.sent.is_safe
    return entry if ended else None


# ---------------- Beside a page
def _is_beside_a_page(story: TraceStory, entry: Entry) -> Entry | None:
    """It is an icon, font, map of sources and the like of a page that did come."""
    if not _BESIDE.search(entry.sent.path) or entry.sent.method not in {"GET", "HEAD"}:
        return None
    for one in _around(story, entry):
        same = one.sent.bare_host == entry.sent.bare_host or one.heard.content.is_html
        if one.succeeded and same and not _BESIDE.search(one.sent.path):
            return one
    return None


def _around(story: TraceStory, entry: Entry) -> Iterable[Entry]:
    yield from reversed(story.before(entry, 4 * NEAR))
    yield from story.after(entry, 4 * NEAR)


# finds `/favicon.ico`, `/assets/app.js.map`
# but not `/api/icons`
_BESIDE = lazy_re(
    r"(?i)/(?:favicon[^/]*|apple-touch-icon[^/]*|robots\.txt|browserconfig\.xml|"
    r"(?:site|app)?\.?(?:web)?manifest(?:\.json)?|\.well-known/appspecific/[^/]*)$|"
    r"\.(?:ico|map|woff2?|ttf|otf|eot)$"
)


def _is_of_a_third_party(story: TraceStory, entry: Entry) -> Entry | None:
    """A font, tracker or image of another site; the page that wanted it came all the same."""
    if entry.sent.credentials or not _is_side_show(entry):
        return None
    site = registrable(entry.sent.bare_host)
    for one in _around(story, entry):
        page = one.succeeded and one.heard.content.is_html
        if page and registrable(one.sent.bare_host) != site:
            return one
    return None


def _is_side_show(entry: Entry) -> bool:
    """Whether a request loads what a page can do without, or tells a tracker something."""
    loads = entry.sent.header("sec-fetch-dest")
    if loads is not None and loads[1].value in _PARTS_OF_A_PAGE:
        return True
    return _TRACKS.search(f"{entry.sent.host}{entry.sent.path}") is not None


_PARTS_OF_A_PAGE = word_set("font image style script audio video track manifest")
# finds `stats.shop.test/collect`, `o1.ingest.test/api/1/envelope/`
# but not `api.shop.test/orders`
_TRACKS = lazy_re(
    r"(?i)analytics|metrics|telemetry|(?:^|[./-])(?:track(?:ing|er)?|stats?|pixel|beacon|collect|"
    r"envelope|ads?|adserv\w*|tags?|gtm|rum|logs?|events?|ingest|insights?)(?=$|[./-])|"
    r"\.(?:js|css|png|gif|jpe?g|svg|webp)$"
)

_WAYS: tuple[tuple[Kind, Way], ...] = (
    ("signed-out", _follows_a_sign_out),
    ("signs-out", _signs_out),
    ("beside-a-page", _is_beside_a_page),
    ("third-party", _is_of_a_third_party),
    ("came-back", _came_back),
    ("probe", _was_a_probe),
    ("second-factor", _second_factor_followed),
    ("renewed", _was_renewed),
    ("polled", _was_polled),
    ("before-login", _came_before_the_login),
)
_BEFORE_A_SUCCESS: tuple[tuple[Kind, Way], ...] = (
    ("challenge", _was_answered),
    ("mended", _was_mended),
    ("waited", _waited),
)
_ON_THE_WAY_TO_A_LOGIN: tuple[tuple[Kind, Way], ...] = (("login", _login_followed),)
