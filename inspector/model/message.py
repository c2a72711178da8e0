"""What crossed the wire: header lines, the request message and the reply.

Text of header lines, targets and reason phrases is the recorded bytes decoded as Latin-1, so a
character's index IS its byte offset. Sources whose text is Unicode (HAR) are encoded as UTF-8
first; `latin1` does that.
"""

from typing import Literal

import msgspec

Origin = Literal["user", "credential", "default", "cookie", "proxy", "protocol"]
Span = tuple[int, int]


def latin1(text: str) -> str:
    """Return the UTF-8 bytes of a text as Latin-1 characters: one character a byte."""
    return text if text.isascii() else text.encode("utf-8", "surrogatepass").decode("latin-1")


def as_bytes(text: str) -> bytes:
    """Return a recorded text as the bytes it stood for, also one that is no such record."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def readable(text: str) -> str:
    """Return recorded bytes as people read them: UTF-8 where it is valid, else Latin-1."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


class Header(msgspec.Struct, frozen=True, omit_defaults=True):
    """One header line as recorded.

    origin: who put it there (requests only). secret: half-open byte ranges of the value that came
    from a secret; masks use them.
    """

    name: str
    value: str
    origin: Origin = "user"
    secret: tuple[Span, ...] = ()


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A request as it was sent.

    url: absolute, as requested. target: the request target on the wire. http_version: "1.0",
    "1.1", "2" or "" when unknown. target_secret and body_secret: byte ranges of secrets in target
    and body. body_size: bytes of the whole body, also when `body` was cut.
    """

    method: str
    url: str
    target: str = ""
    http_version: str = ""
    headers: tuple[Header, ...] = ()
    body: bytes = b""
    body_size: int = 0
    target_secret: tuple[Span, ...] = ()
    body_secret: tuple[Span, ...] = ()


class Interim(msgspec.Struct, frozen=True, omit_defaults=True):
    """An interim reply (1xx) that came before the final one."""

    status: int
    reason: str = ""
    headers: tuple[Header, ...] = ()


class Reply(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A final reply.

    body: decoded (gzip, br, zstd) up to the cap. wire_size: bytes of the body as received.
    cut: the body was longer than the cap, or the limit on decoding was reached. body_defect: why
    the body is incomplete or undecodable, empty when it is whole.
    """

    status: int
    reason: str = ""
    http_version: str = ""
    headers: tuple[Header, ...] = ()
    body: bytes = b""
    wire_size: int = 0
    cut: bool = False
    body_defect: str = ""
    trailers: tuple[Header, ...] = ()
    interim: tuple[Interim, ...] = ()


def values(headers: tuple[Header, ...], name: str) -> tuple[str, ...]:
    """Return the values of all header lines of that name, in order."""
    wanted = name.lower()
    return tuple(header.value for header in headers if header.name.lower() == wanted)


def first_lines(headers: tuple[Header, ...]) -> dict[str, int]:
    """Return the first header line of each name, names in small letters."""
    numbered = zip(reversed(headers), range(len(headers) - 1, -1, -1), strict=True)
    return {header.name.lower(): index for header, index in numbered}


def first(headers: tuple[Header, ...], name: str) -> str | None:
    """Return the first header of that name, or None."""
    wanted = name.lower()
    return next((header.value for header in headers if header.name.lower() == wanted), None)
