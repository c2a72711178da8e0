"""Loads our own certificate and key into a TLS context: PEM files or a PKCS#12 file."""

import secrets
import ssl
import tempfile
from pathlib import Path

from inspector.disk.atomic import write_file
from inspector.disk.reading import ensure_readable, read_bytes
from inspector.wording import tr


class TrustError(Exception):
    """A certificate file that can't be used; the text says which and why."""


def load(context: ssl.SSLContext, certificate: str, key: str, password: str) -> None:
    """Load a client certificate; raises TrustError where a file or the password is wrong."""
    path = Path(certificate).expanduser()
    try:
        if path.suffix.lower() in {".p12", ".pfx"}:
            _pkcs12(context, read_bytes(path), password)
            return
        for name in filter(None, (certificate, key)):
            ensure_readable(Path(name).expanduser())
        context.load_cert_chain(
            path, Path(key).expanduser() if key else None, password=lambda: password
        )
    except (OSError, ssl.SSLError, ValueError, TypeError) as error:
        text = tr("The client certificate {path} could not be loaded.", path=certificate)
        raise TrustError(text) from error


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
    # `ssl` reads keys from files only: the key is written encrypted under a password that is
    # used once, into a file only we can read, and removed at once.
    once = secrets.token_hex(16)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "client.pem"
        pem = key.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(once.encode())
        )
        chain = b"".join(each.public_bytes(Encoding.PEM) for each in (own, *(others or ())))
        if problem := write_file(file, pem + chain, private=True):
            raise ValueError(problem.what)
        context.load_cert_chain(file, password=once)
