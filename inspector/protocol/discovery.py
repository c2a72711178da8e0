"""Where an issuer describes itself and its keys (OpenID Connect Discovery §4, RFC 8414)."""

from inspector.protocol.json_text import parse_object
from inspector.protocol.urls import split


def is_address(text: str) -> bool:
    """Whether an issuer's name is an http(s) address, so that it can be asked."""
    parts = split(text)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def metadata_urls(issuer: str) -> tuple[str, str]:
    """Return the two usual places: behind its path (OpenID Connect), before it (RFC 8414 §3.1)."""
    parts = split(issuer)
    base, path = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")
    return (
        f"{base}{path}/.well-known/openid-configuration",
        f"{base}/.well-known/oauth-authorization-server{path}",
    )


def login_urls(issuer: str) -> tuple[str, ...]:
    """Return every place at which a login provider may describe itself.

    Some put the path of the issuer behind OpenID Connect's well-known name, too (RFC 8414 §5).
    """
    parts = split(issuer)
    third = f"{parts.scheme}://{parts.netloc}/.well-known/openid-configuration"
    return tuple(dict.fromkeys((*metadata_urls(issuer), third + parts.path.rstrip("/"))))


def jwks_uri(metadata: bytes) -> str:
    """Return the key set's address that an issuer names, empty without a usable one."""
    found = parse_object(metadata)
    place = found.value.get("jwks_uri") if found else None
    return place if isinstance(place, str) and is_address(place) else ""


def userinfo_endpoint(metadata: bytes) -> str:
    """Return where an issuer tells whose a token is, empty without a usable address."""
    found = parse_object(metadata)
    place = found.value.get("userinfo_endpoint") if found else None
    return place if isinstance(place, str) and is_address(place) else ""


def issuer_in(metadata: bytes) -> str:
    """Return the issuer that a description names; a token's must be the same (RFC 8414 §3.3)."""
    found = parse_object(metadata)
    name = found.value.get("issuer") if found else None
    return name if isinstance(name, str) else ""
