"""The text that a server says it signed, as AWS and those who speak its protocol tell it."""

import html

from inspector.protocol.patterns import lazy_re

_LOOK = 32_768  # characters of a reply
# finds `<CanonicalRequest>GET</CanonicalRequest>`
# but not `<CanonicalRequestBytes>`
_CANONICAL = lazy_re(
    r"<CanonicalRequest>([^<]{1,16000})</CanonicalRequest>"
    r"|Canonical String for this request should have been\s{0,9}'([^']{1,16000})'"
)


def canonical_of_server(body: bytes) -> str:
    """Return the canonical request that a refusal tells; empty where it tells none."""
    text = readable(body)
    found = _CANONICAL.search(text) if "anonical" in text else None
    return (found[1] or found[2] or "").strip() if found is not None else ""


def readable(body: bytes) -> str:
    """Return the text of a reply's body with the escapes of XML and JSON undone."""
    text = body[:_LOOK].decode("utf-8", "replace")
    return html.unescape(text).replace("\\n", "\n").replace("\r", "")
