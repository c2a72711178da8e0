"""Lays a header out in lines: one line a header, one more for each parameter of a challenge."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from inspector.model.message import Header, Span
from inspector.presentation.bodies.printable import visible
from inspector.presentation.exchange.line import Segment, Style
from inspector.presentation.exchange.pieces import pieces
from inspector.protocol.challenges import parsing
from inspector.protocol.redaction import KnownValues, hidden_spans, replaced

_CHALLENGES = ("www-authenticate", "proxy-authenticate")
_CREDENTIALS = ("authorization", "proxy-authorization")
_WITH_PARAMETERS = ("digest ", "oauth ", "hawk ", "signature ")
_LONGEST_SPLIT = 20_000  # characters; a longer value is shown on one line, cut


class Look(NamedTuple):
    """How header lines are shown.

    revealed: secrets are readable. whole: values are not cut. lower: names in lower case (HTTP/2).
    known: values that are masked wherever they stand.
    """

    revealed: bool = False
    whole: bool = False
    lower: bool = False
    known: KnownValues | None = None


class Row(NamedTuple):
    """One line of a header; span: the bytes of the value on it; joint: see `Line`."""

    segments: tuple[Segment, ...]
    span: Span
    joint: str | None


class _Part(NamedTuple):
    start: int
    end: int
    kind: str  # scheme, parameter or rest
    name_end: int = 0


def rows(header: Header, look: Look, marks: Sequence[Span] = ()) -> tuple[Row, ...]:
    """Return the lines of a header; marks: byte ranges of the value that must stay readable."""
    secrets = () if look.revealed else _secrets(header, look.known)
    keep = None if look.whole else marks
    head = (Segment(visible(_name(header.name, look)), "name"), Segment(": ", "dim"))
    parts = _parts(header)
    if len(parts) < 3:  # noqa: PLR2004 - a scheme with at most one parameter fits on its line
        body = _single(header, parts, secrets, keep)
        return (Row((*head, *body), (0, len(header.value)), None),)
    return tuple(_split(header, parts, head, (secrets, keep)))


def _name(name: str, look: Look) -> str:
    """Return the name to show, in which a server may repeat a secret as in a value."""
    hidden = look.known.spans(name) if look.known is not None and not look.revealed else ()
    if hidden:
        return replaced(name, hidden)
    return name.lower() if look.lower else name


def _secrets(header: Header, known: KnownValues | None) -> tuple[Span, ...]:
    return hidden_spans(header, known)


def _single(
    header: Header,
    parts: Sequence[_Part],
    secrets: Sequence[Span],
    keep: Sequence[Span] | None,
) -> tuple[Segment, ...]:
    value, end = header.value, len(header.value)
    if not parts or parts[0].kind != "scheme":
        return pieces(value, (0, end), secrets, keep)
    word = parts[0].name_end
    return (
        *pieces(value, (0, word), secrets, keep, _scheme_style(header)),
        *pieces(value, (word, end), secrets, keep),
    )


def _scheme_style(header: Header) -> Style:
    return "scheme" if header.name.lower().endswith("authenticate") else "plain"


def _split(
    header: Header,
    parts: Sequence[_Part],
    head: tuple[Segment, ...],
    how: tuple[Sequence[Span], Sequence[Span] | None],
) -> Iterator[Row]:
    value, at = header.value, 0
    secrets, keep = how
    for number, part in enumerate(parts):
        joint = value[at : part.start]
        lead = (
            head if number == 0 else (Segment("  " if part.kind == "scheme" else "    ", raw=""),)
        )
        body: tuple[Segment, ...]
        if part.kind == "parameter":
            body = (
                *pieces(value, (part.start, part.name_end), secrets, keep, "dim"),
                *pieces(value, (part.name_end, part.end), secrets, keep),
            )
        elif part.kind == "scheme":
            body = (
                *pieces(value, (part.start, part.name_end), secrets, keep, _scheme_style(header)),
                *pieces(value, (part.name_end, part.end), secrets, keep),
            )
        else:
            body = pieces(value, (part.start, part.end), secrets, keep, "warn")
        yield Row((*lead, *body), (part.start, part.end), None if number == 0 else joint)
        at = part.end


def _parts(header: Header) -> tuple[_Part, ...]:
    value = header.value
    if not _splits(header.name.lower(), value[:20].lower()) or len(value) > _LONGEST_SPLIT:
        return ()
    found: list[_Part] = []
    for one in parsing.parse(value):
        found.append(_scheme_part(value, one))
        found.extend(_parameter_part(value, param) for param in one.params)
    return tuple(_with_rest(value, [part for part in found if part.start < part.end]))


def _splits(name: str, start: str) -> bool:
    return name in _CHALLENGES or (name in _CREDENTIALS and start.startswith(_WITH_PARAMETERS))


def _scheme_part(value: str, one: parsing.Challenge) -> _Part:
    start, end = one.span
    if one.params:
        end = min(param.span[0] for param in one.params)
    shown_end = start + len(value[start:end].rstrip(" \t,"))
    return _Part(start, shown_end, "scheme", min(start + len(one.scheme), shown_end))


def _parameter_part(value: str, param: parsing.Param) -> _Part:
    start, end = param.span
    equals = value.find("=", start, end)
    return _Part(start, end, "parameter", equals + 1 if equals >= 0 else start)


def _with_rest(value: str, parts: Sequence[_Part]) -> Iterator[_Part]:
    """Yield the parts in order, without overlaps, and what no part covers as parts of its own."""
    at = 0
    for part in (*sorted(parts), _Part(len(value), len(value), "end")):
        if part.start < at:
            continue
        gap = value[at : part.start]
        if gap.strip(" \t,"):
            lead = len(gap) - len(gap.lstrip(" \t,"))
            yield _Part(at + lead, at + len(gap.rstrip(" \t,")), "rest")
        if part.kind != "end":
            yield part
        at = part.end
