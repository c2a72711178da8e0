"""Finds the entries in the bytes of a HAR: strictly and fast, else by whatever can be saved."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from inspector.intake.har import entry as har
from inspector.intake.results import Unreadable
from inspector.intake.text import plain
from inspector.model.collection import Problem
from inspector.wording import tr, tr_n

# ---------------- Makes an entry of parsed JSON whose members are missing or of the wrong type
_ENCODER = msgspec.json.Encoder()


def entry_of(value: Any) -> har.Entry | None:
    """Return the entry with whatever can be understood of it; None when there is no URL."""
    source = _object(value)
    request = _request(_object(source.get("request")))
    if not request.url:
        return None
    return har.Entry(
        request=request,
        response=_response(source.get("response")),
        started_date_time=_text(source.get("startedDateTime")),
        time=_number(source.get("time")),
        timings=_timings(_object(source.get("timings"))),
        server_address=_text(source.get("serverIPAddress")),
        resource_type=_text(source.get("_resourceType")),
        from_cache=_text(source.get("_fromCache")),
        fetch_type=_text(source.get("_fetchType")),
    )


def _request(source: Mapping[str, Any]) -> har.Request:
    post = _object(source.get("postData"))
    return har.Request(
        method=_text(source.get("method")) or "GET",
        url=_text(source.get("url")),
        http_version=_text(source.get("httpVersion")),
        headers=_pairs(source.get("headers")),
        cookies=_cookies(source.get("cookies")),
        post_data=har.PostData(
            mime_type=_text(post.get("mimeType")),
            text=_text(post.get("text")),
            params=_pairs(post.get("params")),
            encoding=_text(post.get("encoding")),
        ),
    )


def _response(value: Any) -> har.Response | None:
    source = _object(value)
    if not source:
        return None
    content = _object(source.get("content"))
    return har.Response(
        status=int(_number(source.get("status")) or 0),
        status_text=_text(source.get("statusText")),
        http_version=_text(source.get("httpVersion")),
        headers=_pairs(source.get("headers")),
        cookies=_cookies(source.get("cookies")),
        content=har.Content(
            size=_number(content.get("size")) or -1,
            mime_type=_text(content.get("mimeType")),
            text=_text(content.get("text")),
            encoding=_text(content.get("encoding")),
        ),
        redirect_url=_text(source.get("redirectURL")),
        body_size=_number(source.get("bodySize")) or -1,
        error=_text(source.get("_error")),
    )


def _timings(source: Mapping[str, Any]) -> har.Timings:
    return har.Timings(
        **{name: _number(source.get(name)) for name in har.Timings.__struct_fields__}
    )


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _number(value: Any) -> float | None:
    """Return a finite number within the range of a record, also from a string."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if abs(number) < 2**53 else None


def _pairs(value: Any) -> list[har.Pair]:
    if isinstance(value, Mapping):
        return [har.Pair(_text(name), _text(text)) for name, text in value.items()]
    if not isinstance(value, list):
        return []
    found = (
        har.Pair(_text(_object(one).get("name")), _text(_object(one).get("value"))) for one in value
    )
    return [pair for pair in found if pair.name]


def _cookies(value: Any) -> msgspec.Raw:
    pairs = [pair for pair in _pairs(value) if pair.name.isascii() and pair.value.isascii()]
    return msgspec.Raw(_ENCODER.encode(pairs))


MAX_BYTES = 1 << 30
_CREATORS = re.compile(rb'"(?:creator|browser)"\s*:\s*\{[^{}]{0,400}?"name"\s*:\s*"([^"]{0,80})"')
_ENTRIES = re.compile(r'(?<!\\)"entries"\s*:\s*\[')
_GAP = re.compile(r"[\s,]*")


class _Name(msgspec.Struct):
    name: str = ""


class _Log(msgspec.Struct):
    entries: list[msgspec.Raw]
    creator: _Name | None = None
    browser: _Name | None = None


class _Document(msgspec.Struct):
    log: _Log


_DOCUMENT = msgspec.json.Decoder(_Document)
_ENTRY = msgspec.json.Decoder(har.Entry)


