"""Akamai EdgeGrid: an HMAC over method, address, body, time and nonce in Authorization."""

import uuid

from inspector.authenticate import typed
from inspector.authenticate.scheme import Check, Preview, Secrets, Steps
from inspector.authenticate.server_clock import timed, wall_clock
from inspector.compose.amend import with_header
from inspector.compose.marked import Marked
from inspector.model.credential import Credential
from inspector.model.kinds.signing.edgegrid import EdgeGrid
from inspector.model.message import Header, Message
from inspector.protocol.dates import utc
from inspector.protocol.redaction import DOTS, mask
from inspector.protocol.signatures import edgegrid
from inspector.protocol.signatures.edgegrid import Signing
from inspector.wording import tr


def fit(credential: Credential) -> float:
    """Fits EdgeGrid."""
    return float(isinstance(credential, EdgeGrid))


def _signing(own: EdgeGrid, now: float, nonce: str) -> Signing:
    return Signing(
        time=utc(now).strftime(edgegrid.TIME),
        nonce=nonce,
        client_token=own.client_token.strip(),
        access_token=own.access_token.strip(),
        names=tuple(own.signed_headers.replace(",", " ").split()),
        max_body=own.max_body,
    )


def _value(about: Signing, signature: str) -> Marked:
    """Return the value of Authorization."""
    value = Marked.plain(f"{edgegrid.ALGORITHM} client_token=") + Marked.secret(about.client_token)
    value = value + ";access_token=" + Marked.secret(about.access_token)
    value += f";timestamp={about.time};nonce={about.nonce};signature="
    return value + Marked.secret(signature)


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Sign and send; a redirected message gets a signature of its own."""
    assert isinstance(credential, EdgeGrid)  # noqa: S101 - `fit` chose it
    own, secret = credential, secrets(credential.secret).strip()

    def sign(one: Message, now: float) -> Message:
        about = _signing(own, now, str(uuid.uuid4()))
        text = edgegrid.data_to_sign(one, about)
        value = _value(about, edgegrid.signature(text, secret, about.time))
        return with_header(one, Header("Authorization", value.wire, "credential", value.spans))

    yield from timed(sign, message, credential.clock)


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Show the header and what is signed, as it would be now; nothing is signed."""
    assert isinstance(credential, EdgeGrid)  # noqa: S101 - `fit` chose it
    about = _signing(credential, wall_clock(), "…")
    value = _value(about, DOTS)
    text = "".join(mask(piece.text) if piece.secret else piece.text for piece in value.pieces)
    hidden = about._replace(client_token=DOTS, access_token=DOTS)
    return Preview(
        place="challenge", name="Authorization", text=text, signed=edgegrid.texts(message, hidden)
    )


def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """Pasted blanks; a token that is missing."""
    assert isinstance(credential, EdgeGrid)  # noqa: S101 - `fit` chose it
    found = list(typed.checks("secret", secret))
    for field, text in (
        ("client_token", tr("The client token is empty.")),
        ("access_token", tr("The access token is empty.")),
    ):
        if secret.strip() and not getattr(credential, field).strip():
            found.append(Check(kind="no-token", field=field, text=text, level="bad"))
    return tuple(found)
