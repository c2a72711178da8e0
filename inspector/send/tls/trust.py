"""Which certificates are believed, which one we show, which TLS versions are allowed."""

import ssl
import sys
from functools import lru_cache
from pathlib import Path

import msgspec

from inspector.disk.reading import ensure_readable
from inspector.model.request import Options
from inspector.send.tls.certificates import TrustError, load
from inspector.send.tls.shown import watched
from inspector.wording import tr

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
