"""Finds a text anywhere in saved requests and folders: what is sent with them, and what is told.

Secrets are not searched: most are references, and what was typed in clear is masked first.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from inspector.model.request import FileBody, FormBody, JsonBody, MultipartBody, RawBody, Request
from inspector.presentation.library.nodes import Node, walk
from inspector.protocol.masking.masked_request import masked_request
from inspector.protocol.redaction import KnownValues, masked_text
from inspector.wording import tr

SHORTEST = 2
"""Letters that are looked for everywhere; one alone is in every text."""


class Found(NamedTuple):
    """Where the text stands: in words, and the field of the request ("" of a folder)."""

    words: str
    field: str = ""


def found_in(
    nodes: Iterable[Node],
    text: str,
    known: tuple[str, ...] = (),
    is_off: Callable[[], bool] = lambda: False,
) -> dict[str, Found]:
    """Return the first place of each request or folder that has the text, by its key.

    known: values of the vault. is_off: whether nobody wants the answer any more.
    """
    wanted, values = text.strip().lower(), KnownValues(known)
    found: dict[str, Found] = {}
    if len(wanted) < SHORTEST:
        return found
    for node in walk(nodes):
        if is_off():
            break
        place = _place(node, wanted, values)
        if place is not None:
            found[node.key] = place
    return found


def _place(node: Node, wanted: str, values: KnownValues) -> Found | None:
    if node.request is None:
        told = wanted in node.description.lower()
        masked = masked_text(node.description, values) if told else ""
        return Found(tr("documentation")) if wanted in masked.lower() else None
    if not any(wanted in each.lower() for _, each in _texts(node.request)):
        return None
    # What looks like a secret is masked only where something may fit: that takes longer.
    shown = msgspec.structs.replace(
        masked_request(node.request, values), examples=node.request.examples
    )
    return next((place for place, each in _texts(shown) if wanted in each.lower()), None)


def _texts(request: Request) -> Iterator[tuple[Found, str]]:
    """Yield every text of a request with its place; its row shows name and address anyway."""
    for at, row in enumerate(request.query):
        yield Found(tr("parameter {name}", name=row.name), f"query.{at}"), f"{row.name}={row.value}"
    for at, header in enumerate(request.headers):
        place = Found(tr("header {name}", name=header.name), f"headers.{at}")
        yield place, f"{header.name}: {header.value}"
    body = Found(tr("body"), "body")
    yield from ((body, each) for each in _of_body(request))
    yield Found(tr("documentation"), "description"), request.description
    for capture in request.captures:
        kept = tr("kept as {name}", name=capture.variable)
        yield Found(kept, "captures"), f"{capture.variable} {capture.path}"
    for expected in request.expectations:
        yield Found(tr("expectation"), "expectations"), f"{expected.name} {expected.value}"
    for script in request.scripts:
        yield Found(tr("script")), script.text
    for example in request.examples:
        place = Found(tr("example {name}", name=example.name), "examples")
        rows = (f"{row.name}: {row.value}" for row in example.headers)
        yield from ((place, each) for each in (example.name, example.url, *rows, example.body))


def _of_body(request: Request) -> Iterator[str]:
    match request.body:
        case JsonBody() | RawBody():
            yield request.body.text
        case FormBody() | MultipartBody():
            yield from (f"{row.name}={row.value}{row.file}" for row in request.body.fields)
        case FileBody():
            yield request.body.path
