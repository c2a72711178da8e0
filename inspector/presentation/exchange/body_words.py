"""What stands below a body, and the name it is saved under. Pure: no Qt."""

import mimetypes
import re
from urllib.parse import unquote

from inspector.model.message import Header, first
from inspector.presentation.bodies.body_ways import is_drawing
from inspector.presentation.bodies.printable import visible
from inspector.presentation.exchange.exchange_words import size
from inspector.protocol.media_types import charset, content_type, media_type
from inspector.protocol.urls import split
from inspector.reading.body import content_of
from inspector.wording import tr, tr_n

_LONGEST = 80  # characters of a file's name
_NAMED = re.compile(r"(?i);\s*filename\s*=\s*(?:\"([^\"]*)\"|([^\s;]+))")
_ENCODED = re.compile(r"(?i);\s*filename\*\s*=\s*([\w-]*)'[^']*'([^\s;]+)")
# Names that Windows keeps for devices, whatever stands behind their dot.
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
_ENDINGS = {
    "json": ".json", "xml": ".xml", "html": ".html", "text": ".txt", "form": ".txt",
}  # fmt: skip
# What a system opens with a program that shows it and runs nothing of it.
_HARMLESS = frozenset(
    {
        *(".json", ".txt", ".csv", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp"),
        *(".pdf", ".xml", ".log", ".md", ".yaml", ".toml"),
    }
)


def facts(body: bytes, headers: tuple[Header, ...], lines: int, wire: int = 0) -> tuple[str, ...]:
    """Return kind and character set, the number of lines (0: none), and the size.

    wire: bytes that were sent for it, 0 where that is not known.
    """
    declared = content_type(headers)
    kind = media_type(declared) or tr("no content type")
    named = (charset(declared) or ("UTF-8" if lines else "")).upper()
    sizes = size(len(body))
    coding = first(headers, "Content-Encoding") or ""
    if coding and 0 < wire != len(body):
        sizes = tr("{size}, {sent} on the wire ({coding})", size=sizes, sent=size(wire),
                   coding=visible(coding))  # fmt: skip
    counted = tr_n("{count} line", "{count:,} lines", lines) if lines else ""
    elsewhere = tr("Open with… shows this PDF") if body.startswith(b"%PDF-") else ""
    known = ", ".join(filter(None, (visible(kind), named)))
    return tuple(filter(None, (known, counted, sizes, elsewhere)))


def file_name(body: bytes, headers: tuple[Header, ...], url: str) -> str:
    """Return a name to save a body under: what the reply names, else the end of the address.

    No folder, hidden file or device can be in it.
    """
    named = _disposition(first(headers, "Content-Disposition") or "")
    plain = _plain(named) or _plain(unquote(split(url).path.rstrip("/").rpartition("/")[2]))
    plain = plain or "body"
    ending = _ending(body, headers)
    return plain if "." in plain.strip(".") or not ending else plain + ending


def harmless_name(name: str, body: bytes, headers: tuple[Header, ...]) -> str:
    """Return a name under which no program runs what a server sent: pages are opened as text."""
    stem, dot, ending = name.rpartition(".")
    if dot and f".{ending.lower()}" in _HARMLESS:
        return name
    binary = content_of(headers, body).kind in ("binary", "image", "protobuf")
    return f"{stem or ending}{'.bin' if binary else '.txt'}"


def _disposition(value: str) -> str:
    """Return the file name of a Content-Disposition (RFC 6266 §4.3), empty without one."""
    if found := _ENCODED.search(value):
        try:
            return unquote(found[2], encoding=found[1] or "utf-8", errors="replace")
        except LookupError:
            return ""
    found = _NAMED.search(value)
    return (found[1] or found[2] or "") if found else ""


def _plain(name: str) -> str:
    last = re.split(r"[/\\]", visible(name))[-1]
    kept = "".join(each if each.isalnum() or each in "-_. ()" else "-" for each in last)
    kept = kept.strip(". -")[-_LONGEST:].strip(". -")
    return f"file-{kept}" if _DEVICE.match(kept) else kept


def _ending(body: bytes, headers: tuple[Header, ...]) -> str:
    kind = media_type(content_type(headers))
    if is_drawing(body, kind):
        return ".svg"
    by_kind = _ENDINGS.get(content_of(headers, body).kind)
    return mimetypes.guess_extension(kind) or by_kind or ""
