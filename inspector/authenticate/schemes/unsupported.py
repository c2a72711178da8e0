"""Stops a request whose scheme this version can't send, instead of sending it without."""

from inspector.authenticate.scheme import Check, Preview, Secrets, Steps, Stop
from inspector.model.credential import Credential
from inspector.model.exchange import Failure
from inspector.model.message import Message
from inspector.wording import tr


def fit(credential: Credential) -> float:
    """Fits what no other scheme can send."""
    return 0.1 if getattr(credential, "is_supported", True) else 1.0


def _sentence(credential: Credential) -> str:
    scheme = getattr(credential, "scheme", "") or tr("This way to authenticate")
    return tr("{scheme} can't be sent yet, so nothing was sent.", scheme=scheme)


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:  # noqa: ARG001 - the same for every scheme
    """Send nothing."""
    yield Stop(
        Failure(
            stage="compose",
            kind="scheme-not-supported",
            message=_sentence(credential),
            detail=getattr(credential, "scheme", ""),
        )
    )


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Say that it can't be sent."""
    return Preview(text=_sentence(credential))


def check(credential: Credential, secret: str) -> tuple[Check, ...]:  # noqa: ARG001 - the same for every scheme
    """Say that it can't be sent."""
    text = _sentence(credential)
    return (Check(kind="not-supported", field="kind", text=text, level="bad"),)
