"""What is done with a kept token or a registered client beside sending a request."""

from collections.abc import Callable, Generator
from datetime import UTC, datetime
from typing import cast

import msgspec

from inspector.authenticate import keeping
from inspector.authenticate.provider import Ended, Provider, Refused, ended, granted
from inspector.authenticate.scheme import (
    Answer,
    Keep,
    Leave,
    Recall,
    Secrets,
    Send,
    Step,
    Steps,
    StepsOf,
    Stop,
    Store,
    kept,
    sent,
    told,
)
from inspector.authenticate.side_message import deleted, posted_json
from inspector.model.credential import Credential
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.message import Message
from inspector.model.secret import Secret
from inspector.protocol.oauth import kept_token, registration, token_requests
from inspector.protocol.oauth.kept_token import KeptToken
from inspector.wording import tr

_replace = msgspec.structs.replace
Doing = Callable[[Provider], Generator[Step, Answer, None]]


def steps_of(doing: Doing) -> StepsOf:
    """Return steps that do one of these things instead of sending the request."""

    def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:  # noqa: ARG001 - the same for every scheme
        try:  # only a credential that keeps tokens gets here
            yield from doing(Provider(cast("OAuth2", credential), secrets))
        except Refused:
            return  # the last exchange of the trace says why
        except Ended as end:
            yield Stop(end.failure, of_last=end.of_last)

    return steps


def renew(provider: Provider) -> Generator[Step, Answer, None]:
    """Renew the kept token now, whatever time it has left."""
    name = kept_token.name_of(provider.credential)
    found = kept_token.read((yield from told(Recall(name))))
    yield from keeping.current(provider, refused=_token(found, provider))


def take_kept(provider: Provider) -> Generator[Step, Answer, None]:
    """Take the kept token as it is, where it is not known whether it was renewed."""
    name = kept_token.name_of(provider.credential)
    found = kept_token.read((yield from told(Recall(name, anew=True))))
    if found is not None and found.renewing:
        sure = _replace(found, renewing=False)
        yield Store(name=name, text=kept_token.written(sure), secrets=sure.secrets)
    yield Leave(name)


def log_out(provider: Provider) -> Generator[Step, Answer, None]:
    """Take the token back at the provider (RFC 7009), and forget it here."""
    name = kept_token.name_of(provider.credential)
    found = kept_token.read((yield from told(Recall(name, anew=True))))
    if found is not None:
        yield from provider.discover()
        yield Store(name=name, text="", secrets={})
        for token, hint in _revocable(found):
            fields = token_requests.about(token, hint)
            exchange = yield from provider.post("revocation", fields, "token", "revocation")
            granted(exchange, "not-done")
    yield Leave(name)


def _revocable(found: KeptToken) -> list[tuple[str, str]]:
    """Return what is taken back: the refresh token first, with which most take all back."""
    tokens = [(found.refresh_token, "refresh_token"), (found.access_token, "access_token")]
    return [(token, hint) for token, hint in tokens if token]


def ask_about(provider: Provider) -> Generator[Step, Answer, None]:
    """Ask the provider what it knows of the kept token (RFC 7662)."""
    name = kept_token.name_of(provider.credential)
    found = kept_token.read((yield from told(Recall(name))))
    if found is None:
        raise ended("no-token", tr("There is no token yet."))
    yield from provider.discover()
    fields = token_requests.about(found.access_token, "access_token")
    yield from provider.post("introspection", fields, "token", "introspection")


def register_to(done: Callable[[OAuth2], None]) -> Doing:
    """Register this program as a client (RFC 7591). done: takes the credential with its client."""
    return lambda provider: _register(provider, done)


def _register(provider: Provider, done: Callable[[OAuth2], None]) -> Generator[Step, Answer, None]:
    yield from provider.discover("registration")
    done((yield from registered(provider)))


def registered(provider: Provider) -> Generator[Step, Answer, OAuth2]:
    """Register at the provider's known endpoint; return the credential with its client."""
    credential = provider.credential
    message = posted_json(provider.endpoints.registration, registration.body(credential))
    exchange = yield from sent(Send(purpose="registration", message=message, aside=True))
    found = registration.read(granted(exchange, "no-client").body)
    if found is None:
        text = tr("The answer to the registration names no client.")
        raise ended("no-client", text, of_last=True)
    made = _replace(credential, client_id=found.client_id)
    if found.secret:
        made = yield from _keeping(made, found.secret, tr("Client secret"))
    return (yield from _managed(made, found))


def _managed(made: OAuth2, found: registration.Registered) -> Generator[Step, Answer, OAuth2]:
    """Return the credential with what it takes to withdraw the client later."""
    record = _replace(
        made.client.registration, address=found.manage, on=datetime.now(UTC).date().isoformat()
    )
    if found.token:
        holder = yield from _keeping(OAuth2(), found.token, tr("Registration token"))
        record = _replace(record, token=holder.client.secret)
    return _replace(made, client=_replace(made.client, registration=record))


def _keeping(made: OAuth2, secret: str, label: str) -> Generator[Step, Answer, OAuth2]:
    holder = yield from kept(Keep(credential=made, secret=Secret(secret), label=label))
    return cast("OAuth2", holder)


def withdraw(provider: Provider) -> Generator[Step, Answer, None]:
    """Take the registration of the client back (RFC 7592 §2.3)."""
    record = provider.credential.client.registration
    if not record.address:
        raise ended("no-endpoint", tr("This client can't be withdrawn from here."))
    message = deleted(record.address, provider.reveal(record.token))
    exchange = yield from sent(Send(purpose="registration", message=message, aside=True))
    granted(exchange, "not-done")


def _token(found: KeptToken | None, provider: Provider) -> str:
    return found.chosen(provider.credential.use.token) if found is not None else ""
