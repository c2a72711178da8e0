"""Fetches how a protected resource describes itself: its name and who issues tokens (RFC 9728)."""

from inspector.model.request import Options, Request
from inspector.protocol.discovery import is_address
from inspector.protocol.resource_metadata import ResourceMetadata, read
from inspector.workbench.keys import SendPlain


async def find_resource(address: str, send: SendPlain) -> ResourceMetadata | None:
    """Return the metadata at an address that a challenge named; None where there are none.

    Nothing of the user's is sent along.
    """
    if not is_address(address):
        return None
    attempt = await send(Request(url=address, options=Options(timeout=15.0, use_cookies=False)))
    reply = attempt.exchanges[-1].reply if attempt.exchanges else None
    return read(reply.body) if reply is not None and reply.status == _OK else None


_OK = 200
