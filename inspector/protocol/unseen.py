"""Characters that nobody sees: Unicode's Default_Ignorable_Code_Point.

Who pastes a secret out of a page or a chat takes them along; who hides one puts them between its
characters.
"""

import unicodedata

from inspector.protocol.patterns import lazy_re

UNSEEN = (
    r"[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E"
    r"\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\U000E0000-\U000E0FFF]"
)
_UNSEEN = lazy_re(UNSEEN)


def name_of_unseen(text: str) -> str:
    """Return how Unicode calls the first such character of a text, empty where there is none."""
    found = None if text.isascii() else _UNSEEN.search(text)
    return _named(found[0]) if found is not None else ""


def _named(character: str) -> str:
    """Return its number and name, and before them the character where it can be seen."""
    shown = f"{character} " if character.isprintable() else ""
    return f"{shown}U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


# What a word processor or a chat writes in place of a sign of ASCII, and what looks like a blank.
_REPLACED = lazy_re(r"[\u00A0\u2000-\u200A\u2010-\u2015\u2018-\u201E\u2026\u202F\u2212\u3000]")


def name_of_replaced(text: str) -> str:
    """Return how Unicode calls the first sign that stands for one of ASCII, empty without any."""
    found = None if text.isascii() else _REPLACED.search(text)
    return _named(found[0]) if found is not None else ""


def without_unseen(text: str) -> str:
    """Return a text without them."""
    return text if text.isascii() else _UNSEEN.sub("", text)
