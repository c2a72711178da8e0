"""The proofs of a verdict, and the reasons of a healthy one, where they stand in the story."""

import msgspec

from inspector.model.annotation import Place
from inspector.model.finding import Verdict
from inspector.model.story import CredentialLife, Event, Story
from inspector.presentation.exchange.pins import MOST, Pin, pins


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """A numbered proof. entries: where it stands. life: the credential it is about, -1 for none.

    healthy: the reason why refusals need no explanation; it has no bytes.
    """

    number: int
    statement: str
    entries: tuple[int, ...]
    life: int = -1
    healthy: bool = False


def story_proofs(verdict: Verdict, story: Story) -> tuple[Proof, ...]:
    """Return the proofs of what is to be explained, else the reasons why nothing is."""
    if verdict.findings:
        return tuple(_proof(pin, story) for pin in pins(verdict))
    return _reasons(story)


def _proof(pin: Pin, story: Story) -> Proof:
    entries = tuple(dict.fromkeys(place.entry for place in pin.places))
    lives = (_life_at(place, story) for place in pin.places)
    return Proof(
        number=pin.number,
        statement=pin.statement,
        entries=entries,
        life=next((life for life in lives if life >= 0), -1),
    )


def _reasons(story: Story) -> tuple[Proof, ...]:
    grouped: dict[str, list[int]] = {}
    for one in story.healthy:
        grouped.setdefault(one.reason, []).append(one.entry)
    return tuple(
        Proof(number=number, statement=reason, entries=tuple(entries), healthy=True)
        for number, (reason, entries) in enumerate(list(grouped.items())[:MOST], 1)
    )


def _life_at(place: Place, story: Story) -> int:
    """Return the credential that bytes speak of: its own place, the refused one, any sent there."""
    met = [
        (_rank(event, place), index)
        for index, life in enumerate(story.credentials)
        for event in _events_at(life, place.entry)
    ]
    if met:
        return min(met)[1]
    turn = story.turning_point
    at_turn = turn is not None and turn.first_refused == place.entry
    return turn.credential if at_turn and turn and turn.credential is not None else -1


def _events_at(life: CredentialLife, entry: int) -> tuple[Event, ...]:
    return tuple(event for event in life.events if event.entry == entry)


def _rank(event: Event, place: Place) -> int:
    if event.place is not None and _same(event.place, place):
        return 0
    return {"refused": 1, "used-up": 2, "replaced": 3, "issued": 4}.get(event.kind, 5)


def _same(one: Place, other: Place) -> bool:
    if (one.side, one.part, one.name.lower()) != (other.side, other.part, other.name.lower()):
        return False
    if None in (one.start, one.end, other.start, other.end):
        return True
    return (one.start or 0) < (other.end or 0) and (other.start or 0) < (one.end or 0)
