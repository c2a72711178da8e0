"""Finds and reads the metadata of a protected resource: who issues tokens for it (RFC 9728)."""

from collections.abc import Iterable, Iterator

import msgspec

from inspector.model.exchange import Exchange
from inspector.protocol.challenges.parsing import challenges_of
from inspector.protocol.challenges.records import Challenge
from inspector.protocol.discovery import is_address
from inspector.protocol.json_text import member_text, member_texts, parse_object
from inspector.protocol.urls import origin_of, split

_WELL_KNOWN = "/.well-known/oauth-protected-resource"


class ResourceMetadata(msgspec.Struct, frozen=True, kw_only=True):
    """The members of RFC 9728 §2 that matter to a client; absent ones are empty."""

    resource: str = ""
    authorization_servers: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    jwks_uri: str = ""
    dpop_bound: bool = False


def url_in(challenge: Challenge) -> str:
    """Return the address that a challenge gives (RFC 9728 §5.1), empty where it gives none."""
    return challenge.get("resource_metadata")


def is_place(url: str) -> bool:
    """Whether an address is one where a resource describes itself."""
    return _WELL_KNOWN in split(url).path


def places(named: str, dialled: str) -> tuple[str, ...]:
    """Return where a resource may describe itself: as its challenge names, else RFC 9728 §3.1."""
    known = f"{origin_of(dialled)}{_WELL_KNOWN}"
    path = split(dialled).path.rstrip("/")
    return tuple(dict.fromkeys(filter(None, (named, f"{known}{path}", known))))


def read(body: bytes | str) -> ResourceMetadata | None:
    """Read the document; None where it is no JSON object. Members of a wrong type are left out."""
    found = parse_object(body)
    if found is None:
        return None
    value = found.value
    return ResourceMetadata(
        resource=member_text(value, "resource"),
        authorization_servers=member_texts(value, "authorization_servers"),
        scopes=member_texts(value, "scopes_supported"),
        jwks_uri=member_text(value, "jwks_uri"),
        dpop_bound=value.get("dpop_bound_access_tokens_required") is True,
    )


# ---------------- Which metadata in a trace are those of the API that was called
class Described(msgspec.Struct, frozen=True):
    """The metadata of the API that was called, and the exchange that brought them."""

    exchange: Exchange
    metadata: ResourceMetadata


def of_called(called: Exchange, others: Iterable[Exchange]) -> Described | None:
    """Return what the API says of itself that an exchange called; None where nobody asked it.

    Of several descriptions the one counts that its challenge names, then the most particular.
    """
    named = named_by(called)
    found = [one for one in _described(others, named) if _is_of(one, called)]
    return max(found, key=lambda one: _precision(one, named), default=None)


def named_by(exchange: Exchange) -> frozenset[str]:
    """Return where the challenges of a reply say that the API describes itself."""
    headers = exchange.reply.headers if exchange.reply is not None else ()
    return frozenset(filter(None, (url_in(one) for _, one in challenges_of(headers))))


def is_fetched_for(called: Exchange, place: str) -> bool:
    """Whether an address is one where the API that was called describes itself."""
    return place in named_by(called) or place in places("", called.request.url)


def stands_for(resource: str, dialled: str) -> bool:
    """Whether a resource is what was dialled, or the part of the site that it lies in."""
    if not is_address(resource) or origin_of(resource) != origin_of(dialled):
        return False
    parts = split(resource)
    whole, below = parts.path.rstrip("/"), split(dialled).path.rstrip("/")
    same_query = not parts.query or parts.query == split(dialled).query
    return same_query and (below == whole or below.startswith(f"{whole}/"))


def _described(others: Iterable[Exchange], named: frozenset[str]) -> Iterator[Described]:
    for one in others:
        lies_there = one.request.url in named or is_place(one.request.url)
        body = one.reply.body if one.reply is not None and lies_there else b""
        found = read(body[:_LONGEST]) if body else None
        if found is not None and (found.resource or found.authorization_servers):
            yield Described(one, found)


def _is_of(one: Described, called: Exchange) -> bool:
    """Whether a description is of the API that was called.

    A site may hold several: then the address that it gives itself decides, else where it lay.
    """
    url, resource = called.request.url, one.metadata.resource
    if is_address(resource) and origin_of(resource) == origin_of(url):
        return stands_for(resource, url)
    return is_fetched_for(called, one.exchange.request.url)


def _precision(one: Described, named: frozenset[str]) -> tuple[bool, int]:
    return one.exchange.request.url in named, len(one.metadata.resource)


_LONGEST = 200_000
