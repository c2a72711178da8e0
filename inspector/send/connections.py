"""The connections of one attempt: a wire for each proxy that its hops go through."""

import contextlib
from collections.abc import Callable

from inspector.model.message import Header
from inspector.model.request import Options
from inspector.send import proxies
from inspector.send.evidence import Way
from inspector.send.proxies import Proxy
from inspector.send.transport import Route
from inspector.send.trust import context, trust_of
from inspector.send.wire import Wire


class Connections:
    """Opens wires as they are needed and closes them all.

    Raises TrustError or ProxyError, at the first use, for options that can't be used. never: tells
    addresses that must not be connected to.
    """

    def __init__(self, options: Options, never: Callable[[str], bool] | None = None) -> None:
        self._options = options
        self._never = never
        self._wires: dict[str, Wire] = {}
        self._closing: list[Wire] = []
        self.logins: dict[str, Header] = {}

    def proxy(self, url: str) -> Proxy:
        """Return the proxy in force for a URL."""
        return proxies.choose(url, self._options.proxy)

    def wire(self, proxy: Proxy) -> Wire:
        """Return the wire through a proxy, or the direct one."""
        if proxy.url not in self._wires:
            self._wires[proxy.url] = self._open(proxy)
        return self._wires[proxy.url]

    def _open(self, proxy: Proxy) -> Wire:
        options = self._options
        http2 = options.http_version in {"auto", "2"}
        login = self.logins.get(proxy.url)
        headers = ((login.name.encode("ascii"), login.value.encode("latin-1")),) if login else ()
        route = Route(
            context=context(trust_of(options, http2=http2)),
            version=options.http_version,
            resolve=resolve_of(options.resolve),
            proxy_url=proxy.url,
            proxy_headers=headers,
            socks_login=(proxy.user, proxy.password) if proxy.user else None,
            never=self._never,
        )
        way = Way(proxy=proxy.url, proxy_reason=proxy.reason, verify=options.verify_tls)
        return Wire(route, way)

    def log_in(self, proxy: Proxy, login: Header) -> None:
        """Use this login at the proxy from now on, for new connections too."""
        self.logins[proxy.url] = login
        if proxy.url in self._wires:
            self._closing.append(self._wires.pop(proxy.url))

    async def aclose(self) -> None:
        """Close all connections; errors while closing no longer matter."""
        for wire in (*self._wires.values(), *self._closing):
            with contextlib.suppress(Exception):
                await wire.aclose()


def resolve_of(entries: tuple[str, ...]) -> dict[tuple[str, int], str]:
    """Read curl's `host:port:address` entries; what can't be read is left out."""
    found: dict[tuple[str, int], str] = {}
    for entry in entries:
        host, _, rest = entry.removeprefix("+").partition(":")
        port, _, address = rest.partition(":")
        if host and port.isdigit() and address:
            first = address.split(",")[0] if "," in address else address
            found[host.lower(), int(port)] = first.strip("[]")
    return found
