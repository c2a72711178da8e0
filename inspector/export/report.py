"""What a report for people says, before it becomes Markdown or HTML: verdict and messages."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from inspector.export.places import ends
from inspector.export.redact import Redacted
from inspector.export.verdict_report import (
    Pins,
    TrialReport,
    VerdictReport,
    in_order,
    ranked,
    trial_report,
    verdict_report,
)
from inspector.export.words import change_sentences
from inspector.model.annotation import Place
from inspector.model.exchange import Exchange
from inspector.model.finding import Finding
from inspector.model.fix import Aftermath
from inspector.model.message import Header, Message, Reply, readable
from inspector.reading.body import is_binary
from inspector.reading.request_words import is_recorded, request_words
from inspector.wording import tr, tr_n
from inspector.wording.dates import utc_stamp


# ---------------- A value in marked and unmarked pieces
class Piece(msgspec.Struct, frozen=True):
    """Text to show; pin: the number of the evidence that points to it, 0 for none."""

    text: str
    pin: int = 0


class Mark(msgspec.Struct, frozen=True):
    """Bytes that a piece of evidence points to."""

    start: int
    end: int
    pin: int


def pieces(value: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Cut recorded text (Latin-1) at its marks; where marks overlap the first one counts."""
    made: list[Piece] = []
    at = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.pin)):
        start, end = max(mark.start, at), min(mark.end, len(value))
        if end <= start:
            continue
        made.append(Piece(value[at:start]))
        made.append(Piece(value[start:end], mark.pin))
        at = end
    made.append(Piece(value[at:]))
    return tuple(Piece(readable(piece.text), piece.pin) for piece in made if piece.text)


