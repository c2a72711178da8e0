"""Answers a proxy that wants a login: whether, with which credential, in which header."""

from inspector.authenticate.choose import proxy_login
from inspector.authenticate.scheme import Secrets, Send
from inspector.model.credential import Basic, Credential
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, first
from inspector.model.secret import SecretRef
from inspector.protocol.challenges.parsing import challenges_of
from inspector.send.proxies import Proxy

NAME = "Proxy-Authorization"
_WANTED = 407
_URL_PASSWORD = SecretRef(place="memory", name="proxy-url-password")


def reads(message: Message, proxy: Proxy) -> bool:
    """Whether the proxy itself reads this message, so that its login belongs into it."""
    written = first(message.headers, NAME)
    return proxy.speaks_http and message.url.startswith("http://") and not written


def answer(
    exchange: Exchange, proxy: Proxy, credential: Credential, secrets: Secrets
) -> Header | None:
    """Return the login that a 407 asks for, None where it does not, or where we have none."""
    reply = exchange.reply
    if not proxy.url or reply is None or reply.status != _WANTED:
        return None
    offered = challenges_of(reply.headers, "Proxy-Authenticate")
    if not any(challenge.is_scheme("Basic") for _, challenge in offered):
        return None
    return login(exchange.request, proxy, credential, secrets)


def login(
    message: Message, proxy: Proxy, credential: Credential, secrets: Secrets
) -> Header | None:
    """Return the login for a proxy, None where we have none.

    User and password of the proxy's URL count where the request names no credential.
    """
    if not credential.is_given and proxy.user:
        credential = Basic(user=proxy.user, password=_URL_PASSWORD)

    def revealed(ref: SecretRef) -> str:
        return proxy.password if ref == _URL_PASSWORD else secrets(ref)

    for step in proxy_login().steps(credential, message, revealed):
        if isinstance(step, Send):
            return next((each for each in step.message.headers if each.name == NAME), None)
    return None
