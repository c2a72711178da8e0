"""The words for everything that happens in a story, for window, screen readers, SVG and text."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from inspector.model.story import (
    NAMED,
    CredentialKind,
    CredentialLife,
    EventKind,
    Intention,
    PartyKind,
    Story,
)
from inspector.presentation.bodies.printable import visible
from inspector.presentation.story.credential_rows import Track, TurnSides
from inspector.presentation.story.entry_facts import EntryFacts
from inspector.presentation.story.graph import MarkKind
from inspector.protocol.redaction import KnownValues, masked_url
from inspector.wording import tr, tr_n
from inspector.wording.dates import time_of_day
from inspector.wording.durations import length, took

LONGEST_NOTE = 20
SHORT_PATH, LONG_PATH = 9, 14


# ---------------------------------------------------------------- names
def credential_name(kind: CredentialKind, *, as_cookie: bool = False) -> str:
    """Return what a credential is called in the column of names."""
    if kind == "session":
        return tr("Session cookie") if as_cookie else tr("Session")
    if kind == "csrf-token" and as_cookie:
        return tr("CSRF cookie")
    return {
        "access-token": tr("Access token"),
        "refresh-token": tr("Refresh token"),
        "api-key": tr("API key"),
        "csrf-token": tr("CSRF token"),
        "code": tr("Authorization code"),
        "assertion": tr("Assertion"),
        "login": tr("Name and password"),
        "client-secret": tr("Client secret"),
    }[kind]


def is_cookie(life: CredentialLife) -> bool:
    """Whether a credential travels as a cookie, or came as one."""
    if any(way.lower().startswith("cookie") for way in life.ways):
        return True
    places = (event.place.name.lower() for event in life.events if event.place is not None)
    return any(name in {"cookie", "set-cookie"} for name in places)


def life_name(life: CredentialLife) -> str:
    """Return a credential with the end of its value: "Refresh token ending Kd82"."""
    name = credential_name(life.kind, as_cookie=is_cookie(life))
    if life.kind in NAMED and life.name:
        name = f"{name} {visible(life.name)}"
    return tr("{name} ending {tail}", name=name, tail=life.tail) if life.tail else name


def short_life_name(life: CredentialLife) -> str:
    """Return a credential within a sentence: "refresh token …Kd82"."""
    name = credential_name(life.kind, as_cookie=is_cookie(life))
    first = name[:1].lower() if name[1:2].islower() else name[:1]
    parts = [f"{first}{name[1:]}", visible(life.name) if is_cookie(life) else ""]
    return " ".join(filter(None, (*parts, f"…{life.tail}" if life.tail else "")))


KIND_ICONS: dict[CredentialKind, str] = {
    "access-token": "key-round",
    "refresh-token": "rotate-cw",
    "api-key": "key-round",
    "session": "cookie",
    "csrf-token": "shield-check",
    "code": "shuffle",
    "assertion": "file-text",
    "login": "lock-keyhole",
    "client-secret": "lock-keyhole",
}
PARTY_ICONS: dict[PartyKind, str] = {
    "page": "server",
    "api": "server",
    "login-provider": "lock-keyhole",
    "proxy": "route",
    "third-party": "external-link",
    "server": "server",
}
OUTCOME_ICONS = {"reached": "circle-check", "refused": "circle-x", "given-up": "circle-slash"}


def tail_words(life: CredentialLife) -> str:
    """Return what stands below a credential's name: its own name and its last characters."""
    tail = f"…{life.tail}" if life.tail else ""
    named = visible(life.name) if life.kind in NAMED else ""
    return " ".join(filter(None, (named, tail)))


def several_values(count: int) -> str:
    """Return what stands below the name where a row holds several credentials."""
    return tr_n("{count} value", "{count} values", count)


def intention_words(intention: Intention, count: int, *, alike: bool = True) -> str:
    """Return what was wanted, and what came of it where that was a refusal.

    count: how many neighbouring intentions; alike: all of them have the same words.
    """
    if count > 1 and not alike and intention.outcome == "reached":
        return {"call": tr("Work"), "page": tr("Look around")}.get(intention.kind, intention.words)
    if intention.outcome == "refused":
        return tr("{words}: refused", words=intention.words)
    return intention.words


# ---------------------------------------------------------------- one entry
def short_path(path: str, known: KnownValues | None, room: int = SHORT_PATH) -> str:
    """Return a path's last part, or all of it where it is short; its secrets masked."""
    shown = visible(masked_url(path, known))
    if len(shown) <= room:
        return shown
    last = f"/{shown.rstrip('/').rpartition('/')[2]}"
    return last if len(last) <= LONG_PATH else f"{last[: LONG_PATH - 6]}…{last[-5:]}"


def at(time: datetime | None) -> str:
    """Return the time of day, empty where it is not known."""
    return time_of_day(time) if time is not None else ""


