"""How a masked value looks, and how to tell that a value was masked by somebody."""

import base64
import binascii
import re
from collections.abc import Iterable

from inspector.model.message import Span, latin1, readable
from inspector.model.secret import DOTS
from inspector.protocol.patterns import lazy_re
from inspector.protocol.stand_ins import stand_in

_MIDDLE = DOTS[:8]
_FIRST, _LAST, _LONG = 10, 4, 32
_HEX = lazy_re(r"(?:[0-9a-fA-F]{2})+\Z")
_OWN_MASK = lazy_re(r"•{12}|[^•]{10}•{8}[^•]{4}")
_BASE64 = lazy_re(r"[A-Za-z0-9+/_\-]+={0,2}\Z")

_WORDS = (
    "redacted|removed|masked|filtered|omitted|censored|saniti[sz]ed|scrubbed|stripped|obfuscated"
)
# finds `[REDACTED]`
# but not `s3cr3t`
_MASKED = lazy_re(
    rf"""
    .*(?:•{{3}}|●{{3}}|…{{2}}|\*{{3}}|\#{{4}}|█{{2}}|\xe2\x80\xa2).*    # dots, stars, blocks
    | [_*\#\-]{{0,3}}(?:{_WORDS})(?:[ _\-][^\W_]+){{0,4}}[_*\#\-]{{0,3}}   # REDACTED, __REDACTED__
    | eyJ[^.]*\.[^.]*\.[<\[]?(?:{_WORDS}|signature|sig)[>\]]?           # only its signature
    | (?:[<\[({{]{{1,2}}|%5B)\s*(?:[^\W_]+[ _-]){{0,4}}(?:{_WORDS}|hidden|secret|private|deleted)
        (?:[ _:-]+[^\W_]+){{0,6}}\s*(?:[>\])}}]{{1,2}}|%5D)              # [REDACTED TOKEN]
    | [xX]{{3}}[-xX.]*                                                # XXXX-XXXX
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SCHEME = lazy_re(r"(?:[A-Za-z][A-Za-z0-9\-]{1,24}[ \t]+){0,2}")
_LONGEST = 5000


def mask(value: str) -> str:
    """Return what may be shown of a secret.

    Of 32 characters and more the first 10 and last 4 stay, so that two can be told apart; of a
    shorter one, and of text in Base64 or hexadecimal, nothing.
    """
    if _OWN_MASK.fullmatch(value):
        return value
    if len(value) < _LONG or _hides_text(value):
        return DOTS
    return value[:_FIRST] + _MIDDLE + value[-_LAST:]


def _hides_text(value: str) -> bool:
    """Whether a value is readable text in Base64 or hexadecimal, such as `user:password`."""
    if len(value) > _LONGEST or not _BASE64.match(value):
        return False
    try:
        if _HEX.match(value) and _is_text(bytes.fromhex(value)):
            return True
        bare = value.rstrip("=").translate({43: "-", 47: "_"})
        return _is_text(base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4)))
    except (binascii.Error, ValueError):
        return False


def _is_text(data: bytes) -> bool:
    try:
        return data.decode("utf-8").strip().isprintable()
    except UnicodeDecodeError:
        return False


def is_masked(value: str) -> bool:
    """Whether somebody replaced a value: `***`, `[REDACTED]`, `<token>`, `xxxx`, our own dots.

    A scheme word before it doesn't count. Text recorded as Latin-1 of UTF-8 is understood.
    """
    if not value or len(value) > _LONGEST:
        return False
    text = value.strip()
    return any(bool(_MASKED.fullmatch(one)) for one in _with_and_without_scheme(text))


def is_placeholder(value: str) -> bool:
    """Whether a value is a variable that nobody filled in: `{{token}}`, `$TOKEN`, `undefined`."""
    if not value or len(value) > _LONGEST or is_masked(value):
        return False
    kinds = map(stand_in, _with_and_without_scheme(value))
    return any(kind not in {"", "likely"} for kind in kinds)


def _with_and_without_scheme(value: str) -> set[str]:
    text = value.strip()
    found = _SCHEME.match(text)
    rest = text[found.end() :] if found else text
    return {one for one in (text.strip("\"' "), rest.strip("\"' ")) if one}


class Fragment(tuple[int, int]):
    """A span of which nothing may be shown: a part of a secret, or one in another coding."""

    __slots__ = ()


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, empty ones left out, touching and overlapping ones joined.

    What a `Fragment` is joined with is one, too.
    """
    result: list[Span] = []
    for span in sorted(spans):
        start, end = span
        if end <= start:
            continue
        if result and start <= result[-1][1]:
            last = result[-1]
            both = span if isinstance(span, Fragment) else last
            result[-1] = like(both, last[0], max(end, last[1]))
        else:
            result.append(span)
    return tuple(result)


def moved(span: Span, by: int) -> Span:
    """Return a span further on, of the same kind."""
    return like(span, span[0] + by, span[1] + by)


def like(span: Span, start: int, end: int) -> Span:
    """Return another span of the same kind."""
    return Fragment((start, end)) if isinstance(span, Fragment) else (start, end)


def mask_at(text: str, span: Span) -> str:
    """Return what may be shown of a place in recorded text."""
    if isinstance(span, Fragment):
        return DOTS
    return mask(readable(text[slice(*span)].replace("\0", "")))


def recorded_mask(shown: str, hidden: str) -> str:
    """Return a mask as recorded text, in UTF-16 where what it hides is in UTF-16."""
    if hidden[1::2] and not hidden[1::2].strip("\0"):
        return shown.encode("utf-16-le").decode("latin-1")
    if hidden[1::2] and not hidden[::2].strip("\0"):
        return shown.encode("utf-16-be").decode("latin-1")
    return latin1(shown)
