"""Refusals that said what to change, which the next request did: a host, a region, the time.

Each way returns the entry that did as it was told and was let in, None where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from inspector.protocol.field_names import is_caller_header, is_second_factor, is_secret_member
from inspector.protocol.patterns import lazy_re
from inspector.protocol.signatures import sigv4
from inspector.protocol.urls import split
from inspector.reading.statuses import SUCCESSES
from inspector.story.births import births
from inspector.story.clocks.stamps import signatures, stamps, time_of
from inspector.story.entry import Entry
from inspector.story.trace_story import TraceStory
from inspector.story.way import Way
from inspector.wording import tr

# finds `x-amz-bucket-region`, `apiDomain`, `redirect_url`
# but not `hostile`
_NAMES_A_PLACE = lazy_re(
    r"(?i)(?:^|[-_])(?:api_?)?(?:region|endpoint|redirect|location|host|hostname|domain|server|shard|"
    r"cluster|data_?cent(?:er|re)|dc|zone|base|url|uri|address)(?:[-_]?(?:name|id|url|uri|to|code))?$"
)
_LONGEST = 300


# ---------------- The places and regions that a reply names
def directions(entry: Entry) -> dict[str, str]:
    """Return the hosts and regions that a reply names, in small letters, not those asked.

    With each goes the name under which it stands.
    """
    named = (*_named(entry), *_of_a_signature(entry))
    short = ((_place(value), name) for name, value in named if 1 < len(value) <= _LONGEST)
    asked = _aimed_at(entry)
    return {place: name for place, name in short if place and not _is_in(place, asked)}


def _named(entry: Entry) -> Iterator[tuple[str, str]]:
    content = entry.heard.content
    headers = ((h.name, h.value) for h in entry.heard.headers if h.name.lower() != "server")
    inside = content.xml_leaves() if content.is_xml else content.scalars()
    for name, value in (*headers, *inside):
        if isinstance(value, str) and _NAMES_A_PLACE.search(_parted(name)):
            yield name, value.strip()


def _of_a_signature(entry: Entry) -> Iterator[tuple[str, str]]:
    reply = entry.exchange.reply
    if reply is not None and sigv4.signed_of(entry.sent.message) is not None:
        wanted = sigv4.expected_by(reply.body)
        yield from (("region", wanted.region), ("service", wanted.service))


def _parted(name: str) -> str:
    """Return a name with its parts joined by `_`: `apiDomain` as `api_Domain`."""
    return _HUMP.sub("_", name)


_HUMP = lazy_re(r"(?<=[a-z])(?=[A-Z])")


def _place(value: str) -> str:
    """Return the host of an address, other values as they are; empty for what names no place."""
    text = value.lower()
    host = split(text).netloc if "://" in text else text.rstrip("/")
    return host if _PLACE.fullmatch(host) else ""


# finds `eu-west-1`, `api.eu.example.com:8443`
# but not `a sentence about a place`
_PLACE = lazy_re(r"[a-z0-9][a-z0-9.:_-]{1,200}")


def _aimed_at(entry: Entry) -> str:
    """Return where a request goes and for which place it is signed, in small letters."""
    signed = sigv4.signed_of(entry.sent.message)
    scope = signed.scope if signed is not None else ""
    own = (h.value for h in entry.sent.message.headers if _NAMES_A_PLACE.search(h.name))
    query = (value for name, value in entry.sent.query if _NAMES_A_PLACE.search(_parted(name)))
    return "\n".join((entry.sent.host, scope, *own, *query)).lower()


def _is_in(word: str, text: str) -> bool:
    """Whether a word stands in a text as a whole: `de` in `api-de.test`."""
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at] if at else "", text[at + len(word) :][:1]
        if not before.isalnum() and not after.isalnum():
            return True
        at = text.find(word, at + 1)
    return False


# ---------------- They were followed
def was_led_on(story: TraceStory, entry: Entry) -> Entry | None:
    """The same caller asked for the same thing where, or for which region, the refusal said."""
    told = directions(entry)
    later = (one for one in story.after(entry) if one.outcome == "accepted") if told else ()
    for one in later:
        aimed = _aimed_at(one)
        if _is_the_same_wish(entry, one) and any(_is_in(word, aimed) for word in told):
            return one
    return None


def _is_the_same_wish(entry: Entry, later: Entry) -> bool:
    """Whether method, caller and the end of the path are the same; a host may be in either."""
    if entry.sent.method != later.sent.method:
        return False
    mine, theirs = entry.sent.path.rstrip("/"), later.sent.path.rstrip("/")
    login = entry.sent.is_login and entry.sent.message.body == later.sent.message.body
    same = mine.endswith(theirs) or theirs.endswith(mine)
    return same and (login or entry.shares_credential(later))


# ---------------- The time was taken from the server
def was_set_by_its_clock(story: TraceStory, entry: Entry) -> Entry | None:
    """What was signed at another time was signed once more by the server's clock, and given."""
    later = story.accepted_later(entry)
    now = entry.heard.date
    if later is None or now is None or not entry.shares_credential(later):
        return None
    if not signatures(entry) or later.heard.date is None:
        return None
    first, second = _far_off(entry, now), _far_off(later, later.heard.date)
    if first is None or second is None:
        return None
    return later if second <= _NEAR < first else None


