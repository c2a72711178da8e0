"""Reads and sets the texts of an XML body that is kept as it was typed.

An element stands under its local name. XML-RPC has places and no names: of the texts that a method
is called with, the last one is the password and the one before it the user.
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape, unescape

from inspector.model.message import Span
from inspector.protocol.patterns import lazy_re

# finds `<ns:user id="1">ann</ns:user>`
# but not `<user><name/></user>`
_LEAF = lazy_re(r"<(?:[\w-]{1,60}:)?([\w-]{1,60})(?:\s[^<>]{0,400})?>([^<>]{0,4000})</")
# finds `<param><value><string>ann</string></value></param>`
# but not `<param><value><int>7</int></value></param>`
_ARGUMENT = lazy_re(
    r"<param>\s{0,40}<value>\s{0,40}(?:<string>([^<>]{0,4000})</string>|([^<>\s][^<>]{0,4000}))"
    r"\s{0,40}</value>"
)
_CALL = "<methodCall"
_NAMES_OF_ARGUMENTS = ("password", "username")  # from the last one on
_QUOTED = {"&quot;": '"', "&apos;": "'"}


def is_xml(text: str) -> bool:
    """Whether a text looks like XML."""
    return text.lstrip()[:1] == "<"


def xml_fields(text: str) -> dict[str, str]:
    """Return the texts of XML by their names, the first of each."""
    return {name: unescape(text[slice(*span)], _QUOTED) for name, span in _spans(text).items()}


def with_xml_field(text: str, name: str, written: str) -> str:
    """Return XML with the first text of a name replaced; written: as it stands in XML."""
    span = _spans(text).get(name)
    return text if span is None else text[: span[0]] + written + text[span[1] :]


def as_xml_text(value: str) -> str:
    """Return a value as it is written between elements."""
    return escape(value)


def _spans(text: str) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for name, span in _arguments(text) if _CALL in text else _leaves(text):
        found.setdefault(name, span)
    return found


def _leaves(text: str) -> Iterator[tuple[str, Span]]:
    return ((one[1], one.span(2)) for one in _LEAF.finditer(text))


def _arguments(text: str) -> Iterator[tuple[str, Span]]:
    spans = [one.span(one.lastindex or 0) for one in _ARGUMENT.finditer(text)]
    return zip(_NAMES_OF_ARGUMENTS, reversed(spans), strict=False)
