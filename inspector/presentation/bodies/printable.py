"""Makes recorded bytes fit to be shown: control and direction characters become visible signs."""

import re

from inspector.model.message import readable
from inspector.wording.shortened import shortened

_DELETE = 0x7F
_SIGNS = {code: 0x2400 + code for code in range(0x20)}
_SIGNS[_DELETE] = 0x2421
# C1 controls, line and paragraph separators, zero-width and direction marks would break a line,
# hide text or show it in another order than it was sent.
_SIGNS |= dict.fromkeys(
    (*range(0x80, 0xA0), *range(0x200B, 0x2010), *range(0x2028, 0x202F)), 0xFFFD
)
_SIGNS |= dict.fromkeys((*range(0x2066, 0x206A), 0xFEFF, 0x061C), 0xFFFD)
_SIGNS |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)


def visible(text: str) -> str:
    """Return a text with one visible sign for each character that has none of its own."""
    return text if text.isascii() and text.isprintable() else text.translate(_SIGNS)


_LINES = {code: sign for code, sign in _SIGNS.items() if chr(code) not in "\t\n"}
_NAME = 80  # characters


def visible_lines(text: str) -> str:
    """Return a text of several lines with one visible sign for what hides or turns what is read."""
    return text if text.isprintable() else text.translate(_LINES)


def visible_name(text: str) -> str:
    """Return a name that somebody else may have given, on one line, and of a long one its begin."""
    return shortened(visible(text), _NAME)


def shown(recorded: str) -> str:
    """Return recorded bytes (as Latin-1) as they are shown: UTF-8 where valid, controls visible."""
    return visible(readable(recorded))


def column(recorded: str, byte: int) -> int:
    """Return how many shown characters stand before a byte of a recorded text."""
    if recorded.isascii():
        return min(byte, len(recorded))
    if readable(recorded) == recorded:
        return min(byte, len(recorded))
    before = recorded[:byte].encode("latin-1")
    return len(before.decode("utf-8", "ignore"))


# ---------------- What others sent must not steer the terminal
# C0 without tab and line feed, DEL, C1, and the marks that turn the writing direction.
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    r"""Return the text with every character that steers a terminal spelt out, as in \x1b."""
    return _STEERING.sub(_spelt, text)


def _spelt(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
