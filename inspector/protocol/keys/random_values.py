"""Tells text that was drawn at random, as keys and tokens are, from words, numbers and dates."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from inspector.model.message import Span
from inspector.protocol.patterns import lazy_re, word_set

SHORTEST = 20  # characters
_FEWEST_KINDS = 8  # different characters
_FEWEST_BITS = 3.0  # of entropy a character
_FEWEST_PAIRS = 8  # that say something: two digits don't, nor the end of a word
_MOST_COMMON = 0.5  # share of pairs that words have, too
_LONGEST = 20_000

_PIECE = lazy_re(r"""[^\s,;"'<>()\[\]]{20,}""")
_NAME_BEFORE = lazy_re(r"[A-Za-z][\w.\-]{0,40}[=:](?=[^=:])")
_ADDRESS = lazy_re(
    r"[a-z][a-z0-9+.\-]{0,30}://|//|www\.|[^\s@]++@[^\s@.]++(?:\.[^\s@.]++)++\Z", re.IGNORECASE
)
_VARIABLE = lazy_re(r"\{\{[^{}]*\}\}")
_DATE = lazy_re(r"\d{4}-?\d\d-?\d\d[T_ ]?[\d:.]*(?:Z|[+-]\d\d:?\d\d)?")
# The most frequent pairs of letters of English and of the words that programs use.
_PAIRS = word_set(
    """th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le
    ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr
    no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni
    ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op
    wo sa ay ex ke fr oo av ag if ap gr od bo sp rd do uc bu ov rm ep tt da cr cl ue ck eb ht ws
    sc oc au"""
)


@lru_cache(maxsize=512)
def random_spans(value: str) -> tuple[Span, ...]:
    """Return the long random stretches of a header's value; none in a sentence, URL or date."""
    if not SHORTEST <= len(value) <= _LONGEST:
        return ()
    return tuple(_stretches(_VARIABLE.sub(lambda found: " " * len(found[0]), value)))


def _stretches(value: str) -> Iterator[Span]:
    for found in _PIECE.finditer(value):
        start, end = found.span()
        if _ADDRESS.match(value, start, end):
            continue
        named = _NAME_BEFORE.match(value, start, end)
        if named and is_random(value[named.end() : end]):
            yield named.end(), end
        elif is_random(value[start:end]):
            yield start, end


def is_random(text: str) -> bool:
    """Whether a text without blanks is long, varied, and no word, number or date."""
    if len(text) < SHORTEST or len(set(text)) < _FEWEST_KINDS or _DATE.fullmatch(text):
        return False
    telling, common = _pairs(text)
    return (
        telling >= _FEWEST_PAIRS
        and common / telling < _MOST_COMMON
        and _entropy(text) >= _FEWEST_BITS
    )


def _pairs(text: str) -> tuple[int, int]:
    """Return how many neighbours say something, and how many of these words have, too."""
    telling = common = 0
    for one, two in pairwise(text):
        if not (one.isalnum() and two.isalnum()) or (one.isdigit() and two.isdigit()):
            continue
        if one.islower() and two.isupper():
            continue  # where the next word of `someName` begins
        telling += 1
        common += (one + two).lower() in _PAIRS
    return telling, common


def _entropy(text: str) -> float:
    """Return the entropy of a text's characters in bits a character."""
    shares = [count / len(text) for count in Counter(text).values()]
    return -sum(share * math.log2(share) for share in shares)
