"""httpx's transport over a pool that records: sends what it is given, adds and changes nothing."""

import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from typing import cast

import msgspec

from inspector.model.message import Message
from inspector.send.libraries import httpcore, httpx, load_protocols
from inspector.send.proxy.tunnels import Pool, TunnelLogin
from inspector.send.recording import LateContext, RecordingBackend, RecordingStream
from inspector.send.tape import Recorder

_NO_TIMEOUT: dict[str, float | None] = {}  # each exchange has one limit for the whole of it


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """How the connections of one attempt are made; resolve: address by host and port.

    context: makes the TLS context, or returns the one made before. never: tells addresses that must
    not be connected to; a proxy is the user's own choice. always_tunnels: it must read nothing.
    """

    context: Callable[[], ssl.SSLContext]
    version: str = "auto"
    resolve: Mapping[tuple[str, int], str] = {}
    proxy_url: str = ""
    proxy_headers: tuple[tuple[bytes, bytes], ...] = ()
    socks_login: tuple[str, str] | None = None
    always_tunnels: bool = False
    never: Callable[[str], bool] | None = None


class ReplyStream(httpx.AsyncByteStream):
    """The body of a reply as it came, coding and all."""

    def __init__(self, reply: httpcore.Response) -> None:
        self._reply = reply

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._reply.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        """Give the connection back."""
        await self._reply.aclose()


class RequestStream(httpx.AsyncByteStream):
    """A request body in one piece."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if self._data:
            yield self._data


def request_of(message: Message) -> httpx.Request:
    """Return the message for the transport.

    Method and target travel beside it: httpx would normalise them.
    """
    start = message.url[: len(message.url) - len(message.target)]
    return httpx.Request(
        message.method,
        start,
        headers=[
            (header.name.encode("latin-1"), header.value.encode("latin-1"))
            for header in message.headers
        ],
        stream=RequestStream(message.body),
        extensions={
            "method": message.method.encode("latin-1"),
            "target": message.target.encode("latin-1"),
        },
    )


def _proxy(route: Route) -> httpcore.Proxy | None:
    if not route.proxy_url:
        return None
    if route.proxy_url.startswith("socks"):
        return httpcore.Proxy(route.proxy_url, auth=route.socks_login)
    return httpcore.Proxy(route.proxy_url, headers=list(route.proxy_headers))


class Transport(httpx.AsyncBaseTransport):
    """One attempt's connections."""

    def __init__(self, route: Route, recorder: "Recorder[RecordingStream]") -> None:
        self._context = route.context
        self._is_plain = route.version != "2" and not route.proxy_url
        self._backend = RecordingBackend(
            recorder, route.resolve, None if route.proxy_url else route.never
        )
        self.tunnel_login = TunnelLogin(route.proxy_headers)
        self._pool = Pool(
            _proxy(route),
            self.tunnel_login,
            always=route.always_tunnels,
            ssl_context=cast("ssl.SSLContext", LateContext(route.context)),
            http1=route.version != "2",
            http2=route.version in {"2", "auto"},
            network_backend=self._backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send exactly the headers, the target and the body that were given."""
        if request.url.scheme == "https" or not self._is_plain:
            load_protocols()
            self._context()
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.extensions["target"],
        )
        reply = await self._pool.handle_async_request(
            httpcore.Request(
                request.extensions["method"],
                url,
                headers=request.headers.raw,
                content=request.stream,
                extensions={"timeout": _NO_TIMEOUT},
            )
        )
        return httpx.Response(
            reply.status,
            headers=reply.headers,
            stream=ReplyStream(reply),
            extensions=reply.extensions,
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()
        await self._backend.aclose()
