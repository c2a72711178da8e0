"""What a scheme is: a generator of steps, a preview of its bytes, and checks while typing."""

from collections.abc import Callable, Generator
from datetime import datetime
from typing import Literal, Protocol

import msgspec

from inspector.model.annotation import Level
from inspector.model.credential import Credential
from inspector.model.credential_facts import CredentialFacts
from inspector.model.exchange import Exchange, Failure, Purpose
from inspector.model.message import Message
from inspector.model.question import Answers, Notice, Question
from inspector.model.secret import Secret, SecretRef
from inspector.protocol.command_output import Issued
from inspector.protocol.signatures.signed_text import SignedText


class Send(msgspec.Struct, frozen=True, kw_only=True):
    """Send this message; the exchange that ended it (after redirects) comes back.

    renew: makes the credential anew for a redirected message, from the exchange before it;
    without it the header is carried on as it is. aside: it goes to somebody else than the API and
    is taken as it is: no redirect is followed, no cookie sent or taken, no browser imitated.
    certificate: paths of the certificate and key shown there, instead of those of the request.
    """

    purpose: Purpose = "main"
    message: Message
    renew: Callable[[Message, Exchange], Message] | None = None
    aside: bool = False
    certificate: tuple[str, str] | None = None


class Stop(msgspec.Struct, frozen=True):
    """Send nothing more; the failure says why. of_last: what fails is the exchange before."""

    failure: Failure
    of_last: bool = False


def not_signed(reason: str) -> Stop:
    """Return the end of a send whose message can't be signed."""
    return Stop(Failure(stage="compose", kind="not-signed", message=reason))


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


class Tell(msgspec.Struct, frozen=True):
    """Tell the person what to do meanwhile, or with None that it is done; nothing is waited for."""

    notice: Notice | None


class Listen(msgspec.Struct, frozen=True, kw_only=True):
    """Listen on this machine for a browser to come back; the redirect address comes back.

    host: as the address names it. port: 0 takes a free one.
    """

    host: str
    port: int
    path: str


class Receive(msgspec.Struct, frozen=True, kw_only=True):
    """Wait for the browser; the exchange with it comes back, None where nobody came until then.

    judge: takes the answer and returns what is wrong with it, in words for its page.
    """

    until: datetime
    judge: Callable[[Message], str]


class Note(msgspec.Struct, frozen=True):
    """Put an exchange into the trace that somebody else makes: a browser."""

    exchange: Exchange


class Recall(msgspec.Struct, frozen=True):
    """Return what is kept under a name, as text; empty where there is nothing.

    anew: look into the store, as another process may have changed it, and let nobody else change
    it until `Leave`, or until the sending ends.
    """

    name: str
    anew: bool = False


class Store(msgspec.Struct, frozen=True, kw_only=True):
    """Keep a text under a name; it is written when this comes back.

    secrets: the values in it that must not be shown anywhere, by what people may know them by.
    """

    name: str
    text: str
    secrets: dict[str, str]

    def __repr__(self) -> str:
        return f"Store(name={self.name!r})"


class Leave(msgspec.Struct, frozen=True):
    """Let others change what was recalled under a name."""

    name: str


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Run a program without a shell, once the person agreed to it; what it gave comes back.

    command: the program and its arguments. given: its standard input. environment: variables
    beside those of this program. seconds: time limit, None for none. host: that what it gives goes
    to. how: tells ways to read the output apart. read: reads it; raises OutputError.
    """

    command: tuple[str, ...]
    given: str
    environment: dict[str, str]
    seconds: float | None
    host: str
    how: str
    read: Callable[[str], Issued]


class LookUp(msgspec.Struct, frozen=True, kw_only=True):
    """Look a login up in the person's netrc file. host: whose it is.

    profile: look up the keys of a profile of the person's AWS files instead; empty for the usual
    one.
    """

    host: str = ""
    profile: str | None = None


class Compute(msgspec.Struct, frozen=True):
    """Make something beside the network's own thread, as it may ask somebody else: a KDC.

    make: returns it, or why there is none; that comes back.
    """

    make: Callable[[], bytes | Failure]


class Disown(msgspec.Struct, frozen=True):
    """Don't keep what a command gave for the next sending: it was refused."""

    run: Run


Step = (
    Send
    | Stop
    | Keep
    | Ask
    | Wait
    | Tell
    | Listen
    | Receive
    | Note
    | Recall
    | Store
    | Leave
    | Run
    | Disown
    | LookUp
    | Compute
)
_Elsewhere = Run | Disown | LookUp | Compute
Beside = Keep | Ask | Wait | Tell | Listen | Receive | Recall | Store | Leave | _Elsewhere
Answer = Exchange | Credential | Answers | Issued | str | bytes | Failure | None
"""What a step comes back with; for each kind of it a function below takes the right one out."""

Steps = Generator[Step, Answer, None]
Secrets = Callable[[SecretRef], str]
"""Returns the value of a reference; empty where it is not known."""

StepsOf = Callable[[Credential, Message, Secrets], Steps]
"""Makes the steps of a credential, as a scheme's `steps` does."""


def sent(step: Send) -> Generator[Step, Answer, Exchange]:
    """Send, and return the exchange that ended it; for `yield from`, as all below."""
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


def told(step: Recall | Listen) -> Generator[Step, Answer, str]:
    """Recall or listen, and return the text that came back."""
    answer = yield step
    assert isinstance(answer, str)  # noqa: S101 - the sender answers them with one
    return answer


def received(step: Receive) -> Generator[Step, Answer, Exchange | None]:
    """Wait for the browser, and return the exchange with it."""
    answer = yield step
    assert answer is None or isinstance(answer, Exchange)  # noqa: S101 - as above
    return answer


def issued(step: Run | LookUp) -> Generator[Step, Answer, Issued]:
    """Run a command or look a login up, and return what it gave."""
    answer = yield step
    assert isinstance(answer, Issued)  # noqa: S101 - as above
    return answer


PreviewPlace = Literal["", "header", "query", "cookie", "body", "challenge"]


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """How a credential will be sent. text: the exact bytes with the secret masked.

    place: empty where nothing is sent; "challenge": the bytes depend on the server's challenge
    and `text` says what is waited for. signed: what a signature covers, step by step, as it would
    be now. beside: how other credentials of the request leave with it, in their order.
    """

    place: PreviewPlace = ""
    name: str = ""
    text: str = ""
    signed: tuple[SignedText, ...] = ()
    beside: tuple["Preview", ...] = ()

    @property
    def line(self) -> str:
        """The line or parameter that it makes, masked; empty where nothing is sent."""
        return f"{self.name}: {self.text}" if self.name else self.text


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
