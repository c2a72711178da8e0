"""Asks an issuer what it publishes about itself (RFC 8414 §3, OpenID Connect Discovery §4)."""

from collections.abc import Awaitable, Callable

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.request import Options, Request
from inspector.protocol.discovery import is_address, metadata_urls
from inspector.protocol.oauth import server_metadata
from inspector.protocol.oauth.server_metadata import ServerMetadata
from inspector.protocol.urls import host_of
from inspector.wording import tr

SendPlain = Callable[[Request], Awaitable[Attempt]]
_PATIENCE = 15.0  # seconds for one document


class FoundProvider(msgspec.Struct, frozen=True, kw_only=True):
    """What an issuer publishes, None with the problem where nothing was found."""

    issuer: str
    metadata: ServerMetadata | None = None
    problem: str = ""


async def find_provider(issuer: str, send: SendPlain) -> FoundProvider:
    """Ask the two usual places of an issuer; redirects are not followed, as they lead elsewhere."""
    if not is_address(issuer):
        return FoundProvider(
            issuer=issuer, problem=tr("An issuer is an address such as https://login.example.com.")
        )
    host = host_of(issuer)
    for url in metadata_urls(issuer):
        options = Options(timeout=_PATIENCE, use_cookies=False, follow_redirects=False)
        attempt = await send(Request(url=url, options=options))
        last = attempt.last
        if last is None or last.reply is None:
            said = last.failure.message if last is not None and last.failure is not None else ""
            text = tr("{host} gave no answer. {reason}", host=host, reason=said).strip()
            return FoundProvider(issuer=issuer, problem=text)
        found = server_metadata.read(last.reply.body)
        if found is not None:
            return FoundProvider(issuer=issuer, metadata=found)
    text = tr("{host} does not describe itself as a login provider.", host=host)
    return FoundProvider(issuer=issuer, problem=text)


def odd_issuer(found: FoundProvider) -> str:
    """Return the name a provider calls itself where that is not the one typed (RFC 8414 §3.3)."""
    metadata = found.metadata
    return "" if metadata is None or metadata.is_of(found.issuer) else metadata.issuer
