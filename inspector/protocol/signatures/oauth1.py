"""What OAuth 1.0a signs, and its signatures, with oauthlib (RFC 5849 §3.4)."""

import base64
import hashlib
from typing import Any, NamedTuple
from urllib.parse import quote, unquote_plus

from inspector.model.message import Message, readable
from inspector.protocol.challenges.parsing import parse
from inspector.protocol.media_types import content_type, family
from inspector.protocol.signatures.signed_text import SignedText, shown
from inspector.protocol.tokens import signing_key
from inspector.protocol.tokens.signing import SigningError
from inspector.protocol.urls import split
from inspector.wording import tr

Pairs = list[tuple[str, str]]
_HASHES = {"HMAC-SHA1": "sha1", "HMAC-SHA256": "sha256", "HMAC-SHA512": "sha512",
           "RSA-SHA1": "sha1", "RSA-SHA256": "sha256", "RSA-SHA512": "sha512"}  # fmt: skip
_SIGNERS = {name: f"sign_{name.lower().replace('-', '_')}_with_client" for name in _HASHES} | {
    "PLAINTEXT": "sign_plaintext_with_client"
}


def _library() -> Any:
    """Return what signs; it is loaded with the first signature, and its types are too narrow."""
    from oauthlib.oauth1.rfc5849 import signature  # noqa: PLC0415 - see above

    return signature


class Keys(NamedTuple):
    """What signs, under the names that oauthlib looks for; printing it shows nothing."""

    client_secret: str
    resource_owner_secret: str = ""
    rsa_key: Any = ""

    def __repr__(self) -> str:
        return "Keys()"


def escaped(text: str) -> str:
    """Return a text percent-encoded as §3.6 wants it."""
    return quote(text, safe="-._~")


def pairs_of(text: str) -> Pairs:
    """Return the parameters of a query or a form, decoded."""
    pieces = (piece.partition("=") for piece in text.split("&") if piece)
    return [(unquote_plus(name), unquote_plus(value)) for name, _, value in pieces]


def is_form(message: Message) -> bool:
    """Whether the parameters of the body are signed, too."""
    return family(content_type(message.headers)) == "form"


def body_hash(message: Message, method: str) -> str:
    """Return what stands for a body that is no form (OAuth Request Body Hash §3.2)."""
    made = hashlib.new(_HASHES.get(method, "sha1"), message.body, usedforsecurity=False)
    return base64.b64encode(made.digest()).decode()


def base_string(message: Message, protocol: Pairs) -> str:
    """Return the text that is signed (§3.4.1.1). protocol: its parameters, without a signature."""
    parts = split(message.url)
    params = [*pairs_of(readable(parts.query)), *protocol]
    if is_form(message):
        params += pairs_of(message.body.decode("utf-8", "replace"))
    kept = [pair for pair in params if pair[0] not in {"realm", "oauth_signature"}]
    host = next((each.value for each in message.headers if each.name.lower() == "host"), None)
    address = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{readable(parts.path)}"
    library = _library()
    try:
        uri = library.base_string_uri(address, host)
    except ValueError as error:
        raise SigningError(tr("This address can't be signed with OAuth 1.0a.")) from error
    normal = library.normalize_parameters(kept)
    return str(library.signature_base_string(message.method, uri, normal))


def signature(method: str, base: str, keys: Keys) -> str:
    """Return the signature of a base string; raises SigningError for a key that is none."""
    try:
        if method.startswith("RSA"):  # the library would look whether its numbers are primes
            keys = keys._replace(rsa_key=signing_key.usable("RS256", keys.rsa_key))
        return str(getattr(_library(), _SIGNERS[method])(base, keys))
    except Exception as error:
        text = tr("{method} needs a private RSA key as PEM.", method=method)
        raise SigningError(text) from error


def texts(message: Message, protocol: Pairs, method: str, held: Message) -> tuple[SignedText, ...]:
    """Return what is signed, step by step, without what is secret in it.

    held: the message with these parameters, of which it is known what is secret.
    """
    if method == "PLAINTEXT":
        return ()
    base = shown(base_string(message, protocol), held)
    parts = base.split("&", 2)
    normal = unquote_plus(parts[2]) if len(parts) == 3 else ""  # noqa: PLR2004 - method, address, the rest
    return (
        SignedText(tr("Parameters in their order"), shown(normal.replace("&", "\n"), held)),
        SignedText(tr("Signature base string"), base),
    )


def signed_of(message: Message) -> Pairs:
    """Return the parameters of the protocol that a message holds; none where it is not signed."""
    header = next((h.value for h in message.headers if h.name.lower() == "authorization"), "")
    found = [
        (unquote_plus(param.name), unquote_plus(param.value))
        for part in parse(header)
        if part.is_scheme("OAuth")
        for param in part.params
    ]
    if not found:
        found = pairs_of(readable(split(message.url).query))
        found += pairs_of(message.body.decode("utf-8", "replace")) if is_form(message) else []
        found = [pair for pair in found if pair[0].startswith("oauth_")]
    return found if any(name == "oauth_signature" for name, _ in found) else []
