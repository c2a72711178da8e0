"""What a content type declares: media type, family, character set (RFC 9110 §8.3)."""

import codecs
import re
from functools import lru_cache
from typing import Literal

from inspector.model.message import Header, first
from inspector.protocol.patterns import lazy_re

Family = Literal["", "json", "xml", "html", "form", "text", "multipart", "image", "protobuf"]

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
_CHARSET = lazy_re(r"charset\s*=\s*[\"']?([\w\-.:]{1,40})", re.IGNORECASE)
# In this order: application/xhtml+xml is a page, image/svg+xml is XML.
_FAMILIES: tuple[tuple[re.Pattern[str], Family], ...] = (
    (re.compile(r"^multipart/"), "multipart"),
    (re.compile(r"x-www-form-urlencoded"), "form"),
    (re.compile(r"json"), "json"),
    (re.compile(r"html"), "html"),
    (re.compile(r"xml"), "xml"),
    (re.compile(r"^image/"), "image"),
    (re.compile(r"protobuf|^application/(?:grpc|connect\+proto)"), "protobuf"),
    (re.compile(r"^text/|javascript|ecmascript|graphql|yaml"), "text"),
)
# Of these Python makes text as well, but none is a character set (`codecs`, Python Specific
# Encodings): some raise whatever they are told, some take time that grows with the square.
_NO_CHARSETS = frozenset(
    {"idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
)


def content_type(headers: tuple[Header, ...]) -> str:
    """Return the content type of a message as written, empty without one."""
    return first(headers, "content-type") or ""


def media_type(declared: str) -> str:
    """Return the media type of a content type in small letters, without its parameters."""
    return declared.partition(";")[0].strip().lower()


@lru_cache(maxsize=256)  # a long trace has a handful
def family(declared: str) -> Family:
    """Return what a content type says that the body is; empty for what is none of these."""
    kind = media_type(declared)
    return next((name for pattern, name in _FAMILIES if pattern.search(kind)), "")


@lru_cache(maxsize=256)
def charset(declared: str) -> str:
    """Return the character set that a content type names, empty for none and for an unknown one."""
    found = _CHARSET.search(declared)
    return found[1].lower() if found and _is_known(found[1]) else ""


def _is_known(name: str) -> bool:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    is_text: bool = found._is_text_encoding  # noqa: SLF001 - no public way to ask
    return is_text and found.name.replace("_", "-") not in _NO_CHARSETS
