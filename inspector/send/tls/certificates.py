"""Certificates: what a TLS connection tells of the peer's, ours, and one that was refused."""

import os
import secrets
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from inspector.disk.atomic import write_file
from inspector.disk.reading import ensure_readable, read_bytes
from inspector.model.exchange import Certificate, Connection, Exchange, Failure
from inspector.wording import tr
from inspector.wording.dates import iso_day

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


# ---------------- Loads our own certificate and key into a TLS context
class TrustError(Exception):
    """A certificate file that can't be used; the text says which and why."""


def load(context: ssl.SSLContext, certificate: str, key: str, password: str) -> None:
    """Load a client certificate; raises TrustError where a file or the password is wrong."""
    path = Path(certificate).expanduser()
    try:
        if not key and is_pkcs12(data := read_bytes(path), path.suffix):
            _pkcs12(context, data, password)
            return
        for name in filter(None, (certificate, key)):
            ensure_readable(Path(name).expanduser())
        context.load_cert_chain(
            path, Path(key).expanduser() if key else None, password=lambda: password
        )
    except (OSError, ssl.SSLError, ValueError, TypeError) as error:
        text = tr("The client certificate {path} could not be loaded.", path=certificate)
        raise TrustError(" ".join(filter(None, (text, _why(error))))) from error


def is_pkcs12(data: bytes, suffix: str = "") -> bool:
    """Whether a file is PKCS#12 (RFC 7292): by its content, whatever its name; else by that."""
    if b"-----BEGIN " in data:
        return False
    named = suffix.lower() in {".p12", ".pfx"}
    return named or (data[:1] == b"\x30" and _PFX_VERSION in data[:12])


_PFX_VERSION = b"\x02\x01\x03"  # "version INTEGER { v3(3) }" stands first in it


def _why(error: Exception) -> str:
    """Return what is wrong with a file, in words; empty where the system's text must do."""
    said = str(error).upper().replace(" ", "_")
    if "INVALID_PASSWORD" in said or "BAD_DECRYPT" in said or "PKCS12_CIPHERFINAL" in said:
        return tr("Its passphrase is wrong, or it is no such file.")
    if "KEY_VALUES_MISMATCH" in said:
        return tr("The key belongs to another certificate.")
    if "UNSUPPORTED" in said or "UNKNOWN_DIGEST" in said:
        return tr("It is encrypted in an old way (RC2, say) that the library here doesn't read.")
    return ""


def _pkcs12(context: ssl.SSLContext, data: bytes, password: str) -> None:
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - few have a PKCS#12
        BestAvailableEncryption,
        Encoding,
        PrivateFormat,
        pkcs12,
    )

    key, own, others = pkcs12.load_key_and_certificates(data, password.encode() or None)
    if key is None or own is None:
        raise ValueError(tr("The file holds no key with a certificate."))
    # `ssl` reads keys from files only: the key is encrypted under a password that is used once.
    once = secrets.token_hex(16)
    pem = key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(once.encode())
    )
    chain = b"".join(each.public_bytes(Encoding.PEM) for each in (own, *(others or ())))
    with _as_file(pem + chain) as file:
        context.load_cert_chain(file, password=once)


_IN_MEMORY: bool = hasattr(os, "memfd_create")


@contextmanager
def _as_file(data: bytes) -> Iterator[str]:
    """Give data a path: in memory where the system can, else a file only we can read, removed."""
    if _IN_MEMORY:
        held = os.memfd_create("client-certificate", os.MFD_CLOEXEC)
        try:
            os.write(held, data)
            yield f"/proc/self/fd/{held}"
        finally:
            os.close(held)
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "client.pem"
        if problem := write_file(file, data, private=True):
            raise ValueError(problem.what)
        yield str(file)


# ---------------- Looks at a certificate that was not accepted


def with_certificate(exchange: Exchange, connection: Connection) -> Exchange:
    """Return the exchange with the chain that the server showed and what is wrong with it."""
    failure = exchange.failure
    if failure is None or not connection.chain:
        return exchange
    text = " ".join(
        part for part in (failure.message, detail(failure, connection.chain[0])) if part
    )
    return msgspec.structs.replace(
        exchange, connection=connection, failure=msgspec.structs.replace(failure, message=text)
    )


def detail(failure: Failure, own: Certificate) -> str:
    """Return the part of the certificate that the refusal is about, as a sentence."""
    reason = failure.detail.lower()
    if "expired" in reason and own.not_after is not None:
        return tr("It was valid until {day}.", day=iso_day(own.not_after))
    if "not yet valid" in reason and own.not_before is not None:
        return tr("It is valid from {day} on.", day=iso_day(own.not_before))
    if ("mismatch" in reason or "doesn't match" in reason) and own.names:
        return tr("It is made for {names}.", names=", ".join(own.names[:5]))
    if "issuer" in reason or "self" in reason:
        return tr("It was issued by {issuer}.", issuer=own.issuer)
    return ""


def trusting(model: ssl.SSLContext) -> ssl.SSLContext:
    """Return a context that accepts any certificate, as a look at it needs."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE
    made.minimum_version = model.minimum_version
    made.maximum_version = model.maximum_version
    return made
