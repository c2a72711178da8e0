"""A login from the person's netrc file: looked up for the host, read only, sent at once."""

from inspector.authenticate.basic_login import basic_header, basic_value
from inspector.authenticate.scheme import Check, LookUp, Preview, Secrets, Send, Steps, issued
from inspector.compose.amend import with_header
from inspector.compose.marked import Marked
from inspector.model.credential import Credential
from inspector.model.kinds.from_netrc import FromNetrc
from inspector.model.message import Header, Message
from inspector.protocol.command_output import Issued
from inspector.protocol.urls import host_of
from inspector.wording import tr


def fit(credential: Credential) -> float:
    """Fits a login from a netrc file."""
    return float(isinstance(credential, FromNetrc))


def _header(credential: FromNetrc, found: Issued) -> Header:
    secret = found.secret.reveal()
    if credential.sent_as == "basic":
        return basic_header("Authorization", basic_value(found.user, secret), "credential")
    marked = Marked.plain("Bearer ") + Marked.secret(secret)
    return Header("Authorization", marked.wire, "credential", marked.spans)


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:  # noqa: ARG001 - the same for every scheme
    """Look the host up, and send what the file holds for it."""
    assert isinstance(credential, FromNetrc)  # noqa: S101 - `fit` chose it
    found = yield from issued(LookUp(host=host_of(message.url)))
    yield Send(message=with_header(message, _header(credential, found)))


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Name the source; the file is not read for it."""
    assert isinstance(credential, FromNetrc)  # noqa: S101 - `fit` chose it
    text = tr("{word} … from the netrc file", word=credential.scheme_word)
    return Preview(place="challenge", name="Authorization", text=text)


def check(credential: Credential, secret: str) -> tuple[Check, ...]:  # noqa: ARG001 - the same for every scheme
    """Nothing is typed that could look odd."""
    return ()
