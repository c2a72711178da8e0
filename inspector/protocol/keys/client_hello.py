"""What a client says first in a TLS handshake, before anything is encrypted.

ClientHello (RFC 8446 §4.1.2) with the name of the server that is meant (SNI, RFC 6066 §3) and the
protocols that are offered inside (ALPN, RFC 7301 §3.1).
"""

from typing import NamedTuple

from inspector.protocol.keys.certificate_request import HEAD, extensions_in, vector, vectors

_VERSION_AND_RANDOM = 2 + 32
_SERVER_NAME, _ALPN = 0, 16


class ClientHello(NamedTuple):
    """server_name: empty where none was sent, as for an address. offered: best first."""

    server_name: str = ""
    offered: tuple[str, ...] = ()


def read(message: bytes) -> ClientHello:
    """Read a whole ClientHello; of a damaged one what can be read."""
    _session, rest = vector(message[HEAD + _VERSION_AND_RANDOM :], 1)
    _ciphers, rest = vector(rest, 2)
    _compressions, rest = vector(rest, 1)
    held = dict(extensions_in(vector(rest, 2)[0]))
    name = vector(vector(held.get(_SERVER_NAME, b""), 2)[0][1:], 2)[0]
    offered = vectors(vector(held.get(_ALPN, b""), 2)[0], 1)
    return ClientHello(
        name.decode("ascii", "replace"), tuple(each.decode("ascii", "replace") for each in offered)
    )
