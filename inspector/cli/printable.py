"""Keeps what others sent from steering the terminal that it is printed on."""

import re

# C0 without tab and line feed, DEL, C1, and the marks that turn the writing direction.
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    r"""Return the text with every character that steers a terminal spelt out, as in \x1b."""
    return _STEERING.sub(_spelt, text)


def _spelt(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
