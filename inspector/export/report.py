"""What a report for people says, before it becomes Markdown or HTML."""

from collections.abc import Iterable, Iterator

import msgspec

from inspector.export.marking import Mark, Piece, pieces
from inspector.export.places import ends
from inspector.export.redact import Redacted
from inspector.export.words import (
    actor_words,
    cause_words,
    certainty_words,
    place_words,
    result_words,
    role_words,
    rung_words,
)
from inspector.model.annotation import Place
from inspector.model.exchange import Exchange
from inspector.model.experiment import Outcome
from inspector.model.finding import Evidence, Finding, Limit
from inspector.model.message import Header, Reply, readable
from inspector.reading.body import is_binary
from inspector.wording import tr, tr_n
from inspector.wording.dates import utc_stamp

LONGEST_BODY = 8_000  # bytes of a body that a report shows


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """A row of evidence. pin: its number, 0 where it points to no bytes."""

    statement: str
    where: str = ""
    pin: int = 0
    against: bool = False


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """What one party can do; who: in words, with a capital letter."""

    who: str
    text: str


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as it is read."""

    family: str
    certainty: str
    slug: str
    title: str
    explanation: str
    who: str
    proofs: tuple[Proof, ...] = ()
    fixes: tuple[str, ...] = ()
    sends: str = ""
    todo: tuple[Advice, ...] = ()
    avoid: str = ""
    reference: str = ""


class Unsent(msgspec.Struct, frozen=True, kw_only=True):
    """What this program can't send yet, and the command that can."""

    title: str
    text: str
    command: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a message: a start line, or a header (name set)."""

    pieces: tuple[Piece, ...]
    name: str = ""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A request or reply. body: its beginning; note: what is not shown of it."""

    lines: tuple[Line, ...]
    body: tuple[Piece, ...] = ()
    note: str = ""


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One exchange. failure: why there is no reply."""

    number: int
    title: str
    status: int | None
    request: Side
    reply: Side | None = None
    failure: str = ""


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """An experiment as it is read: what was sent, the reply, how it compares, what follows."""

    varies: str
    shows: str
    result: str
    meaning: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All that a report says. headline: of the whole page. left_out: exchanges not shown.

    tried: the experiments; ladder: the checks they show, in the server's order. stopped: why the
    rest was not run.
    """

    headline: str
    request_line: str
    sent: str = ""
    main: Cause | None = None
    limit: Unsent | None = None
    others: tuple[Cause, ...] = ()
    ruled_out: tuple[str, ...] = ()
    rounds: tuple[Round, ...] = ()
    left_out: str = ""
    tried: tuple[Tried, ...] = ()
    ladder: tuple[str, ...] = ()
    stopped: str = ""
    replaced: str = ""


def report(redacted: Redacted, name: str = "") -> Report:
    """Arrange a redacted answer for people."""
    verdict = redacted.verdict
    findings = sorted(verdict.findings, key=lambda finding: -finding.score)
    pins = _pins(findings[0] if findings else None)
    exchanges = redacted.attempt.exchanges
    started = redacted.attempt.started
    count = sum(item.count for item in redacted.replaced)
    return Report(
        headline=_headline(findings, verdict.limit),
        request_line=name or _request_line(exchanges, verdict.entry),
        sent=utc_stamp(started) if started else "",
        main=_cause(findings[0], pins) if findings else None,
        limit=_unsent(verdict.limit) if verdict.limit is not None else None,
        others=tuple(_cause(finding, {}) for finding in findings[1:]),
        ruled_out=tuple(f"{cause_words(out.cause)}: {out.reason}" for out in verdict.ruled_out),
        rounds=tuple(
            _round(n, redacted, _marks(n, exchanges, pins))
            for n in range(len(exchanges))
            if redacted.shown is None or n in redacted.shown
        ),
        left_out=_left_out(redacted),
        tried=tuple(map(_tried, redacted.trial.outcomes)),
        ladder=tuple(map(rung_words, redacted.trial.ladder)),
        stopped=redacted.trial.stopped,
        replaced=tr_n("{count} secret was replaced.", "{count} secrets were replaced.", count)
        if count
        else "",
    )


def _headline(findings: list[Finding], limit: Limit | None) -> str:
    if findings:
        return findings[0].title
    return limit.title if limit is not None else tr("Nothing was refused")


def _unsent(limit: Limit) -> Unsent:
    return Unsent(title=limit.title, text=limit.text, command=limit.fix.message)


def _tried(outcome: Outcome) -> Tried:
    return Tried(
        varies=outcome.plan.varies,
        shows=outcome.shows,
        result=result_words(outcome.result),
        meaning=outcome.meaning,
    )


