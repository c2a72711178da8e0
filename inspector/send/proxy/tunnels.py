"""Ways through a proxy that are opened by CONNECT, in several rounds where its login takes them.

The library closes the connection where CONNECT is refused. NTLM, and Negotiate with more than one
message, prove somebody to a connection: there the next CONNECT must go over the same one.
"""

import asyncio
from typing import Any

from inspector.reading.statuses import LOGIN_AT_PROXY
from inspector.send.libraries import httpcore
from inspector.send.recording import BEYOND

_OPENED = range(200, 300)
_Lines = tuple[tuple[bytes, bytes], ...]


class TunnelLogin:
    """What CONNECT carries for the proxy: lasting, or once in place of it."""

    def __init__(self, lasting: _Lines) -> None:
        self._lasting = lasting
        self.once: _Lines = ()

    def take(self) -> _Lines:
        """Return the lines of the next CONNECT."""
        lines, self.once = self.once or self._lasting, ()
        return lines


class Pool(httpcore.AsyncConnectionPool):
    """The library's pool, with tunnels of our own."""

    def __init__(
        self, proxy: httpcore.Proxy | None, login: TunnelLogin, *, always: bool, **settings: Any
    ) -> None:
        """Take a proxy and its login. always: have a tunnel for what it could read, too."""
        super().__init__(proxy=proxy, **settings)
        self._through = (
            proxy if proxy is not None and proxy.url.scheme.startswith(b"http") else None
        )
        self._login = login
        self._always = always
        self._settings = settings

    def create_connection(self, origin: httpcore.Origin) -> httpcore.AsyncConnectionInterface:
        """Return a new connection: a tunnel for what the proxy must not read."""
        if self._through is None or (origin.scheme == b"http" and not self._always):
            return super().create_connection(origin)
        return Tunnel(self._through.url.origin, origin, self._login, self._settings)


class Tunnel(httpcore.AsyncConnectionInterface):
    """One way through a proxy; it stays usable after a 407 where the proxy keeps the connection."""

    def __init__(
        self,
        proxy: httpcore.Origin,
        origin: httpcore.Origin,
        login: TunnelLogin,
        settings: dict[str, Any],
    ) -> None:
        self._proxy, self._origin = proxy, origin
        self._login = login
        self._settings = settings
        self._connection: httpcore.AsyncConnectionInterface = httpcore.AsyncHTTPConnection(
            origin=proxy, network_backend=settings["network_backend"]
        )
        self._opening = asyncio.Lock()
        self._is_open = False

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """Open the way where it is not open yet, then send the request."""
        async with self._opening:
            if not self._is_open:
                self._connection = await self._opened(request)
                self._is_open = True
        return await self._connection.handle_async_request(request)

    async def _opened(self, wanted: httpcore.Request) -> httpcore.AsyncConnectionInterface:
        """Return the connection to the origin, through the proxy. Raises ProxyError."""
        target = b"%b:%d" % (self._origin.host, self._origin.port)
        url = httpcore.URL(
            scheme=self._proxy.scheme, host=self._proxy.host, port=self._proxy.port, target=target
        )
        names_us = [each for each in wanted.headers if each[0].lower() == b"user-agent"]
        headers = [(b"Host", target), *self._login.take(), *names_us]  # RFC 9110 §10.1.5
        request = httpcore.Request(b"CONNECT", url, headers=headers, extensions=wanted.extensions)
        reply = await self._connection.handle_async_request(request)
        if reply.status not in _OPENED:
            await self._refused(reply)
        below = reply.extensions["network_stream"]
        if self._origin.scheme == b"http":
            return httpcore.AsyncHTTP11Connection(
                origin=self._origin, stream=below.get_extra_info(BEYOND)
            )
        context = self._settings["ssl_context"]
        newest = self._settings["http2"]
        context.set_alpn_protocols(["http/1.1", "h2"] if newest else ["http/1.1"])
        stream = await below.start_tls(
            ssl_context=context, server_hostname=self._origin.host.decode("ascii")
        )
        tls = stream.get_extra_info("ssl_object")
        agreed = tls is not None and tls.selected_alpn_protocol() == "h2"
        if agreed or (newest and not self._settings["http1"]):
            return httpcore.AsyncHTTP2Connection(origin=self._origin, stream=stream)
        return httpcore.AsyncHTTP11Connection(origin=self._origin, stream=stream)

    async def _refused(self, reply: httpcore.Response) -> None:
        """Keep the connection for the next round of a login, close it otherwise."""
        if reply.status == LOGIN_AT_PROXY:
            await reply.aread()
            await reply.aclose()
        else:
            await self._connection.aclose()
        reason = reply.extensions.get("reason_phrase", b"").decode("ascii", "ignore")
        raise httpcore.ProxyError(f"{reply.status} {reason}")

    def can_handle_request(self, origin: httpcore.Origin) -> bool:
        """Whether it leads there."""
        return bool(origin == self._origin)

    async def aclose(self) -> None:
        """Close the way."""
        await self._connection.aclose()

    def info(self) -> str:
        """Say in which state it is."""
        return self._connection.info()

    def is_available(self) -> bool:
        """Whether it takes a request now."""
        return self._connection.is_available()

    def has_expired(self) -> bool:
        """Whether it ended by itself."""
        return self._connection.has_expired()

    def is_idle(self) -> bool:
        """Whether nothing goes over it."""
        return self._connection.is_idle()

    def is_closed(self) -> bool:
        """Whether it is closed."""
        return self._connection.is_closed()
