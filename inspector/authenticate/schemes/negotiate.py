"""Negotiate: a Kerberos ticket for the service, and its own proof back (RFC 4559, RFC 4178)."""

from collections.abc import Generator

from inspector.authenticate.gssapi import GssError, Ticket, library
from inspector.authenticate.handshake import Context, Handshakes
from inspector.authenticate.kerberos_words import failure_of
from inspector.authenticate.scheme import (
    Answer,
    Check,
    Compute,
    Preview,
    Secrets,
    Step,
    Steps,
    Stop,
)
from inspector.model.credential import Credential
from inspector.model.exchange import Failure
from inspector.model.kinds.negotiate import Negotiate
from inspector.model.message import Message
from inspector.protocol.urls import host_of
from inspector.wording import tr


def fit(credential: Credential) -> float:
    """Fits Negotiate."""
    return float(isinstance(credential, Negotiate))


def service_of(credential: Negotiate, url: str) -> str:
    """Return the name of the service: what was entered, else HTTP at the called host."""
    return credential.service.strip() or f"HTTP@{host_of(url)}"


class NegotiateContext:
    """One handshake; its ticket may have to be fetched from a KDC, which takes time."""

    def __init__(self, credential: Negotiate, url: str) -> None:
        self.ticket = Ticket(
            service_of(credential, url),
            principal=credential.principal,
            cache=credential.cache,
            keytab=credential.keytab,
            delegation=credential.delegation,
        )

    def next(self, received: bytes, binding: bytes) -> Generator[Step, Answer, bytes]:
        """Make the next message; where there is no ticket, it ends here."""
        made = yield Compute(make=lambda: self._made(received, binding))
        if isinstance(made, Failure) and not received:
            yield Stop(made)
        return made if isinstance(made, bytes) else b""

    def finish(self, received: bytes) -> Generator[Step, Answer, None]:
        """Check the server's own proof: who let us in must be the service that was meant."""
        made = yield Compute(make=lambda: self._made(received, b""))
        if isinstance(made, Failure) or not self.ticket.complete:
            text = tr("The reply is not proven to come from the service: its ticket doesn't fit.")
            detail = made.detail if isinstance(made, Failure) else ""
            failure = Failure(
                stage="headers", kind="server-not-proven", message=text, detail=detail
            )
            yield Stop(failure, of_last=True)

    def close(self) -> None:
        """Release the ticket."""
        self.ticket.close()

    def _made(self, received: bytes, binding: bytes) -> bytes | Failure:
        try:
            return self.ticket.step(received, binding)
        except GssError as error:
            return failure_of(str(error))


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:  # noqa: ARG001 - the same for every scheme
    """Send the ticket at once, as curl does, and check the server's proof."""
    assert isinstance(credential, Negotiate)  # noqa: S101 - `fit` chose it
    begun: list[NegotiateContext] = []

    def begin(whole: Message) -> Context:
        begun.append(NegotiateContext(credential, whole.url))
        return begun[-1]

    try:
        yield from Handshakes("Negotiate", begin, message, bare_first=False).steps()
    finally:
        for context in begun:
            context.close()


def handshake(credential: Credential, url: str, secrets: Secrets) -> Context:  # noqa: ARG001 - the same for every scheme
    """Begin one; a proxy is answered by the same."""
    assert isinstance(credential, Negotiate)  # noqa: S101 - `fit` chose it
    return NegotiateContext(credential, url)


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Name the service; its ticket is fetched when it is sent."""
    assert isinstance(credential, Negotiate)  # noqa: S101 - `fit` chose it
    text = tr("Negotiate …, a Kerberos ticket for the called host")
    if credential.service.strip() or host_of(message.url):
        service = service_of(credential, message.url)
        text = tr("Negotiate …, a Kerberos ticket for {service}", service=service)
    return Preview(place="challenge", name="Authorization", text=text)


def check(credential: Credential, secret: str) -> tuple[Check, ...]:  # noqa: ARG001 - the same for every scheme
    """No library here; a name that is no service's; a service that may act for one."""
    assert isinstance(credential, Negotiate)  # noqa: S101 - `fit` chose it
    found = []
    if library() is None:
        text = tr("This system has no library for Kerberos (GSS-API).")
        found.append(Check(kind="no-library", field="kind", text=text, level="bad"))
    if credential.service and not {"@", "/"}.intersection(credential.service):
        text = tr("A service is written HTTP@host, or HTTP/host@REALM.")
        found.append(Check(kind="no-service", field="service", text=text))
    if credential.delegation == "always":
        text = tr("The service gets a ticket with which it can act for you anywhere.")
        found.append(Check(kind="delegated", field="delegation", text=text))
    return tuple(found)
