"""Hawk: a MAC over method, address, time and nonce in Authorization (Hawk 1)."""

import secrets as random

from inspector.authenticate import typed
from inspector.authenticate.scheme import Check, Preview, Secrets, Steps
from inspector.authenticate.server_clock import timed, wall_clock
from inspector.compose.amend import with_header
from inspector.compose.marked import Marked
from inspector.model.credential import Credential
from inspector.model.kinds.signing.hawk import Hawk
from inspector.model.message import Header, Message
from inspector.protocol.redaction import DOTS, mask
from inspector.protocol.signatures import hawk
from inspector.protocol.signatures.hawk import Artifacts
from inspector.wording import tr

_NONCE = 6  # bytes


def fit(credential: Credential) -> float:
    """Fits Hawk."""
    return float(isinstance(credential, Hawk))


def _artifacts(own: Hawk, message: Message, now: float, nonce: str) -> Artifacts:
    made = hawk.payload_hash(message, own.algorithm) if own.payload else ""
    return Artifacts(str(int(now)), nonce, made, own.ext, own.app.strip(), own.dlg.strip())


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _value(own: Hawk, about: Artifacts, mac: str) -> Marked:
    """Return the value of Authorization."""
    value = Marked.plain('Hawk id="') + Marked.secret(_quoted(own.key_id.strip()))
    value += f'", ts="{about.time}", nonce="{about.nonce}"'
    said = {"hash": about.hash, "ext": _quoted(about.ext)}
    value += "".join(f', {name}="{text}"' for name, text in said.items() if text)
    value = value + ', mac="' + Marked.secret(mac) + '"'
    about_app = {"app": about.app, "dlg": about.dlg if about.app else ""}
    return value + "".join(f', {name}="{text}"' for name, text in about_app.items() if text)


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Sign and send; a redirected message gets a MAC of its own."""
    assert isinstance(credential, Hawk)  # noqa: S101 - `fit` chose it
    own, key = credential, secrets(credential.key).strip()

    def sign(one: Message, now: float) -> Message:
        about = _artifacts(own, one, now, random.token_urlsafe(_NONCE))
        mac = hawk.mac(hawk.normalized(one, about), key, own.algorithm)
        value = _value(own, about, mac)
        return with_header(one, Header("Authorization", value.wire, "credential", value.spans))

    yield from timed(sign, message, credential.clock)


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Show the header and the normalized string, as they would be now; nothing is signed."""
    assert isinstance(credential, Hawk)  # noqa: S101 - `fit` chose it
    about = _artifacts(credential, message, wall_clock(), "…")
    value = _value(credential, about, DOTS)
    text = "".join(mask(piece.text) if piece.secret else piece.text for piece in value.pieces)
    return Preview(
        place="challenge", name="Authorization", text=text, signed=hawk.texts(message, about)
    )


def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """Pasted blanks; a key without its ID."""
    assert isinstance(credential, Hawk)  # noqa: S101 - `fit` chose it
    found = list(typed.checks("key", secret))
    if secret.strip() and not credential.key_id.strip():
        text = tr("Without the ID of the key the server can't find it.")
        found.append(Check(kind="no-key-id", field="key_id", text=text, level="bad"))
    if "\n" in credential.ext:
        text = tr("ext can't hold a line break.")
        found.append(Check(kind="line-break", field="ext", text=text, level="bad"))
    return tuple(found)
