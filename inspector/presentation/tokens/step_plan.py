"""The steps that a sign-in still has before it: those of its grant, to the call of the API."""

from typing import Literal, NamedTuple, cast

from inspector.model.exchange import Exchange, Purpose
from inspector.model.kinds.oauth import Grant
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import Request
from inspector.protocol.oauth import error_reply
from inspector.protocol.oauth.device_reply import PENDING
from inspector.protocol.urls import host_of
from inspector.wording import tr

Kind = Literal["discovery", "browser", "device-code", "pending", "token", "call"]
CALLS: frozenset[Purpose] = frozenset({"main", "retry", "challenge-answer", "redirect"})
_BY_GRANT: dict[Grant, tuple[Kind, ...]] = {
    "authorization-code": ("browser",),
    "device-code": ("device-code", "pending"),
}
_KINDS: dict[Purpose, Kind] = {
    "discovery": "discovery",
    "authorization": "browser",
    "sign-in": "browser",
    "device-code": "device-code",
    "token": "token",
    "renewal": "token",
}


class Planned(NamedTuple):
    """A step that was not taken yet, and with whom."""

    kind: Kind
    name: str
    party: str


def ahead(request: Request | None, exchanges: tuple[Exchange, ...]) -> tuple[Planned, ...]:
    """Return the steps after the last one that was taken; none for a credential without tokens."""
    if request is None or not request.credential.keeps_tokens:
        return ()
    credential = cast("OAuth2", request.credential)
    kinds = plan(credential)
    taken = {kind_of(each) for each in exchanges}
    if "call" in taken:
        return ()
    last = max((at for at, kind in enumerate(kinds) if kind in taken), default=-1)
    provider = host_of(credential.issuer or credential.endpoints.token)
    return tuple(_planned(kind, provider, request) for kind in kinds[last + 1 :])


def plan(credential: OAuth2) -> tuple[Kind, ...]:
    """Return the kinds of steps of a credential that has no token yet."""
    found: tuple[Kind, ...] = ("discovery",) if credential.issuer.strip() else ()
    return (*found, *_BY_GRANT.get(credential.grant, ()), "token", "call")


def kind_of(exchange: Exchange) -> Kind | None:
    """Return which kind of step an exchange belongs to; None for one beside the plan."""
    if exchange.purpose in CALLS:
        return "call"
    return "pending" if is_pending(exchange) else _KINDS.get(exchange.purpose)


def is_pending(exchange: Exchange) -> bool:
    """Whether a provider answered that the person has not signed in yet (RFC 8628 §3.5)."""
    return exchange.purpose == "token" and error_of(exchange) in PENDING


def error_of(exchange: Exchange) -> str:
    """Return the error code of a provider's answer, empty without one."""
    found = error_reply.read(exchange.reply.body) if exchange.reply is not None else None
    return found.code if found is not None else ""


def _planned(kind: Kind, provider: str, request: Request) -> Planned:
    names: dict[Kind, str] = {
        "discovery": tr("Discovery"),
        "browser": tr("Authorization"),
        "device-code": tr("Device code"),
        "pending": tr("You sign in"),
        "token": tr("Token"),
        "call": tr("Call"),
    }
    others: dict[Kind, str] = {"browser": tr("your browser"), "call": host_of(request.url)}
    return Planned(kind, names[kind], others.get(kind, provider))
