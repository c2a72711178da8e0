"""The credentials of a story as rows: lives that do not overlap share one, in their order."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

import msgspec

from inspector.model.story import ENDS, LOGS_IN, CredentialKind, CredentialLife, EventKind, Story
from inspector.presentation.story.entry_facts import EntryFacts
from inspector.presentation.story.graph import MarkKind
from inspector.presentation.story.proofs import Proof

MOST_ROWS = 7
_MARKS: dict[EventKind, MarkKind] = {
    "issued": "issued",
    "accepted": "accepted",
    "refused": "refused",
    "sent": "sent",
}
_STRENGTH: dict[MarkKind, int] = {
    "refused": 5,
    "not-sent": 4,
    "accepted": 3,
    "none": 2,
    "sent": 1,
    "issued": 0,
}


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """One credential's life as it is drawn: entries and what happened there.

    born: the entry it was issued in, -1 where it was there before. first: the entry that its line
    begins in. end: the entry that ended it, -1 for none, and how. expires: when its lifetime was
    over, while the trace went on, and the last entry before. elsewhere: whether it
    was sent in entries that are not shown.
    """

    life: int
    born: int
    first: int
    stops: tuple[tuple[int, MarkKind], ...]
    end: int = -1
    end_kind: EventKind | None = None
    expires: datetime | None = None
    expires_after: int = -1
    elsewhere: bool = False

    @property
    def last(self) -> int:
        """The last entry that it is met in."""
        return max((self.end, self.first, *(entry for entry, _ in self.stops)))

    @property
    def is_used(self) -> bool:
        """Whether it was sent at all."""
        sent = any(kind in {"accepted", "refused", "sent"} for _, kind in self.stops)
        return sent or self.elsewhere


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the picture: one credential, or several of a kind one after the other."""

    kind: CredentialKind
    name: str
    tracks: tuple[Track, ...]
    renewed: bool = False


class Lanes(msgspec.Struct, frozen=True, kw_only=True):
    """The rows that are shown, and of how many others what is said."""

    shown: tuple[Lane, ...]
    others: int = 0
    others_accepted: bool = True


class TurnSides(msgspec.Struct, frozen=True, kw_only=True):
    """What stands left and right of the turning point.

    last: the last entry that sent what tells. accepted: whether that was accepted, and not only
    answered with something else. missing: from there on it was not sent any more.
    """

    last: int | None = None
    accepted: bool = True
    missing: bool = False


def turn_sides(story: Story, shown: Sequence[Lane]) -> TurnSides:
    """Return what stands beside the turning point of a story."""
    turn = story.turning_point
    if turn is None:
        return TurnSides()
    tracks = [track for lane in shown for track in lane.tracks]
    missed = (turn.first_refused, "not-sent")
    missing = next((dict(one.stops) for one in tracks if missed in one.stops), None)
    if missing is None:
        return TurnSides(last=turn.last_accepted)
    sent = [n for n, kind in missing.items() if n < missed[0] and kind in {"accepted", "sent"}]
    last = max(sent, default=turn.last_accepted)
    accepted = last is not None and missing.get(last, "accepted") == "accepted"
    return TurnSides(last=last, accepted=accepted, missing=True)


def lanes(story: Story, facts: Sequence[EntryFacts], proofs: Sequence[Proof]) -> Lanes:
    """Return the rows, those with pins first, then refused ones, then by use."""
    clock = _clock(facts)
    tracks = [_track(index, life, clock) for index, life in enumerate(story.credentials)]
    tracks = _with_absences(story, facts, tracks)
    made = _shared(story, tracks)
    pinned: dict[int, int] = {}
    for proof in proofs:
        pinned.setdefault(proof.life, proof.number)
    ordered = _beside_parents(story, sorted(made, key=lambda lane: _rank(lane, pinned)))
    if len(ordered) <= MOST_ROWS:
        return Lanes(shown=tuple(ordered))
    rest = ordered[MOST_ROWS - 1 :]
    kinds = {kind for lane in rest for track in lane.tracks for _, kind in track.stops}
    return Lanes(
        shown=tuple(ordered[: MOST_ROWS - 1]),
        others=len(rest),
        others_accepted=not kinds & {"refused", "not-sent"},
    )


