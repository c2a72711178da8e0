"""The connections of one attempt, a wire for each proxy that its hops go through, or of a run."""

import contextlib
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from functools import partial
from typing import NamedTuple

import msgspec

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message
from inspector.model.request import HostProxy, Options
from inspector.protocol.methods import IDEMPOTENT
from inspector.protocol.scheme_words import HANDSHAKES
from inspector.protocol.streams.socket_messages import asks_for_socket
from inspector.send.evidence import Way
from inspector.send.proxy import proxies
from inspector.send.proxy.proxies import Proxy
from inspector.send.tls.trust import Trust, context, trust_of
from inspector.send.transport import Route
from inspector.send.wire import Wire

# ---------------- Keeps connections open from one request of a run to the next
MOST = 32  # wires that wait for their next request; a run over more hosts closes the oldest
LONGEST_IDLE = 15.0  # seconds: routers forget silent connections, and a lost one costs a time-out


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """What two attempts must have in common to share a wire.

    trust: what decides about TLS, as a hashable record. resolve: curl's `host:port:address`.
    """

    trust: object
    version: str
    resolve: tuple[str, ...]
    way: Way


class KeptWires:
    """The wires of one run that wait for their next request; each serves one attempt at a time."""

    def __init__(self) -> None:
        self._free: list[tuple[float, Use, Wire]] = []

    def take(self, use: Use) -> Wire | None:
        """Return the one that was used last for the same, None where none waits."""
        for each in reversed(self._free):
            if each[1] == use and not _is_old(each):
                self._free.remove(each)
                return each[2]
        return None

    async def give(self, use: Use, wire: Wire) -> None:
        """Keep one whose attempt is over."""
        self._free.append((time.monotonic(), use, wire))
        await self._close([*self._free[:-MOST], *filter(_is_old, self._free[-MOST:])])

    async def _close(self, some: list[tuple[float, Use, Wire]]) -> None:
        for each in some:
            self._free.remove(each)
            with contextlib.suppress(Exception):  # errors while closing no longer matter
                await each[2].aclose()

    async def aclose(self) -> None:
        """Close all."""
        await self._close(list(self._free))


def _is_old(each: tuple[float, Use, Wire]) -> bool:
    return time.monotonic() - each[0] > LONGEST_IDLE


_OF_THIS_RUN: ContextVar[KeptWires | None] = ContextVar("kept wires", default=None)


@asynccontextmanager
async def keeping() -> AsyncIterator[None]:
    """Keep the connections of what this task and those it starts send, until it is over."""
    wires = KeptWires()
    token = _OF_THIS_RUN.set(wires)
    try:
        yield
    finally:
        _OF_THIS_RUN.reset(token)
        await wires.aclose()


def kept() -> KeptWires | None:
    """Return the wires of the run that this task belongs to, None outside of one."""
    return _OF_THIS_RUN.get()


def may_be_kept(exchanges: Sequence[Exchange]) -> bool:
    """Whether nothing of an attempt clings to its connections.

    A login by a handshake (RFC 4559 §4) belongs to the connection: whoever sends over it next
    would be let in as the same person.
    """
    return not any(each.failure is not None or _shakes_hands(each) for each in exchanges)


def _shakes_hands(exchange: Exchange) -> bool:
    words = (
        header.value.partition(" ")[0].lower()
        for header in exchange.request.headers
        if header.name.lower() in {"authorization", "proxy-authorization"}
    )
    return any(word in HANDSHAKES for word in words)


# ---------------- Opens what an attempt needs
class Shown(msgspec.Struct, frozen=True):
    """A client certificate for one host, instead of that of the options; none without a path.

    reason: why it is this one, in words. listed: whether it is set for hosts.
    """

    certificate: str = ""
    key: str = ""
    passphrase: str = ""
    reason: str = ""
    listed: bool = False

    def __repr__(self) -> str:
        return f"Shown({self.certificate!r})"


class Through(msgspec.Struct, frozen=True):
    """What says which proxy is gone through, and with which login where it speaks SOCKS."""

    listed: tuple[HostProxy, ...]
    socks_login: Callable[[Proxy], tuple[str, str] | None]


class _Line(NamedTuple):
    """What a wire leads through. is_tunnel: nothing is to be read by the proxy."""

    proxy: Proxy
    certificate: Shown | None
    is_tunnel: bool


