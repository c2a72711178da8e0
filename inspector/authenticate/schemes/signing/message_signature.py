"""HTTP Message Signatures: components of the message, signed by a key (RFC 9421)."""

import secrets as random

from inspector.authenticate import typed
from inspector.authenticate.scheme import Check, Preview, Secrets, Steps
from inspector.authenticate.server_clock import timed, wall_clock
from inspector.compose.amend import with_header
from inspector.compose.marked import Marked
from inspector.model.credential import Credential
from inspector.model.kinds.signing.message_signature import MessageSignature
from inspector.model.message import Header, Message
from inspector.protocol.redaction import DOTS
from inspector.protocol.signatures import message_signature as rfc9421
from inspector.protocol.tokens import signing_key
from inspector.protocol.tokens.signing import SigningError
from inspector.wording import tr

_NONCE = 16  # bytes


def fit(credential: Credential) -> float:
    """Fits a signature of RFC 9421."""
    return float(isinstance(credential, MessageSignature))


def _with_signature(message: Message, signed_input: str, signature: Marked) -> Message:
    message = with_header(message, Header("Signature-Input", signed_input, "credential"))
    header = Header("Signature", signature.wire, "credential", signature.spans)
    return with_header(message, header)


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Sign and send; a redirected message gets a signature of its own."""
    assert isinstance(credential, MessageSignature)  # noqa: S101 - `fit` chose it
    own, key = credential, secrets(credential.key)
    passphrase = secrets(credential.lock.passphrase)

    def sign(one: Message, now: float) -> Message:
        made = rfc9421.prepared(one, own, now, random.token_urlsafe(_NONCE))
        signed_input, value = rfc9421.signed(made, own, key, passphrase)
        label, _, rest = value.partition("=")
        return _with_signature(
            made.message, signed_input, Marked.plain(f"{label}=") + Marked.secret(rest)
        )

    yield from timed(sign, message, own.clock)


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Show the header and the signature base, as they would be now; nothing is signed."""
    assert isinstance(credential, MessageSignature)  # noqa: S101 - `fit` chose it
    try:
        made = rfc9421.prepared(message, credential, wall_clock(), "…")
    except SigningError as error:
        return Preview(text=str(error))
    text = f"{made.prepared.label}={DOTS}"
    return Preview(place="challenge", name="Signature", text=text, signed=rfc9421.texts(made))


def _misfits(own: MessageSignature, secret: str) -> list[Check]:
    """Return what is wrong with a key: of another kind, or no hexadecimal text."""
    if not secret.strip():
        return []
    text = ""
    if own.coding == "hex" and own.algorithm in {"hmac-sha256", "ed25519"}:
        try:
            rfc9421.usable_key(own, secret, "")
        except SigningError as error:
            text = str(error)
    elif signing_key.looks_private(secret) == (own.algorithm == "hmac-sha256"):
        text = (
            tr("hmac-sha256 takes a shared secret, no private key.")
            if own.algorithm == "hmac-sha256"
            else tr("{name} takes a private key as PEM or JWK.", name=own.algorithm)
        )
    return [Check(kind="wrong-key", field="key", text=text, level="bad")] if text else []


def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """A key that does not fit, or without a name; nothing of the address that is covered."""
    assert isinstance(credential, MessageSignature)  # noqa: S101 - `fit` chose it
    found = [] if signing_key.looks_private(secret) else list(typed.checks("key", secret))
    found += _misfits(credential, secret)
    if not credential.key_id.strip():
        text = tr("Without a key ID the server must guess whose key it is.")
        found.append(Check(kind="no-key-id", field="key_id", text=text))
    if not rfc9421.components(credential.components):
        text = tr("Nothing is covered: name at least one component.")
        found.append(Check(kind="no-component", field="components", text=text, level="bad"))
    return tuple(found)