def entry_tip(number: int, fact: EntryFacts, known: KnownValues | None) -> str:
    """Return an entry in one line: "36, POST login.example.com/oauth2/token, 400, 92 ms"."""
    address = visible(f"{fact.host}{masked_url(fact.path, known)}")
    parts = [
        str(number),
        f"{visible(fact.method)} {address}",
        str(fact.status) if fact.status else tr("no reply"),
        took(fact.millis) if fact.millis else "",
    ]
    return ", ".join(filter(None, parts))


def numbers_words(entries: Sequence[int]) -> str:
    """Return entries by their numbers: "entry 36", "entries 37 to 86"."""
    if len(entries) == 1:
        return tr("entry {number}", number=entries[0] + 1)
    if entries[-1] - entries[0] == len(entries) - 1:
        return tr("entries {first} to {last}", first=entries[0] + 1, last=entries[-1] + 1)
    return tr_n(
        "{count} entry from {first} to {last}",
        "{count} entries from {first} to {last}",
        len(entries),
        first=entries[0] + 1,
        last=entries[-1] + 1,
    )


def step_words(entries: Sequence[int], facts: Sequence[EntryFacts], at_row: str) -> str:
    """Return a step in words: "Entries 37 to 86, 50 times GET api.example.com, 401"."""
    fact = facts[entries[0]]
    came = str(fact.status) if fact.status else tr("no reply")
    numbers = begun(numbers_words(entries))
    if len(entries) == 1:
        return f"{numbers}, {visible(fact.method)} {at_row}, {came}, {at(fact.at)}".rstrip(", ")
    if any(facts[each].status != fact.status for each in entries):
        came = tr("several statuses")
    return tr(
        "{numbers}, {count} times {method} {host}, {came}",
        numbers=numbers,
        count=len(entries),
        method=visible(fact.method),
        host=at_row,
        came=came,
    )


def begun(text: str) -> str:
    """Return words as they stand at the begin of a sentence."""
    return text[:1].upper() + text[1:]


# ---------------------------------------------------------------- one event
def mark_words(kind: MarkKind, count: int) -> str:
    """Return what happened to a credential in a step."""
    if kind == "accepted" and count > 1:
        return tr_n("accepted {count} time", "accepted {count} times", count)
    if kind == "refused" and count > 1:
        return tr_n("refused {count} time", "refused {count} times", count)
    return {
        "issued": tr("issued"),
        "accepted": tr("accepted"),
        "refused": tr("refused"),
        "sent": tr("sent, not judged by the reply"),
        "not-sent": tr("not sent"),
        "none": tr("none to send"),
    }[kind]


def end_words(kind: EventKind) -> str:
    """Return how a credential ended, as a note beside its mark."""
    return {
        "replaced": tr("replaced"),
        "used-up": tr("used up"),
        "cleared": tr("cleared"),
        "signed-out": tr("signed out"),
        "revoked": tr("revoked"),
        "expired": tr("expired"),
    }.get(kind, "")


def note_words(
    story: Story, track: Track, entry: int, kind: MarkKind, facts: Sequence[EntryFacts]
) -> str:
    """Return the few words beside a mark, empty where the mark says it all."""
    life = story.credentials[track.life]
    ended = _end_note(life, track, entry)
    if ended:
        return ended
    if kind == "issued":
        used = track.elsewhere or any(what != "issued" for _, what in track.stops)
        return "" if used or track.end >= 0 else tr("never sent")
    return _sent_note(life, track, entry, kind, facts)


def _sent_note(
    life: CredentialLife, track: Track, entry: int, kind: MarkKind, facts: Sequence[EntryFacts]
) -> str:
    if kind == "refused":
        return _refused_note(life, track, entry)
    if kind == "not-sent":
        return _unsent_note(track, entry, facts)
    if kind == "none":
        return tr("none yet") if entry < track.first else tr("none left")
    led = kind == "sent" and facts[entry].answered == "redirect"
    return tr("then redirected") if led else ""


def _end_note(life: CredentialLife, track: Track, entry: int) -> str:
    """Return how a credential ended in an entry; what replaced it shows by itself."""
    if track.end != entry or track.end_kind is None or track.end_kind == "replaced":
        return ""
    once = track.end_kind == "used-up" and life.kind in {"code", "assertion"}
    return tr("used once") if once else end_words(track.end_kind)


def _refused_note(life: CredentialLife, track: Track, entry: int) -> str:
    if track.end_kind == "used-up" and track.end < entry:
        return tr("sent again")
    if track.end_kind is not None and 0 <= track.end < entry:
        return tr("still sent")
    if track.expires is not None and track.expires_after < entry and life.tail:
        return tr("still …{tail}", tail=life.tail)
    return ""


