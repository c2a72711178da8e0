"""WSSE UsernameToken: a digest of nonce, time and password in X-WSSE (OASIS WSS UsernameToken 1.1).

The profile is written for SOAP; as two headers it is used by APIs that kept it from AtomPub.
"""

import hashlib
import secrets as random
from base64 import b64encode

from inspector.authenticate import typed
from inspector.authenticate.scheme import Check, Preview, Secrets, Steps
from inspector.authenticate.server_clock import timed
from inspector.compose.amend import with_header
from inspector.compose.marked import Marked
from inspector.model.credential import Credential
from inspector.model.kinds.signing.wsse import Wsse
from inspector.model.message import Header, Message
from inspector.protocol.dates import utc
from inspector.protocol.redaction import mask
from inspector.wording import tr

_PROFILE = 'WSSE profile="UsernameToken"'
_NAME = "X-WSSE"


def fit(credential: Credential) -> float:
    """Fits WSSE."""
    return float(isinstance(credential, Wsse))


def digest(nonce: bytes, created: str, password: str) -> str:
    """Return Base64(SHA-1(nonce + created + password)), the nonce as bytes (§3.1)."""
    made = hashlib.sha1(nonce + created.encode() + password.encode(), usedforsecurity=False)
    return b64encode(made.digest()).decode()


def _lead(user: str) -> str:
    quoted = user.replace("\\", "\\\\").replace('"', '\\"')
    return f'UsernameToken Username="{quoted}", PasswordDigest="'


def _signed(credential: Wsse, message: Message, password: str, now: float) -> Message:
    """Return the message with a token of its own: no nonce serves twice."""
    created = utc(now).strftime("%Y-%m-%dT%H:%M:%SZ")
    nonce = random.token_bytes(16)
    proof = Marked.secret(digest(nonce, created, password))
    rest = f'", Nonce="{b64encode(nonce).decode()}", Created="{created}"'
    value = Marked.plain(_lead(credential.user)) + proof + rest
    message = with_header(message, Header("Authorization", _PROFILE, "credential"))
    return with_header(message, Header(_NAME, value.wire, "credential", value.spans))


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Send once, with both headers; a redirected message gets a token of its own."""
    assert isinstance(credential, Wsse)  # noqa: S101 - `fit` chose it
    password = secrets(credential.password)

    def sign(one: Message, now: float) -> Message:
        return _signed(credential, one, password, now)

    yield from timed(sign, message, credential.clock)


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Show the header; nonce and time are made when it is sent."""
    assert isinstance(credential, Wsse)  # noqa: S101 - `fit` chose it
    shown = mask(digest(b"", "", secrets(credential.password)))
    text = f'{_lead(credential.user)}{shown}", Nonce="…", Created="…"'
    return Preview(place="header", name=_NAME, text=text)


def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """Pasted blanks; a user name with blanks around it."""
    assert isinstance(credential, Wsse)  # noqa: S101 - `fit` chose it
    found = list(typed.checks("password", secret))
    if credential.user != credential.user.strip():
        text = tr("The user name starts or ends with a blank.")
        found.append(Check(kind="outer-blank", field="user", text=text))
    return tuple(found)
