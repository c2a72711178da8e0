"""Which extensions of a WebSocket were agreed on (RFC 6455 §9.1): permessage-deflate (RFC 7692).

Pure.
"""

from collections.abc import Iterable

import msgspec

from inspector.model.message import Header, values

EXTENSIONS = "Sec-WebSocket-Extensions"
DEFLATE = "permessage-deflate"
_BITS = range(8, 16)  # RFC 7692 §7.1.2
_SHOWN = 60  # characters of what is wrong
_FLAGS = {"server_no_context_takeover", "client_no_context_takeover"}
_WINDOWS = {"server_max_window_bits", "client_max_window_bits"}


class Deflate(msgspec.Struct, frozen=True, kw_only=True):
    """How messages are compressed.

    server_bits, client_bits: the windows that they are compressed with, as powers of two.
    server_anew, client_anew: whether each message is compressed without those before it.
    """

    server_bits: int = 15
    client_bits: int = 15
    server_anew: bool = False
    client_anew: bool = False


class ExtensionError(ValueError):
    """What a server answered that it must not; the text is that extension or parameter."""


def agreed(offered: Iterable[Header], answered: Iterable[Header]) -> Deflate | None:
    """Return the compression that both sides agreed on, None for none.

    A client has to fail for anything else that the server says (RFC 6455 §4.1, RFC 7692 §7.1).
    Raises ExtensionError.
    """
    found = list(_extensions(answered))
    if not found:
        return None
    known = [each for each in _extensions(offered) if each[0] == DEFLATE]
    for name, _ in found:
        if name != DEFLATE or not known or len(found) > 1:
            raise ExtensionError(name[:_SHOWN])
    may = {name for _, params in known for name, _ in params}
    return _deflate(found[0][1], client_window="client_max_window_bits" in may)


def _extensions(headers: Iterable[Header]) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    """Yield the names in order, each with its parameters; a value in quotes is a token too."""
    for value in values(tuple(headers), EXTENSIONS):
        for part in filter(None, (each.strip() for each in value.split(","))):
            name, *params = (each.strip() for each in part.split(";"))
            split = (each.partition("=")[::2] for each in params)
            yield name.lower(), [(key.strip().lower(), said.strip(' \t"')) for key, said in split]


def _deflate(params: list[tuple[str, str]], *, client_window: bool) -> Deflate:
    found: dict[str, str] = {}
    for name, value in params:
        flag = name in _FLAGS and not value
        window = name in _WINDOWS and value.isdecimal() and int(value) in _BITS
        asked = name != "client_max_window_bits" or client_window
        if name in found or not (flag or window) or not asked:
            raise ExtensionError((f"{name}={value}" if value else name)[:_SHOWN])
        found[name] = value
    return Deflate(
        server_bits=int(found.get("server_max_window_bits", 15)),
        client_bits=int(found.get("client_max_window_bits", 15)),
        server_anew="server_no_context_takeover" in found,
        client_anew="client_no_context_takeover" in found,
    )