class Connections:
    """Opens wires as they are needed and closes them all.

    Raises TrustError or ProxyError, at the first use, for options that can't be used. never: tells
    addresses that must not be connected to. passphrase: opens the key of the options' certificate.
    """

    def __init__(
        self,
        options: Options,
        through: "Through",
        never: Callable[[str], bool] | None = None,
        passphrase: str = "",
    ) -> None:
        self._options = options
        self._through = through
        self._passphrase = passphrase
        self._never = never
        self._wires: dict[_Line, Wire] = {}
        self._uses: dict[Wire, Use] = {}  # of those that may serve another attempt afterwards
        self._kept = kept()
        self._closing: list[Wire] = []
        self.logins: dict[Proxy, Header] = {}
        self._answers: dict[Proxy, Header] = {}  # with which tunnels are opened
        self._once: dict[Proxy, Header] = {}  # with which the next one is, on the same connection

    def proxy(self, url: str) -> Proxy:
        """Return the proxy in force for a URL."""
        return proxies.choose(url, self._options.proxy, listed=self._through.listed)

    def wire(
        self, proxy: Proxy, certificate: Shown | None = None, message: Message | None = None
    ) -> Wire:
        """Return the wire through a proxy, or the direct one.

        certificate: the one to show, instead of that of the options. message: what is sent first;
        only what may be sent twice goes over a connection that waited, and a WebSocket through a
        tunnel, whatever its scheme (RFC 6455 §4.1).
        """
        is_socket = message is not None and asks_for_socket(message.headers)
        line = _Line(proxy, certificate, is_socket and proxy.speaks_http)
        same = line._replace(proxy=proxy.same)
        if same not in self._wires:
            self._wires[same] = self._kept_or_new(line, message.method if message else "")
        if (login := self._once.pop(proxy.same, None)) is not None:
            self._wires[same].log_in_once(login)
        return self._wires[same]

    def _kept_or_new(self, line: "_Line", method: str) -> Wire:
        use = self._use(line.proxy, line.certificate)
        if self._kept is None or use is None:
            return self._open(line)
        wire = self._kept.take(use) if method in IDEMPOTENT else None
        if wire is None:
            wire = self._open(line)
        else:
            wire.waited = True
        self._uses[wire] = use
        return wire

    def _use(self, proxy: Proxy, certificate: Shown | None) -> Use | None:
        """Return what another attempt must have in common; None where a connection is personal."""
        options = self._options
        personal = certificate is not None or options.client_certificate or proxy.url
        if personal or self._never is not None:
            return None
        return Use(
            trust=_trust(options),
            version=options.http_version,
            resolve=options.resolve,
            way=_way(options, proxy),
        )

    def _open(self, line: "_Line") -> Wire:
        options, proxy, certificate = self._options, line.proxy, line.certificate
        if certificate is not None:
            options = msgspec.structs.replace(
                options, client_certificate=certificate.certificate, client_key=certificate.key
            )
        trust = _trust(options)
        passphrase = self._passphrase if certificate is None else certificate.passphrase
        opened = partial(context, trust, passphrase) if passphrase else partial(context, trust)
        if trust.needs_files:
            opened()  # says at once what can't be read
        login = self._answers.get(proxy.same)
        headers = ((login.name.encode("ascii"), login.value.encode("latin-1")),) if login else ()
        route = Route(
            context=opened,
            version=options.http_version,
            resolve=resolve_of(options.resolve),
            proxy_url=proxy.url,
            proxy_headers=headers,
            socks_login=self._through.socks_login(proxy),
            always_tunnels=line.is_tunnel,
            never=self._never,
        )
        reason = certificate.reason if certificate is not None else ""
        return Wire(route, msgspec.structs.replace(_way(options, proxy), certificate_reason=reason))

    def log_in(self, proxy: Proxy, login: Header, *, lasts: bool = True) -> None:
        """Use this login at the proxy for new connections, and lasting ones in every message."""
        if lasts:
            self.logins[proxy.same] = login
        self._answers[proxy.same] = login
        for line in [line for line in self._wires if line.proxy == proxy.same]:
            self._closing.append(self._wires.pop(line))

    def go_on(self, proxy: Proxy, login: Header) -> None:
        """Open the next tunnel with a message of a handshake, over the connection of the last."""
        self._once[proxy.same] = login

    async def aclose(self, exchanges: Sequence[Exchange] = ()) -> None:
        """Close all connections, but for those that the next request of the same run may have.

        exchanges: what went over them. Errors while closing no longer matter.
        """
        keep = may_be_kept(exchanges)
        for wire in (*self._wires.values(), *self._closing):
            use = self._uses.get(wire) if keep else None
            if self._kept is not None and use is not None:
                await self._kept.give(use, wire)
                continue
            with contextlib.suppress(Exception):
                await wire.aclose()


def _trust(options: Options) -> Trust:
    return trust_of(options, http2=options.http_version in {"auto", "2"})


def _way(options: Options, proxy: Proxy) -> Way:
    return Way(proxy=proxy.url, proxy_reason=proxy.reason, verify=options.verify_tls)


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
