"""What Hawk signs: the normalized string of a request and the hash of its body (Hawk 1)."""

import base64
import hashlib
import hmac
from typing import NamedTuple

from inspector.model.message import Message, as_bytes, first
from inspector.protocol.signatures.signed_text import SignedText, shown
from inspector.protocol.urls import host_of, port_of, split
from inspector.wording import tr


class Artifacts(NamedTuple):
    """What goes into a header beside the MAC. time: seconds since 1970, as text."""

    time: str
    nonce: str
    hash: str = ""
    ext: str = ""
    app: str = ""
    dlg: str = ""


def payload_hash(message: Message, algorithm: str) -> str:
    """Return the hash of a body under its media type without parameters."""
    kind = (first(message.headers, "content-type") or "").partition(";")[0].strip().lower()
    made = hashlib.new(algorithm, usedforsecurity=False)
    made.update(f"hawk.1.payload\n{kind}\n".encode())
    made.update(message.body + b"\n")
    return base64.b64encode(made.digest()).decode()


def normalized(message: Message, about: Artifacts) -> str:
    """Return the text that is signed."""
    parts = split(message.url)
    resource = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host = first(message.headers, "host") or parts.netloc
    named = f"//{host}"
    lines = [
        "hawk.1.header",
        about.time,
        about.nonce,
        message.method.upper(),
        resource,
        host_of(named) or host_of(message.url),
        str(port_of(named) or port_of(message.url) or ""),
        about.hash,
        about.ext.replace("\\", "\\\\").replace("\n", "\\n"),
    ]
    if about.app:
        lines += [about.app, about.dlg]
    return "\n".join(lines) + "\n"


def mac(text: str, key: str, algorithm: str) -> str:
    """Return the MAC of a text."""
    made = hmac.new(key.encode(), as_bytes(text), algorithm)
    return base64.b64encode(made.digest()).decode()


def texts(message: Message, about: Artifacts) -> tuple[SignedText, ...]:
    """Return what is signed, without what is secret in it."""
    return (SignedText(tr("Normalized string"), shown(normalized(message, about), message)),)
