"""Basic login to a proxy that answered 407 (RFC 9110 §11.7, RFC 7617)."""

from inspector.authenticate.basic_login import basic_header, basic_value
from inspector.authenticate.scheme import Check, Preview, Secrets, Send, Steps
from inspector.compose.amend import with_header
from inspector.model.credential import Credential
from inspector.model.kinds.basic import Basic
from inspector.model.message import Message
from inspector.protocol.redaction import mask

NAME = "Proxy-Authorization"


def fit(credential: Credential) -> float:  # noqa: ARG001 - the same for every scheme
    """Is never chosen for a server; the sender asks for it by name."""
    return 0.0


def _value(credential: Credential, secrets: Secrets) -> str:
    if not isinstance(credential, Basic):
        return ""
    return basic_value(credential.user, secrets(credential.password), credential.charset)


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Send the message again, with the login for the proxy."""
    value = _value(credential, secrets)
    if value:
        header = basic_header(NAME, value, "proxy")
        yield Send(purpose="proxy-answer", message=with_header(message, header))


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Show the header."""
    value = _value(credential, secrets)
    return Preview(place="header", name=NAME, text="Basic " + mask(value)) if value else Preview()


def check(credential: Credential, secret: str) -> tuple[Check, ...]:  # noqa: ARG001 - the same for every scheme
    """Nothing beyond what the form of Basic checks."""
    return ()
