"""Reads a report that `bru run --format json` wrote: what it sent and got, as an attempt.

It writes stars in place of passwords and tokens.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from inspector.intake.collections.taking import mapping, rows, text
from inspector.intake.har.entry import Entry, PostData, Request, Response
from inspector.intake.har.reports import (
    body_of,
    document,
    milliseconds,
    pairs_of,
    reading_of,
    status_of,
)
from inspector.intake.results import Reading
from inspector.intake.text import plain
from inspector.wording import tr

NAME = "bruno-report"
SUFFIXES: tuple[str, ...] = ()  # told by its content alone: many files end in .json
_START = re.compile(rb'\s*[\[{]\s*(?:\{\s*)?"(?:iterationIndex|summary|results)"\s*:')


def title() -> str:
    """Return what it is called."""
    return tr("Bruno report")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A report of Bruno: opens with what was sent and got, and its diagnosis.")


def fit(data: bytes) -> float:
    """Return how surely the data is such a report."""
    if not _START.match(plain(data[:4096])):
        return 0.0
    return 0.98 if b'"results"' in data and b'"request"' in data else 0.0


def read(data: bytes) -> Reading:
    """Return the attempt. Raises Unreadable for broken JSON, and where nothing was sent."""
    found = document(plain(data))
    parts = rows(found) if isinstance(found, list) else [mapping(found)]
    return reading_of(NAME, _entries(parts))


def _entries(parts: list[Mapping[str, Any]] | Any) -> Iterator[Entry]:
    for each in (row for part in parts for row in rows(part.get("results"))):
        request, reply = mapping(each.get("request")), mapping(each.get("response"))
        url = text(request.get("url"))
        if not url:
            continue
        yield Entry(
            request=_request(request, url),
            response=_response(reply) if status_of(reply.get("status")) else None,
            time=milliseconds(reply.get("responseTime")),
            error=text(each.get("error")) or None,
        )


def _request(source: Mapping[str, Any], url: str) -> Request:
    body = body_of(source.get("data")).text
    return Request(
        method=text(source.get("method")) or "GET",
        url=url,
        headers=pairs_of(mapping(source.get("headers"))),
        post_data=PostData(text=body) if body else None,
    )


def _response(source: Mapping[str, Any]) -> Response:
    return Response(
        status=status_of(source.get("status")),
        status_text=text(source.get("statusText")),
        headers=pairs_of(mapping(source.get("headers"))),
        content=body_of(source.get("data")),
    )
