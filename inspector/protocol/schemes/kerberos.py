"""Reads what a Kerberos message shows without a key: realm, service, encryption, error.

RFC 4120 §5.3, §5.5, §5.9; framing RFC 4121 §4.1. The ticket's content is encrypted.
"""

from collections.abc import Iterator

import msgspec

_OIDS = (bytes.fromhex("06092a864886f712010202"), bytes.fromhex("06092a864882f712010202"))
_ASKS, _ANSWERS, _FAILS = 0x6E, 0x6F, 0x7E
_STEPS = {_ASKS: "AP-REQ", _ANSWERS: "AP-REP", _FAILS: "KRB-ERROR"}
_SEQUENCE, _LONG_FORM = 0x30, 0x80
_MOST = 200
ENCRYPTIONS = {
    1: "des-cbc-crc",
    3: "des-cbc-md5",
    16: "des3-cbc-sha1",
    17: "aes128-cts-hmac-sha1-96",
    18: "aes256-cts-hmac-sha1-96",
    19: "aes128-cts-hmac-sha256-128",
    20: "aes256-cts-hmac-sha384-192",
    23: "rc4-hmac",
    24: "rc4-hmac-exp",
}
ERRORS = {
    6: "client not found",
    7: "server not found",
    18: "client revoked",
    23: "password expired",
    24: "pre-authentication failed",
    31: "integrity check failed",
    32: "ticket expired",
    33: "ticket not yet valid",
    34: "replay",
    35: "ticket is not for this server",
    37: "clocks differ too much",
    41: "message was altered",
    44: "key version not available",
    45: "server's key not available",
}
_Items = dict[int, bytes]


class KerberosMessage(msgspec.Struct, frozen=True, kw_only=True):
    """step: AP-REQ, AP-REP or KRB-ERROR. service: as HTTP/host. encryption: of the ticket.

    key_version: of the service's key, None where it is not said. error: number of a KRB-ERROR.
    """

    step: str
    realm: str = ""
    service: str = ""
    encryption: str = ""
    key_version: int | None = None
    error: int | None = None
    error_text: str = ""


def read(data: bytes) -> KerberosMessage | None:
    """Return the Kerberos message in a GSS token, also inside SPNEGO; None where there is none."""
    for oid in _OIDS:
        at = data.find(oid)
        while at >= 0:
            body = data[at + len(oid) + 2 :]
            if body[:1] and body[0] in _STEPS:
                return _message(body)
            at = data.find(oid, at + 1)
    return None


def _message(body: bytes) -> KerberosMessage:
    step = _STEPS[body[0]]
    fields = _fields(_content(body))
    if body[0] == _FAILS:
        return KerberosMessage(
            step=step,
            realm=_text(fields.get(9, b"")),
            service=_name(fields.get(10, b"")),
            error=_number(fields.get(6, b"")),
            error_text=_text(fields.get(11, b"")),
        )
    ticket = _fields(_content(fields.get(3, b""))) if body[0] == _ASKS else {}
    sealed = _fields(ticket.get(3, b""))
    kind = _number(sealed.get(0, b""))
    return KerberosMessage(
        step=step,
        realm=_text(ticket.get(1, b"")),
        service=_name(ticket.get(2, b"")),
        encryption=ENCRYPTIONS.get(kind, str(kind)) if kind is not None else "",
        key_version=_number(sealed.get(1, b"")),
    )


def _items(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield tag and content of each element (X.690 §8.1), as far as they are whole."""
    at = 0
    for _ in range(_MOST):
        if at + 2 > len(data):
            return
        tag, size = data[at], data[at + 1]
        at += 2
        if size & _LONG_FORM:
            count = size & 0x7F
            if not 0 < count <= 4:  # noqa: PLR2004 - no message is longer than four bytes can say
                return
            size = int.from_bytes(data[at : at + count], "big")
            at += count
        yield tag, data[at : at + size]
        at += size


def _content(data: bytes) -> bytes:
    return next((content for _, content in _items(data)), b"")


def _fields(data: bytes) -> _Items:
    """Return the numbered members of a sequence."""
    inner = _content(data) if data[:1] == bytes([_SEQUENCE]) else data
    return {tag & 0x1F: content for tag, content in _items(inner) if tag & 0xE0 == 0xA0}  # noqa: PLR2004 - context-specific, constructed


def _name(data: bytes) -> str:
    """Return the parts of a principal's name with slashes between."""
    parts = _content(_fields(data).get(1, b""))
    return "/".join(_decoded(content) for _, content in _items(parts))


def _text(data: bytes) -> str:
    return _decoded(_content(data))


def _decoded(content: bytes) -> str:
    text = content[:200].decode("utf-8", "replace")
    return "".join(one if one.isprintable() else "·" for one in text)


def _number(data: bytes) -> int | None:
    content = _content(data)
    return int.from_bytes(content[:8], "big", signed=True) if content else None