class Document:
    """The entries of a HAR, made one at a time, and what was wrong with it.

    creators: names of the program and browser that wrote it. notes: complete once `entries` has
    been used up.
    """

    def __init__(self, data: bytes) -> None:
        self.notes: list[str] = []
        self.creators: tuple[str, ...] = ()
        self._data = _limited(data)
        self._unusable = 0

    def entries(self) -> Iterator[har.Entry]:
        """Yield the entries in the order of the file; raise Unreadable where there is no log."""
        try:
            log = _DOCUMENT.decode(self._data).log
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            yield from self._saved()
        else:
            names = (log.creator, log.browser)
            self.creators = tuple(name.name for name in names if name)
            yield from self._decoded(log.entries)
        self._note_unusable()

    def _decoded(self, raws: list[msgspec.Raw]) -> Iterator[har.Entry]:
        decode = _ENTRY.decode
        for raw in raws:
            try:
                yield decode(raw)
            except (msgspec.DecodeError, UnicodeError, RecursionError):
                yield from self._repaired(raw)

    def _repaired(self, raw: msgspec.Raw) -> Iterator[har.Entry]:
        try:
            value = json.loads(bytes(raw).decode("utf-8", "surrogateescape"), strict=False)
        except (ValueError, RecursionError):
            self._unusable += 1
            return
        yield from self._understood(value)

    def _understood(self, value: Any) -> Iterator[har.Entry]:
        entry = entry_of(value)
        if entry is None:
            self._unusable += 1
        else:
            yield entry

    def _saved(self) -> Iterator[har.Entry]:
        """Yield the entries of a document that is no valid JSON, up to where it breaks."""
        names = _CREATORS.findall(self._data[:65536])
        self.creators = tuple(name.decode("utf-8", "replace") for name in names)
        text = self._data.decode("utf-8", "surrogateescape")
        found = _ENTRIES.search(text)
        if found is None:
            raise Unreadable(_not_a_har(text))
        decoder = json.JSONDecoder(strict=False)
        position, count = _skip(text, found.end()), 0
        while text[position : position + 1] not in ("]", ""):
            try:
                value, end = decoder.raw_decode(text, position)
            except (ValueError, RecursionError):
                break
            count += 1
            yield from self._understood(value)
            position = _skip(text, end)
        if text[position : position + 1] != "]":
            self._note_break(text, position, count)

    def _note_break(self, text: str, position: int, count: int) -> None:
        line = text.count("\n", 0, position) + 1
        if not count:
            raise Unreadable(
                Problem(
                    what=tr("The HAR breaks off before its first entry is whole."),
                    where=tr("line {line}", line=line),
                    todo=tr("Export it again and wait until the file is written."),
                )
            )
        self.notes.append(
            tr_n(
                "The HAR is damaged from line {line} on: the {count} entry before is used.",
                "The HAR is damaged from line {line} on: the {count} entries before are used.",
                count,
                line=line,
            )
        )

    def _note_unusable(self) -> None:
        if self._unusable:
            self.notes.append(
                tr_n(
                    "{count} entry is left out: it has no URL.",
                    "{count} entries are left out: they have no URL.",
                    self._unusable,
                )
            )


def _skip(text: str, position: int) -> int:
    found = _GAP.match(text, position)
    return found.end() if found else position


def _limited(data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise Unreadable(
            Problem(
                what=tr("The HAR is larger than 1 GB."),
                todo=tr("Export it again with only the requests that matter."),
            )
        )
    return plain(data)


def _not_a_har(text: str) -> Problem:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return Problem(
            what=tr("This is not a HAR: it is no valid JSON."),
            where=tr("line {line}, column {column}", line=error.lineno, column=error.colno),
            todo=tr("Export a HAR from the network panel of the browser."),
        )
    except RecursionError:
        return Problem(
            what=tr("This is not a HAR: its JSON is nested too deep."),
            todo=tr("Export a HAR from the network panel of the browser."),
        )
    return Problem(
        what=tr("This is JSON, but not a HAR: log.entries is missing."),
        where="log.entries",
        todo=tr("Export a HAR from the network panel of the browser."),
    )
