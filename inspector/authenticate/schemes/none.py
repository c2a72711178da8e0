"""Sends the request as it is."""

from inspector.authenticate.scheme import Check, Preview, Secrets, Send, Steps
from inspector.model.credential import Credential
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.message import Message


def fit(credential: Credential) -> float:
    """Fits where there is no credential; an inherited one was resolved before."""
    return float(isinstance(credential, NoCredential | InheritCredential))


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:  # noqa: ARG001 - the same for every scheme
    """Send once."""
    yield Send(message=message)


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Nothing is added."""
    return Preview()


def check(credential: Credential, secret: str) -> tuple[Check, ...]:  # noqa: ARG001 - the same for every scheme
    """Nothing can be wrong."""
    return ()
