"""Shows how a credential will be sent, and what looks odd about it, while it is typed."""

from inspector.authenticate.choose import choose
from inspector.authenticate.scheme import Check, Preview, Secrets
from inspector.model.credential import Credential
from inspector.model.message import Message


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:
    """Return the exact bytes that the credential adds, its secret masked."""
    return choose(credential).preview(credential, message, secrets)


def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """Return the remarks about a credential and its secret."""
    return choose(credential).check(credential, secret)
