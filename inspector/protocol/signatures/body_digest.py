"""Hashes of a body that go along in headers, and whether they fit the body.

Content-Digest (RFC 9530), Digest (RFC 3230), Content-MD5 (RFC 1864), and those of vendors.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from inspector.model.message import Message
from inspector.protocol.patterns import lazy_re

_HASHES = {"sha-256": "sha256", "sha-512": "sha512", "sha": "sha1", "md5": "md5"}
# finds `sha-256=:X48E9q…=:`, `SHA-256=X48E9q…=`
# but not `unixsum=30637`
_LISTED = lazy_re(r"(?i)\b(sha-256|sha-512|sha|md5)=:?([A-Za-z0-9+/]{16,90}={0,2}):?")
_OF_NAME = {
    "content-md5": "md5",
    "x-amz-content-sha256": "sha256",
    "x-content-sha256": "sha256",
    "x-goog-content-sha256": "sha256",
    "x-acs-content-sha256": "sha256",
    "x-tc-content-sha256": "sha256",
    "x-ms-content-sha256": "sha256",
}


class BodyDigest(NamedTuple):
    """A hash in a header. line: the number of the header line; fits: whether it is of this body."""

    line: int
    name: str
    fits: bool


def body_digests(message: Message) -> tuple[BodyDigest, ...]:
    """Return the hashes of the body that a message holds; none where the body is not whole."""
    if message.body_size > len(message.body):
        return ()
    return tuple(
        BodyDigest(index, header.name, _is_of(message.body, algorithm, text))
        for index, header in enumerate(message.headers)
        for algorithm, text in _declared(header.name.lower(), header.value.strip())
    )


def _declared(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name in {"content-digest", "digest"}:
        for found in _LISTED.finditer(value):
            yield _HASHES[found[1].lower()], found[2]
    elif name in _OF_NAME and _raw(value):
        yield _OF_NAME[name], value


def _is_of(body: bytes, algorithm: str, text: str) -> bool:
    return hashlib.new(algorithm, body, usedforsecurity=False).digest() in _raw(text)


def _raw(text: str) -> tuple[bytes, ...]:
    """Return the bytes that a text may stand for, in hexadecimal or Base64; none for words."""
    found = []
    for read in (bytes.fromhex, _base64):
        try:
            found.append(read(text))
        except (ValueError, binascii.Error):
            continue
    return tuple(each for each in found if len(each) in {16, 20, 32, 64})


def _base64(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