def _left_out(redacted: Redacted) -> str:
    shown, count = redacted.shown, len(redacted.attempt.exchanges)
    if shown is None or len(shown) == count:
        return ""
    return tr_n(
        "{count} other exchange is left out.",
        "{count} other exchanges are left out.",
        count - len(shown),
    )


Pins = dict[Place, int]
_Marks = dict[tuple[str, str, int], list[Mark]]


def _pins(finding: Finding | None) -> Pins:
    """Number the places of the first finding's evidence; equal places share a number."""
    numbers: Pins = {}
    for item in _in_order(finding.evidence if finding else ()):
        place = item.place
        if place is not None and place.part != "connection" and place not in numbers:
            numbers[place] = len(numbers) + 1
    return numbers


def _in_order(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    return sorted(evidence, key=lambda item: item.against)


def _cause(finding: Finding, pins: Pins) -> Cause:
    first = finding.fixes[0] if finding.fixes else None
    return Cause(
        family=cause_words(finding.cause),
        certainty=certainty_words(finding.certainty),
        slug=finding.slug,
        title=finding.title,
        explanation=finding.explanation,
        who=actor_words(finding.who_must_act),
        proofs=tuple(_proof(item, pins) for item in _in_order(finding.evidence)),
        fixes=tuple(fix.title for fix in finding.fixes),
        sends=first.sends if first else "",
        todo=tuple(Advice(who=role_words(one.who), text=one.text) for one in finding.todo),
        avoid=finding.avoid,
        reference=finding.reference,
    )


def _proof(item: Evidence, pins: Pins) -> Proof:
    return Proof(
        statement=item.statement,
        where=place_words(item.place) if item.place else item.experiment,
        pin=pins.get(item.place, 0) if item.place else 0,
        against=item.against,
    )


def _marks(number: int, exchanges: tuple[Exchange, ...], pins: Pins) -> _Marks:
    marks: _Marks = {}
    for place, pin in pins.items():
        if place.entry == number:
            start, end = ends(place, exchanges)
            index = place.index if place.part == "header" else 0
            marks.setdefault((place.side, place.part, index), []).append(Mark(start, end, pin))
    return marks


def _request_line(exchanges: tuple[Exchange, ...], entry: int | None) -> str:
    if not exchanges:
        return ""
    at = entry if entry is not None and entry < len(exchanges) else len(exchanges) - 1
    message = exchanges[at].request
    return f"{readable(message.method)} {readable(message.url)}"


def _round(number: int, redacted: Redacted, marks: _Marks) -> Round:
    exchange = redacted.attempt.exchanges[number]
    message, reply = exchange.request, exchange.reply
    sent, received = redacted.sizes[number]
    first = (Piece(f"{readable(message.method)} "),)
    target = pieces(message.target or message.url, marks.get(("request", "line", 0), ()))
    version = f" HTTP/{message.http_version}" if message.http_version else ""
    line = Line(pieces=(*first, *target, Piece(version)))
    lines = (line, *_lines("request", message.headers, marks))
    body = _body(message.body, marks.get(("request", "body", 0), ()))
    return Round(
        number=number + 1,
        title=f"{readable(message.method)} {readable(message.url)}",
        status=reply.status if reply else None,
        request=Side(lines=lines, body=body, note=_note(message.body, sent)),
        reply=_reply(reply, received, marks) if reply else None,
        failure=exchange.failure.message if exchange.failure else "",
    )


def _reply(reply: Reply, size: int, marks: _Marks) -> Side:
    version = f"HTTP/{reply.http_version} " if reply.http_version else ""
    reason = pieces(reply.reason, marks.get(("reply", "line", 0), ()))
    line = Line(pieces=(Piece(f"{version}{reply.status} "), *reason))
    return Side(
        lines=(line, *_lines("reply", reply.headers, marks)),
        body=_body(reply.body, marks.get(("reply", "body", 0), ())),
        note=_note(reply.body, size),
    )


def _lines(side: str, headers: tuple[Header, ...], marks: _Marks) -> Iterator[Line]:
    for index, header in enumerate(headers):
        found = marks.get((side, "header", index), ())
        yield Line(name=readable(header.name), pieces=pieces(header.value, found))


def _body(body: bytes, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    return () if is_binary(body) else pieces(body[:LONGEST_BODY].decode("latin-1"), marks)


def _note(body: bytes, size: int) -> str:
    """Say what of a body is not shown; size: of the whole of it."""
    if is_binary(body):
        return tr_n("{count} byte that is no text", "{count} bytes that are no text", size)
    more = size - LONGEST_BODY
    return tr_n("{count} more byte", "{count} more bytes", more) if more > 0 else ""
