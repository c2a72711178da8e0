"""A SAML reply as a browser posts it to the assertion consumer service (SAML 2.0 bindings §3.5).

An assertion that stands alone is put into a reply as it is, so that its own signature still holds.
"""

import base64
from datetime import datetime
from typing import NamedTuple
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape, quoteattr

from inspector.protocol.discovery import is_address
from inspector.protocol.patterns import lazy_re
from inspector.protocol.tokens import saml

_PROLOG = lazy_re(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}\?>\s*")
_MOST_FIELDS = 20


class Posted(NamedTuple):
    """address: of the consumer service. reply: the value of `SAMLResponse`, a secret."""

    address: str
    reply: str
    relay_state: str = ""

    def __repr__(self) -> str:
        return f"Posted(address={self.address!r})"


def address_of(text: str) -> str:
    """Return the consumer service that a reply or assertion is meant for; empty without one."""
    found = saml.read(text)
    if found is None or found.kind not in {"Response", "Assertion"}:
        return ""
    named = (found.destination, *found.recipients)
    return next((url for url in named if is_address(url)), "")


def posted(text: str, identity: str, now: datetime) -> Posted | None:
    """Return what is posted for a reply or assertion; None for anything else.

    identity: for the reply around an assertion, of letters and digits. now: its time, in UTC.
    """
    address, found = address_of(text), saml.read(text)
    if not address or found is None:
        return None
    xml = found.xml if found.kind == "Response" else _around(found, address, identity, now)
    return Posted(address, base64.b64encode(xml).decode("ascii"), _relay_state(text))


def _around(found: saml.SamlDocument, address: str, identity: str, now: datetime) -> bytes:
    """Return a reply with this assertion in it (SAML 2.0 core §3.3.3)."""
    stamp = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    attributes = f'ID="_{identity}" Version="2.0" IssueInstant="{stamp}"'
    head = (
        '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" '
        f"{attributes} Destination={quoteattr(address)}>"
        '<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">'
        f"{escape(found.issuer)}</saml:Issuer><samlp:Status>"
        '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>'
    )
    inner = _PROLOG.sub(b"", found.xml)
    return head.encode() + inner.strip() + b"</samlp:Response>"


def _relay_state(text: str) -> str:
    """Return the RelayState of a form or address that was pasted whole."""
    if "RelayState=" not in text:
        return ""
    query = text.strip().rpartition("?")[2]
    try:
        fields = dict(parse_qsl(query, max_num_fields=_MOST_FIELDS))
    except ValueError:
        return ""
    return fields.get("RelayState", "")
