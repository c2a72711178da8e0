"""Numbers the proofs of a verdict and finds the lines and columns that they stand on."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from inspector.export.words import in_words
from inspector.model.annotation import Place
from inspector.model.attempt import Attempt
from inspector.model.credential import Credential
from inspector.model.finding import Verdict
from inspector.model.message import Header
from inspector.model.request import Request
from inspector.presentation.bodies.printable import column
from inspector.presentation.exchange.form_marks import field_of
from inspector.presentation.exchange.line import Columns, Line, Segment

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


MOST = 3
_STATUS = ("good", "bad")


class Pin(msgspec.Struct, frozen=True):
    """A numbered proof of the first cause: what it says, where it stands, or the experiment.

    brief: of one of several faults, its name. earlier: whether it is of what was sent before.
    """

    number: int
    statement: str
    places: tuple[Place, ...] = ()
    experiment: str = ""
    brief: str = ""
    earlier: bool = False


def pins(verdict: Verdict | None) -> tuple[Pin, ...]:
    """Return the proofs of the first finding, three or as many as it has faults.

    Equal statements share a number.

    They are counted in the order of time: by the exchanges they stand in, those of one exchange as
    they are given.
    """
    if verdict is None or not verdict.findings:
        return ()
    about = verdict.findings[0].entry
    grouped: dict[str, list[Place]] = {}
    experiments: dict[str, str] = {}
    earlier: set[str] = set()
    for proof in verdict.findings[0].evidence:
        if proof.against:
            continue
        places = grouped.setdefault(proof.statement, [])
        if proof.place is not None:
            places.append(proof.place)
        earlier |= {proof.statement} if proof.earlier else set()
        experiments[proof.statement] = experiments.get(proof.statement) or proof.experiment
    most = max(MOST, len(verdict.findings[0].faults))
    shown = sorted(list(grouped.items())[:most], key=lambda each: _first_entry(each[1], about))
    faults = {fault.statement: in_words(fault.slug) for fault in verdict.findings[0].faults}
    return tuple(
        Pin(
            number,
            statement,
            tuple(places),
            experiments[statement],
            faults.get(statement, ""),
            statement in earlier,
        )
        for number, (statement, places) in enumerate(shown, 1)
    )


def _first_entry(places: list[Place], about: int) -> int:
    return min((place.entry for place in places), default=about)


def numbers_of(proof: Pin, lines: Iterable[Line]) -> tuple[int, ...]:
    """Return the numbers of the lines that carry a pin, one for each place of the proof.

    A line without a number (what is known of the connection) counts where no other says it.
    """
    carrying = [line for line in lines if proof.number in line.pins]
    found = [line for line in carrying if line.number] or carrying
    seen: dict[tuple[int, str, int], int] = {}
    for line in found:
        seen.setdefault((line.entry, line.side, line.index), line.number)
    return tuple(seen.values())


def part_of(one: Line | Place) -> tuple[object, ...]:
    """Return what lines and places have in common before their bytes are compared."""
    if one.part == "connection":
        return one.entry, one.part
    return one.entry, one.part, one.side, one.index if one.part == "header" else 0


def touches(line: Line, place: Place) -> bool:
    """Tell whether a line shows bytes of a place."""
    if part_of(line) != part_of(place):
        return False
    if place.part == "connection":
        return True
    if place.start is None or line.span is None:
        return True
    low, high = line.span
    end = place.start + 1 if place.end is None else max(place.end, place.start + 1)
    return place.start < max(high, low + 1) and end > low


def columns(line: Line, place: Place) -> Iterator[Columns]:
    """Yield the columns of a line that show the bytes of a place.

    For a place that is a whole status line the code counts too, though it has no byte offset.
    """
    at = 0
    for segment in line.segments:
        width = len(segment.text)
        if place.start is None and segment.style in _STATUS:
            yield at, at + width
        if segment.start is not None and segment.end is not None:
            low = segment.start if place.start is None else max(segment.start, place.start)
            high = segment.end if place.end is None else min(segment.end, place.end)
            if low < high and segment.whole:
                yield at, at + width
            elif low < high:
                recorded = _recorded(segment)
                first, last = (column(recorded, edge - segment.start) for edge in (low, high))
                yield at + first, at + last
        at += width


def _recorded(segment: Segment) -> str:
    """Return the bytes of a segment as Latin-1, so that offsets count bytes."""
    source = segment.text if segment.raw is None else segment.raw
    if len(source) == (segment.end or 0) - (segment.start or 0):
        return source
    return source.encode("utf-8", "replace").decode("latin-1")


def joined(ranges: Iterable[Columns]) -> tuple[Columns, ...]:
    """Return column ranges in order, touching ones as one."""
    made: list[Columns] = []
    for low, high in sorted(ranges):
        if made and low <= made[-1][1]:
            made[-1] = (made[-1][0], max(high, made[-1][1]))
        else:
            made.append((low, high))
    return tuple(made)


class FieldMark(NamedTuple):
    """A remark on a field of the request: the pin of the evidence and one line of reason.

    field: as in `model.fix.Change` (credential.token, headers.<name>, url …); pin: 0 = none.
    stale: the field holds something else than was sent, so that it is no fault of its own.
    """

    field: str
    pin: int
    text: str
    stale: bool = False


def marks_of(answer: "Answer | None") -> tuple[FieldMark, ...]:
    """Return one mark a field: the first proof that stands on bytes which the field made."""
    if answer is None:
        return ()
    found: dict[str, FieldMark] = {}
    for pin in pins(answer.verdict):
        for field in _fields(pin, answer.attempt):
            found.setdefault(field, FieldMark(field, pin.number, pin.statement))
    if (mark := _refused(answer)) is not None:
        found[mark.field] = mark
    return tuple(found.values())


def _refused(answer: "Answer") -> FieldMark | None:
    """Return the mark of the field that a login provider's refusal is about."""
    entry = answer.verdict.entry if answer.verdict is not None else None
    field = field_of(answer.attempt, entry) if entry is not None else ""
    shown = pins(answer.verdict)
    if not field or not shown or entry is None:
        return None
    here = (pin for pin in shown if any(place.entry == entry for place in pin.places))
    pin = next(here, shown[0])
    return FieldMark(field, pin.number, pin.statement)


