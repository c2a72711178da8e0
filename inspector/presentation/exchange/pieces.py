"""Cuts recorded text into pieces to show: secrets masked, long stretches cut, the rest as it is."""

from collections.abc import Iterator, Sequence

from inspector.model.message import Span
from inspector.presentation.bodies.printable import shown, visible
from inspector.presentation.exchange.line import Segment, Style
from inspector.protocol.masking.masks import like
from inspector.protocol.redaction import mask_at
from inspector.wording import tr_n

LONGEST = 240  # characters of one stretch that are shown whole
_HEAD, _TAIL, _AROUND = 120, 24, 40


def pieces(
    recorded: str,
    span: Span,
    secrets: Sequence[Span] = (),
    marks: Sequence[Span] | None = (),
    style: Style = "plain",
) -> tuple[Segment, ...]:
    """Return the segments for a range of a recorded text.

    secrets: ranges that are masked. marks: ranges that must stay readable where a long stretch is
    cut; None = nothing is cut.
    """
    made: list[Segment] = []
    for stretch, secret in _stretches(span, secrets):
        start, end = stretch
        if secret:
            made.append(_masked(recorded, stretch))
        elif marks is None or end - start <= LONGEST:
            made.append(_whole(recorded, start, end, style))
        else:
            made.extend(_shortened(recorded, (start, end), marks, style))
    return tuple(made)


def _stretches(span: Span, secrets: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    at, end = span
    for secret in sorted(secrets):
        low, high = max(secret[0], at), min(secret[1], end)
        if low >= high:
            continue
        if at < low:
            yield (at, low), False
        yield like(secret, low, high), True
        at = high
    if at < end:
        yield (at, end), False


def _masked(recorded: str, span: Span) -> Segment:
    return Segment(visible(mask_at(recorded, span)), "mask", *span, whole=True)


def _whole(recorded: str, start: int, end: int, style: Style) -> Segment:
    part = recorded[start:end]
    text = shown(part)
    return Segment(text, style, start, end, raw=None if text == part else _copied(part))


def _copied(part: str) -> str:
    try:
        return part.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return part


def _shortened(recorded: str, span: Span, marks: Sequence[Span], style: Style) -> Iterator[Segment]:
    start, end = span
    kept = [(start, start + _HEAD), (end - _TAIL, end)]
    for low, high in marks:
        if low < end and high > start:
            kept.append((max(start, low - _AROUND), min(end, min(high, low + LONGEST) + _AROUND)))
    at = start
    for low, high in _joined(kept):
        if at < low:
            yield _cut(recorded, at, low)
        yield _whole(recorded, low, high, style)
        at = high


def _joined(ranges: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined


def _cut(recorded: str, start: int, end: int) -> Segment:
    text = tr_n("… {count} byte …", "… {count:,} bytes …", end - start)
    return Segment(text, "cut", start, end, whole=True, raw=_copied(recorded[start:end]))
