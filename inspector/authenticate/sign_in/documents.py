"""Judges the documents that a sign-in starts from: the API's and the login provider's metadata."""

import msgspec

from inspector.model.exchange import Exchange
from inspector.model.message import Reply, first
from inspector.model.sign_in import Trouble
from inspector.protocol.discovery import is_address
from inspector.protocol.json_text import parse_object
from inspector.protocol.oauth import resource_metadata, server_metadata
from inspector.protocol.oauth.resource_metadata import ResourceMetadata
from inspector.protocol.oauth.server_metadata import ServerMetadata
from inspector.protocol.oauth.sign_in_faults import trouble
from inspector.protocol.urls import host_and_path, host_of, is_loopback, split
from inspector.reading.statuses import REDIRECTS, SERVER_ERRORS, SUCCESSES, TURNS_AWAY
from inspector.wording import tr


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a document came to: one of the two where it can be used, and what is wrong with it."""

    resource: ResourceMetadata | None = None
    server: ServerMetadata | None = None
    troubles: tuple[Trouble, ...] = ()

    @property
    def is_usable(self) -> bool:
        """Whether the sign-in can go on with it."""
        return not any(one.ends for one in self.troubles)


def is_safe(url: str) -> bool:
    """Whether an address is https, or of this machine, where nobody listens on the way."""
    return is_address(url) and (split(url).scheme == "https" or is_loopback(host_of(url)))


def is_page(reply: Reply) -> bool:
    """Whether a body is mark-up, whatever its content type says."""
    return reply.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def resource_document(dialled: str, exchange: Exchange) -> Found:
    """Judge the metadata of a protected resource (RFC 9728 §3.2, §3.3)."""
    if (broken := _unusable(exchange, "metadata")) is not None:
        return Found(troubles=(broken,))
    assert exchange.reply is not None  # noqa: S101 - else it was unusable
    found = resource_metadata.read(exchange.reply.body)
    assert found is not None  # noqa: S101 - as above
    return Found(resource=found, troubles=_resource_troubles(found, dialled))


def _resource_troubles(found: ResourceMetadata, dialled: str) -> tuple[Trouble, ...]:
    host = host_of(dialled)
    if not found.resource:
        return (trouble("resource-unnamed", host=host),)
    if not resource_metadata.stands_for(found.resource, dialled):
        return (trouble("resource-differs", host=host, named=found.resource, dialled=dialled),)
    if not found.authorization_servers:
        return (trouble("no-authorization-server", host=host),)
    named = found.authorization_servers[0]
    if not is_safe(named):
        return (trouble("bad-authorization-server", host=host, named=named),)
    return ()


def server_document(issuer: str, exchange: Exchange) -> Found:
    """Judge what a login provider publishes about itself (RFC 8414 §3.2, §3.3)."""
    if (broken := _unusable(exchange, "provider")) is not None:
        return Found(troubles=(broken,))
    assert exchange.reply is not None  # noqa: S101 - else it was unusable
    found = server_metadata.read(exchange.reply.body)
    if found is None:
        return Found(troubles=(trouble("provider-unreadable", host=host_of(issuer)),))
    return Found(server=found, troubles=_server_troubles(found, issuer))


def _server_troubles(found: ServerMetadata, issuer: str) -> tuple[Trouble, ...]:
    host = host_of(issuer)
    if not found.is_of(issuer):
        return (trouble("issuer-differs", named=found.issuer or tr("nothing"), asked=issuer),)
    if found.grants and "authorization_code" not in found.grants:
        return (trouble("grant-not-offered", host=host),)
    for name, what in _needed().items():
        url: str = getattr(found.endpoints, name)
        if not url and name != "registration":
            return (trouble("endpoint-missing", host=host, what=what),)
        if url and not is_safe(url):
            return (trouble("endpoint-over-http", host=host, what=what),)
    if "S256" in found.pkce_methods:
        return ()
    return (trouble("pkce-not-supported" if found.pkce_methods else "pkce-not-said", host=host),)


def _needed() -> dict[str, str]:
    """Return the endpoints of a sign-in, by what they are called in a sentence."""
    return {
        "authorization": tr("the login page"),
        "token": tr("the token"),
        "registration": tr("the registration"),
    }


def _unusable(exchange: Exchange, kind: str) -> Trouble | None:
    """Return why a reply is no JSON object. kind: how the slugs begin."""
    host, path = host_and_path(exchange.request.url)
    reply = exchange.reply
    if reply is None:
        return trouble(f"{kind}-unreachable", host=host)
    about = {"host": host, "path": path, "status": reply.status}
    if reply.status not in SUCCESSES:
        return trouble(f"{kind}-{_refusal(reply, kind)}", **about)
    if is_page(reply):
        return trouble(f"{kind}-page", **about)
    return None if parse_object(reply.body) else trouble(f"{kind}-unreadable", **about)


def _refusal(reply: Reply, kind: str) -> str:
    """Return how a slug ends for a reply that is no success."""
    if reply.status in SERVER_ERRORS:
        return "failed"
    if kind == "metadata" and reply.status in TURNS_AWAY:
        return "guarded"
    if kind == "metadata" and reply.status in REDIRECTS and first(reply.headers, "Location"):
        return "moved"
    return "missing"
