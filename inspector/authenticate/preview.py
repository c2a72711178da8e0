"""Shows how a credential will be sent, and what looks odd about it, while it is typed."""

from inspector.authenticate.choose import choose
from inspector.authenticate.scheme import Check, Preview, Secrets, Send
from inspector.model.credential import Credential
from inspector.model.message import Message
from inspector.protocol.keys.difference_words import advised
from inspector.protocol.keys.differences import Kind, differences
from inspector.reading.request import Sent


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:
    """Return the exact bytes that the credential adds, its secret masked."""
    return choose(credential).preview(credential, message, secrets)


def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """Return the remarks about a credential and its secret."""
    return choose(credential).check(credential, secret)


_BAD: frozenset[Kind] = frozenset({"damaged", "owner", "environment", "region", "address"})


def misplaced(credential: Credential, message: Message, secrets: Secrets) -> tuple[Check, ...]:
    """Return how the message it would make differs from what the tables say of such a key."""
    field = credential.secret_field()
    if not field or not secrets(credential.secret_ref):
        return ()
    step = next(iter(choose(credential).steps(credential, message, secrets)), None)
    if not isinstance(step, Send):
        return ()
    asked = Sent(0, step.message).asked
    return tuple(
        Check(
            kind=f"key-{one.kind}",
            field=field,
            text=advised(one, asked.host),
            level="bad" if one.kind in _BAD else "odd",
        )
        for one in differences(asked)
    )
