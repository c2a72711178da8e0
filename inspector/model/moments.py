"""Fills in `{{now}}`, `{{now+300}}`, `{{now-30s}}`, `{{uuid}}` and `{{random}}`, anew each time.

Times are seconds since 1970 (NumericDate, RFC 7519 §2); `s`, `m`, `h`, `d` are units. `{{uuid}}` is
a new random name (RFC 9562 §5.4), `{{random}}` a whole number below a million.
"""

import re
from collections.abc import Callable
from secrets import randbelow
from uuid import uuid4

_MOMENT = re.compile(
    r"\{\{[ \t]{0,9}(?:(?P<uuid>uuid)|(?P<random>random)|now(?:[ \t]{0,9}(?P<sign>[+-])[ \t]{0,9}"
    r"(?P<count>\d{1,10})[ \t]{0,9}(?P<unit>[smhd]?))?)[ \t]{0,9}\}\}"
)
_VARIABLE = re.compile(r"\{\{[^{}\n]{0,200}\}\}")
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}


def between_moments(text: str, change: Callable[[str], str]) -> str:
    """Return the text with `change` made to everything but what stands for a time or a name."""
    pieces, at = [], 0
    for found in _MOMENT.finditer(text):
        pieces += [change(text[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*pieces, change(text[at:])])


def with_moments(text: str, now: float) -> str:
    """Return the text with times and names filled in. now: seconds since 1970."""
    return _MOMENT.sub(lambda found: _value(found, int(now)), text)


def same_size(text: str) -> str:
    """Return the text with `0` and blanks for every variable, so that places in it stay.

    A name that is made anew is no number: it stands within quotes only.
    """
    return _VARIABLE.sub(lambda found: _stand_in(found[0]).ljust(len(found[0])), text)


def _stand_in(variable: str) -> str:
    return "x" if variable.strip("{} \t") == "uuid" else "0"


def _value(found: re.Match[str], now: int) -> str:
    if found["uuid"]:
        return str(uuid4())
    if found["random"]:
        return str(randbelow(1_000_000))
    shift = int(found["count"] or 0) * _SECONDS[found["unit"] or ""]
    return str(now - shift if found["sign"] == "-" else now + shift)
