"""What a server asks for when it wants a client's certificate, and what the client shows.

CertificateRequest and Certificate of TLS 1.3 (RFC 8446 §4.3.2, §4.2.4, §4.4.2) and of 1.2 (RFC 5246
§7.4.4, §7.4.2), read from handshake messages in the clear.
"""

import zlib
from collections.abc import Iterator

_AUTHORITIES = 47  # the extension certificate_authorities
HEAD = 4  # type and length of a handshake message
_MOST = 200
_ZLIB, _LARGEST = 1, 2**20


def authorities(message: bytes, *, is_13: bool) -> tuple[bytes, ...]:
    """Return the names of issuers that would do, as DER; () where the server named none.

    message: a whole CertificateRequest. A damaged one names none.
    """
    body = message[HEAD:]
    if is_13:
        _, rest = vector(body, 1)
        extensions, _ = vector(rest, 2)
        names = dict(extensions_in(extensions)).get(_AUTHORITIES, b"")
    else:
        _, rest = vector(body, 1)
        _, names = vector(rest, 2)
    return tuple(vectors(vector(names, 2)[0], 2))[:_MOST]


def certificates(message: bytes, *, is_13: bool) -> tuple[bytes, ...]:
    """Return the chain of a Certificate message as DER, () where the client had none to show."""
    body = message[HEAD:]
    if is_13:
        _, body = vector(body, 1)
    rest, _ = vector(body, 3)
    found: list[bytes] = []
    while rest and len(found) < _MOST:
        der, rest = vector(rest, 3)
        if is_13:
            _, rest = vector(rest, 2)
        found.append(der)
    return tuple(der for der in found if der)


def uncompressed(message: bytes) -> bytes:
    """Return a CompressedCertificate as a Certificate message (RFC 8879 §4).

    Empty for a damaged one, and for another way to compress than zlib.
    """
    body = message[HEAD:]
    size = int.from_bytes(body[2:5], "big")
    data, _ = vector(body[5:], 3)
    if int.from_bytes(body[:2], "big") != _ZLIB or size > _LARGEST:
        return b""
    try:
        plain = zlib.decompressobj().decompress(data, size)
    except zlib.error:
        return b""
    return bytes(HEAD) + plain


def name_of(der: bytes) -> str:
    """Return a distinguished name as RFC 4514 writes it; empty for one that can't be read."""
    from cryptography import x509  # noqa: PLC0415 - plain HTTP needs no certificates

    parts = []
    try:
        for level in _elements(_inside(der)):
            pairs = [tuple(_values(_inside(pair))) for pair in _elements(_inside(level))]
            parts.append(
                x509.RelativeDistinguishedName(
                    x509.NameAttribute(x509.ObjectIdentifier(_dotted(kind)), text.decode())
                    for kind, text in pairs
                )
            )
        return x509.Name(parts).rfc4514_string()
    except (ValueError, TypeError, IndexError):
        return ""


def extensions_in(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and content of each extension (RFC 8446 §4.2)."""
    while len(data) >= 4:  # noqa: PLR2004 - type and length
        kind = int.from_bytes(data[:2], "big")
        content, data = vector(data[2:], 2)
        yield kind, content


def vector(data: bytes, width: int) -> tuple[bytes, bytes]:
    """Return a vector whose length stands in `width` bytes before it, and what follows."""
    end = width + int.from_bytes(data[:width], "big")
    return data[width:end], data[end:]


def vectors(data: bytes, width: int) -> Iterator[bytes]:
    """Yield the vectors that stand one after the other."""
    while data:
        found, data = vector(data, width)
        yield found


# ---------------- DER (X.690 §8.1), as much as a name needs
def _elements(data: bytes) -> Iterator[bytes]:
    """Yield each element whole."""
    while len(data) > 1:
        end = _start(data) + _length(data)
        yield data[:end]
        data = data[end:]


def _inside(element: bytes) -> bytes:
    return element[_start(element) :]


def _values(data: bytes) -> Iterator[bytes]:
    return (_inside(each) for each in _elements(data))


def _start(data: bytes) -> int:
    return 2 + (data[1] & 0x7F if data[1] & 0x80 else 0)


def _length(data: bytes) -> int:
    if not data[1] & 0x80:
        return data[1]
    return int.from_bytes(data[2 : _start(data)], "big")


def _dotted(data: bytes) -> str:
    """Return an object identifier with dots (X.690 §8.19)."""
    numbers, number = [], 0
    for byte in data:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers.append(number)
            number = 0
    first = min(numbers[0] // 40, 2)
    return ".".join(map(str, (first, numbers[0] - 40 * first, *numbers[1:])))
