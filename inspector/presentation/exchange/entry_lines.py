"""Lays one exchange out in lines: heading, what was sent, what came back or why nothing did."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from inspector.model.annotation import Place, Side
from inspector.model.attempt import Attempt
from inspector.model.exchange import Connection, Exchange, Failure
from inspector.model.message import Header, Message, Reply, Span
from inspector.presentation.bodies.printable import visible
from inspector.presentation.bodies.secret_blocks import SecretBlocks
from inspector.presentation.exchange import body_lines, exchange_words, header_lines
from inspector.presentation.exchange.line import Line, Segment, Style
from inspector.presentation.exchange.pieces import pieces
from inspector.protocol.masking.masks import merged
from inspector.protocol.redaction import KnownValues, target_spans, url_spans
from inspector.protocol.urls import authority_of
from inspector.reading.statuses import ERRORS
from inspector.wording import tr


class Choice(NamedTuple):
    """How an exchange is laid out.

    places: the bytes that proofs and notes point at. known: values masked wherever they stand.
    """

    revealed: bool = False
    whole: frozenset[str] = frozenset()
    places: tuple[Place, ...] = ()
    known: KnownValues | None = None

    def hidden(self, text: str, found: Sequence[Span] = ()) -> tuple[Span, ...]:
        """Return the ranges of a text to mask: those found, and known values."""
        if self.revealed:
            return ()
        return merged((*found, *(self.known.spans(text) if self.known else ())))


def entry_lines(attempt: Attempt, entry: int, choice: Choice) -> list[Line]:
    """Return the lines of one exchange of an attempt."""
    exchange = attempt.exchanges[entry]
    lines: list[Line] = []
    if len(attempt.exchanges) > 1:
        lines.extend(_heading(exchange, entry))
    if attempt.request_known:
        lines.extend(_sent(exchange, entry, choice))
        lines.append(Line(kind="divider", number=1, entry=entry, side="reply"))
    else:
        lines.append(_remark(entry, tr("No request known: only the reply was given.")))
    lines.extend(_received(exchange, entry, choice))
    return lines


def _remark(entry: int, text: str, style: Style = "dim") -> Line:
    return Line(kind="remark", segments=(Segment(text, style),), entry=entry)


def _heading(exchange: Exchange, entry: int) -> Iterator[Line]:
    what = exchange_words.purpose(exchange.purpose)
    segments = (
        Segment(tr("Exchange {number}", number=entry + 1), "heading"),
        Segment(f"  {what}, {visible(authority_of(exchange.request.url))}", "dim"),
    )
    yield Line(kind="heading", segments=segments, entry=entry)
    for item in exchange.dropped:
        yield _remark(entry, visible(exchange_words.dropped(item)), "warn")


def _sent(exchange: Exchange, entry: int, choice: Choice) -> Iterator[Line]:
    message = exchange.request
    yield _request_line(message, entry, choice)
    names = {header.name.lower() for header in message.headers}
    if not names & {"host", ":authority"}:
        host = (
            Segment("host", "name"),
            Segment(": ", "dim"),
            Segment(visible(authority_of(message.url))),
        )
        yield Line(kind="sent", number=1, segments=host, entry=entry, index=-1)
    yield from _headers(message.headers, message.http_version, ("sent", entry), choice)
    if _points_at_body(choice, "request"):
        yield from _body(_request_body(message, choice), ("sent", entry), choice)
    yield from _connection(exchange.connection, entry, choice)


def _request_line(message: Message, entry: int, choice: Choice) -> Line:
    target = message.target or message.url
    key = f"{entry}/request/line/0"
    found = target_spans(message) if message.target else url_spans(target)
    secrets = choice.hidden(target, found)
    marks = _spans(choice.places, ("request", "line", 0))
    shown = pieces(target, (0, len(target)), secrets, None if key in choice.whole else marks)
    version = f" HTTP/{message.http_version}" if message.http_version else ""
    segments = (
        Segment(visible(message.method), "method"),
        Segment(" "),
        *shown,
        Segment(version, "dim"),
    )
    return Line(
        kind="sent",
        number=1,
        segments=segments,
        entry=entry,
        part="line",
        action=_action(segments),
    )


def _action(segments: Sequence[Segment]) -> str:
    return "expand" if any(segment.style == "cut" for segment in segments) else ""


def _spans(places: Sequence[Place], where: tuple[Side, str, int]) -> list[Span]:
    return [
        (place.start, place.start + 1 if place.end is None else place.end)
        for place in places
        if (place.side, place.part, place.index) == where and place.start is not None
    ]


_Direction = tuple[Literal["sent", "received"], int]


def _headers(
    headers: Sequence[Header], version: str, where: _Direction, choice: Choice
) -> Iterator[Line]:
    kind, entry = where
    side: Side = "request" if kind == "sent" else "reply"
    places: dict[int, list[Place]] = defaultdict(list)
    for place in choice.places:
        places[place.index].append(place)
    for index, header in enumerate(headers):
        whole = f"{entry}/{side}/header/{index}" in choice.whole
        look = header_lines.Look(choice.revealed, whole, version.startswith("2"), choice.known)
        marks = _spans(places.get(index, ()), (side, "header", index))
        for number, row in enumerate(header_lines.rows(header, look, marks)):
            yield Line(
                kind=kind,
                number=1,
                segments=row.segments,
                first=number == 0,
                joint=row.joint,
                entry=entry,
                side=side,
                part="header",
                name=header.name,
                index=index,
                span=row.span,
                action=_action(row.segments),
            )


class _Body(NamedTuple):
    data: bytes
    secrets: SecretBlocks | None


def _request_body(message: Message, choice: Choice) -> _Body:
    blocks = SecretBlocks(message.body, message.headers, message.body_secret, values=choice.known)
    return _Body(message.body, None if choice.revealed else blocks)


def _reply_body(reply: Reply, choice: Choice) -> _Body:
    blocks = SecretBlocks(reply.body, reply.headers, values=choice.known)
    return _Body(reply.body, None if choice.revealed else blocks)


def _body(body: _Body, where: _Direction, choice: Choice) -> Iterator[Line]:
    kind, entry = where
    side: Side = "request" if kind == "sent" else "reply"
    marks = [
        None if place.start is None else (place.start, place.end or place.start + 1)
        for place in choice.places
        if place.side == side and place.part == "body"
    ]
    if not marks or not body.data:
        return
    whole = f"{entry}/{side}/body/0" in choice.whole
    yield Line(kind=kind, number=1, first=False, entry=entry, side=side)
    for number, row in enumerate(body_lines.rows(body.data, body.secrets, marks, whole=whole)):
        if row.left_out:
            more = (Segment(tr("… more in Body"), "dim"),)
            yield Line(kind="remark", segments=more, entry=entry, side=side)
        yield Line(
            kind=kind,
            number=1,
            segments=row.segments,
            first=number == 0,
            entry=entry,
            side=side,
            part="body",
            span=row.span,
            action=_action(row.segments),
        )


def _points_at_body(choice: Choice, side: Side) -> bool:
    return any(place.side == side and place.part == "body" for place in choice.places)


def _connection(connection: Connection | None, entry: int, choice: Choice) -> Iterator[Line]:
    if connection is None or not any(place.part == "connection" for place in choice.places):
        return
    parts = [connection.peer, exchange_words.tls(connection.tls_version), connection.cipher]
    if connection.proxy:
        parts.append(tr("through {proxy}", proxy=connection.proxy))
    text = ", ".join(part for part in parts if part)
    segments = (Segment(tr("connection"), "dim"), Segment(": ", "dim"), Segment(visible(text)))
    for side in ("request", "reply"):
        if any(place.part == "connection" and place.side == side for place in choice.places):
            yield Line(kind="remark", segments=segments, entry=entry, side=side, part="connection")
            return


def _received(exchange: Exchange, entry: int, choice: Choice) -> Iterator[Line]:
    reply = exchange.reply
    if reply is not None:
        for interim in reply.interim:
            start = Reply(status=interim.status, reason=interim.reason)
            yield _status_line(start, entry, choice, own=False)
        yield _status_line(reply, entry, choice)
        yield from _headers(reply.headers, reply.http_version, ("received", entry), choice)
        if _points_at_body(choice, "reply"):
            yield from _body(_reply_body(reply, choice), ("received", entry), choice)
    if exchange.failure is not None:
        yield from _failed(exchange.failure, entry)
    elif reply is None:
        yield _remark(entry, tr("No reply yet."))


_WIDTH = 60  # characters of a line: a narrow pane holds as many


def _failed(failure: Failure, entry: int) -> Iterator[Line]:
    """Yield why no reply came, in lines that fit; copied it is one, and whole."""
    for row, words in enumerate(_wrapped(visible(exchange_words.failed(failure)))):
        segments = tuple(map(_word, words))
        yield Line(
            kind="received",
            number=0 if row else 1,
            first=not row,
            joint="" if row else None,
            segments=segments,
            entry=entry,
            side="reply",
            part=None if row else "connection",
        )


def _wrapped(text: str) -> Iterator[list[str]]:
    """Yield the words of each line, every one with the blank behind it."""
    line: list[str] = []
    for word in re.findall(r"\S+\s*", text):
        if line and sum(len(_cut(each)) for each in (*line, word.rstrip())) > _WIDTH:
            yield line
            line = []
        line.append(word)
    yield line


def _word(word: str) -> Segment:
    shown = _cut(word)
    return Segment(shown, "bad", raw=None if shown == word else word)


def _cut(word: str) -> str:
    """Return a word, cut in its middle where no line holds it."""
    half = _WIDTH // 2 - 1
    return word if len(word) <= _WIDTH else f"{word[:half]}…{word[-half:]}"


def _status_line(reply: Reply, entry: int, choice: Choice, *, own: bool = True) -> Line:
    version = f"HTTP/{reply.http_version} " if reply.http_version else "HTTP "
    style: Style = "bad" if reply.status in ERRORS else "good"
    reason = pieces(reply.reason, (0, len(reply.reason)), choice.hidden(reply.reason), None)
    segments = (
        Segment(version, "dim"),
        Segment(str(reply.status), style),
        *((Segment(" "), *reason) if reply.reason else ()),
    )
    return Line(
        kind="received",
        number=1,
        segments=segments,
        entry=entry,
        side="reply",
        part="line" if own else None,
    )
