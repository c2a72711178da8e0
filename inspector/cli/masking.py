"""Masks what the command line prints, while byte places stay those of the recording."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from inspector.export.gather import secrets_of
from inspector.export.places import ends
from inspector.model.annotation import Place
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import EntrySummary, Verdict
from inspector.model.story import Story
from inspector.protocol.redaction import KnownValues, masked_url, replaced

_replace = msgspec.structs.replace


def masked_verdict(verdict: Verdict, attempt: Attempt, known: Iterable[str] = ()) -> Verdict:
    """Return the verdict to print.

    Its texts hold no secret of the attempt, nor any of `known`; every place has its start and
    end, counted in the bytes as they were recorded.
    """
    exchanges = attempt.exchanges
    secrets = KnownValues(secrets_of(Attempt(exchanges=_spoken_of_first(verdict, attempt)), known))
    entries = tuple(_entry(entry, secrets) for entry in verdict.entries)
    return Verdict(
        entry=verdict.entry,
        findings=_walk(verdict.findings, secrets, exchanges),
        ruled_out=_walk(verdict.ruled_out, secrets, exchanges),
        next_experiment=_walk(verdict.next_experiment, secrets, exchanges),
        doubts=verdict.doubts,
        words=_walk(verdict.words, secrets, exchanges),
        entries=entries,
        limit=_walk(verdict.limit, secrets, exchanges),
        healthy=verdict.healthy,
    )


def masked_story(story: Story, attempt: Attempt, known: Iterable[str] = ()) -> Story:
    """Return the story of an attempt to print: no secret of it stands in its differences."""
    masked: Story = _walk(story, KnownValues(secrets_of(attempt, known)), attempt.exchanges)
    return masked


def _spoken_of_first(verdict: Verdict, attempt: Attempt) -> tuple[Exchange, ...]:
    """Return the exchanges in the order in which they matter, as not all secrets are gathered.

    What one was sent, another may repeat: in the host of a redirect, whose name is then told.
    """
    order = dict.fromkeys((*_entries(verdict), *range(len(attempt.exchanges))))
    return tuple(attempt.exchanges[index] for index in order if index < len(attempt.exchanges))


def _entries(verdict: Verdict) -> tuple[int, ...]:
    """Return the exchanges that the findings speak of, each once."""
    found: dict[int, None] = {} if verdict.limit is None else {verdict.limit.entry: None}
    for finding in verdict.findings:
        found[finding.entry] = None
        found.update({item.place.entry: None for item in finding.evidence if item.place})
    return tuple(found)


def _entry(entry: EntrySummary, secrets: KnownValues) -> EntrySummary:
    url = masked_url(entry.url, secrets)
    title = replaced(entry.title, secrets.spans(entry.title)) if entry.title else ""
    same = url == entry.url and title == entry.title
    return entry if same else _replace(entry, url=url, title=title)


def _walk(value: Any, secrets: KnownValues, exchanges: tuple[Exchange, ...]) -> Any:
    if type(value) is str:
        return replaced(value, secrets.spans(value))
    if isinstance(value, Place):
        start, end = ends(value, exchanges)
        return _replace(value, start=start, end=end)
    if isinstance(value, tuple):
        return tuple(_walk(item, secrets, exchanges) for item in value)
    if isinstance(value, msgspec.Struct):
        return _replace(value, **dict(_fields(value, secrets, exchanges)))
    return value


def _fields(
    record: msgspec.Struct, secrets: KnownValues, exchanges: tuple[Exchange, ...]
) -> Iterator[tuple[str, Any]]:
    for name, value in msgspec.structs.asdict(record).items():
        yield name, _walk(value, secrets, exchanges)
