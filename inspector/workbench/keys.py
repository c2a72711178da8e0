"""Fetches an issuer's published keys: discovery first, then the key set (RFC 8414, RFC 7517)."""

import json
from collections.abc import Awaitable, Callable

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.request import Options, Request
from inspector.protocol.discovery import is_address, issuer_in, jwks_uri, metadata_urls
from inspector.protocol.json_text import parse_object
from inspector.protocol.urls import host_of
from inspector.wording import tr

_KEY_SETS = ("jwks", "certs", "keys")  # how addresses of key sets end
SendPlain = Callable[[Request], Awaitable[Attempt]]


class FoundKeys(msgspec.Struct, frozen=True, kw_only=True):
    """material: the key set as text, empty where it was not found; problem says why.

    issuer: as the description that led to the keys names it (RFC 8414 §3.3).
    """

    material: str = ""
    source: str = ""
    issuer: str = ""
    problem: str = ""


async def find_keys(issuer: str, send: SendPlain) -> FoundKeys:
    """Return the key set of an issuer's address, or of a key set's own address.

    Nothing of the user's is sent along.
    """
    if not is_address(issuer):
        return FoundKeys(problem=tr("The token's issuer is no address, so keys can't be found."))
    host, places = host_of(issuer), metadata_urls(issuer)
    own = any(word in issuer.rpartition("/")[2] for word in _KEY_SETS)
    for address in (issuer, *places) if own else places:
        document = await _asked(address, send)
        if keys := _key_set(document):
            return FoundKeys(material=keys, source=host)
        if place := jwks_uri(document):
            found = _named(_key_set(await _asked(place, send)), host)
            return msgspec.structs.replace(found, issuer=issuer_in(document))
    return FoundKeys(problem=tr("{host} publishes no keys where they are looked for.", host=host))


def _named(keys: str, host: str) -> FoundKeys:
    if keys:
        return FoundKeys(material=keys, source=host)
    return FoundKeys(problem=tr("{host} names its keys, but they can't be read.", host=host))


def _key_set(document: bytes) -> str:
    """Return the key set as JSON text, empty where the document is none."""
    found = parse_object(document)
    is_set = found is not None and isinstance(found.value.get("keys"), list)
    return json.dumps(found.value) if found is not None and is_set else ""


async def _asked(url: str, send: SendPlain) -> bytes:
    attempt = await send(Request(url=url, options=Options(timeout=15.0, use_cookies=False)))
    reply = attempt.exchanges[-1].reply if attempt.exchanges else None
    return reply.body if reply is not None else b""
