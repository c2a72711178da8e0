"""Finds and reads the metadata of a protected resource: who issues tokens for it (RFC 9728)."""

import msgspec

from inspector.protocol.challenges.records import Challenge
from inspector.protocol.json_text import member_text, member_texts, parse_object
from inspector.protocol.urls import origin_of, split


class ResourceMetadata(msgspec.Struct, frozen=True, kw_only=True):
    """The members of RFC 9728 §2 that matter to a client; absent ones are empty."""

    resource: str = ""
    authorization_servers: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    jwks_uri: str = ""


def url_in(challenge: Challenge) -> str:
    """Return the address that a challenge gives (RFC 9728 §5.1), empty where it gives none."""
    return challenge.get("resource_metadata")


def places(named: str, dialled: str) -> tuple[str, ...]:
    """Return where a resource may describe itself: as its challenge names, else RFC 9728 §3.1."""
    known = f"{origin_of(dialled)}/.well-known/oauth-protected-resource"
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
    )
