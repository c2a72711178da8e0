"""Reads what a TLS connection tells about itself: version, cipher, certificate chain."""

import ssl
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from inspector.model.exchange import Certificate

if TYPE_CHECKING:
    from cryptography import x509

_DER = 2  # the encoding's number in the interpreter's private module


def chain(tls: ssl.SSLObject, *, verified: bool) -> tuple[Certificate, ...]:
    """Return the peer's chain, its own certificate first; up to the root where it was verified."""
    return tuple(read(der) for der in _ders(tls, verified=verified))


def _ders(tls: ssl.SSLObject, *, verified: bool) -> list[bytes]:
    # public from 3.13 on; before, the interpreter's own object has the same methods
    source: Any = tls if hasattr(tls, "get_verified_chain") else getattr(tls, "_sslobj", None)
    try:
        found = source.get_verified_chain() if verified else source.get_unverified_chain()
    except (AttributeError, ssl.SSLError):
        found = [tls.getpeercert(binary_form=True)]
    return [
        each if isinstance(each, bytes) else cast("bytes", each.public_bytes(_DER))
        for each in found or ()
        if each is not None
    ]


@lru_cache(maxsize=256)
def read(der: bytes) -> Certificate:
    """Return the record of a certificate; one that can't be read has only its bytes."""
    from cryptography import x509  # noqa: PLC0415 - plain HTTP needs no certificates
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - likewise

    try:
        parsed = x509.load_der_x509_certificate(der)
        return Certificate(
            subject=parsed.subject.rfc4514_string(),
            issuer=parsed.issuer.rfc4514_string(),
            names=_names(parsed),
            not_before=parsed.not_valid_before_utc,
            not_after=parsed.not_valid_after_utc,
            fingerprint=parsed.fingerprint(SHA256()).hex(":"),
            der=der,
        )
    except ValueError:
        return Certificate(der=der)


def _names(parsed: "x509.Certificate") -> tuple[str, ...]:
    from cryptography import x509  # noqa: PLC0415 - plain HTTP needs no certificates

    try:
        names = parsed.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        return ()
    hosts = names.get_values_for_type(x509.DNSName)
    addresses = [str(each) for each in names.get_values_for_type(x509.IPAddress)]
    return (*hosts, *addresses)
