"""What EdgeGrid of Akamai signs: one line of the request's parts, and the unsigned header.

Source: techdocs.akamai.com, "Authenticate with EdgeGrid", and the examples of its libraries.
"""

import base64
import hashlib
import hmac
from typing import NamedTuple

from inspector.model.message import Message, as_bytes, first
from inspector.protocol.signatures.signed_text import SignedText, shown
from inspector.protocol.urls import split
from inspector.wording import tr

ALGORITHM = "EG1-HMAC-SHA256"
TIME = "%Y%m%dT%H:%M:%S+0000"


class Signing(NamedTuple):
    """What goes into a signature beside the message. names: of the headers that are signed."""

    time: str
    nonce: str
    client_token: str
    access_token: str
    names: tuple[str, ...] = ()
    max_body: int = 131_072

    @property
    def lead(self) -> str:
        """The header without its signature, which is signed too."""
        return (
            f"{ALGORITHM} client_token={self.client_token};access_token={self.access_token};"
            f"timestamp={self.time};nonce={self.nonce};"
        )


def content_hash(message: Message, max_body: int) -> str:
    """Return what stands for the body: only that of a POST is signed, up to a size."""
    if message.method.upper() != "POST" or not message.body:
        return ""
    return base64.b64encode(hashlib.sha256(message.body[:max_body]).digest()).decode()


def data_to_sign(message: Message, about: Signing) -> str:
    """Return the text that is signed, its parts separated by tabs."""
    parts = split(message.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host = first(message.headers, "host") or parts.netloc.rpartition("@")[2]
    found = ((name.lower(), first(message.headers, name)) for name in about.names)
    headers = "\t".join(f"{n}:{' '.join(v.split())}" for n, v in found if v is not None)
    body = content_hash(message, about.max_body)
    method = message.method.upper()
    return f"{method}\t{parts.scheme}\t{host}\t{target}\t{headers}\t{body}\t{about.lead}"


def signature(text: str, secret: str, time: str) -> str:
    """Return the signature by a key that is made of the secret for this time."""
    return _mac(as_bytes(text), _mac(time.encode(), secret.encode()).encode())


def _mac(data: bytes, key: bytes) -> str:
    return base64.b64encode(hmac.new(key, data, hashlib.sha256).digest()).decode()


def texts(message: Message, about: Signing) -> tuple[SignedText, ...]:
    """Return what is signed, a part a line, without what is secret in it."""
    text = shown(data_to_sign(message, about), message)
    return (SignedText(tr("Data to sign (tabs as line breaks)"), text.replace("\t", "\n")),)
