"""Fetches an issuer's published keys: discovery first, then the key set (RFC 8414, RFC 7517)."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.request import Options, Request
from inspector.wording import tr

SendPlain = Callable[[Request], Awaitable[Attempt]]


class FoundKeys(msgspec.Struct, frozen=True, kw_only=True):
    """material: the key set as text, empty where it was not found; problem says why."""

    material: str = ""
    source: str = ""
    problem: str = ""


async def find_keys(issuer: str, send: SendPlain) -> FoundKeys:
    """Return the key set of an issuer's address, or of a key set's own address.

    Nothing of the user's is sent along.
    """
    if not issuer.startswith(("https://", "http://")):
        return FoundKeys(problem=tr("The token's issuer is no address, so keys can't be found."))
    try:
        host = urlsplit(issuer).hostname or issuer
    except ValueError:
        return FoundKeys(problem=tr("The token's issuer is no address, so keys can't be found."))
    for address in (issuer, *_discovery(issuer)) if "jwks" in issuer else _discovery(issuer):
        found = await _asked(address, send)
        if isinstance(found.get("keys"), list):
            return FoundKeys(material=json.dumps(found), source=host)
        place = found.get("jwks_uri")
        if isinstance(place, str) and place.startswith(("https://", "http://")):
            keys = await _asked(place, send)
            if isinstance(keys.get("keys"), list):
                return FoundKeys(material=json.dumps(keys), source=host)
            return FoundKeys(
                problem=tr("{host} names its keys, but they can't be read.", host=host)
            )
    return FoundKeys(problem=tr("{host} publishes no keys where they are looked for.", host=host))


def _discovery(issuer: str) -> tuple[str, str]:
    parts = urlsplit(issuer)
    base, path = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")
    return (
        f"{base}{path}/.well-known/openid-configuration",
        f"{base}/.well-known/oauth-authorization-server{path}",
    )


async def _asked(url: str, send: SendPlain) -> dict[str, Any]:
    attempt = await send(Request(url=url, options=Options(timeout=15.0, use_cookies=False)))
    reply = attempt.exchanges[-1].reply if attempt.exchanges else None
    if reply is None:
        return {}
    try:
        content = json.loads(reply.body)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
