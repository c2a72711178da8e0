"""What a signature of RFC 9421 covers, and the signature, with http-message-signatures."""

import base64
import hashlib
from datetime import timedelta
from email.message import Message as Fields
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from inspector.model.kinds.signing.message_signature import MessageSignature
from inspector.model.message import Header, Message
from inspector.protocol.dates import utc
from inspector.protocol.patterns import lazy_re
from inspector.protocol.signatures import key_signature
from inspector.protocol.signatures.signed_text import SignedText, shown
from inspector.protocol.tokens import signing_key
from inspector.protocol.tokens.signing import SigningError
from inspector.wording import tr

if TYPE_CHECKING:
    from http_message_signatures import PreparedSignature

# A component, with what is quoted in it: names alone, or items with parameters.
_COMPONENT = lazy_re(r'(?:"[^"]*"|[^\s,"])+')
_AS_JOSE = {
    "hmac-sha256": "HS256",
    "ed25519": "EdDSA",
    "ecdsa-p256-sha256": "ES256",
    "ecdsa-p384-sha384": "ES384",
    "rsa-pss-sha512": "PS512",
    "rsa-v1_5-sha256": "RS256",
}
_HASHES = {"sha-256": "sha256", "sha-512": "sha512"}
_DIGEST = "content-digest"
_SEED = 32  # bytes (RFC 8032 §5.1.5)


class _Signed:
    """A message as the library takes it."""

    def __init__(self, message: Message) -> None:
        self.method, self.url = message.method.upper(), message.url
        self.request_target = message.target
        self.headers = Fields()
        for header in message.headers:
            self.headers[header.name] = header.value


class Made(NamedTuple):
    """A signature that is about to be made: what was prepared, and the message with its digest."""

    message: Message
    prepared: "PreparedSignature"

    @property
    def base(self) -> str:
        """The text that is signed (§2.5)."""
        return self.prepared.signature_base.decode("ascii")


def components(text: str) -> tuple[str, ...]:
    """Return the components that are named in a text."""
    return tuple(_COMPONENT.findall(text))


def with_digest(message: Message, own: MessageSignature) -> Message:
    """Return a message with its Content-Digest (RFC 9530 §2), where that is covered."""
    covered = {name.partition(";")[0].strip('"') for name in components(own.components)}
    has = any(header.name.lower() == _DIGEST for header in message.headers)
    if _DIGEST not in covered or has:
        return message
    made = hashlib.new(_HASHES[own.digest], message.body).digest()
    value = f"{own.digest}=:{base64.b64encode(made).decode()}:"
    header = Header("Content-Digest", value, "credential")
    return _with(message, header)


def _with(message: Message, *headers: Header) -> Message:
    names = {header.name.lower() for header in headers}
    kept = tuple(each for each in message.headers if each.name.lower() not in names)
    return msgspec.structs.replace(message, headers=(*kept, *headers))


def prepared(message: Message, own: MessageSignature, now: float, nonce: str) -> Made:
    """Return what is to be signed; raises SigningError. now: seconds since 1970."""
    from http_message_signatures import (  # noqa: PLC0415 - it takes long to load
        HTTPMessageSignaturesException,
        HTTPMessageSigner,
    )

    message = with_digest(message, own)
    about, created = own.parameters, utc(int(now))
    try:
        signer = HTTPMessageSigner(signature_algorithm=_algorithm(own))
        made = signer.prepare(
            _Signed(message),
            key_id=own.key_id,
            created=created,
            expires=created + timedelta(seconds=about.seconds) if about.seconds > 0 else None,
            nonce=nonce if about.nonce else None,
            label=about.label.strip() or "sig1",
            tag=about.tag.strip() or None,
            include_alg=about.alg,
            covered_component_ids=components(own.components),
            use_existing_digest=any(h.name.lower() == _DIGEST for h in message.headers),
        )
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise SigningError(
            tr("This can't be signed: {reason}.", reason=str(error)[:200])
        ) from error
    return Made(message, made)


def signed(made: Made, own: MessageSignature, key: str, passphrase: str) -> tuple[str, str]:
    """Return Signature-Input and Signature; raises SigningError for a key that does not fit."""
    algorithm, about = _algorithm(own), made.prepared
    usable = usable_key(own, key, passphrase)
    signature = algorithm(private_key=usable).sign(about.signature_base)
    encoded = base64.b64encode(signature).decode()
    return f"{about.label}={about.signature_params}", f"{about.label}=:{encoded}:"


def usable_key(own: MessageSignature, key: str, passphrase: str) -> Any:
    """Return what signs: bytes or a private key; raises SigningError."""
    if own.coding != "hex" or own.algorithm not in {"ed25519", "hmac-sha256"}:
        coding = "text" if own.coding == "hex" else own.coding
        return signing_key.usable(_AS_JOSE[own.algorithm], key, coding, passphrase)
    data = key_signature.from_hex(key)
    if own.algorithm == "hmac-sha256":
        return data
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - with the first key

    if len(data) != _SEED:
        raise SigningError(
            tr("The seed of an Ed25519 key has 32 bytes; this has {count}.", count=len(data))
        )
    return ed25519.Ed25519PrivateKey.from_private_bytes(data)


def _algorithm(own: MessageSignature) -> Any:
    from http_message_signatures import algorithms  # noqa: PLC0415 - as above

    return {
        "hmac-sha256": algorithms.HMAC_SHA256,
        "ed25519": algorithms.ED25519,
        "ecdsa-p256-sha256": algorithms.ECDSA_P256_SHA256,
        "ecdsa-p384-sha384": algorithms.ECDSA_P384_SHA384,
        "rsa-pss-sha512": algorithms.RSA_PSS_SHA512,
        "rsa-v1_5-sha256": algorithms.RSA_V1_5_SHA256,
    }[own.algorithm]


def texts(made: Made) -> tuple[SignedText, ...]:
    """Return what is signed, without what is secret in it."""
    return (SignedText(tr("Signature base"), shown(made.base, made.message)),)
