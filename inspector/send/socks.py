"""Takes the SOCKS 5 greeting off recorded bytes, so that HTTP and no login remains (RFC 1928)."""

_VERSION = 5
_METHOD_REPLY = 2
_LOGIN_METHOD = 2
_LOGIN_REPLY = 2
_FIXED = 4  # version, reply, reserved, address type
_PORT = 2


def sent_http(data: bytes, method: str) -> bytes:
    """Return what was sent after the greeting, the login and the connect request."""
    if not data or data[0] != _VERSION:
        return data
    at = data.find(method.encode("latin-1") + b" ")
    return data[at:] if at >= 0 else b""


def received_http(data: bytes) -> bytes:
    """Return what came after the proxy's replies."""
    if len(data) < _METHOD_REPLY or data[0] != _VERSION:
        return data
    at = _METHOD_REPLY
    if data[1] == _LOGIN_METHOD:
        at += _LOGIN_REPLY
    if len(data) < at + _FIXED + 1:
        return b""
    kind = data[at + 3]
    sizes = {1: 4, 3: 1 + data[at + _FIXED], 4: 16}
    return data[at + _FIXED + sizes.get(kind, 0) + _PORT :]
