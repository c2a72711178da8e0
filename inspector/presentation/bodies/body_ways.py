"""In which ways a body can be shown, and the text of those that are written anew. Pure: no Qt."""

import re
from typing import Literal

from inspector.model.message import Header
from inspector.presentation.bodies.xml_text import indented
from inspector.protocol.media_types import content_type, family, media_type
from inspector.protocol.streams.event_stream import is_stream
from inspector.reading.body import content_of
from inspector.reading.pages.pdf import is_pdf
from inspector.wording import tr

Way = Literal["tree", "indented", "picture", "events", "page", "text", "hex"]
AS_TEXT: frozenset[Way] = frozenset({"tree", "indented", "text"})
_WRITTEN = 4 * 1024 * 1024  # bytes of a body that is written anew; a larger one stays as it is
_SVG = "image/svg+xml"
_SHOWN = {
    *("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/x-icon"),
    *("image/vnd.microsoft.icon", _SVG),
}
# finds `[1, {"a":` and `{"a"`
# but not `[2026-01-01] started`
_JSON = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*(?:[\[{\"\]]|(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)\s*[,\]]))"
)
_STARTS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
_WEBP = (b"RIFF", b"WEBP")


def ways_of(body: bytes, headers: tuple[Header, ...]) -> tuple[Way, ...]:
    """Return the ways of a body, the one that suits it best first."""
    kind = media_type(content_type(headers))
    if is_stream(kind) and body:
        return ("events", "text", "hex")
    if body and is_picture(body, kind):
        return ("picture", "text", "hex") if is_drawing(body, kind) else ("picture", "hex")
    if is_pdf(body):
        return ("page", "hex")
    found = content_of(headers, body).kind
    if found == "json" and family(content_type(headers)) != "json" and not _JSON.match(body):
        found = "text"  # a line of a log may begin with a bracket too
    return _BY_KIND.get(found, ("text", "hex"))


_BY_KIND: dict[str, tuple[Way, ...]] = {
    "json": ("tree", "text", "hex"),
    "xml": ("indented", "text", "hex"),
    "html": ("text", "page", "hex"),
    "binary": ("hex",),
    "image": ("hex",),
    "protobuf": ("hex",),
}


def is_picture(body: bytes, kind: str) -> bool:
    """Whether a body is a picture that can be shown, by its first bytes or its media type."""
    by_bytes = body.startswith(_STARTS) or (body[:4], body[8:12]) == _WEBP
    return by_bytes or is_drawing(body, kind) or (kind in _SHOWN and kind != _SVG)


def is_drawing(body: bytes, kind: str) -> bool:
    """Whether a body is an SVG."""
    return kind == _SVG and b"<svg" in body[:4096]


def way_words(way: Way) -> str:
    """Return the name of a way."""
    return {
        "tree": tr("Tree"),
        "indented": tr("Indented"),
        "picture": tr("Picture"),
        "events": tr("Events"),
        "page": tr("Page"),
        "text": tr("Text"),
        "hex": tr("Hex"),
    }[way]


def written(body: bytes, way: Way) -> bytes:
    """Return the text of a body in a way: XML indented."""
    return b"".join(indented(body)) if way == "indented" and len(body) <= _WRITTEN else body
