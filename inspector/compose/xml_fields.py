"""Reads and sets the texts of an XML body that is kept as it was typed.

An element stands under its local name. A call of XML-RPC has places and no names: its login is what
is called `username` and `password` here.
"""

from xml.sax.saxutils import escape, unescape

from inspector.model.message import Span
from inspector.protocol.naming.rpc_logins import rpc_login
from inspector.protocol.patterns import lazy_re

# finds `<ns:user id="1">ann</ns:user>`
# but not `<user><name/></user>`
_LEAF = lazy_re(r"<(?:[\w-]{1,60}:)?([\w-]{1,60})(?:\s[^<>]{0,400})?>([^<>]{0,4000})</")
_CALL = "<methodCall"
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
    if _CALL in text:
        login = rpc_login(text)
        return {} if login is None else {"username": login.user, "password": login.password}
    found: dict[str, Span] = {}
    for one in _LEAF.finditer(text):
        found.setdefault(one[1], one.span(2))
    return found
