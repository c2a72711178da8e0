"""What is known beside a token: where it stood, who issued it, what its API expects. Pure."""

from collections.abc import Iterable
from typing import Any

import msgspec

from inspector.annotate.tokens.expected import Expected, audiences_of, expected_by
from inspector.annotate.tokens.given import given
from inspector.compose.body_fields import fields_of
from inspector.compose.scope import Scope
from inspector.compose.variables import fill
from inspector.model.exchange import Exchange
from inspector.model.request import Request
from inspector.protocol.urls import host_of, origin_of
from inspector.wording import tr


def standing(text: str, exchange: Exchange | None, place: str, name: str) -> str:
    """Return where a token stood, as a sentence; place: in words; name: of the request."""
    secret = given(text).rest
    reply = exchange.reply if exchange is not None else None
    for header in exchange.request.headers if exchange is not None else ():
        if secret and secret in header.value:
            return _of(tr("Sent in the {header} header", header=header.name), name)
    for header in reply.headers if reply is not None else ():
        if secret and secret in header.value:
            return _of(tr("Received in the {header} header", header=header.name), name)
    return _of(tr("Found in {place}", place=place), name) if place else ""


def _of(where: str, name: str) -> str:
    return tr("{where} of {name}.", where=where, name=name) if name else f"{where}."


def host_of_issuer(issuer: str) -> str:
    """Return the host of an issuer's address, empty where it is no address."""
    return host_of(issuer) if issuer.startswith(("https://", "http://")) else ""


def expected_of(
    claims: dict[str, Any],
    text: str,
    exchange: Exchange | None,
    neighbours: Iterable[Exchange] = (),
    token_request: Request | None = None,
) -> Expected:
    """Return what is known about what the API expects.

    token_request: asks for such tokens, so the client that it names is ours.
    """
    if exchange is None:
        return Expected()
    found = expected_by(exchange, text, audiences_of(claims), neighbours)
    issuer = str(claims.get("iss") or "")
    asked = token_request.url if token_request is not None else ""
    if not found.issuer and "://" in asked and host_of_issuer(issuer):
        # Whoever is asked for such tokens issues them.
        same = origin_of(asked) == origin_of(issuer)
        found = msgspec.structs.replace(found, issuer=issuer if same else "")
    return msgspec.structs.replace(found, client=client_of(token_request))


def client_of(request: Request | None) -> str:
    """Return the client a token request names (RFC 6749 §2.3.1), empty where it names none."""
    if request is None:
        return ""
    named = fields_of(request).get("client_id", "")
    client = named or request.credential.user_name
    return "" if "{{" in client else client


def is_known(issuer: str, scope: Scope, requests: Iterable[Request]) -> bool:
    """Whether an environment's variable or a saved request leads to the issuer's origin already."""
    if not host_of_issuer(issuer):
        return False
    addresses = [*scope.variables.values(), *(each.url for each in requests)]
    filled = (fill(each, scope).text for each in addresses if "://" in each or "{{" in each)
    return any(origin_of(each) == origin_of(issuer) for each in filled if "://" in each)
