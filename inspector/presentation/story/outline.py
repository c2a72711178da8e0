"""A story with all that its picture needs, worked out once; folding and laying out come after."""

from collections.abc import Iterable, Sequence

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.finding import Verdict
from inspector.model.story import Story, TurningPoint
from inspector.presentation.bodies.printable import visible
from inspector.presentation.story.credential_rows import Lanes, TurnSides, lanes, turn_sides
from inspector.presentation.story.entry_facts import EntryFacts, entry_facts
from inspector.presentation.story.event_words import PARTY_ICONS
from inspector.presentation.story.folding import Foldable, foldable
from inspector.presentation.story.open_sites import Sender, Site, open_sites, sender
from inspector.presentation.story.proofs import Proof, story_proofs
from inspector.protocol.redaction import KnownValues
from inspector.wording import tr_n

MOST_HOSTS = 6


class PartyRow(msgspec.Struct, frozen=True):
    """A host, or several of which nothing is to be said."""

    name: str
    icon: str


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about a story that does not depend on the room there is for it.

    party_of: the row of each host, by its name. known: values that are masked wherever they stand.
    """

    story: Story
    facts: tuple[EntryFacts, ...]
    proofs: tuple[Proof, ...]
    lanes: Lanes
    parties: tuple[PartyRow, ...]
    party_of: dict[str, int]
    sender: Sender
    sites: tuple[Site, ...]
    folding: Foldable
    sides: TurnSides = TurnSides()
    known: KnownValues | None = None


def outline(
    attempt: Attempt, story: Story, verdict: Verdict, known: KnownValues | None = None
) -> Outline:
    """Return what is drawn of a story; pure, for a worker.

    Where nothing needs explaining there is no turning point, whatever was refused.
    """
    if not verdict.findings:
        story = msgspec.structs.replace(story, turning_point=None, pair=None)
    facts = entry_facts(attempt, story, verdict)
    story = msgspec.structs.replace(story, turning_point=_turning_point(story, facts))
    proofs = story_proofs(verdict, story)
    rows = lanes(story, facts, proofs)
    story = _timed(story, turn_sides(story, rows.shown), facts)
    proofs = tuple(_on_absence(proof, rows) for proof in proofs)
    parties, party_of = party_rows(story, facts, proofs, rows, range(len(facts)))
    return Outline(
        story=story,
        facts=facts,
        proofs=proofs,
        lanes=rows,
        parties=parties,
        party_of=party_of,
        sender=sender(attempt),
        sites=open_sites(attempt, facts),
        sides=turn_sides(story, rows.shown),
        folding=foldable(story, facts, rows.shown, proofs),
        known=known,
    )


def _on_absence(proof: Proof, rows: Lanes) -> Proof:
    """Return a proof about the credential that was not sent where it stands, if it names none."""
    if proof.life >= 0 or proof.healthy:
        return proof
    missing = (
        track.life
        for lane in rows.shown
        for track in lane.tracks
        for entry, kind in track.stops
        if kind == "not-sent" and entry in proof.entries
    )
    return msgspec.structs.replace(proof, life=next(missing, -1))


def _turning_point(story: Story, facts: Sequence[EntryFacts]) -> TurningPoint | None:
    """Return where it stopped to work: before the first refusal, where anything came before."""
    told = story.turning_point
    if told is None:
        refused = (n for n, fact in enumerate(facts) if fact.answered == "refused")
        first = next(refused, 0)
        told = TurningPoint(first_refused=first) if first else None
    return told if told is not None and told.first_refused > 0 else None


def _timed(story: Story, sides: TurnSides, facts: Sequence[EntryFacts]) -> Story:
    """Return the story with the time between what stands beside its turning point."""
    turn = story.turning_point
    if turn is None or turn.seconds is not None or sides.last is None:
        return story
    start, end = facts[sides.last].at, facts[turn.first_refused].at
    seconds = (end - start).total_seconds() if start is not None and end is not None else None
    return msgspec.structs.replace(
        story, turning_point=msgspec.structs.replace(turn, seconds=seconds)
    )


def party_rows(
    story: Story,
    facts: Sequence[EntryFacts],
    proofs: Sequence[Proof],
    rows: Lanes,
    entries: Iterable[int],
) -> tuple[tuple[PartyRow, ...], dict[str, int]]:
    """Return the rows of the hosts of entries, by their first answer.

    Those that matter least are one row.
    """
    order = list(dict.fromkeys(facts[entry].host for entry in entries))
    icons = {party.host: PARTY_ICONS[party.kind] for party in story.parties}
    named = order if len(order) <= MOST_HOSTS else _worth_a_row(order, facts, proofs, rows)
    found = [PartyRow(visible(host), icons.get(host, "server")) for host in named]
    party_of = {host: row for row, host in enumerate(named)}
    rest = len(order) - len(named)
    if rest:
        words = tr_n("{count} more host", "{count} more hosts", rest)
        found.append(PartyRow(words, "external-link"))
    return tuple(found), {host: party_of.get(host, len(named)) for host in order}


def _worth_a_row(
    order: list[str], facts: Sequence[EntryFacts], proofs: Sequence[Proof], rows: Lanes
) -> list[str]:
    """Return the hosts that are named: with pins, refusals or credentials first; in their order."""
    pinned = {facts[entry].host for proof in proofs for entry in proof.entries}
    refused = {fact.host for fact in facts if fact.answered == "refused"}
    met = {
        facts[entry].host
        for lane in rows.shown
        for track in lane.tracks
        for entry, _ in track.stops
    }
    ranked = sorted(
        order, key=lambda host: (host not in pinned, host not in refused, host not in met)
    )
    wanted = set(ranked[: MOST_HOSTS - 1])
    return [host for host in order if host in wanted]
