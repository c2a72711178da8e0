"""What was sent as body: by key of JSON, by field of a form, else by line."""

from collections.abc import Iterator

from inspector.compare.bodies import body_facts
from inspector.compare.body_code import Laid, body_code
from inspector.compare.fact import Fact
from inspector.compare.side import Side
from inspector.wording import tr

PLACE, ID = 45, "request-body"


def title() -> str:
    """Return the section's title."""
    return tr("Body sent")


def facts(side: Side) -> Iterator[Fact]:
    """Return the body's parts."""
    yield from body_facts(side.request.headers, side.request.body, side.known)


def code(side: Side) -> Iterator[Laid]:
    """Return the lines of a body of JSON or text."""
    yield from body_code(side.request.headers, side.request.body, side.known)
