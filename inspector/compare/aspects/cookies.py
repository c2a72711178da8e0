"""The cookies that were sent, each by its name."""

from collections.abc import Iterator

from inspector.compare.fact import Fact
from inspector.compare.side import Side, plain
from inspector.protocol.redaction import mask
from inspector.wording import tr

PLACE, ID = 40, "cookies"
_SHORT = 3


def title() -> str:
    """Return the section's title."""
    return tr("Cookies sent")


def facts(side: Side) -> Iterator[Fact]:
    """Return each cookie; its value is a secret unless it is a mere switch."""
    for header in side.request.headers:
        if header.name.lower() != "cookie":
            continue
        for pair in header.value.split(";"):
            name, _, value = pair.strip().partition("=")
            if name:
                shown = value if len(value) <= _SHORT else mask(plain(value))
                yield Fact(name=plain(name), text=shown, identity=value, weight="auth")
