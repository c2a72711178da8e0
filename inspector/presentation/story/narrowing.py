"""A story narrowed to one credential: only the entries in which it lives, all else as it was."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from inspector.model.story import Story
from inspector.presentation.story.credential_rows import Lane, Lanes, Track
from inspector.presentation.story.outline import Outline, party_rows
from inspector.presentation.story.proofs import Proof


def narrowed(told: Outline, life: int) -> Outline:
    """Return the story with only those entries in which something happened to a credential."""
    shown = frozenset(_entries_of(told, life))
    if not shown:
        return told
    proofs = tuple(_proofs(told.proofs, shown))
    lanes = Lanes(shown=tuple(_lanes(told.lanes.shown, shown)))
    parties, party_of = party_rows(told.story, told.facts, proofs, lanes, sorted(shown))
    return replace(
        told,
        story=_without_turn(told.story, shown),
        proofs=proofs,
        lanes=lanes,
        parties=parties,
        party_of=party_of,
        folding=replace(told.folding, shown=tuple(sorted(shown))),
    )


def _entries_of(told: Outline, life: int) -> Iterator[int]:
    yield from (event.entry for event in told.story.credentials[life].events)
    for track in _tracks(told):
        if track.life == life:
            yield from (entry for entry, _ in track.stops)


def _tracks(told: Outline) -> Iterator[Track]:
    return (track for lane in told.lanes.shown for track in lane.tracks)


def _without_turn(story: Story, shown: frozenset[int]) -> Story:
    """Return the story without a turning point that would stand before a hidden entry."""
    turn = story.turning_point
    hidden = turn is not None and turn.first_refused not in shown
    return replace(story, turning_point=None) if hidden else story


def _proofs(proofs: Sequence[Proof], shown: frozenset[int]) -> Iterator[Proof]:
    for proof in proofs:
        entries = tuple(entry for entry in proof.entries if entry in shown)
        if entries:
            yield replace(proof, entries=entries)


def _lanes(lanes: Sequence[Lane], shown: frozenset[int]) -> Iterator[Lane]:
    for lane in lanes:
        tracks = tuple(_seen(lane.tracks, shown))
        if tracks:
            yield replace(lane, tracks=tracks)


def _seen(tracks: Sequence[Track], shown: frozenset[int]) -> Iterator[Track]:
    """Yield the lives that are met in what is shown. A birth before it is a line from the left."""
    order = sorted(shown)
    for track in tracks:
        stops = tuple(stop for stop in track.stops if stop[0] in shown)
        if stops:
            before = bisect_right(order, track.expires_after)
            yield replace(
                track,
                stops=stops,
                born=track.born if track.born in shown else -1,
                first=order[min(bisect_left(order, track.first), len(order) - 1)],
                elsewhere=track.is_used,
                expires=track.expires if before else None,
                expires_after=order[before - 1] if before else -1,
            )
