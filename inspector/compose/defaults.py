"""The headers that we add by ourselves, each with its reason."""

import msgspec

from inspector import __version__
from inspector.compose.address import Address
from inspector.compose.body import Encoded
from inspector.model.message import Header
from inspector.model.request import Request
from inspector.protocol.streams.socket_extensions import DEFLATE, EXTENSIONS
from inspector.protocol.streams.socket_messages import SOCKET, VERSION
from inspector.wording import tr

USER_AGENT = f"request-inspector/{__version__}"
ACCEPT_ENCODING = "gzip, deflate, br, zstd"
_BODY_EXPECTED = frozenset({"POST", "PUT", "PATCH"})


class Default(msgspec.Struct, frozen=True):
    """A header we add and why; last: it stands after the headers of the user."""

    header: Header
    reason: str
    last: bool = False


def defaults(request: Request, address: Address, encoded: Encoded) -> tuple[Default, ...]:
    """Return the headers to add, without those that the user wrote or switched off.

    A disabled row without a value switches the default of that name off.
    """
    taken = {row.name.strip().lower() for row in request.headers if row.enabled or not row.value}
    if "transfer-encoding" in taken:
        taken.add("content-length")
    found = (
        _line_of_host(address),
        *_identity(request),
        *_browser(request),
        *(_socket(request) if address.is_socket else ()),
        *_content(request, encoded),
    )
    return tuple(each for each in found if each.header.name.lower() not in taken)


def _default(name: str, value: str, reason: str, *, last: bool = False) -> Default:
    return Default(Header(name, value, origin="default"), reason, last)


def _line_of_host(address: Address) -> Default:
    reason = tr("HTTP/1.1 needs it: the host of the URL (RFC 9110 §7.2).")
    return _default("Host", address.authority, reason)


def _identity(request: Request) -> tuple[Default, ...]:
    options = request.options
    agent = options.user_agent or ("" if options.bare else USER_AGENT)
    found: list[Default] = []
    if agent:
        found.append(_default("User-Agent", agent, tr("Says which program asks.")))
    if not options.bare:
        found.append(_default("Accept", "*/*", tr("Any kind of answer is welcome.")))
    if options.accept_encoding and not options.bare:
        reason = tr("The answer may be compressed in these ways.")
        found.append(_default("Accept-Encoding", ACCEPT_ENCODING, reason))
    return tuple(found)


def _browser(request: Request) -> tuple[Default, ...]:
    origin = request.options.browser_origin
    if not origin:
        return ()
    reason = tr("The request acts as a page of this origin (Fetch §3.1).")
    return (_default("Origin", origin, reason),)


def _socket(request: Request) -> tuple[Default, ...]:
    """Return what asks for a WebSocket; its key is made when it is sent."""
    reason = tr("Asks to go on as a WebSocket (RFC 6455 §4.1).")
    options = request.options
    packed = tr("Messages may be compressed (RFC 7692).")
    return (
        _default("Connection", "Upgrade", reason),
        _default("Upgrade", SOCKET, reason),
        _default("Sec-WebSocket-Version", VERSION, reason),
        *(
            (_default(EXTENSIONS, DEFLATE, packed),)
            if options.accept_encoding and not options.bare
            else ()
        ),
    )


def _content(request: Request, encoded: Encoded) -> tuple[Default, ...]:
    found: list[Default] = []
    if encoded.data is not None and encoded.content_type:
        reason = tr("The kind of the body.")
        found.append(_default("Content-Type", encoded.content_type, reason, last=True))
    if encoded.data is not None or request.method.upper() in _BODY_EXPECTED:
        size = str(len(encoded.data or b""))
        reason = tr("How many bytes the body has (RFC 9110 §8.6).")
        found.append(_default("Content-Length", size, reason, last=True))
    return tuple(found)
