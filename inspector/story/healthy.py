"""Refusals that need no explanation: steps of what went well, or beside it.

What a refusal hands out and a later success brings back is a round of a handshake, whatever its
scheme: a nonce within a proof (RFC 9449 §8), the session of an interactive login, the transaction
of a second factor. Nobody is refused who has just signed out. A page works without its icon.

Each way returns the entry that shows it: the one that answered, or the one that came before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from inspector.model.story import HealthyEntry
from inspector.protocol.field_names import is_csrf_header, is_of_one_exchange, is_second_factor
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import CHANGING
from inspector.protocol.tokens import jose
from inspector.reading.statuses import ERRORS, HANDS_OUT_A_NONCE, REFUSES_FORGERY, SERVER_ERRORS
from inspector.story.entry import Entry
from inspector.story.lives import signs_out
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
    """The same login was sent once more with a one-time code, and was taken."""
    mine = _named(entry)
    for later in story.after(entry):
        if later.succeeded and entry.repeats(later):
            added = _named(later).items() - mine.items()
            if mine.items() <= _named(later).items() and any(is_second_factor(n) for n, _ in added):
                return later
    return None


def _named(entry: Entry) -> dict[str, str]:
    """Return what a request sends under names, in its address and body."""
    return {**dict(entry.sent.query), **entry.sent.fields}


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
    """The caller had signed out on purpose before, and sends nothing since."""
    if entry.sent.has_any:
        return None
    for earlier in reversed(story.before(entry, _MOST)):
        if earlier.sent.bare_host != entry.sent.bare_host:
            continue
        if earlier.sent.is_login:
            return None
        if _signs_out(story, earlier):
            return earlier
    return None


def _signs_out(_: TraceStory, entry: Entry) -> Entry | None:
    """A request ended a session: its address says so, and the reply did not refuse."""
    if not signs_out(entry) or entry.status in ERRORS or not entry.status:
        return None
    had = {cookie.name for cookie in entry.sent.session_cookies}
    cleared = {name for name, value in entry.heard.set_cookies.items() if len(value) < _LONG}
    return entry if had & cleared or entry.sent.has_any else None


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

_WAYS: tuple[tuple[Kind, Way], ...] = (
    ("signed-out", _follows_a_sign_out),
    ("signs-out", _signs_out),
    ("beside-a-page", _is_beside_a_page),
    ("came-back", _came_back),
    ("probe", _was_a_probe),
    ("second-factor", _second_factor_followed),
)
_BEFORE_A_SUCCESS: tuple[tuple[Kind, Way], ...] = (
    ("challenge", _was_answered),
    ("mended", _was_mended),
    ("waited", _waited),
)
_ON_THE_WAY_TO_A_LOGIN: tuple[tuple[Kind, Way], ...] = (("login", _login_followed),)
