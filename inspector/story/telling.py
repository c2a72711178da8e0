"""Writes the story of a trace as the record that window, text and files show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspector.model.attempt import Attempt
from inspector.model.story import (
    ISSUED,
    CredentialLife,
    Difference,
    Event,
    EventKind,
    Pair,
    Story,
    TurningPoint,
)
from inspector.reading.statuses import ERRORS
from inspector.story.entry import Entry
from inspector.story.healthy import healthy_entries, why_healthy
from inspector.story.intentions import intentions
from inspector.story.lives import Life
from inspector.story.pairs import Beside, closest
from inspector.story.parties import parties
from inspector.story.trace_story import TraceStory
from inspector.wording import tr
from inspector.wording.durations import span

_TAIL = 4
_MOST_PAIRS = 40  # each looks at hundreds of entries, and nobody opens more
_LONG_ENOUGH = 16  # of a shorter value four characters would tell too much


def story_of(attempt: Attempt) -> Story:
    """Return the story of an attempt; pure, never raises. It takes a while for a long trace."""
    return tell(trace_of(attempt))


def trace_of(attempt: Attempt) -> TraceStory:
    """Return the entries of an attempt, to be asked about one another."""
    entries = [Entry(i, exchange) for i, exchange in enumerate(attempt.exchanges)]
    return TraceStory(entries, may_lack=attempt.may_be_sanitised)


def lives_by_value(story: TraceStory) -> dict[str, CredentialLife]:
    """Return what became of each secret value. The values are to find it by, never to be shown."""
    lives = list(story.lives)
    return {life.value: _life(life, lives, story) for life in lives}


def tell(story: TraceStory) -> Story:
    """Return the record of a story that was read already."""
    lives = [life for life in story.lives if life.uses or _matters(life)]
    failed = _first_unexplained(story)
    beside = closest(story, failed) if failed is not None else None
    healthy = healthy_entries(story, _refused(story))
    steps = (story.entries[one.entry] for one in healthy[:_MOST_PAIRS])
    alike = (closest(story, one) for one in steps if one is not failed)
    return Story(
        parties=parties(story),
        credentials=tuple(_life(life, lives, story) for life in lives),
        intentions=intentions(story),
        turning_point=_turning_point(failed, lives) if failed is not None else None,
        pair=_pair(beside) if beside is not None else None,
        healthy=healthy,
        pairs=tuple(_pair(one) for one in alike if one is not None),
    )


def _matters(life: Life) -> bool:
    """Whether a value that was handed out and never sent is worth a line."""
    return life.kind in ISSUED


def _refused(story: TraceStory) -> Iterator[Entry]:
    return (one for one in story.entries if one.status in ERRORS or one.outcome == "refused")


def _first_unexplained(story: TraceStory) -> Entry | None:
    """Return the first refusal that is no step of what went well."""
    refused = (one for one in story.entries if one.outcome == "refused")
    return next((one for one in refused if not why_healthy(story, one)), None)


# ---------------- One credential
def _life(life: Life, lives: Sequence[Life], story: TraceStory) -> CredentialLife:
    first_use = life.uses[0] if life.uses else None
    birth = life.birth
    born_in = story.entries[birth.entry] if birth is not None else None
    host = first_use.entry.sent.host if first_use else born_in.sent.host if born_in else ""
    user = first_use.credential.user or first_use.entry.sent.login_user if first_use else ""
    known = birth is None or (first_use is not None and first_use.entry.index < birth.entry)
    return CredentialLife(
        kind=life.kind,
        name=user if life.kind == "login" and user else life.name,
        tail=_tail(life),
        host=host,
        ways=tuple(dict.fromkeys(use.way for use in life.uses)),
        events=tuple(_events(life, story)),
        issued_for=lives.index(life.issued_for) if life.issued_for in lives else None,
        ends=life.ends,
        known_before=known,
    )


def _tail(life: Life) -> str:
    """Return the end of a value, as far as it gives nothing away; a password shows none."""
    if life.kind in {"login", "client-secret"} or len(life.value) < _LONG_ENOUGH:
        return ""
    return life.value[-_TAIL:]


_OUTCOMES: dict[str, EventKind] = {"accepted": "accepted", "refused": "refused", "unjudged": "sent"}


def _events(life: Life, story: TraceStory) -> Iterator[Event]:
    """Yield what happened, in order; the end of a lifetime stands at the first entry after it."""
    found: list[Event] = []
    for birth in life.births[:1]:
        at = story.entries[birth.entry].server_time
        found.append(Event(entry=birth.entry, kind="issued", at=at, place=birth.place))
    for use in life.uses:
        kind = _OUTCOMES[use.outcome]
        entry = use.entry
        found.append(Event(entry=entry.index, kind=kind, at=entry.server_time, place=use.place))
    if life.end is not None:
        end = life.end.entry
        found.append(Event(entry=end.index, kind=life.end.kind, at=end.server_time))
    over = _first_after_its_end(life)
    if over is not None:
        found.append(Event(entry=over.index, kind="expired", at=life.ends))
    yield from sorted(found, key=lambda event: (event.entry, _ORDER[event.kind]))


_ORDER: dict[EventKind, int] = {
    "issued": 2,
    "expired": 0,
    "accepted": 1,
    "refused": 1,
    "sent": 1,
    "replaced": 3,
    "used-up": 3,
    "cleared": 3,
    "signed-out": 3,
    "revoked": 3,
}


def _first_after_its_end(life: Life) -> Entry | None:
    return next((use.entry for use in life.uses if life.over_for(use.entry) is not None), None)


# ---------------- Where it stopped to work
def _turning_point(failed: Entry, lives: Sequence[Life]) -> TurningPoint:
    """Return the point right before the first refusal that needs explaining."""
    told = [life for life in lives if any(use.entry is failed for use in life.refused)]
    worked = [(uses[-1].entry, life) for life in told if (uses := life.accepted_before(failed))]
    if not worked:
        index = lives.index(told[0]) if told else None
        return TurningPoint(first_refused=failed.index, credential=index)
    last, life = max(worked, key=_latest)
    start, end = last.server_time, failed.server_time
    return TurningPoint(
        first_refused=failed.index,
        last_accepted=last.index,
        credential=lives.index(life),
        seconds=(end - start).total_seconds() if start and end else None,
        between=_between(life, failed),
    )


def _latest(one: tuple[Entry, Life]) -> tuple[int, bool]:
    """The one accepted last tells; a credential rather than what only names the client."""
    return one[0].index, one[1].kind != "client-secret"


def _between(life: Life, failed: Entry) -> str:
    """Return what lies between the last success and the refusal, where the bytes say it."""
    over = life.over_for(failed)
    if over is not None:
        return tr("Its lifetime was over for {time}", time=span(over))
    if life.end is None or life.end.entry.index >= failed.index:
        return ""
    entry = life.end.entry.number
    said: dict[EventKind, str] = {
        "replaced": tr("Entry {entry} replaced it", entry=entry),
        "used-up": tr("Entry {entry} used it up", entry=entry),
        "cleared": tr("Entry {entry} cleared it", entry=entry),
        "signed-out": tr("Entry {entry} signed out", entry=entry),
        "revoked": tr("Entry {entry} revoked it", entry=entry),
    }
    return said.get(life.end.kind, "")


def _pair(beside: Beside) -> Pair:
    return Pair(
        refused=beside.refused.index,
        accepted=beside.accepted.index,
        seconds=beside.seconds,
        differences=tuple(
            Difference(
                what=one.what if one.what == one.name else f"{one.what} {one.name}".strip(),
                refused=one.refused,
                accepted=one.accepted,
                place=one.place,
            )
            for one in beside.differences
        ),
    )
