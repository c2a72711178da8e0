"""The entries of a recording as lines of a list: refused ones first, rounds with their request."""

from collections.abc import Callable, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import NamedTuple

import msgspec

from inspector.diagnose.facts.case import Trace, to_the_end
from inspector.diagnose.verdict.judge import judge_one
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import EntrySummary
from inspector.model.message import readable
from inspector.protocol.redaction import KnownValues, masked_url, replaced
from inspector.protocol.urls import host_and_path
from inspector.reading.statuses import REFUSES_ACCESS
from inspector.record.row import Row
from inspector.workbench.answer import Answer, answer_of
from inspector.workbench.attempts.importing import members

_MOST_SOLVED = 200


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One request of a recording with the redirects and challenge rounds it led to.

    first, shown: indices of its first exchange, and of the one that says what came of it. rounds:
    how many exchanges it took. row: the line to show, free of secrets; its time is 0 where the
    recording has none.
    """

    first: int
    shown: int
    rounds: int
    row: Row


class Recorded(NamedTuple):
    """A recording that was read. shown: the answer about the entry to show first.

    whole: the one about all of them.
    """

    shown: Answer
    listed: tuple[Entry, ...]
    whole: Answer


def recorded(
    attempt: Attempt, known: tuple[str, ...] = (), go_on: Callable[[], None] = to_the_end
) -> Recorded:
    """Diagnose a recording, and list its entries; known: secrets.

    go_on: asked again and again; what it raises ends the work.
    """
    trace = Trace(attempt, go_on=go_on)
    whole = answer_of(trace)
    listed = entries(whole, known, trace)
    if len(listed) > 1 and whole.verdict.entry is None:
        shown = about(whole, listed[0].shown, trace)  # nothing is wrong, so the first of the list
        return Recorded(shown, listed, whole)
    return Recorded(whole, listed, whole)


def entries(
    answer: Answer, known: tuple[str, ...] = (), trace: Trace | None = None
) -> tuple[Entry, ...]:
    """Return the entries of a recording that was diagnosed, 401s first; pure.

    known: secrets. trace: the same exchanges, where they were read already.
    """
    exchanges, said = answer.attempt.exchanges, answer.verdict.entries
    values, found = KnownValues(known), dict(enumerate(said))
    groups = members(exchanges)
    trace = trace or Trace(answer.attempt)
    found.update(_solved(trace, [group[-1] for group in groups], found))
    made = [_entry(group, exchanges, found, values) for group in groups]
    return tuple(sorted(made, key=lambda entry: _rank(entry.row)))


def about(answer: Answer, index: int, trace: Trace | None = None) -> Answer:
    """Return the answer with another exchange of its attempt explained; pure.

    trace: the same exchanges, where they were read already.
    """
    found = judge_one(trace or Trace(answer.attempt), index)
    verdict = msgspec.structs.replace(found, entries=answer.verdict.entries)
    return msgspec.structs.replace(answer, verdict=verdict)


def _solved(
    trace: Trace, shown: list[int], said: dict[int, EntrySummary]
) -> dict[int, EntrySummary]:
    """Return what to say of refusals that a later try solved: nobody explained them yet."""
    refused = (index for index in shown if _is_refused(trace.attempt, index))
    quiet = [index for index in refused if not said[index].findings]
    verdicts = ((index, judge_one(trace, index)) for index in quiet[:_MOST_SOLVED])
    return {
        index: msgspec.structs.replace(
            said[index],
            findings=tuple(one.slug for one in verdict.findings),
            title=verdict.findings[0].title,
        )
        for index, verdict in verdicts
        if verdict.findings
    }


def _is_refused(attempt: Attempt, index: int) -> bool:
    reply = attempt.exchanges[index].reply
    return reply is not None and reply.status in REFUSES_ACCESS


def _entry(
    group: tuple[int, ...],
    exchanges: tuple[Exchange, ...],
    said: dict[int, EntrySummary],
    values: KnownValues,
) -> Entry:
    failed = [index for index in group if said[index].findings]
    shown = failed[-1] if failed else group[-1]
    row = _row(exchanges[shown], said[shown] if failed else None, values)
    return Entry(first=group[0], shown=shown, rounds=len(group), row=row)


def _row(exchange: Exchange, said: EntrySummary | None, values: KnownValues) -> Row:
    url = masked_url(readable(exchange.request.url), values)
    host, path = host_and_path(url)
    return Row(
        id="",
        started=_milliseconds(exchange.started),
        method=exchange.request.method,
        host=host,
        path=path,
        url=url,
        status=exchange.reply.status if exchange.reply is not None else None,
        finding=said.findings[0] if said else "",
        title=replaced(said.title, values.spans(said.title)) if said else "",
        duration=round(exchange.timing.total or 0),
    )


def _rank(row: Row) -> int:
    if row.finding:
        return 0 if row.status == HTTPStatus.UNAUTHORIZED else 1
    return 2 if row.status in REFUSES_ACCESS else 3


def _milliseconds(started: datetime | None) -> int:
    return int(started.timestamp() * 1000) if started is not None else 0


def last_that_worked(entries: Sequence[Entry], refused: Entry) -> Entry | None:
    """Return the newest accepted entry of the same host before a refused one, None without any.

    The same request counts before any other.
    """
    mine = refused.row
    if not mine.finding:
        return None
    good = [
        each
        for each in entries
        if each.first < refused.first
        and each.row.host == mine.host
        and not each.row.finding
        and each.row.status is not None
    ]
    same = [e for e in good if (e.row.method, e.row.path) == (mine.method, mine.path)]
    return max(same or good, key=lambda each: each.first, default=None)