# ---------------------------------------------------------------- one life
def _track(index: int, life: CredentialLife, clock: list[float]) -> Track:
    stops: dict[int, MarkKind] = {}
    for event in life.events:
        kind = _MARKS.get(event.kind)
        if kind is not None and _stronger(kind, stops.get(event.entry)):
            stops[event.entry] = kind
    born = next((event.entry for event in life.events if event.kind == "issued"), -1)
    end = next((e for e in life.events if e.kind in ENDS and e.kind != "expired"), None)
    over = next((e for e in life.events if e.kind == "expired"), None)
    expires = life.ends or (over.at if over is not None else None)
    after = bisect_right(clock, expires.timestamp()) - 1 if expires is not None else -1
    passed = over is not None or (expires is not None and 0 <= after < len(clock) - 1)
    if over is not None and not 0 <= after < len(clock) - 1:
        after = over.entry - 1
    born = -1 if life.known_before else born
    typed = life.kind == "login" and bool(stops)
    return Track(
        life=index,
        born=born,
        first=min(stops) if typed and born < 0 else max(born, 0),
        stops=tuple(sorted(stops.items())),
        end=end.entry if end is not None else -1,
        end_kind=end.kind if end is not None else None,
        expires=expires if passed and (end is None or end.entry > after) else None,
        expires_after=after,
    )


def _stronger(kind: MarkKind, other: MarkKind | None) -> bool:
    return other is None or _STRENGTH[kind] > _STRENGTH[other]


def strongest(kinds: Sequence[MarkKind]) -> MarkKind:
    """Return what is drawn where several things happened in one step."""
    return max(kinds, key=lambda kind: _STRENGTH[kind])


def _clock(facts: Sequence[EntryFacts]) -> list[float]:
    """Return the time of each entry, never before the one ahead of it."""
    made, latest = [], float("-inf")
    for fact in facts:
        if fact.at is not None:
            latest = max(latest, fact.at.timestamp())
        made.append(latest)
    return made


# ---------------------------------------------------------------- what was not sent
def _with_absences(story: Story, facts: Sequence[EntryFacts], tracks: list[Track]) -> list[Track]:
    """Return the tracks with what was due and not sent, and what was rightly not there."""
    more: dict[int, dict[int, MarkKind]] = {}
    missing = _missing(story, facts, tracks)
    if missing is not None and story.turning_point is not None:
        for entry in _refused_without(missing, facts, story.turning_point.first_refused):
            more.setdefault(missing.life, {})[entry] = "not-sent"
    due = _due_ones(story, facts, tracks)
    for healthy in story.healthy:
        life = next((one.life for one in due if one.is_missed(healthy.entry, facts)), -1)
        if life >= 0:
            more.setdefault(life, {}).setdefault(healthy.entry, "none")
    for index, stops in more.items():
        merged = dict(tracks[index].stops) | stops
        tracks[index] = msgspec.structs.replace(tracks[index], stops=tuple(sorted(merged.items())))
    return tracks


def _missing(story: Story, facts: Sequence[EntryFacts], tracks: Sequence[Track]) -> Track | None:
    """Return the credential that the first refused request lacks, if another one before had it."""
    turn = story.turning_point
    if turn is None:
        return None
    if turn.credential is not None:
        return tracks[turn.credential]
    first = turn.first_refused
    own = [track for track in tracks if story.credentials[track.life].kind in LOGS_IN]
    if any(entry == first for track in own for entry, _ in track.stops):
        return None
    before = {facts[first].led_by, *(n for n in range(first) if facts[n].host == facts[first].host)}
    used = [
        (entry, -track.life, track)
        for track in own
        for entry, kind in track.stops
        if kind in {"accepted", "sent"} and entry in before
    ]
    return max(used)[2] if used else None