LONGEST_BODY = 8_000  # bytes of a body that a report shows


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a message: a start line, or a header (name set)."""

    pieces: tuple[Piece, ...]
    name: str = ""

    @property
    def text(self) -> str:
        """The line as text, the numbers of its evidence behind it."""
        text = " ".join(_whole(self.pieces).splitlines())
        pins = sorted({piece.pin for piece in self.pieces if piece.pin})
        notes = "".join(f"  <- ({pin})" for pin in pins)
        return (f"{self.name}: {text}" if self.name else text) + notes


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A request or reply. body: its beginning; note: what is not shown of it."""

    lines: tuple[Line, ...]
    body: tuple[Piece, ...] = ()
    note: str = ""

    @property
    def text(self) -> str:
        """The message as text, with its lines."""
        lines = [line.text for line in self.lines]
        if self.body:
            lines += ["", *_whole(self.body).splitlines()]
        return "\n".join([*lines, f"[{self.note}]"] if self.note else lines)


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One exchange. request: None where a reply came alone. failure: why there is no reply."""

    number: int
    title: str
    status: int | None
    request: Side | None = None
    reply: Side | None = None
    failure: str = ""


class Report(VerdictReport, frozen=True, kw_only=True):
    """All that a report says. left_out: exchanges not shown.

    mended: where a fix led to this attempt: what was before, why, the fix, and what is now.
    """

    request_line: str
    mended: tuple[str, ...] = ()
    sent: str = ""
    rounds: tuple[Round, ...] = ()
    left_out: str = ""
    replaced: str = ""


def report(redacted: Redacted, name: str = "") -> Report:
    """Arrange a redacted answer for people."""
    verdict = redacted.verdict
    findings = ranked(verdict)
    exchanges = redacted.attempt.exchanges
    pins = _pins(findings[0] if findings else None, exchanges)
    started = redacted.attempt.started
    count = sum(item.count for item in redacted.replaced)
    aftermath = redacted.aftermath
    told = _fields(verdict_report(verdict, pins)) | _fields(trial_report(redacted.trial))
    if aftermath is not None and not findings:
        told["headline"] = aftermath.title.rstrip(".")
    return Report(
        **told,
        mended=tuple(_mended(aftermath)) if aftermath is not None else (),
        request_line=name or _request_line(exchanges, verdict.entry),
        sent=utc_stamp(started) if started else "",
        rounds=tuple(
            _round(n, redacted, _marks(n, exchanges, pins))
            for n in range(len(exchanges))
            if redacted.shown is None or n in redacted.shown
        ),
        left_out=_left_out(redacted),
        replaced=tr_n("{count} secret was replaced.", "{count} secrets were replaced.", count)
        if count
        else "",
    )


def names_request(redacted: Redacted, name: str = "") -> bool:
    """Whether the line of the request is one, or says that it was not recorded."""
    asked = _asked(redacted.attempt.exchanges, redacted.verdict.entry)
    return bool(name) or (asked is not None and is_recorded(asked))


def _mended(aftermath: Aftermath) -> Iterator[str]:
    """Yield what was before, the fix with each of its changes, and what is now."""
    if aftermath.cause:
        yield tr("Before: {status}. {cause}", status=aftermath.was, cause=aftermath.cause)
    else:
        yield tr("Before: {status}", status=aftermath.was)
    yield tr("Fix: {title}", title=aftermath.fix.title)
    yield from change_sentences(aftermath.fix)
    yield tr("Now: {status}", status=aftermath.now)


def _fields(made: TrialReport) -> dict[str, Any]:
    return msgspec.structs.asdict(made)


def _whole(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def _left_out(redacted: Redacted) -> str:
    shown, count = redacted.shown, len(redacted.attempt.exchanges)
    if shown is None or len(shown) == count:
        return ""
    return tr_n(
        "{count} other exchange is left out.",
        "{count} other exchanges are left out.",
        count - len(shown),
    )


_Marks = dict[tuple[str, str, int], list[Mark]]


def _pins(finding: Finding | None, exchanges: tuple[Exchange, ...]) -> Pins:
    """Number the places of the first finding's evidence that the report shows.

    Equal places share a number, and so do those of one statement.
    """
    numbers: Pins = {}
    stated: dict[str, int] = {}
    for item in in_order(finding.evidence if finding else ()):
        place = item.place
        if place is not None and place not in numbers and _is_shown(place, exchanges):
            new = max(stated.values(), default=0) + 1
            numbers[place] = stated.setdefault(item.statement, new)
    return numbers


def _marks(number: int, exchanges: tuple[Exchange, ...], pins: Pins) -> _Marks:
    marks: _Marks = {}
    for place, pin in pins.items():
        if place.entry == number:
            start, end = ends(place, exchanges)
            index = place.index if place.part == "header" else 0
            marks.setdefault((place.side, place.part, index), []).append(Mark(start, end, pin))
    return marks


def _is_shown(place: Place, exchanges: tuple[Exchange, ...]) -> bool:
    """Whether a report has the line: those of a connection, or of no request, it has not."""
    if place.part == "connection":
        return False
    known = place.side != "request" or place.entry >= len(exchanges)
    return known or is_recorded(exchanges[place.entry].request)


def _request_line(exchanges: tuple[Exchange, ...], entry: int | None) -> str:
    message = _asked(exchanges, entry)
    return request_words(message) if message is not None else ""


def _asked(exchanges: tuple[Exchange, ...], entry: int | None) -> Message | None:
    """Return the request that a report is about, None where there are no exchanges."""
    if not exchanges:
        return None
    at = entry if entry is not None and entry < len(exchanges) else len(exchanges) - 1
    return exchanges[at].request


def _round(number: int, redacted: Redacted, marks: _Marks) -> Round:
    exchange = redacted.attempt.exchanges[number]
    message, reply = exchange.request, exchange.reply
    sent, received = redacted.sizes[number]
    return Round(
        number=number + 1,
        title=request_words(message),
        status=reply.status if reply else None,
        request=_request(message, sent, marks) if is_recorded(message) else None,
        reply=_reply(reply, received, marks) if reply else None,
        failure=exchange.failure.message if exchange.failure else "",
    )


def _request(message: Message, size: int, marks: _Marks) -> Side:
    first = (Piece(f"{readable(message.method)} "),)
    target = pieces(message.target or message.url, marks.get(("request", "line", 0), ()))
    version = f" HTTP/{message.http_version}" if message.http_version else ""
    line = Line(pieces=(*first, *target, Piece(version)))
    return Side(
        lines=(line, *_lines("request", message.headers, marks)),
        body=_body(message.body, marks.get(("request", "body", 0), ())),
        note=_note(message.body, size),
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
