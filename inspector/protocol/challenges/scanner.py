"""The words of a challenge: token, quoted string, bare value, each found at a position.

Every pattern is possessive or bounded, so the time grows only with the length of the text.
"""

import re
from urllib.parse import unquote_to_bytes

from inspector.protocol.challenges.records import DefectKind, Span
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import STRONG_SCHEMES

_B = r"[ \t\r\n]"
_WORD = r'[^ \t\r\n,;="]'
_QUOTE_TRIES = 16

_STRONG = "|".join(sorted(map(re.escape, STRONG_SCHEMES), key=len, reverse=True))

# Parameters that commonly stand empty ("realm="), which else looks like Base64 with padding.
PARAMETER_NAMES = frozenset(
    [
        "realm",
        "charset",
        "nonce",
        "opaque",
        "algorithm",
        "qop",
        "stale",
        "domain",
        "scope",
        "error",
        "error_description",
        "error_uri",
        "userhash",
        "resource_metadata",
        "acr_values",
        "max_age",
        "claims",
        "client_id",
        "ts",
        "tsm",
    ]
)

GAP = lazy_re(rf"(?:{_B}|[,;])*+")
BLANKS = lazy_re(rf"{_B}*+")
WORD = lazy_re(rf"{_WORD}++")
STRAY = lazy_re(r'[="]++')
STRAY_WORDS = lazy_re(rf"{_WORD}++(?:{_B}++(?!{_WORD}++{_B}*+=)[^ \t\r\n,;]++)*+")
# finds `https://login.example/` behind a scheme
# but not `the https scheme`
ADDRESS = lazy_re(r"(?i)https?://")
NAME_EQUALS = lazy_re(rf"({_WORD}++){_B}*+=")
NEXT_IS_PARAM = lazy_re(rf'{_B}++{_WORD}++{_B}*+=(?=["\w])')
END_OF_ITEM = lazy_re(rf"{_B}*+(?:[,;]|\Z)")
TOKEN = lazy_re(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]++\Z")
TOKEN68 = lazy_re(rf"([A-Za-z0-9\-._~+/]++=*+)(?={_B}*+(?:[,;]|\Z))")
HEADER_NAME = lazy_re(rf"{_B}*+((?:www|proxy)-authenticate){_B}*+:{_B}*+", re.IGNORECASE)
SENTENCE_END = lazy_re(
    rf"(?=[,;]{_B}*+(?:{_STRONG})(?:[ \t\r\n,;]|\Z))|(?={_B}(?:{_STRONG}){_B}++{_WORD}++=)",
    re.IGNORECASE,
)

_QUOTED_BODY = lazy_re(r'(?:[^"\\]++|\\.)*+', re.DOTALL)
_AFTER_QUOTE = lazy_re(
    rf"{_B}*+(?:[,;]|\Z)|{_B}*+{_WORD}++{_B}*+=(?!=)|{_B}++(?:{_STRONG})(?={_B}|\Z)", re.IGNORECASE
)
_OPENS_NEXT = lazy_re(rf"[,;]{_B}*+{_WORD}++{_B}*+={_B}*+\Z")
_BACKSLASH_END = lazy_re(rf'\\"(?={_B}*+(?:[,;]|\Z))')
_SINGLE = lazy_re(rf"'([^'\"]*+)'(?={_B}*+(?:[,;]|\Z)|{_B}++{_WORD}++=)")
# finds `my realm`
# but not `my realm, error=x`
_BARE = lazy_re(
    rf"[^ \t\r\n,;]*+"
    rf"(?:{_B}++(?!{_WORD}++{_B}*+=)(?!(?:{_STRONG})(?:{_B}|[,;]|\Z))[^ \t\r\n,;]++)*+",
    re.IGNORECASE,
)
_ESCAPE = lazy_re(r"\\(.)", re.DOTALL)
_EXT_VALUE = lazy_re(r"([A-Za-z0-9\-]{1,20})'[A-Za-z0-9\-]{0,20}'([^\x00-\x20\"]*)\Z")

Value = tuple[str, Span, int, DefectKind | None]


def value_at(text: str, start: int) -> Value:
    """Read the value of a parameter: (value, its span without quotes, end, defect)."""
    opening = text[start : start + 1]
    if opening == '"':
        return _quoted(text, start)
    if opening == "'" and (single := _SINGLE.match(text, start)):
        return single[1], single.span(1), single.end(), "single-quotes"
    end = _end_of(_BARE, text, start)
    bare = text[start:end]
    if not bare:
        return "", (start, start), start, "empty-value"
    return bare, (start, end), end, None if TOKEN.match(bare) else "unquoted"


def _quoted(text: str, start: int) -> Value:
    """Read a quoted string; a quote that can't be the closing one belongs to the value."""
    begin = start + 1
    first = close = _end_of(_QUOTED_BODY, text, begin)
    for attempt in range(_QUOTE_TRIES):
        if close >= len(text):
            break
        if _AFTER_QUOTE.match(text, close + 1):
            return _closed(text, begin, close, "inner-quote" if attempt else None)
        if opens := _OPENS_NEXT.search(text, max(begin, close - 200), close):
            return _closed(text, begin, opens.start(), "unterminated", quote=0)
        close = _end_of(_QUOTED_BODY, text, close + 1)
    if backslash := _BACKSLASH_END.search(text, begin):
        end = backslash.start() + 1
        return text[begin:end], (begin, end), end + 1, "inner-quote"
    if first < len(text):
        return _closed(text, begin, first, "inner-quote")
    return _closed(text, begin, len(text), "unterminated", quote=0)


def _closed(text: str, begin: int, end: int, kind: DefectKind | None, *, quote: int = 1) -> Value:
    return unescape(text[begin:end]), (begin, end), end + quote, kind


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def unescape(quoted: str) -> str:
    r"""Undo quoted pairs (`\x` → `x`, RFC 9110 §5.6.4)."""
    return _ESCAPE.sub(r"\1", quoted) if "\\" in quoted else quoted


def quote(value: str) -> str:
    """Write a quoted string."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def extended(value: str) -> str:
    """Decode an ext-value such as `UTF-8''J%C3%A4s` (RFC 8187); return others as they are."""
    found = _EXT_VALUE.match(value)
    if not found:
        return value
    try:
        return unquote_to_bytes(found[2].encode("latin-1")).decode(found[1])
    except (LookupError, UnicodeError):
        return value
