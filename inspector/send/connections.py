"""The connections of one attempt: a wire for each proxy that its hops go through."""

import contextlib
import ssl
import sys
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

import msgspec

from inspector.disk.reading import ensure_readable
from inspector.model.message import Header
from inspector.model.request import Options
from inspector.send import proxies
from inspector.send.evidence import Way
from inspector.send.proxies import Proxy
from inspector.send.tls.certificates import TrustError, load
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


Certificate = tuple[str, str]
"""Paths of a certificate and its key."""


class Connections:
    """Opens wires as they are needed and closes them all.

    Raises TrustError or ProxyError, at the first use, for options that can't be used. never: tells
    addresses that must not be connected to.
    """

    def __init__(self, options: Options, never: Callable[[str], bool] | None = None) -> None:
        self._options = options
        self._never = never
        self._wires: dict[tuple[str, Certificate | None], Wire] = {}
        self._closing: list[Wire] = []
        self.logins: dict[str, Header] = {}

    def proxy(self, url: str) -> Proxy:
        """Return the proxy in force for a URL."""
        return proxies.choose(url, self._options.proxy)

    def wire(self, proxy: Proxy, certificate: Certificate | None = None) -> Wire:
        """Return the wire through a proxy, or the direct one.

        certificate: paths of the one to show, instead of that of the options.
        """
        way = (proxy.url, certificate)
        if way not in self._wires:
            self._wires[way] = self._open(proxy, certificate)
        return self._wires[way]

    def _open(self, proxy: Proxy, certificate: Certificate | None) -> Wire:
        options = self._options
        if certificate is not None:
            shown, key = certificate
            options = msgspec.structs.replace(options, client_certificate=shown, client_key=key)
        trust = trust_of(options, http2=options.http_version in {"auto", "2"})
        if trust.needs_files:
            context(trust)  # says at once what can't be read
        login = self.logins.get(proxy.url)
        headers = ((login.name.encode("ascii"), login.value.encode("latin-1")),) if login else ()
        route = Route(
            context=partial(context, trust),
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
        for way in [way for way in self._wires if way[0] == proxy.url]:
            self._closing.append(self._wires.pop(way))

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