def _far_off(entry: Entry, now: datetime) -> timedelta | None:
    """Return how far the time in a request is from a clock; None without one."""
    times = (time_of(value) for _, value, _ in stamps(entry))
    return min((abs(when - now) for when in times if when and when.tzinfo), default=None)


_NEAR = timedelta(seconds=60)


# ---------------- A login that hands out nothing and says where the account is
# finds `region`, `apiEndpoint`, `data_center`
# but not `redirect_url`, `server`, `domain`
_NAMES_A_HOME = lazy_re(
    r"(?i)(?:^|[-_])(?:(?:api_?)?(?:region|endpoint|shard|cluster|data_?cent(?:er|re))|"
    r"api_?(?:host|server|domain|base))(?:[-_]?(?:name|id|url|code))?$"
)
_MOST_MEMBERS = 12


class Home(NamedTuple):
    """Where an account is by the word of a login. name: of the member that says so."""

    place: str
    name: str


def told_home(entry: Entry) -> Home | None:
    """Return where a login of 2xx says that the account is, handing out nothing; None otherwise."""
    if not entry.sent.is_login or entry.status not in SUCCESSES or entry.heard.set_cookies:
        return None
    content = entry.heard.content
    members = list(content.xml_leaves() if content.is_xml else content.scalars())
    asks_more = any(is_second_factor(name) for name, _ in members)
    if len(members) > _MOST_MEMBERS or asks_more or _hands_out(entry, members):
        return None
    texts = [value for _, value in members if isinstance(value, str)]
    same = {_place(value) for value in texts if _is_this_login(entry, value)}
    named = directions(entry).items()
    fits = (one for one in named if _NAMES_A_HOME.search(_parted(one[1])) or one[0] in same)
    return next((Home(place, name) for place, name in fits), None)


def _is_this_login(entry: Entry, value: str) -> bool:
    """Whether a value is the address of the very same login at another host."""
    return "://" in value and split(value).path == entry.sent.path


def sends_on(entry: Entry) -> bool:
    """Whether a reply says that it sends elsewhere, and does not just name where something is."""
    flags = (name.lower() for name, value in entry.heard.content.scalars() if value is True)
    return any("redirect" in name for name in flags)


def _hands_out(entry: Entry, members: list[tuple[str, object]]) -> bool:
    """Whether a reply gives a token or session, in a header or in its body."""
    named = (is_secret_member(name) and isinstance(value, str) and value for name, value in members)
    names = [header.name.lower() for header in entry.heard.headers]
    given = "authorization" in names or any(map(is_caller_header, names))
    return any(named) or given or next(births(entry), None) is not None


# ---------------- Each with what is said of it
WAYS = (
    Way(
        "led-on",
        was_led_on,
        tr("The {status} in entry {entry} said where to ask, and entry {other} got it there."),
    ),
    Way(
        "clock-set",
        was_set_by_its_clock,
        tr("Entry {entry} was signed at another time; entry {other} went by the server's clock."),
    ),
)