def _unsent_note(track: Track, entry: int, facts: Sequence[EntryFacts]) -> str:
    hosts = {facts[at_].host for at_, kind in track.stops if kind in {"accepted", "sent"}}
    if hosts and facts[entry].host not in hosts:
        return tr("not sent: other host")
    return tr("not sent")


def event_words(
    life: CredentialLife, kind: MarkKind, count: int, where: str, note: str, time: str
) -> str:
    """Return an event in words: "Refresh token ending Kd82, refused in entry 36, 14:16:02".

    where: the entries in words. note: the words beside its mark.
    """
    what = tr("{what} in {entries}", what=mark_words(kind, count), entries=where)
    return ", ".join(filter(None, (life_name(life), what, time, note)))


# ---------------------------------------------------------------- the turning point
def silence_words(story: Story, facts: Sequence[EntryFacts]) -> str:
    """Return what lies between the last accepted request and the first refused one, in words."""
    turn = story.turning_point
    if turn is None:
        return ""
    if facts[turn.first_refused].led_by >= 0:
        return tr("by the redirect")
    last = turn.last_accepted
    if last is None:
        return ""
    if turn.first_refused - last == 1:
        return tr("without a call")
    return tr("after entry {number}", number=last + 1)


def since_words(seconds: float | None) -> str:
    """Return how long it was between the two."""
    if not seconds:  # clocks that count whole seconds tell nothing then
        return ""
    return took(seconds * 1000) if abs(seconds) < 1 else length(timedelta(seconds=seconds))


def before_words(sides: TurnSides, facts: Sequence[EntryFacts]) -> tuple[str, ...]:
    """Return the last request that was accepted, for the foot at the left; the longest first."""
    if sides.last is None:
        return ()
    time, number = at(facts[sides.last].at), sides.last + 1
    if sides.accepted:
        short = tr("last accepted in entry {number}", number=number)
        whole = tr("last accepted {time} in entry {number}", time=time, number=number)
    else:
        short = tr("sent until entry {number}", number=number)
        whole = tr("sent until {time} in entry {number}", time=time, number=number)
    return (whole, short) if time else (short,)


def after_words(story: Story, sides: TurnSides, facts: Sequence[EntryFacts]) -> tuple[str, ...]:
    """Return the first request that was refused, for the foot at the right; the longest first."""
    turn = story.turning_point
    if turn is None:
        return ()
    time, number = at(facts[turn.first_refused].at), turn.first_refused + 1
    if sides.missing:
        whole = tr("not sent from entry {number} on, so refused", number=number)
        return (whole, tr("not sent, so refused"), tr("not sent"))
    short = (tr("refused from entry {number} on", number=number), tr("refused from here on"))
    if not time:
        return short
    return (tr("refused from {time} on, entry {number}", time=time, number=number), *short)


def between_words(story: Story, expires: datetime | None) -> str:
    """Return what happened between the two, for the foot's middle."""
    turn = story.turning_point
    if turn is not None and turn.between:
        return turn.between
    return tr("exp {time} passed", time=at(expires)) if expires is not None else ""


def turn_words(story: Story, sides: TurnSides, facts: Sequence[EntryFacts], between: str) -> str:
    """Return the whole turning point in sentences."""
    before, after = before_words(sides, facts), after_words(story, sides, facts)
    parts = [tr("Turning point."), *(f"{begun(words)}." for words in before[:1])]
    if between:
        parts.append(tr("Between: {what}.", what=between))
    parts += (f"{begun(words)}." for words in after[:1])
    return " ".join(parts)


# ---------------------------------------------------------------- the whole
def story_lead(facts: Sequence[EntryFacts], shown: Sequence[int], steps: int) -> str:
    """Return the line beside the title: "87 entries in 12 steps, 13:11:52 to 14:16:31"."""
    count = tr_n("{count} entry", "{count} entries", len(facts))
    if len(shown) < len(facts):
        count = tr("{shown} of {all}", shown=len(shown), all=count)
    if steps < len(shown):
        in_steps = tr_n("in {count} step", "in {count} steps", steps)
        count = f"{count} {in_steps}"
    times = [time for entry in shown if (time := facts[entry].at) is not None]
    if not times:
        return count
    first, last = at(min(times)), at(max(times))
    if first == last:
        return tr("{count}, {time}", count=count, time=first)
    return tr("{count}, {first} to {last}", count=count, first=first, last=last)


def legend_words() -> dict[str, str]:
    """Return each mark that a legend may name, with its one or two words."""
    return {
        "issued": tr("issued"),
        "accepted": tr("accepted"),
        "refused": tr("refused"),
        "sent": tr("sent, not judged"),
        "not-sent": tr("not sent"),
        "none": tr("none to send"),
        "kept": tr("kept, not used"),
        "used-up": tr("used up"),
        "expired": tr("expired"),
        "ended": tr("ended"),
    }
