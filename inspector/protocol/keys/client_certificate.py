"""Reads a client's certificate as people paste it: PEM, DER in Base64, or out of a header.

X.509 RFC 5280 §4; the header Client-Cert RFC 9440 §2.2; binding to tokens RFC 8705 §3.1.
"""

import base64
import binascii
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec

from inspector.protocol.patterns import lazy_re

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_PEM = lazy_re(r"-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\s]*)(-----END \1-----)?")
_BARE = lazy_re(r":?(MII[A-Za-z0-9+/=\s]{100,}):?")
_LONGEST = 200_000
_MOST = 20
_CLIENT = "1.3.6.1.5.5.7.3.2"
_USES = {
    "1.3.6.1.5.5.7.3.1": "serverAuth",
    _CLIENT: "clientAuth",
    "1.3.6.1.5.5.7.3.3": "codeSigning",
    "1.3.6.1.5.5.7.3.4": "emailProtection",
    "2.5.29.37.0": "any",
}


class ClientCertificate(msgspec.Struct, frozen=True, kw_only=True):
    """thumbprint: x5t#S256, as in a token's cnf. uses: of the extended key usage, () for any.

    Times are UTC. is_for_clients: whether a server may take it from a client.
    """

    subject: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    key: str
    algorithm: str
    fingerprint: str
    thumbprint: str
    names: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    is_authority: bool = False
    is_for_clients: bool = True

    @property
    def is_self_signed(self) -> bool:
        """Whether it names itself as issuer."""
        return self.subject == self.issuer


class PastedCertificates(msgspec.Struct, frozen=True, kw_only=True):
    """certificates: in their order. has_key: whether a private key lies beside them.

    is_cut: whether the end of one is missing. unread: how many can't be read.
    """

    certificates: tuple[ClientCertificate, ...] = ()
    has_key: bool = False
    is_cut: bool = False
    unread: int = 0


def read(text: str) -> PastedCertificates | None:
    """Return the certificates in a text, None where it shows none and no key. Never raises."""
    if len(text) > _LONGEST:
        return None
    plain = unquote(text) if "%20" in text or "%2F" in text or "%0A" in text else text
    blocks = list(_PEM.finditer(plain))[:_MOST]
    if not blocks:
        bare = _BARE.fullmatch(plain.strip().strip('"'))
        return _gathered([bare[1]]) if bare else None
    found = [block[2] for block in blocks if block[1].endswith("CERTIFICATE")]
    has_key = any(block[1].endswith("PRIVATE KEY") for block in blocks)
    if not found and not has_key:
        return None
    is_cut = any(block[3] is None for block in blocks)
    return msgspec.structs.replace(_gathered(found), has_key=has_key, is_cut=is_cut)


def _gathered(bodies: list[str]) -> PastedCertificates:
    loaded = [_loaded(body) for body in bodies]
    return PastedCertificates(
        certificates=tuple(one for one in loaded if one is not None),
        unread=sum(one is None for one in loaded),
    )


def _loaded(body: str) -> ClientCertificate | None:
    from cryptography import x509  # noqa: PLC0415 - heavy, and seldom needed
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - as above

    try:
        data = base64.b64decode("".join(body.split()), validate=True)
        return _record(x509.load_der_x509_certificate(data))
    except (ValueError, binascii.Error, TypeError, UnsupportedAlgorithm):
        return None


def _record(one: "Certificate") -> ClientCertificate:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - as above

    digest = one.fingerprint(SHA256())
    uses = tuple(_uses(one))
    return ClientCertificate(
        subject=one.subject.rfc4514_string(),
        issuer=one.issuer.rfc4514_string(),
        serial=f"{one.serial_number:x}",
        not_before=one.not_valid_before_utc,
        not_after=one.not_valid_after_utc,
        key=_key(one),
        algorithm=one.signature_algorithm_oid._name,  # noqa: SLF001 - the library shows it no other way
        fingerprint=digest.hex(":"),
        thumbprint=base64.urlsafe_b64encode(digest).decode().rstrip("="),
        names=tuple(_names(one)),
        uses=tuple(_USES.get(use, use) for use in uses),
        is_authority=_is_authority(one),
        is_for_clients=not uses or _CLIENT in uses or "2.5.29.37.0" in uses,
    )


def _key(one: "Certificate") -> str:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa  # noqa: PLC0415 - as above

    key = one.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA {key.key_size}"
    if isinstance(key, ec.EllipticCurvePublicKey):
        return f"EC {key.curve.name}"
    return type(key).__name__.removesuffix("PublicKey").lstrip("_")


def _uses(one: "Certificate") -> Iterator[str]:
    from cryptography import x509  # noqa: PLC0415 - as above

    try:
        found = one.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        return
    for use in found:
        yield use.dotted_string


def _names(one: "Certificate") -> Iterator[str]:
    from cryptography import x509  # noqa: PLC0415 - as above

    try:
        found = one.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        return
    for kind in (x509.DNSName, x509.RFC822Name, x509.UniformResourceIdentifier, x509.IPAddress):
        for name in found.get_values_for_type(kind):
            yield str(name)


def _is_authority(one: "Certificate") -> bool:
    from cryptography import x509  # noqa: PLC0415 - as above

    try:
        return one.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False
