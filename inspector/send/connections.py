"""The connections of one attempt, a wire for each proxy that its hops go through, or of a run."""

import contextlib
import ssl
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from functools import lru_cache, partial
from pathlib import Path

import msgspec

from inspector.disk.reading import ensure_readable
from inspector.model.exchange import Exchange
from inspector.model.message import Header
from inspector.model.request import HostProxy, Options
from inspector.protocol.scheme_words import HANDSHAKES
from inspector.send.evidence import Way
from inspector.send.proxy import proxies
from inspector.send.proxy.proxies import Proxy
from inspector.send.tls.certificates import TrustError, load
from inspector.send.tls.shown import watched
from inspector.send.transport import Route
from inspector.send.wire import Wire
from inspector.wording import tr

# ---------------- Which certificates are believed, which one we show, which TLS versions are allo
_STORES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
_VERSIONS = {
    "1.0": ssl.TLSVersion.TLSv1,
    "1.1": ssl.TLSVersion.TLSv1_1,
    "1.2": ssl.TLSVersion.TLSv1_2,
    "1.3": ssl.TLSVersion.TLSv1_3,
}


class Trust(msgspec.Struct, frozen=True, kw_only=True):
    """What decides about a TLS context; changed files make another one."""

    verify: bool = True
    ca_file: str = ""
    certificate: str = ""
    key: str = ""
    lowest: str = ""
    highest: str = ""
    http2: bool = False
    changed: tuple[int, ...] = ()

    @property
    def needs_files(self) -> bool:
        """Whether the user named files, which may be missing or wrong."""
        return bool(self.ca_file or self.certificate or self.key)


def trust_of(options: Options, *, http2: bool) -> Trust:
    """Return what the options of a request say about TLS."""
    files = (options.ca_file, options.client_certificate, options.client_key)
    return Trust(
        verify=options.verify_tls,
        ca_file=options.ca_file,
        certificate=options.client_certificate,
        key=options.client_key,
        lowest=options.tls_min,
        highest=options.tls_max,
        http2=http2,
        changed=tuple(_changed(name) for name in files if name),
    )


def _changed(name: str) -> int:
    try:
        return Path(name).expanduser().stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=32)
def context(trust: Trust, password: str = "") -> ssl.SSLContext:
    """Return the TLS context; building one reads the system's store, so it is kept.

    Raises TrustError for a file that can't be used.
    """
    made = _verifying() if trust.verify else _trusting()
    if trust.ca_file and trust.verify:
        _add_authority(made, trust.ca_file)
    if trust.certificate:
        load(made, trust.certificate, trust.key, password)
    if trust.lowest:
        made.minimum_version = _VERSIONS[trust.lowest]
    if trust.highest:
        made.maximum_version = _VERSIONS[trust.highest]
    if {trust.lowest, trust.highest} & {"1.0", "1.1"}:
        made.set_ciphers("DEFAULT:@SECLEVEL=0")  # the old versions need old signatures
    watched(made)
    made.post_handshake_auth = (
        True  # a server may ask for a certificate by folder (RFC 8446 §4.6.2)
    )
    return made


def _verifying() -> ssl.SSLContext:
    if sys.platform in {"win32", "darwin"}:
        import truststore  # noqa: PLC0415 - these systems only have a store behind an interface

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made = ssl.create_default_context()
    if not made.cert_store_stats()["x509_ca"]:
        for name in _STORES:
            if Path(name).is_file():
                made.load_verify_locations(name)
                break
    return made


def _trusting() -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE
    return made


def _add_authority(made: ssl.SSLContext, name: str) -> None:
    path = Path(name).expanduser()
    try:
        if path.is_dir():
            made.load_verify_locations(capath=str(path))
        else:
            ensure_readable(path)
            made.load_verify_locations(cafile=str(path))
    except (OSError, ssl.SSLError) as error:
        raise TrustError(tr("The CA file {path} could not be read.", path=name)) from error


# ---------------- Keeps connections open from one request of a run to the next, as a browser does
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


# What may be sent once more where a connection ended before a reply began (RFC 9110 §9.2.2).
REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY"})


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
        self._wires: dict[tuple[Proxy, Shown | None], Wire] = {}
        self._uses: dict[Wire, Use] = {}  # of those that may serve another attempt afterwards
        self._kept = kept()
        self._closing: list[Wire] = []
        self.logins: dict[Proxy, Header] = {}
        self._answers: dict[Proxy, Header] = {}  # with which tunnels are opened
        self._once: dict[Proxy, Header] = {}  # with which the next one is, on the same connection

    def proxy(self, url: str) -> Proxy:
        """Return the proxy in force for a URL."""
        return proxies.choose(url, self._options.proxy, listed=self._through.listed)

    def wire(self, proxy: Proxy, certificate: Shown | None = None, method: str = "") -> Wire:
        """Return the wire through a proxy, or the direct one.

        certificate: the one to show, instead of that of the options. method: of what is
        sent first; only what may be sent twice goes over a connection that waited.
        """
        way = (proxy.same, certificate)
        if way not in self._wires:
            self._wires[way] = self._kept_or_new(proxy, certificate, method)
        if (login := self._once.pop(proxy.same, None)) is not None:
            self._wires[way].log_in_once(login)
        return self._wires[way]

    def _kept_or_new(self, proxy: Proxy, certificate: Shown | None, method: str) -> Wire:
        use = self._use(proxy, certificate)
        if self._kept is None or use is None:
            return self._open(proxy, certificate)
        wire = self._kept.take(use) if method in REPEATABLE else None
        if wire is None:
            wire = self._open(proxy, certificate)
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

    def _open(self, proxy: Proxy, certificate: Shown | None) -> Wire:
        options = self._options
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
            never=self._never,
        )
        reason = certificate.reason if certificate is not None else ""
        return Wire(route, msgspec.structs.replace(_way(options, proxy), certificate_reason=reason))

    def log_in(self, proxy: Proxy, login: Header, *, lasts: bool = True) -> None:
        """Use this login at the proxy for new connections, and lasting ones in every message."""
        if lasts:
            self.logins[proxy.same] = login
        self._answers[proxy.same] = login
        for way in [way for way in self._wires if way[0] == proxy.same]:
            self._closing.append(self._wires.pop(way))

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
