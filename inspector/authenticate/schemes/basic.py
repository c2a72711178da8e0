"""Basic: user name and password in Base64 in the Authorization header (RFC 7617)."""

from inspector.authenticate import typed
from inspector.authenticate.basic_login import basic_header, basic_value
from inspector.authenticate.scheme import Check, Preview, Secrets, Send, Steps
from inspector.compose.amend import with_header
from inspector.model.credential import Credential
from inspector.model.kinds.basic import Basic
from inspector.model.message import Header, Message
from inspector.protocol.redaction import mask
from inspector.wording import tr


def fit(credential: Credential) -> float:
    """Fits Basic."""
    return float(isinstance(credential, Basic))


def _header(credential: Basic, secrets: Secrets) -> Header:
    value = basic_value(credential.user, secrets(credential.password), credential.charset)
    return basic_header("Authorization", value, "credential")


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Send once, with the header."""
    assert isinstance(credential, Basic)  # noqa: S101 - `fit` chose it
    yield Send(message=with_header(message, _header(credential, secrets)))


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Show the header."""
    assert isinstance(credential, Basic)  # noqa: S101 - `fit` chose it
    value = basic_value(credential.user, secrets(credential.password), credential.charset)
    return Preview(place="header", name="Authorization", text="Basic " + mask(value))


def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """A colon in the user name, characters that need a charset, pasted blanks."""
    assert isinstance(credential, Basic)  # noqa: S101 - `fit` chose it
    found = list(typed.checks("password", secret))
    if ":" in credential.user:
        text = tr("A colon can't be part of the user name: all after it is read as the password.")
        found.append(Check(kind="colon-in-user", field="user", text=text, level="bad"))
    if credential.user != credential.user.strip():
        text = tr("The user name starts or ends with a blank.")
        found.append(Check(kind="outer-blank", field="user", text=text))
    if not (credential.user + secret).isascii():
        text = tr("It has characters beyond ASCII, sent as {charset}.", charset=credential.charset)
        found.append(Check(kind="non-ascii", field="charset", text=text, level="info"))
    return tuple(found)
