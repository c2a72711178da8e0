"""Shows how a credential will be sent, and what looks odd about it, while it is typed."""

from contextlib import closing

import msgspec

from inspector.authenticate.choose import choose, in_order
from inspector.authenticate.scheme import Check, Preview, Secrets, Send
from inspector.model.credential import Credential
from inspector.model.message import Message
from inspector.protocol.keys.difference_words import advised
from inspector.protocol.keys.differences import Kind, differences
from inspector.reading.request import Sent


def preview(
    credential: Credential, message: Message, secrets: Secrets, also: tuple[Credential, ...] = ()
) -> Preview:
    """Return the exact bytes that the credential adds, its secret masked.

    also: more credentials, each writing into what those before it made.
    """
    own, beside = Preview(), []
    for each in in_order((credential, *also)) if also else (credential,):
        shown = choose(each).preview(each, message, secrets)
        if each is credential:
            own = shown
        else:
            beside.append(shown)
        message = _with(each, message, secrets) if also else message
    signed = tuple(step for each in (own, *beside) for step in each.signed)
    return msgspec.structs.replace(own, beside=tuple(beside), signed=signed)


def _with(credential: Credential, message: Message, secrets: Secrets) -> Message:
    """Return a message with what a credential writes, where that needs nobody's answer."""
    if credential.exposes == "proof":
        return message
    with closing(choose(credential).steps(credential, message, secrets)) as steps:
        step = next(steps, None)
    return step.message if isinstance(step, Send) else message


def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """Return the remarks about a credential and its secret."""
    return choose(credential).check(credential, secret)


_BAD: frozenset[Kind] = frozenset({"damaged", "owner", "environment", "region", "address"})


def misplaced(credential: Credential, message: Message, secrets: Secrets) -> tuple[Check, ...]:
    """Return how the message it would make differs from what the tables say of such a key.

    What only proves a secret shows none to look at, and is not made for it.
    """
    field = credential.secret_field()
    if credential.exposes == "proof" or not field or not secrets(credential.secret_ref):
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
