"""What a scheme is: a generator of steps, a preview of its bytes, and checks while typing."""

from collections.abc import Callable, Generator
from datetime import datetime
from typing import Literal, Protocol

import msgspec

from inspector.model.annotation import Level
from inspector.model.credential import Credential, CredentialFacts
from inspector.model.exchange import Exchange, Failure, Purpose
from inspector.model.message import Message
from inspector.model.question import Answers, Question
from inspector.model.secret import Secret, SecretRef


class Send(msgspec.Struct, frozen=True, kw_only=True):
    """Send this message; the exchange that ended it (after redirects) comes back.

    renew: makes the credential anew for a redirected message, from the exchange before it;
    without it the header is carried on as it is.
    """

    purpose: Purpose = "main"
    message: Message
    renew: Callable[[Message, Exchange], Message] | None = None


class Stop(msgspec.Struct, frozen=True):
    """Send nothing; the failure says why."""

    failure: Failure


class Keep(msgspec.Struct, frozen=True, kw_only=True):
    """Keep this secret in the vault; the credential comes back, referring to it.

    label: what people may know the secret by; nothing of it is secret.
    """

    credential: Credential
    secret: Secret
    label: str


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """Ask the person; the answers come back. Where nobody answers, the sending ends here."""

    question: Question


class Wait(msgspec.Struct, frozen=True, kw_only=True):
    """Do nothing until a time (with its zone); stopping the request ends it at once."""

    until: datetime


Step = Send | Stop | Keep | Ask | Wait
Answer = Exchange | Credential | Answers | None
"""What a step comes back with: `sent`, `kept` and `asked` take the right one out."""

Steps = Generator[Step, Answer, None]
Secrets = Callable[[SecretRef], str]
"""Returns the value of a reference; empty where it is not known."""


def sent(step: Send) -> Generator[Step, Answer, Exchange]:
    """Send, and return the exchange that ended it; for `yield from`, as the two below."""
    answer = yield step
    assert isinstance(answer, Exchange)  # noqa: S101 - the sender answers a Send with one
    return answer


def kept(step: Keep) -> Generator[Step, Answer, Credential]:
    """Keep a credential, and return the one that refers to what was kept."""
    answer = yield step
    assert isinstance(answer, CredentialFacts)  # noqa: S101 - the sender answers a Keep with one
    return answer


def asked(step: Ask) -> Generator[Step, Answer, Answers]:
    """Ask the person, and return what was entered, by the names of the fields."""
    answer = yield step
    assert isinstance(answer, dict)  # noqa: S101 - the sender answers an Ask with them
    return answer


PreviewPlace = Literal["", "header", "query", "cookie", "body", "challenge"]


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """How a credential will be sent. text: the exact bytes with the secret masked.

    place: empty where nothing is sent; "challenge": the bytes depend on the server's challenge
    and `text` says what is waited for.
    """

    place: PreviewPlace = ""
    name: str = ""
    text: str = ""


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """A remark while typing, without secrets. field: which field of the form it is about."""

    kind: str
    field: str
    text: str
    level: Level = "odd"


class Scheme(Protocol):
    """What each module in `schemes` offers."""

    def fit(self, credential: Credential) -> float:
        """Return 1 where this module sends that credential, 0 where it doesn't."""

    def steps(self, credential: Credential, message: Message, secrets: Secrets) -> Steps:
        """Yield what to do, one step after the other."""

    def preview(self, credential: Credential, message: Message, secrets: Secrets) -> Preview:
        """Return what the credential adds to the message, masked."""

    def check(self, credential: Credential, secret: str) -> tuple[Check, ...]:
        """Return what looks odd in the fields and in the secret."""
