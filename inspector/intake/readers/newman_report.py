"""Reads a report that newman wrote (`--reporters json`): what it sent and got, as an attempt.

Source: newman's JSON reporter, whose requests and replies are those of postman-collection.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from inspector.intake.collections.taking import is_on, mapping, rows, text
from inspector.intake.har.entry import Content, Entry, Pair, PostData, Request, Response
from inspector.intake.har.reports import document, milliseconds, reading_of, status_of
from inspector.intake.results import Reading
from inspector.intake.text import plain
from inspector.wording import tr

NAME = "newman-report"
SUFFIXES: tuple[str, ...] = ()  # told by its content alone: many files end in .json
_START = re.compile(rb'\s*\{\s*"(?:collection|environment|globals|run)"\s*:')
_KEPT = "%/:?#[]@!$&'()*+,;=~-._"  # what stands in an address as it is


def title() -> str:
    """Return what it is called."""
    return tr("newman report")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A report of newman: opens with what was sent and got, and its diagnosis.")


def fit(data: bytes) -> float:
    """Return how surely the data is such a report."""
    if not _START.match(plain(data[:4096])):
        return 0.0
    return 0.995 if b'"executions"' in data and b'"run"' in data else 0.0


def read(data: bytes) -> Reading:
    """Return the attempt. Raises Unreadable for broken JSON, and where nothing was sent."""
    return reading_of(NAME, _entries(mapping(document(plain(data)))))


def _entries(report: Mapping[str, Any]) -> Iterator[Entry]:
    for each in rows(mapping(report.get("run")).get("executions")):
        request = mapping(each.get("request"))
        url = _address(request.get("url"))
        if not url:
            continue
        error, reply = mapping(each.get("requestError")), mapping(each.get("response"))
        yield Entry(
            request=_request(request, url),
            response=_response(reply) if reply else None,
            time=milliseconds(reply.get("responseTime")),
            error=f"{text(error.get('code'))} {text(error.get('message'))}".strip() or None,
        )


def _request(source: Mapping[str, Any], url: str) -> Request:
    return Request(
        method=text(source.get("method")) or "GET",
        url=url,
        headers=_headers(source.get("header")),
        post_data=_body(mapping(source.get("body"))),
    )


def _address(value: Any) -> str:
    if isinstance(value, str):
        return quote(value, safe=_KEPT)
    parts = mapping(value)
    host = ".".join(_texts(parts.get("host")))
    if not host:
        return ""
    port = text(parts.get("port"))
    query = "&".join(
        text(row.get("key")) + ("" if row.get("value") is None else f"={text(row['value'])}")
        for row in rows(parts.get("query"))
        if is_on(row)
    )
    whole = f"{text(parts.get('protocol')) or 'http'}://{host}{':' if port else ''}{port}"
    whole += "/" + "/".join(_texts(parts.get("path")))
    return quote(f"{whole}?{query}" if query else whole, safe=_KEPT)


def _texts(value: Any) -> list[str]:
    return list(map(text, value)) if isinstance(value, list) else [text(value)]


def _headers(value: Any) -> list[Pair]:
    return [Pair(text(row.get("key")), text(row.get("value"))) for row in rows(value) if is_on(row)]


def _body(source: Mapping[str, Any]) -> PostData | None:
    mode = text(source.get("mode"))
    if mode == "urlencoded":
        named = [row for row in rows(source.get("urlencoded")) if is_on(row)]
        return PostData(params=[Pair(text(r.get("key")), text(r.get("value"))) for r in named])
    return PostData(text=text(source.get("raw"))) if mode == "raw" else None


def _response(source: Mapping[str, Any]) -> Response:
    stream = source.get("stream")
    octets = mapping(stream).get("data")
    content = Content(text=stream, size=len(stream)) if isinstance(stream, str) else Content()
    if isinstance(octets, list) and all(isinstance(each, int) for each in octets):
        content = _octets(octets)
    return Response(
        status=status_of(source.get("code")),
        status_text=text(source.get("status")),
        headers=_headers(source.get("header")),
        content=content,
    )


def _octets(values: list[int]) -> Content:
    data = bytes(each & 0xFF for each in values)
    return Content(text=data.decode("utf-8", "surrogateescape"), size=len(data))