def _fields(pin: Pin, attempt: Attempt) -> list[str]:
    named = (_field(place, attempt) for place in pin.places if place.side == "request")
    return [field for field in named if field]


def _field(place: Place, attempt: Attempt) -> str:
    """Return the path of the field that made these bytes, empty where none of the user's did."""
    if place.entry >= len(attempt.exchanges):
        return ""
    if place.part != "header":
        return {"line": "url", "body": "body"}.get(place.part, "")
    headers = attempt.exchanges[place.entry].request.headers
    header = headers[place.index] if place.index < len(headers) else Header(place.name, "")
    credential = attempt.request.credential if attempt.request else None
    if (further := _further_field(header, attempt.request)) is not None:
        return further
    if header.origin == "credential" or (
        header.origin == "user" and header.name.lower() == "authorization" and credential
    ):
        return _secret_field(credential) or f"headers.{header.name}"
    return f"headers.{header.name}" if header.origin == "user" else ""


def _further_field(header: Header, request: Request | None) -> str | None:
    """Return the path of the secret of the further credential that wrote a header; else None."""
    if header.origin != "credential" or request is None:
        return None
    name = header.name.lower()
    if name in map(str.lower, request.credential.headers):
        return None
    for at, each in enumerate(request.also):
        if name in map(str.lower, each.headers) and each.secret_field():
            return f"also.{at}.{each.secret_field()}"
    return None


def _secret_field(credential: Credential | None) -> str:
    own = credential.secret_field() if credential is not None else ""
    return f"credential.{own}" if own else ""
