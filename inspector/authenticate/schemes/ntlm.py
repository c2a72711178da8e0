"""NTLM: three messages on one connection, the password only as a proof ([MS-NTHT], [MS-NLMP])."""

import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from inspector.authenticate import typed
from inspector.authenticate.handshake import Context, Handshakes
from inspector.authenticate.scheme import Answer, Check, Preview, Secrets, Step, Steps
from inspector.model.credential import Credential
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.message import Message
from inspector.wording import tr

if TYPE_CHECKING:
    from spnego import ContextProxy

_LONGEST_WORKSTATION = 15  # a NetBIOS name
_NAME_OF_THIS = "NETBIOS_COMPUTER_NAME"


def fit(credential: Credential) -> float:
    """Fits NTLM."""
    return float(isinstance(credential, Ntlm))


class NtlmContext:
    """One handshake, made by pyspnego, which needs no library of the system for it."""

    def __init__(self, credential: Ntlm, password: str) -> None:
        import spnego  # noqa: PLC0415 - loaded where it is needed, as it takes its time

        self._workstation = credential.workstation
        self._proxy: ContextProxy = spnego.client(
            credential.user_name,
            password,
            protocol="ntlm",
            options=spnego.NegotiateOptions.use_ntlm,
        )

    def next(self, received: bytes, binding: bytes) -> Generator[Step, Answer, bytes]:
        """Make the next message. Raises ValueError for a challenge that can't be read."""
        from spnego.channel_bindings import GssChannelBindings  # noqa: PLC0415 - as above
        from spnego.exceptions import SpnegoError  # noqa: PLC0415 - as above

        yield from ()
        if self._proxy.complete:
            return b""
        bound = GssChannelBindings(application_data=binding) if binding else None
        try:
            with _called(self._workstation):
                return self._proxy.step(received or None, channel_bindings=bound) or b""
        except (SpnegoError, IndexError, KeyError) as error:
            raise ValueError(str(error)) from error

    def finish(self, received: bytes) -> Generator[Step, Answer, None]:  # noqa: ARG002 - NTLM has none
        """Nothing: a server has no proof of its own here."""
        yield from ()

    def close(self) -> None:
        """Nothing: it holds no more than its own memory."""


@contextmanager
def _called(name: str) -> Iterator[None]:
    """Let the library call this computer so; its only way to be told is the environment.

    Nothing runs in between: messages are made at once, on the network thread. Without a name it
    would send the one of this machine, which is nobody's business.
    """
    before = os.environ.get(_NAME_OF_THIS)
    os.environ[_NAME_OF_THIS] = name
    try:
        yield
    finally:
        if before is None:
            del os.environ[_NAME_OF_THIS]
        else:
            os.environ[_NAME_OF_THIS] = before


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Send the first message at once, then answer the server's challenge."""
    assert isinstance(credential, Ntlm)  # noqa: S101 - `fit` chose it

    def begin(message: Message) -> Context:
        return handshake(credential, message.url, secrets)

    yield from Handshakes("NTLM", begin, message).steps()


def handshake(credential: Credential, url: str, secrets: Secrets) -> Context:  # noqa: ARG001 - the same for every scheme
    """Begin one; a proxy is answered by the same."""
    assert isinstance(credential, Ntlm)  # noqa: S101 - `fit` chose it
    return NtlmContext(credential, secrets(credential.password))


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """The proof depends on the server's challenge; say whose it will be."""
    assert isinstance(credential, Ntlm)  # noqa: S101 - `fit` chose it
    text = tr("NTLM …, then a proof of the password after the server's challenge")
    if user := credential.user_name:
        text = tr("NTLM …, then the proof of {user} after the server's challenge", user=user)
    return Preview(place="challenge", name="Authorization", text=text)


def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """Pasted blanks, a domain twice, a workstation's name that is too long."""
    assert isinstance(credential, Ntlm)  # noqa: S101 - `fit` chose it
    found = list(typed.checks("password", secret))
    if credential.domain and ("\\" in credential.user or "@" in credential.user):
        text = tr("The user name holds a domain already; leave the field Domain empty.")
        found.append(Check(kind="domain-twice", field="domain", text=text))
    if credential.user != credential.user.strip():
        text = tr("The user name starts or ends with a blank.")
        found.append(Check(kind="outer-blank", field="user", text=text))
    if len(credential.workstation) > _LONGEST_WORKSTATION:
        text = tr("A workstation's name has at most 15 characters.")
        found.append(Check(kind="long-name", field="workstation", text=text))
    return tuple(found)
