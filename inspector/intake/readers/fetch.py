"""Reads the `fetch(…)` call that browsers copy, as a request."""

import json
import re
from typing import Any

from inspector.intake.composing import Pocket, taken_from, without_user
from inspector.intake.results import Reading, Unreadable
from inspector.intake.text import plain
from inspector.model.collection import Problem
from inspector.model.request import Body, JsonBody, NoBody, RawBody, Request, RequestHeader
from inspector.protocol.media_types import family
from inspector.wording import tr

NAME = "fetch"
SUFFIXES = (".js", ".mjs")
_START = re.compile(r"^\s*(?:(?:const|let|var)\s+\w+\s*=\s*)?(?:await\s+)?fetch\s*\(\s*[\"'`]")
_CALL = re.compile(r"fetch\s*\(")
# Strings of three kinds, names before a colon, trailing commas; all else is JSON already.
_PIECE = re.compile(
    r"\"(?:[^\"\\]|\\.)*+(?:\"|\Z)|'(?:[^'\\]|\\.)*+(?:'|\Z)|`(?:[^`\\]|\\.)*+(?:`|\Z)"
    r"|(?<![\w$])[A-Za-z_$][\w$]*+(?=\s*:)"
    r"|,(?=\s*[}\])])|\bundefined\b",
    re.DOTALL,
)
_LONE_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")
_QUOTES = "\"'`"
_STRINGIFY = "JSON.stringify("
_DECODER = json.JSONDecoder(strict=False)


def title() -> str:
    """Return what it is called."""
    return tr("fetch call")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A fetch call: opens as a request, ready to send.")


def fit(data: bytes) -> float:
    """Return how surely the data is a fetch call."""
    return 0.93 if _START.match(plain(data[:4096]).decode("utf-8", "replace")) else 0.0


def read(data: bytes) -> Reading:
    """Return the request; raise Unreadable where URL or options can't be understood."""
    text = plain(data).decode("utf-8", "replace")
    url, options = _arguments(text)
    pocket = Pocket()
    found = options.get("headers")
    headers = found if isinstance(found, dict) else {}
    rows = [RequestHeader(str(name), _text(value)) for name, value in headers.items()]
    referrer = _text(options.get("referrer"))
    if referrer.startswith("http"):
        rows.append(RequestHeader("Referer", referrer))
    credential, rows = taken_from(rows, pocket)
    address, from_url = without_user(url, pocket)
    request = Request(
        method=_text(options.get("method")) or "GET",
        url=address,
        headers=tuple(rows),
        body=_body(options, headers),
        credential=credential if credential.is_given else from_url,
    )
    return Reading(kind=NAME, request=request, secrets=pocket.secrets, notes=_notes(options))


def _arguments(text: str) -> tuple[str, dict[str, Any]]:
    called = _CALL.search(text)
    written = _PIECE.sub(_as_json, text[called.end() :].lstrip() if called else "")
    try:
        written = _stringified(written)
        url, end = _DECODER.raw_decode(written)
        rest = written[end:].lstrip()
        options = _DECODER.raw_decode(rest[1:].lstrip())[0] if rest.startswith(",") else {}
    except (ValueError, RecursionError):
        raise Unreadable(_not_understood()) from None
    if not isinstance(url, str) or not isinstance(options, dict):
        raise Unreadable(_not_understood())
    return url, options


def _stringified(text: str) -> str:
    """Carry out `JSON.stringify(…)` on plain values."""
    while (at := text.find(_STRINGIFY)) >= 0:
        start = at + len(_STRINGIFY)
        value, end = _DECODER.raw_decode(text, start)
        closed = text.find(")", end)
        rest = text[closed + 1 :] if closed >= 0 else ""
        text = text[:at] + json.dumps(json.dumps(value, separators=(",", ":"))) + rest
    return text


def _as_json(found: re.Match[str]) -> str:
    """Write a piece of JavaScript as JSON."""
    piece = found.group()
    if piece == ",":
        return ""
    if piece == "undefined":
        return "null"
    if piece[0] in _QUOTES and (len(piece) == 1 or piece[-1] != piece[0]):
        return piece  # it never ends: no JSON comes of it
    if piece[0] == '"':
        return _LONE_ESCAPE.sub("", piece)
    if piece[0] in "'`":
        inner = re.sub(r"\\(['`$])", r"\1", piece[1:-1])
        inner = re.sub(r'(?<!\\)"', r"\"", inner).replace("\r\n", "\n").replace("\n", "\\n")
        return f'"{_LONE_ESCAPE.sub("", inner)}"'
    return f'"{piece}"'


def _body(options: dict[str, Any], headers: dict[str, Any]) -> Body:
    text = options.get("body")
    if not isinstance(text, str):
        return NoBody()
    kinds = [str(value) for name, value in headers.items() if name.lower() == "content-type"]
    kind = kinds[0] if kinds else ""
    return JsonBody(text=text) if family(kind) == "json" else RawBody(text=text, content_type=kind)


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value)


def _notes(options: dict[str, Any]) -> tuple[str, ...]:
    if options.get("credentials") == "include":
        return (tr("The browser adds its cookies by itself; a fetch call does not name them."),)
    return ()


def _not_understood() -> Problem:
    return Problem(
        what=tr("The fetch call can't be understood: it is no plain URL with plain options."),
        where="fetch(…)",
        todo=tr("Copy the request as cURL instead."),
    )
