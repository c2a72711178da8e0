"""What follows a name: its value in JSON, XML, code, a form, header line or page."""

import re

from inspector.model.message import Span
from inspector.protocol.field_names import is_password_name
from inspector.protocol.masking.credential_spans import authorization_spans, credential_spans
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import STRONG_SCHEMES, WEAK_SCHEMES

_NAME_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.[]$*"
_NAME_REST = lazy_re(r"[\w\-.\[\]$*]{0,80}", re.ASCII)
_LONGEST_NAME = 80
# What may follow a name, each with the value in group 1.
JSON = lazy_re(
    r"""["']\s{0,20}[:=]\s{0,20}(?:"((?:[^"\\]|\\.)*+)"?|'([^'\n]*)'|(-?\d{3,40}(?:\.\d{1,40})?))"""
)
_ESCAPED_JSON = lazy_re(r"""\\{1,3}"\s{0,20}:\s{0,20}\\{1,3}"([^"\\]*)""")
# An argument of GraphQL or of code; in JSON its quotes are escaped.
# finds `: "k7Qz"`
# but not `: k7Qz`
_ARGUMENT = lazy_re(
    r"""[ \t]{0,9}:[ \t\n]{0,9}(?:"((?:[^"\\\n]|\\.)*+)"|'((?:[^'\\\n]|\\.)*+)'"""
    r"""|\\"((?:[^"\\]|\\\\\\"|\\\\.|\\[^"\\])*+)\\")"""
)
_BEFORE_ARGUMENT = frozenset({"", *"(,{ \t\n"})
_EQUALS = lazy_re(r"""[ \t]?=[ \t]?["']?([^&\s"'<>;,)}]+)""")
_ENCODED_EQUALS = lazy_re(r"""%3[Dd]((?:[A-Za-z0-9_.~+\-]|%(?!26)[0-9A-Fa-f]{2})+)""")
_HEADER_LINE = lazy_re(r"""[ \t]*:[ \t]*([^\r\n"']+)""")
_ELEMENT = lazy_re(r"(?:\s[^<>]{0,300})?>([^<]+)<")
_PART = lazy_re(r'"[^\r\n]{0,300}\r?\n(?:[^\r\n]{1,300}\r?\n){0,6}\r?\n([^\r\n]*)')
_TAG_VALUE = lazy_re(
    r"""\b(?:value|content)\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_LONGEST_TAG = 20_000


def name_around(text: str, position: int) -> Span:
    """Return the whole name that a word of it stands in."""
    before = text[max(0, position - _LONGEST_NAME) : position]
    start = position - (len(before) - len(before.rstrip(_NAME_CHARACTERS)))
    if text[start - 1 : start] == "%":
        start = min(start + 2, position)
    rest = _NAME_REST.match(text, position)
    return start, rest.end() if rest else position


def value_after(text: str, name_span: Span, name: str) -> tuple[Span, ...]:
    """Return where the value of a name stands, wherever that is written."""
    start, end = name_span
    before = text[start - 1 : start]
    if (found := JSON.match(text, end)) or (found := _ESCAPED_JSON.match(text, end)):
        return inside(text, found.span(found.lastindex or 0), name)
    if before in {'"', "'"} and (spans := _markup_value(text, name_span)):
        return spans
    if found := _bare_value(text, before, end):
        return (found.span(found.lastindex or 0),)
    if _starts_line(text, start) and (found := _HEADER_LINE.match(text, end)):
        return inside(text, found.span(1), name)
    return ()


def _bare_value(text: str, before: str, end: int) -> re.Match[str] | None:
    """Return the value of an argument, parameter or element; before: the sign before its name."""
    if before in _BEFORE_ARGUMENT and (found := _ARGUMENT.match(text, end)):
        return found
    if found := _EQUALS.match(text, end) or _ENCODED_EQUALS.match(text, end):
        return found
    return _ELEMENT.match(text, end) if before in {"<", ":"} else None


def inside(text: str, span: Span, name: str) -> tuple[Span, ...]:
    """Keep scheme words and cookie names inside the value readable; a password has neither."""
    value = text[span[0] : span[1]]
    if is_password_name(name) or not _may_be_credentials(name, value):
        return (span,)
    spans = credential_spans(name, value)
    if spans is None:
        spans = authorization_spans(value)
    return tuple((span[0] + a, span[0] + b) for a, b in spans)


def _may_be_credentials(name: str, value: str) -> bool:
    """Whether a value may begin with a scheme's word; elsewhere its first word is of a secret."""
    lower = name.lower()
    if " " not in value or lower.endswith(("authorization", "cookie", "cookie2")):
        return True
    word = value.split(maxsplit=1)[0].lower().rstrip(":=")
    return word in STRONG_SCHEMES or word in WEAK_SCHEMES


def _starts_line(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rpartition("\n")[2].rstrip(" \t\"'")
    return before.endswith("-H") or before in {"", ">", "*"} or text[start - 2 : start] == "< "


def _markup_value(text: str, name_span: Span) -> tuple[Span, ...]:
    """Return the value of `<input name="csrf" value="…">` or of a part of a multipart body."""
    start, end = name_span
    if found := _PART.match(text, end):
        return (found.span(1),)
    opening = text.rfind("<", max(0, start - 1000), start)
    closing = text.find(">", end, end + _LONGEST_TAG)
    if opening < 0 or closing < 0:
        return ()
    value = _TAG_VALUE.search(text, opening, closing)
    return (value.span(value.lastindex or 0),) if value else ()
