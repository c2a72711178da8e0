"""The members of a HAR entry that are read, as records (HAR 1.2, http://www.softwareishard.com)."""

import msgspec

from inspector.protocol.streams.socket_messages import SocketMessage


class Pair(msgspec.Struct, frozen=True, gc=False):
    """A header, cookie or form parameter."""

    name: str
    value: str = ""


class Cookie(msgspec.Struct, frozen=True, rename="camel"):
    """A cookie of the arrays `cookies`."""

    name: str
    value: str = ""
    path: str | None = None
    domain: str | None = None
    expires: str | None = None
    http_only: bool | None = None
    secure: bool | None = None
    same_site: str | None = None


class PostData(msgspec.Struct, frozen=True, rename="camel"):
    """The body of a request."""

    mime_type: str = ""
    text: str | None = None
    params: list[Pair] | None = None
    encoding: str | None = None


class Content(msgspec.Struct, frozen=True, rename="camel"):
    """The body of a reply; `encoding` is "base64" or absent."""

    size: float = -1
    mime_type: str = ""
    text: str | None = None
    encoding: str | None = None


class Request(msgspec.Struct, frozen=True, rename="camel"):
    """What was sent."""

    method: str
    url: str
    http_version: str = ""
    headers: list[Pair] = []
    cookies: msgspec.Raw = msgspec.Raw(b"[]")
    post_data: PostData | None = None
    body_size: float = -1


class Response(msgspec.Struct, frozen=True, rename="camel"):
    """What came back; status 0 when nothing did, `error` then says why (Chrome's `_error`)."""

    status: int = 0
    status_text: str = ""
    http_version: str = ""
    headers: list[Pair] = []
    cookies: msgspec.Raw = msgspec.Raw(b"[]")
    content: Content = Content()
    redirect_url: str | None = msgspec.field(name="redirectURL", default=None)
    body_size: float = -1
    error: str | None = msgspec.field(name="_error", default=None)


class Timings(msgspec.Struct, frozen=True):
    """Milliseconds; -1 or absent where a step did not happen. connect includes ssl."""

    dns: float | None = None
    connect: float | None = None
    ssl: float | None = None
    send: float | None = None
    wait: float | None = None
    receive: float | None = None


class Entry(msgspec.Struct, frozen=True, rename="camel"):
    """One exchange of the log."""

    request: Request
    response: Response | None = None
    started_date_time: str = ""
    time: float | None = None
    timings: Timings | None = None
    server_address: str | None = msgspec.field(name="serverIPAddress", default=None)
    error: str | None = msgspec.field(name="_error", default=None)
    resource_type: str = msgspec.field(name="_resourceType", default="")
    from_cache: str | None = msgspec.field(name="_fromCache", default=None)
    fetch_type: str | None = msgspec.field(name="_fetchType", default=None)
    socket_messages: list[SocketMessage] | None = msgspec.field(
        name="_webSocketMessages", default=None
    )
