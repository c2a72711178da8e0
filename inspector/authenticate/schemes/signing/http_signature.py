"""HTTP Signatures before RFC 9421: headers of the message, signed by a key (draft-cavage)."""

import base64
from functools import cache

from inspector.authenticate import typed
from inspector.authenticate.scheme import Check, Preview, Secrets, Steps
from inspector.authenticate.server_clock import timed, wall_clock
from inspector.compose.amend import with_header
from inspector.compose.marked import Marked
from inspector.model.credential import Credential
from inspector.model.kinds.signing.http_signature import HttpSignature
from inspector.model.message import Header, Message, as_bytes
from inspector.protocol.redaction import DOTS, mask
from inspector.protocol.signatures import http_signature as cavage
from inspector.protocol.signatures import key_signature
from inspector.protocol.signatures.http_signature import Signing
from inspector.protocol.signatures.key_signature import SigningKey
from inspector.protocol.tokens.signing import SigningError
from inspector.wording import tr

_TIMES = frozenset({"(created)", "(expires)"})


def fit(credential: Credential) -> float:
    """Fits a signature of the draft."""
    return float(isinstance(credential, HttpSignature))


def _value(own: HttpSignature, signing: Signing, signature: str) -> Marked:
    """Return the value of the header with the signature."""
    word = f"{own.scheme_word} " if own.scheme_word else ""
    pieces = [
        Marked.plain("keyId=") + Marked.secret(text)
        if name == "keyId"
        else Marked.plain(f"{name}={text}")
        for name, text in cavage.parameters(own, signing)
    ]
    pieces.append(Marked.plain('signature="') + Marked.secret(signature) + '"')
    return Marked.plain(word) + Marked.joined(",", pieces)


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Sign and send; a redirected message gets a signature of its own."""
    assert isinstance(credential, HttpSignature)  # noqa: S101 - `fit` chose it
    own = credential
    typed_key = SigningKey(secrets(own.key).strip(), own.coding, secrets(own.lock.passphrase))
    key = cache(lambda: key_signature.usable(own.algorithm, typed_key))

    def sign(one: Message, now: float) -> Message:
        signing = cavage.prepared(one, own, now)
        text = as_bytes(cavage.signing_string(signing))
        made = base64.b64encode(key_signature.signature(own.algorithm, key(), text)).decode()
        value = _value(own, signing, made)
        header = Header(own.travels.name, value.wire, "credential", value.spans)
        return with_header(signing.message, header)

    yield from timed(sign, message, own.clock)


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Show the header and the signing string, as they would be now; nothing is signed."""
    assert isinstance(credential, HttpSignature)  # noqa: S101 - `fit` chose it
    signing = cavage.prepared(message, credential, wall_clock())
    try:
        found = cavage.texts(signing)
    except SigningError as error:
        return Preview(text=str(error))
    value = _value(credential, signing, DOTS)
    text = "".join(mask(piece.text) if piece.secret else piece.text for piece in value.pieces)
    return Preview(place="challenge", name=credential.travels.name, text=text, signed=found)


# ---------------- While typing
def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """A key that does not fit, or without a name; nothing of the request that is signed."""
    assert isinstance(credential, HttpSignature)  # noqa: S101 - `fit` chose it
    found = list(typed.key_checks(credential.algorithm, credential.coding, secret))
    if not credential.key_id.strip():
        text = tr("Without a key ID the server can't find the key.")
        found.append(Check(kind="no-key-id", field="key_id", text=text, level="bad"))
    names = credential.signed_headers.lower().split()
    if not names:
        text = tr("Nothing is signed: name at least (request-target).")
        found.append(Check(kind="no-header", field="signed_headers", text=text, level="bad"))
    legacy = credential.parameters.named == "own"
    if legacy and not _TIMES.isdisjoint(names):
        text = tr("(created) and (expires) go with hs2019 only (draft-cavage §2.3).")
        found.append(Check(kind="legacy-name", field="signed_headers", text=text))
    return tuple(found)
