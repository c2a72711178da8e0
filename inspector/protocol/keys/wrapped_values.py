"""A token or key that was taken along with what stood around it where it came from."""

import json
from typing import Literal, NamedTuple

from inspector.protocol.keys.random_values import is_random
from inspector.protocol.patterns import lazy_re

# finds `{"access_token":"8f14"}`
# but not `{id}`
_JSON = lazy_re(r'\{\s?"\w{2,40}"\s?:')
# finds `b'8f14e45fceea'`
# but not `b1946ac92492`
_LITERAL = lazy_re(r"b(['\"])([^'\"]{8,4000})\1")
# finds `access_token=8f14e45fceea`, `X-Api-Key: 8f14e45fceea`, `export MILL_KEY=8f14e45fceea`
# but not `8f14e45fceea==`, `secret-token:8f14e45fceea`, which is a token as a whole (RFC 8959)
_NAMED = lazy_re(
    r"(?i)(?!secret-token:)((?:export |set )?(?:[a-z][a-z0-9]{0,40}[_-]){0,5}"
    r"(?:access|auth|api|id)?(?:token|key|jwt|secret)\s?[=:])\s?([^\s=]{8,4000}={0,2})"
)
# finds `Authorization: Bearer 8f14e45fceea`
# but not `Authorization: `
_HEADER = lazy_re(r"(?i)(authorization\s?:)\s?((?:[a-z]\w{2,20} )?[^\s:]{8,4000})")
# A shell marks the end of an output without a line break with %, and a line that goes on with \.
# finds `8f14e45fceea167a,`, `8f14e45fceea167a%`
# but not `8f14e45fceea167a`
_SIGN_AFTER = lazy_re(r"([\w.~+/-]{11,4000}[A-Za-z0-9=])([,;%\\])")
# As a page, a chat or a template has a value stand out.
# finds `<8f14e45fceea167a5a36>`, `**8f14e45fceea167a5a36**`, `{4b7d1c9e2f804a639d15:fx}`
# but not `8f14e45fceea167a5a36`, `<your token>`
_BETWEEN = lazy_re(r"([<\[({`*]{1,2})([\w.~+/=:|!@$%-]{20,4000})([>\])}`*]{1,2})")
_CLOSING = str.maketrans("<[({", ">])}")
_PARTS = lazy_re(r"[\W_]+")
_GUID = lazy_re(r"\{[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\}")
_SHORTEST_TWICE = 24
_OWN_WORDS = ("bearer ", "basic ", "token ")
# finds `access_token` and `jwt`
# but not `token_type`
_OF_THE_VALUE = lazy_re(r"(?i)(?:access|auth|api|id|secret)?[-_]?(?:token|key|jwt|bearer|value)")

Kind = Literal["json", "literal", "named", "header", "sign", "word", "twice", "between"]


class Wrapped(NamedTuple):
    """shown: what does not belong to the value. alone: the value, empty where that is not clear."""

    kind: Kind
    shown: str
    alone: str


def wrapped(text: str) -> Wrapped | None:
    """Return what stands around a value and the value alone, None where it stands alone."""
    value = text.strip()
    if _JSON.match(value):
        return Wrapped("json", "{…}", _in_json(value))
    if found := _of_a_line(value):
        return found
    if len(value) >= _SHORTEST_TWICE and _stands_twice(value):
        return Wrapped("twice", "… …", value[: len(value) // 2])
    word = next((one for one in _OWN_WORDS if value.lower().startswith(one)), "")
    alone = value[len(word) :].strip()
    return Wrapped("word", f"{value[: len(word)].strip()} …", alone) if word else None


def _stands_twice(value: str) -> bool:
    """Whether a text is one that was pasted twice, not a filler that goes on and on."""
    half = len(value) // 2
    return value[:half] == value[half:] and (value * 2).find(value, 1) == half


def _of_a_line(value: str) -> Wrapped | None:
    """Return what a line of code, of a file or of a header has around a value."""
    if literal := _LITERAL.fullmatch(value):
        return Wrapped("literal", "b'…'", literal[2])
    named = _NAMED.fullmatch(value)
    if named and not _holds_a_value(named[1]):
        return Wrapped("named", f"{named[1]}…", named[2])
    if sign := _SIGN_AFTER.fullmatch(value):
        return Wrapped("sign", f"…{sign[2]}", sign[1])
    between = None if _GUID.fullmatch(value) else _BETWEEN.fullmatch(value)
    is_pair = between is not None and between[3] == between[1][::-1].translate(_CLOSING)
    if between and is_pair and (is_random(between[2]) or between[2].startswith("eyJ")):
        return Wrapped("between", f"{between[1]}…{between[3]}", between[2])
    if header := _HEADER.fullmatch(value):
        return Wrapped("header", f"{header[1]} …", header[2])
    return None


def _holds_a_value(name: str) -> bool:
    """Whether what looks like a name is a part of the value, which nobody may see."""
    parts = _PARTS.split(name)
    return any(map(is_random, (*parts, "".join(parts))))


def _in_json(value: str) -> str:
    """Return the one text in an object that is called after a token or key, or its only text."""
    try:
        read = json.loads(value)
    except (ValueError, RecursionError):
        return ""
    texts = {name: text for name, text in read.items() if isinstance(text, str) and text}
    called = [text for name, text in texts.items() if _OF_THE_VALUE.fullmatch(name)]
    found = called or list(texts.values())
    return found[0] if len(found) == 1 else ""


def alone(text: str) -> str:
    """Return a value without what stands around it; as it is where that is not clear."""
    found = wrapped(text)
    return found.alone if found is not None and found.alone else text