def _refused_without(track: Track, facts: Sequence[EntryFacts], first: int) -> list[int]:
    """Return the refused entries from the turning point on that a credential was not sent in."""
    met = {entry for entry, _ in track.stops}
    if first in met:
        return []
    host = facts[first].host
    return [
        entry
        for entry in range(first, len(facts))
        if entry not in met and facts[entry].answered == "refused" and facts[entry].host == host
    ]


class _Due:
    """A credential that is sent to some hosts, once it is there."""

    def __init__(self, track: Track, facts: Sequence[EntryFacts]) -> None:
        self.life = track.life
        self._track = track
        self._met = {entry for entry, _ in track.stops}
        self._hosts = {facts[entry].host for entry, kind in track.stops if kind != "issued"}

    def is_missed(self, entry: int, facts: Sequence[EntryFacts]) -> bool:
        """Whether an entry went there before the credential was born, or after it ended."""
        track = self._track
        alive = track.first <= entry and (track.end < 0 or entry < track.end)
        return facts[entry].host in self._hosts and entry not in self._met and not alive


def _due_ones(
    story: Story, facts: Sequence[EntryFacts], tracks: Sequence[Track]
) -> tuple[_Due, ...]:
    kinds = (story.credentials[track.life].kind for track in tracks)
    logged_in = (track for track, kind in zip(tracks, kinds, strict=True) if kind in LOGS_IN)
    return tuple(_Due(track, facts) for track in list(logged_in)[:_MOST_DUE])


_MOST_DUE = 20


# ---------------------------------------------------------------- rows that are shared
def _shared(story: Story, tracks: Sequence[Track]) -> list[Lane]:
    rows: dict[tuple[CredentialKind, str], list[list[Track]]] = {}
    for track in sorted(tracks, key=lambda each: (each.first, each.life)):
        life = story.credentials[track.life]
        same = rows.setdefault((life.kind, life.name), [])
        free = next((row for row in same if _is_over(row[-1], track)), None)
        if free is None:
            same.append([track])
        else:
            free[-1] = _replaced(free[-1], track)
            free.append(track)
    return [
        Lane(
            kind=kind,
            name=name,
            tracks=tuple(row),
            renewed=place > 0 and _is_renewed(story, row[0].life),
        )
        for (kind, name), found in rows.items()
        for place, row in enumerate(found)
    ]


def _is_over(before: Track, after: Track) -> bool:
    """Whether a life is over when another begins: nothing happens to it from then on."""
    return (after.born >= 0 or after.first > 0) and before.last <= after.first


def _replaced(before: Track, after: Track) -> Track:
    """Return a life that ends where the next of its kind begins."""
    if before.end >= 0:
        return before
    return msgspec.structs.replace(before, end=after.first, end_kind="replaced", expires=None)


def _is_renewed(story: Story, life: int) -> bool:
    for_ = story.credentials[life].issued_for
    return for_ is not None and story.credentials[for_].kind == story.credentials[life].kind


def _rank(lane: Lane, pinned: dict[int, int]) -> tuple[float, bool, int, int]:
    lives = {track.life for track in lane.tracks}
    refused = any(kind in {"refused", "not-sent"} for t in lane.tracks for _, kind in t.stops)
    uses = sum(kind != "issued" for track in lane.tracks for _, kind in track.stops)
    first_pin = min((pinned[life] for life in lives & pinned.keys()), default=_NO_PIN)
    return (first_pin, not refused, -uses, min(lives))


_NO_PIN = 99


def _beside_parents(story: Story, ordered: list[Lane]) -> list[Lane]:
    """Put what was issued for another of its kind right below that."""
    made = [lane for lane in ordered if not lane.renewed]
    for lane in [each for each in ordered if each.renewed]:
        parent = story.credentials[lane.tracks[0].life].issued_for
        at = next(
            (n for n, other in enumerate(made) if parent in {t.life for t in other.tracks}),
            len(made) - 1,
        )
        made.insert(at + 1, lane)
    return made
