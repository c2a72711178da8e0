"""Encodes names and values for a query or a form (RFC 3986 §3.4, WHATWG URL)."""

from collections.abc import Iterable
from urllib.parse import quote, quote_plus

from inspector.compose.marked import Marked

QUERY_SAFE = "!$'()*,/:;?@-._~"


def query_part(text: str) -> str:
    """Percent-encode a name or value for a query; a blank becomes %20."""
    return quote(text, safe=QUERY_SAFE, errors="surrogatepass")


def form_part(text: str) -> str:
    """Percent-encode a name or value for a form body; a blank becomes +."""
    return quote_plus(text, safe="*-._", errors="surrogatepass")


def query(pairs: Iterable[tuple[Marked, Marked]]) -> Marked:
    """Return `name=value&…` for a query."""
    return Marked.joined(
        "&", (name.mapped(query_part) + "=" + value.mapped(query_part) for name, value in pairs)
    )


def form(pairs: Iterable[tuple[Marked, Marked]]) -> Marked:
    """Return `name=value&…` for an application/x-www-form-urlencoded body."""
    return Marked.joined(
        "&", (name.mapped(form_part) + "=" + value.mapped(form_part) for name, value in pairs)
    )
