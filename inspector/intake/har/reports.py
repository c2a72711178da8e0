"""An attempt of what a program's report says it sent and got, by way of HAR's entries."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from inspector.intake.har.entry import Content, Entry, Pair
from inspector.intake.har.exchange import Exchanges
from inspector.intake.links import Linker
from inspector.intake.results import Reading, Unreadable
from inspector.model.attempt import Attempt
from inspector.model.collection import Problem
from inspector.wording import tr


def reading_of(kind: str, entries: Iterable[Entry]) -> Reading:
    """Return the attempt. Raises Unreadable where there is no entry."""
    exchanges, linker = Exchanges(), Linker()
    made = tuple(linker.link(exchanges.exchange(entry)) for entry in entries)
    if not made:
        raise Unreadable(
            Problem(
                what=tr("The report holds no request that was sent."),
                todo=tr("Run the collection again and write the report as JSON."),
            )
        )
    attempt = Attempt(id="import", exchanges=made, origin="import", source="har")
    return Reading(kind=kind, attempt=attempt)


def document(data: bytes) -> Any:
    """Return what the JSON says. Raises Unreadable."""
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Unreadable(
            Problem(
                what=tr("The report is no whole JSON: {reason}.", reason=str(error)[:200]),
                todo=tr("Run the collection again and write the report as JSON."),
            )
        ) from None


def milliseconds(value: Any) -> float | None:
    """Return how long it took, None where that is no number."""
    return float(value) if isinstance(value, int | float) else None


def status_of(value: Any) -> int:
    """Return a status, 0 where there was no reply."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def pairs_of(named: Mapping[str, Any]) -> list[Pair]:
    """Return the lines of an object of headers; several of one name are a list."""
    return [
        Pair(name, one if isinstance(one, str) else json.dumps(one))
        for name, value in named.items()
        for one in (value if isinstance(value, list) else [value])
        if one is not None
    ]


def body_of(value: Any) -> Content:
    """Return a body that was written as text, or parsed as JSON already."""
    if value is None:
        return Content()
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Content(text=text, size=len(text))
