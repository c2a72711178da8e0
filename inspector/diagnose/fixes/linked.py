"""The header Link (RFC 8288): where a reply leads to, and as what."""

from collections.abc import Iterator

from inspector.protocol.patterns import lazy_re

# finds `<https://a.test/v2>; rel="successor-version"`
# but not `https://a.test/v2`
_LINK = lazy_re(r"<([^<>]{1,2000})>([^<>]{0,500})")
_REL = lazy_re(r"(?i);\s{0,9}rel\s{0,9}=\s{0,9}(?:\"([^\"]{1,200})\"|([\w.-]{1,80}))")


def links(value: str) -> Iterator[tuple[str, str]]:
    """Yield relation type, in small letters, and target of each link of a header (RFC 8288 §3)."""
    for found in _LINK.finditer(value):
        relation = _REL.search(found[2])
        for name in (relation[1] or relation[2]).split() if relation is not None else ():
            yield name.lower(), found[1].strip()
