"""Bearer: a token in the Authorization header (RFC 6750 §2.1)."""

from inspector.authenticate import typed
from inspector.authenticate.scheme import Check, Preview, Secrets, Send, Steps
from inspector.authenticate.token_checks import checks
from inspector.compose.amend import with_header
from inspector.compose.marked import Marked
from inspector.model.credential import Credential
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Header, Message
from inspector.protocol.redaction import mask


def fit(credential: Credential) -> float:
    """Fits Bearer."""
    return float(isinstance(credential, Bearer))


def _prefix(credential: Bearer) -> str:
    word = credential.word.strip()
    return f"{word} " if word else ""


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Send once, with the header; blanks around the token are no part of a header value."""
    assert isinstance(credential, Bearer)  # noqa: S101 - `fit` chose it
    token = Marked.secret(secrets(credential.token).strip(" \t"))
    value = Marked.plain(_prefix(credential)) + token
    header = Header("Authorization", value.wire, "credential", value.spans)
    yield Send(message=with_header(message, header))


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Show the header."""
    assert isinstance(credential, Bearer)  # noqa: S101 - `fit` chose it
    token = secrets(credential.token).strip(" \t")
    text = _prefix(credential) + (mask(token) if token else "")
    return Preview(place="header", name="Authorization", text=text)


def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """The word pasted twice, blanks and quotes, the wrong kind of token, one that has expired."""
    assert isinstance(credential, Bearer)  # noqa: S101 - `fit` chose it
    return (*typed.checks("token", secret), *checks(credential.word, secret))
