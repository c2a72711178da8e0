"""Where the request went: method, host, path and each parameter of the query."""

from collections.abc import Iterator
from urllib.parse import parse_qsl

from inspector.compare.fact import Fact
from inspector.compare.side import Side
from inspector.protocol.masking.secret_spans import is_secret_pair
from inspector.protocol.redaction import mask
from inspector.protocol.urls import split
from inspector.wording import tr

PLACE, ID = 10, "request-line"


def title() -> str:
    """Return the section's title."""
    return tr("Request")


def facts(side: Side) -> Iterator[Fact]:
    """Return the parts of the address, each a line."""
    parts = split(side.request.url)
    yield Fact(name=tr("Method"), text=side.request.method, weight="auth")
    yield Fact(
        name=tr("Host"), text=f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}", weight="auth"
    )
    path = parts.path or "/"
    yield Fact(name=tr("Path"), text=side.shown(path), identity=path, weight="auth")
    for name, value in parse_qsl(parts.query, keep_blank_values=True, max_num_fields=None):
        secret = is_secret_pair(name, value, is_form=True) or bool(side.known.spans(value))
        yield Fact(
            name=f"?{name}",
            text=mask(value) if secret else value,
            identity=value,
            weight="auth" if secret else "plain",
        )
    if side.request.http_version:
        yield Fact(name=tr("Version"), text=f"HTTP/{side.request.http_version}")
