"""Reads whether a reply came from a cache, and how old it is (RFC 9111, RFC 9211)."""

import re

import msgspec

from inspector.model.message import Header, first, values

_DIRECTIVE = re.compile(r'([^\s,=]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,]*)))?')
_DIGITS = re.compile(r"\d{1,10}\Z", re.ASCII)
_HIT = re.compile(r"\bhit\b", re.IGNORECASE)
_VENDOR_NAMES = ("cf-cache-status", "x-cache", "x-cache-status", "x-varnish-cache", "x-proxy-cache")
_MOST = 100
_LONGEST = 8000


class CacheReading(msgspec.Struct, frozen=True, kw_only=True):
    """What the headers say about caches. age: seconds in a cache, None where not said.

    hit_header: name of the header line that says so, empty where none does.
    """

    age: int | None = None
    hit_header: str = ""
    directives: dict[str, str] = {}

    @property
    def is_from_cache(self) -> bool:
        """Whether the reply is a stored one and not the server's answer to this request."""
        return bool(self.hit_header) or bool(self.age)

    @property
    def is_storable_by_all(self) -> bool:
        """Whether shared caches may keep it although it may be one user's (RFC 9111 §3.5)."""
        return "public" in self.directives or "s-maxage" in self.directives


def read(headers: tuple[Header, ...]) -> CacheReading:
    """Return what the reply's headers say about caches."""
    age = first(headers, "age") or ""
    return CacheReading(
        age=int(age) if _DIGITS.match(age.strip()) else None,
        hit_header=_hit_header(headers),
        directives=directives(", ".join(values(headers, "cache-control"))),
    )


def directives(value: str) -> dict[str, str]:
    """Return the directives of Cache-Control, names in small letters (RFC 9111 §5.2)."""
    result: dict[str, str] = {}
    for count, found in enumerate(_DIRECTIVE.finditer(value[:_LONGEST])):
        if count >= _MOST:
            break
        result.setdefault(found[1].lower(), found[2] or found[3] or "")
    return result


def _hit_header(headers: tuple[Header, ...]) -> str:
    for header in headers:
        name = header.name.lower()
        if name in _VENDOR_NAMES and _HIT.search(header.value):
            return header.name
        if name == "cache-status" and re.search(r";\s*hit\b", header.value):
            return header.name
    return ""
