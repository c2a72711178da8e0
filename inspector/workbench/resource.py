"""Fetches how a protected resource describes itself: its name and who issues tokens (RFC 9728)."""

from http import HTTPStatus

from inspector.model.request import Options, Request
from inspector.protocol.discovery import is_address
from inspector.protocol.metadata_hosts import is_metadata_host
from inspector.protocol.oauth.resource_metadata import ResourceMetadata, read
from inspector.protocol.urls import host_of
from inspector.workbench.keys import SendPlain


async def find_resource(address: str, send: SendPlain) -> ResourceMetadata | None:
    """Return the metadata at an address that a challenge named; None where there are none.

    Nothing of the user's is sent along, and no other host is asked than that of the address.
    """
    if not is_address(address) or is_metadata_host(host_of(address)):
        return None
    options = Options(timeout=15.0, use_cookies=False, follow_redirects=False)
    attempt = await send(Request(url=address, options=options))
    reply = attempt.last_reply
    return read(reply.body) if reply is not None and reply.status == HTTPStatus.OK else None
