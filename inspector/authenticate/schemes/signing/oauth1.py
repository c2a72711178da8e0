"""OAuth 1.0a: parameters of the protocol with a signature, in header, query or body (RFC 5849)."""

import secrets as random
from typing import NamedTuple

from inspector.authenticate import typed
from inspector.authenticate.scheme import Check, Preview, Secrets, Steps, not_signed
from inspector.authenticate.server_clock import timed, wall_clock
from inspector.compose.amend import with_body, with_header, with_more_query
from inspector.compose.marked import Marked
from inspector.model.credential import Credential
from inspector.model.kinds.signing.oauth1 import OAuth1
from inspector.model.message import Header, Message
from inspector.protocol.redaction import mask
from inspector.protocol.signatures import oauth1
from inspector.protocol.signatures.oauth1 import Keys, Pairs
from inspector.protocol.tokens.signing import SigningError
from inspector.wording import tr

_SECRET = frozenset({"oauth_consumer_key", "oauth_token", "oauth_signature"})
_NONCE = 16  # bytes


def fit(credential: Credential) -> float:
    """Fits OAuth 1.0a."""
    return float(isinstance(credential, OAuth1))


class _Signer(NamedTuple):
    """One credential with its secrets."""

    credential: OAuth1
    keys: Keys
    token: str

    def protocol(self, message: Message, now: float, nonce: str) -> Pairs:
        """Return the parameters of the protocol, without those that say nothing."""
        own, given = self.credential, self.credential.given
        found = {
            "oauth_consumer_key": own.consumer_key,
            "oauth_token": self.token,
            "oauth_signature_method": own.method,
            "oauth_timestamp": given.timestamp.strip() or str(int(now)),
            "oauth_nonce": given.nonce.strip() or nonce,
            "oauth_version": given.version.strip(),
            "oauth_callback": given.callback.strip(),
            "oauth_verifier": given.verifier.strip(),
        }
        if own.body_hash and message.body and not oauth1.is_form(message):
            found["oauth_body_hash"] = oauth1.body_hash(message, own.method)
        return [(name, value) for name, value in found.items() if value]

    def signed(self, message: Message, now: float) -> Message:
        """Return the message with its parameters; raises SigningError."""
        protocol = self.protocol(message, now, random.token_hex(_NONCE))
        base = oauth1.base_string(message, protocol)
        made = oauth1.signature(self.credential.method, base, self.keys)
        return _placed(self.credential, message, [*protocol, ("oauth_signature", made)])


def _signer(credential: OAuth1, secrets: Secrets) -> _Signer:
    secret = secrets(credential.secret)
    is_rsa = credential.method.startswith("RSA")
    keys = Keys(
        "" if is_rsa else secret.strip(),
        secrets(credential.owner.secret).strip(),
        secret if is_rsa else "",
    )
    return _Signer(credential, keys, secrets(credential.owner.token).strip())


# ---------------- What is sent
def _part(name: str, value: str) -> Marked:
    text = oauth1.escaped(value)
    return Marked.secret(text) if name in _SECRET else Marked.plain(text)


def _header(credential: OAuth1, params: Pairs) -> Marked:
    realm = credential.given.realm.replace("\\", "\\\\").replace('"', '\\"')
    parts = [Marked.plain(f'realm="{realm}"')] if realm else []
    parts += [Marked.plain(f'{name}="') + _part(name, value) + '"' for name, value in params]
    return Marked.plain("OAuth ") + Marked.joined(", ", parts)


def _query(params: Pairs) -> Marked:
    return Marked.joined("&", (Marked.plain(f"{name}=") + _part(name, v) for name, v in params))


def _placed(credential: OAuth1, message: Message, params: Pairs) -> Message:
    if credential.place == "header":
        value = _header(credential, params)
        header = Header("Authorization", value.wire, "credential", value.spans)
        return with_header(message, header)
    more = _query(params)
    if credential.place == "query":
        return with_more_query(message, more)
    body = message.body + (b"&" if message.body else b"")
    spans = tuple((len(body) + first, len(body) + last) for first, last in more.spans)
    return with_body(message, body + more.wire.encode(), (*message.body_secret, *spans))


def _lacking(credential: OAuth1, message: Message) -> str:
    """Return why it can't be sent; empty where it can."""
    if credential.place == "body" and not oauth1.is_form(message):
        return tr("Only a form can hold the signature in its body. Choose a form, or a header.")
    return ""


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Sign and send; a redirected message is signed anew."""
    assert isinstance(credential, OAuth1)  # noqa: S101 - `fit` chose it
    if lacking := _lacking(credential, message):
        yield not_signed(lacking)
        return
    yield from timed(_signer(credential, secrets).signed, message, credential.clock)


# ---------------- While typing
def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:
    """Show the parameters and the base string, as they would be now; nothing is signed."""
    assert isinstance(credential, OAuth1)  # noqa: S101 - `fit` chose it
    if lacking := _lacking(credential, message):
        return Preview(text=lacking)
    protocol = _signer(credential, secrets).protocol(message, wall_clock(), "…")
    try:
        held = _placed(credential, message, protocol)
        texts = oauth1.texts(message, protocol, credential.method, held)
    except SigningError as error:
        return Preview(text=str(error))
    params = [*protocol, ("oauth_signature", "")]
    value = _header(credential, params) if credential.place == "header" else _query(params)
    text = "".join(mask(piece.text) if piece.secret else piece.text for piece in value.pieces)
    name = "Authorization" if credential.place == "header" else ""
    return Preview(place="challenge", name=name, text=text, signed=texts)


def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """A nonce or time that is fixed, a key of the wrong kind, a method that hides nothing."""
    assert isinstance(credential, OAuth1)  # noqa: S101 - `fit` chose it
    is_rsa, is_pem = credential.method.startswith("RSA"), "-----BEGIN" in secret
    found = [] if is_pem else list(typed.checks("secret", secret))
    if secret.strip() and is_rsa != is_pem:
        text = (
            tr("{method} needs a private RSA key as PEM.", method=credential.method)
            if is_rsa
            else tr("A private key signs with RSA only; choose an RSA method.")
        )
        found.append(Check(kind="wrong-key", field="secret", text=text, level="bad"))
    if credential.method == "PLAINTEXT":
        text = tr("PLAINTEXT sends both secrets as they are; only over https.")
        found.append(Check(kind="plaintext", field="method", text=text))
    for name in ("nonce", "timestamp"):
        if getattr(credential.given, name).strip():
            text = tr("A fixed value is refused at the second send; leave it empty.")
            found.append(Check(kind="fixed", field=f"given.{name}", text=text))
    return tuple(found)
