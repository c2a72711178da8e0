"""A few words on an attempt: when it was sent, and to what."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from inspector.protocol.redaction import masked_url
from inspector.reading.request_words import asked_words
from inspector.wording import tr
from inspector.wording.dates import day, time_of_day

if TYPE_CHECKING:
    from inspector.record import Row
    from inspector.workbench.answer import Answer


class Labelled(Protocol):
    """An attempt with the label that it is compared under."""

    @property
    def answer(self) -> "Answer":
        """What was sent and came back."""

    @property
    def label(self) -> str:
        """Method, path and time."""


def label_of(answer: "Answer") -> str:
    """Return method, path's end, status and time of an attempt, without its query."""
    attempt = answer.attempt
    if not attempt.exchanges:
        return tr("Not sent")
    last = attempt.exchanges[-1]
    path = masked_url(last.request.url.partition("?")[0]).partition("://")[2].partition("/")[2]
    begun = attempt.started or last.started
    when = time_of_day(begun.astimezone()) if begun is not None else tr("time unknown")
    return f"{asked_words(last.request.method, f'/{path}' if last.request.url else '')}, {when}"


def label_of_row(row: "Row") -> str:
    """Return method, path and time of an attempt of the history."""
    local = row.time.astimezone()
    asked = asked_words(row.method, row.path)
    return f"{asked}, {day(local, year=False)} {time_of_day(local)}"


def offered(answer: "Answer") -> str:
    """Return what an attempt is offered as: its status, its name or what it asked, its time."""
    attempt = answer.attempt
    if not attempt.exchanges:
        return label_of(answer)
    reply = attempt.exchanges[-1].reply
    status = reply.status if reply is not None else None
    name = attempt.request.name if attempt.request is not None else ""
    return _offered(status, name, label_of(answer))


def offered_row(row: "Row") -> str:
    """Return the same of an attempt of the history."""
    return _offered(row.status, row.name, label_of_row(row))


def _offered(status: int | None, name: str, label: str) -> str:
    came = tr("No reply") if status is None else str(status)
    what, _, when = label.rpartition(", ")
    return tr("{status}  {name}, {when}", status=came, name=name or what, when=when)


def head_labels(columns: Sequence[Labelled]) -> list[str]:
    """Return what stands below the heads: the number of each attempt and what sets it apart.

    The time stands first; method and path are left out where they are the same everywhere.
    """
    parts = [_parted(column) for column in columns]
    alike = len({what for what, _when in parts if what}) < 2  # noqa: PLR2004 - all the same
    return [
        tr(
            "Attempt {number}, {label}",
            number=number,
            label=rest if alike or not what else f"{rest}, {what}",
        )
        for number, (what, rest) in enumerate(parts, 1)
    ]


def _parted(column: Labelled) -> tuple[str, str]:
    """Return method and path of a usual label, and the rest; all of any other is the rest."""
    exchanges = column.answer.attempt.exchanges
    method = exchanges[-1].request.method if exchanges else ""
    what, comma, when = column.label.rpartition(", ")
    if comma and method and what.startswith(f"{method} "):
        return what, when
    return "", column.label
