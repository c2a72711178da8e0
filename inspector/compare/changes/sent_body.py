"""Another body: other bytes were sent."""

from collections.abc import Iterator

from msgspec.structs import replace

from inspector.compare.records import Delta
from inspector.compare.side import Side
from inspector.model.request import Request
from inspector.wording import tr

RANK = 40
IDS = ("body",)


def found(before: Side, after: Side) -> Iterator[Delta]:
    """Return whether the bodies differ."""
    if before.request.body != after.request.body:
        yield Delta(
            id="body",
            words=tr("changed body"),
            sentence=tr("The body was the cause: another one was accepted"),
            weight="plain",
        )


def take(request: Request, other: Request, change: str) -> Request | None:
    """Return the request with the other's body."""
    return replace(request, body=other.body) if change == "body" else None
