"""Builds the Basic value from user and password (RFC 7617), for servers and proxies alike."""

import base64

from inspector.model.message import Header, Origin


def basic_value(user: str, password: str, charset: str = "utf-8") -> str:
    """Return the Base64 of `user:password`.

    Characters that the charset lacks are sent as UTF-8 instead of failing.
    """
    text = f"{user}:{password}"
    try:
        data = text.encode(charset)
    except UnicodeEncodeError:
        data = text.encode("utf-8", "surrogatepass")
    return base64.b64encode(data).decode("ascii")


def basic_header(name: str, value: str, origin: Origin) -> Header:
    """Return the header line `name: Basic value` with the value marked as secret."""
    word = "Basic "
    return Header(name, word + value, origin, secret=((len(word), len(word) + len(value)),))
