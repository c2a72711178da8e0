"""A container registry's token: fetched where its challenge says, then sent (CNCF Distribution).

Sources: "Token Authentication Specification" and "OAuth2 Token Authentication" of Distribution.
"""

from collections.abc import Generator
from http import HTTPStatus

from inspector.authenticate import typed
from inspector.authenticate.basic_login import basic_header, basic_value
from inspector.authenticate.provider import Ended, Refused, granted
from inspector.authenticate.scheme import (
    Answer,
    Check,
    Preview,
    Secrets,
    Send,
    Step,
    Steps,
    Stop,
    sent,
)
from inspector.authenticate.side_message import Unsendable, fetched, posted
from inspector.compose.address import query
from inspector.compose.amend import with_header
from inspector.compose.marked import Marked
from inspector.model.credential import Credential
from inspector.model.exchange import Exchange, Failure
from inspector.model.kinds.registry_token import RegistryToken
from inspector.model.message import Header, Message
from inspector.protocol.challenges.parsing import Challenge, challenges_of
from inspector.protocol.discovery import is_address
from inspector.protocol.oauth.client_proof import Proved
from inspector.protocol.oauth.parameters import Parameter, given
from inspector.protocol.oauth.token_reply import fields
from inspector.protocol.urls import host_of, is_downgrade, origin_of
from inspector.wording import tr

_CLIENT = "request-inspector"  # needs no registration; token services write it into their logs


def fit(credential: Credential) -> float:
    """Fits the token of a container registry."""
    return float(isinstance(credential, RegistryToken))


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Send without; where the registry names a token service, fetch a token there and send it."""
    assert isinstance(credential, RegistryToken)  # noqa: S101 - `fit` chose it
    exchange = yield from sent(Send(message=message))
    challenge = _challenge(exchange)
    if challenge is None:
        return
    if (unsafe := _unsafe(credential, message, exchange, challenge)) is not None:
        yield Stop(unsafe, of_last=True)
        return
    token = yield from _fetched(credential, challenge, secrets)
    if token:
        signed = with_header(exchange.request, _header(token))
        yield Send(purpose="challenge-answer", message=signed)


def _challenge(exchange: Exchange) -> Challenge | None:
    """Return the challenge that names a token service; None where there is none to answer."""
    reply = exchange.reply
    if reply is None or exchange.failure is not None or reply.status != HTTPStatus.UNAUTHORIZED:
        return None
    offered = (challenge for _, challenge in challenges_of(reply.headers))
    return next(
        (one for one in offered if one.is_scheme("Bearer") and is_address(one.get("realm"))), None
    )


def _unsafe(
    credential: RegistryToken, message: Message, exchange: Exchange, challenge: Challenge
) -> Failure | None:
    """Return why the login must not go where the challenge leads; None where it may."""
    here, realm = exchange.request.url, challenge.get("realm")
    if origin_of(here) != origin_of(message.url):
        text = tr(
            "{host} asks for a token, and it is another origin than the one you asked: nothing was "
            "fetched for it.",
            host=host_of(here),
        )
        return Failure(stage="sign-in", kind="secret-held-back", message=text)
    if is_downgrade(here, realm) and not credential.is_nobody:
        text = tr(
            "The registry sends your login to {host} over http, where everybody on the way could "
            "read it. Nothing was sent there.",
            host=host_of(realm),
        )
        return Failure(stage="sign-in", kind="secret-never-over-http", message=text)
    return None


# ---------------- At the token service
def _fetched(
    credential: RegistryToken, challenge: Challenge, secrets: Secrets
) -> Generator[Step, Answer, str]:
    """Return the token that came; empty where none came, which was said."""
    password = "" if credential.is_nobody else secrets(credential.password)
    try:
        message = _asked(credential, challenge, password)
    except Unsendable as error:
        yield Stop(error.failure)
        return ""
    exchange = yield from sent(Send(purpose="token", message=message, aside=True))
    try:
        reply = granted(exchange, "no-token")
    except Refused:
        return ""  # the exchange says why
    except Ended as end:
        yield Stop(end.failure, of_last=True)
        return ""
    found = fields(reply.body)
    tokens = (found.get(name) for name in ("token", "access_token"))
    token = next((one for one in tokens if isinstance(one, str) and one.strip()), "")
    if not token:
        host = host_of(message.url)
        text = tr("{host} answered, and its answer holds no token.", host=host)
        yield Stop(Failure(stage="sign-in", kind="no-token", message=text), of_last=True)
    return token


def _asked(credential: RegistryToken, challenge: Challenge, password: str) -> Message:
    """Return the message that asks for a token; raises Unsendable."""
    realm, service, scope = (challenge.get(name) for name in ("realm", "service", "scope"))
    if credential.asks == "form" and not credential.is_nobody:
        asked = given(
            Parameter("grant_type", "password"),
            Parameter("client_id", _CLIENT),
            Parameter("service", service),
            Parameter("scope", scope),
            Parameter("username", credential.user),
            Parameter("password", password, secret=True),
        )
        return posted(realm, asked, Proved(), ((), ()))
    pairs = [("service", service), *(("scope", each) for each in scope.split())]
    plain = [(Marked.plain(name), Marked.plain(value)) for name, value in pairs if value]
    separator = "&" if "?" in realm else "?"
    message = fetched(f"{realm}{separator}{query(plain).wire}" if plain else realm)
    if credential.is_nobody:
        return message
    value = basic_value(credential.user, password)
    return with_header(message, basic_header("Authorization", value, "credential"))


def _header(token: str) -> Header:
    value = Marked.plain("Bearer ") + Marked.secret(token)
    return Header("Authorization", value.wire, "credential", value.spans)


# ---------------- While it is typed
def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Nothing is known before the challenge; say so."""
    assert isinstance(credential, RegistryToken)  # noqa: S101 - `fit` chose it
    text = tr("Bearer … after the token service that the registry names")
    return Preview(place="challenge", name="Authorization", text=text)


def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """Pasted blanks; half a login."""
    assert isinstance(credential, RegistryToken)  # noqa: S101 - `fit` chose it
    if credential.is_nobody:
        return ()
    found = list(typed.checks("password", secret))
    if not credential.user.strip():
        text = tr("A password needs a user name here. Leave both empty to ask as nobody.")
        found.append(Check(kind="no-user", field="user", text=text, level="bad"))
    elif ":" in credential.user and credential.asks == "basic":
        text = tr("A colon can't be part of the user name: all after it is read as the password.")
        found.append(Check(kind="colon-in-user", field="user", text=text, level="bad"))
    return tuple(found)
