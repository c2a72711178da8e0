"""Sets of words, and regular expressions that are compiled at their first use: a command needs few.

For patterns that take a while to compile and that every command loads; `re.compile` for the rest.
"""

import re
from typing import Any, AnyStr, cast

from inspector.protocol.cached import cached_property

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class LazyPattern:
    """Stands for a compiled pattern, and is as quick as one once its methods are its own."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self.text, self._flags = text, flags

    def compiled(self) -> re.Pattern[Any]:
        """Return the pattern itself. Raises re.error where it is wrong."""
        return re.compile(self.text, self._flags)

    def __getattr__(self, name: str) -> Any:
        compiled = self.compiled()
        self.__dict__.update((each, getattr(compiled, each)) for each in _METHODS)
        return getattr(compiled, name)


def lazy_re(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what is used like a compiled pattern, but not handed to `re.sub` and such."""
    return cast("re.Pattern[AnyStr]", LazyPattern(text, flags))


def in_small_letters(pattern: re.Pattern[bytes]) -> re.Pattern[bytes]:
    """Return a pattern that ignores case, made for texts whose letters are small already.

    It takes a third of the time: where case is ignored, no branch is passed over by its first
    letter. Raises ValueError for a pattern that does not begin so, or has escapes in capitals.
    """
    text = cast("LazyPattern", pattern).text
    if not isinstance(text, bytes) or not text.startswith(b"(?i)") or _CAPITAL.search(text):
        msg = "only for (?i) without escapes in capitals"
        raise ValueError(msg)
    return lazy_re(text.removeprefix(b"(?i)").lower())


class LetteredPattern:
    """Looks for the letters of a pattern before the pattern itself: a quarter of the time.

    For a choice of many words, few of which are in most texts, and for texts in small letters.
    Raises ValueError as `in_small_letters` does, and for a pattern that may do without letters.
    """

    def __init__(self, text: bytes) -> None:
        self._pattern = in_small_letters(lazy_re(text))
        self._text = text

    def search(self, text: bytes) -> bool:
        """Whether the pattern is found."""
        for each in self._letters:
            if each in text:
                return self._pattern.search(text) is not None
        return False

    @cached_property
    def _letters(self) -> tuple[bytes, ...]:
        known = needles(self._text.decode("latin-1").removeprefix("(?i)").lower())
        if len(known) != 1:
            msg = "some match of the pattern has no letters"
            raise ValueError(msg)
        longest_last = sorted(known[0], key=len)
        kept: list[str] = []
        for each in longest_last:
            if not any(shorter in each for shorter in kept):
                kept.append(each)
        return tuple(each.encode("latin-1") for each in kept)


_CAPITAL = re.compile(rb"\\[A-Z]")
Needles = tuple[tuple[str, ...], ...]
"""Letters that every match has: of each inner tuple at least one."""
_HEAD = lazy_re(r"\?(?:[aims-]*:|>|[aims]+(?=\))|[Pp]<\w+>|<?[=!])|(?!\?)")
_COUNT = lazy_re(r"(?:[*?+]|\{(\d*)(?:,\d*)?\})[+?]?")
_SHORTEST = 2  # one letter is nearly always there


def have(needles: Needles, text: str) -> bool:
    """Whether a pattern with these needles may match in the text."""
    for each in needles:  # plain loops: it is asked of hundreds of patterns for every reply
        for letters in each:
            if letters in text:
                break
        else:
            return False
    return True


def needles(pattern: str) -> Needles:
    """Return what a text must have for a pattern to match, as far as it is plain to see.

    Small and capital letters count as they are written.
    """
    try:
        return tuple(_Walk(pattern).choice())
    except _NotPlainError:
        return ()


class _NotPlainError(Exception):
    """A pattern has a part that is not followed here: a number of a character, a comment."""


class _Walk:
    """Goes through a regular expression once, noting the letters that no match can do without."""

    def __init__(self, pattern: str) -> None:
        self._text, self._at = pattern, 0

    def choice(self) -> list[tuple[str, ...]]:
        """Read ways parted by `|` up to a bracket that closes them."""
        ways = [self._way()]
        while self._took("|"):
            ways.append(self._way())
        if len(ways) == 1:
            return ways[0]
        best = [max(way, key=lambda any_of: min(map(len, any_of)), default=()) for way in ways]
        return [tuple(dict.fromkeys(letters for any_of in best for letters in any_of))] * all(best)

    def _way(self) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = []
        run = ""
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            letter, within = self._item()
            least, once = self._count()
            if letter and least:
                run += letter
            if letter and once:
                continue
            if least:
                found.extend(within)
            found.extend([(run,)] * (len(run) >= _SHORTEST))
            run = ""
        return found + [(run,)] * (len(run) >= _SHORTEST)

    def _item(self) -> tuple[str, list[tuple[str, ...]]]:
        """Read one item: a letter, or what a group can't do without."""
        letter = self._text[self._at]
        self._at += 1
        if letter == "(":
            return "", self._group()
        if letter == "[":
            self._class()
            return "", []
        if letter == "\\":
            return self._escaped(), []
        return ("", []) if letter in "^$." else (letter, [])

    def _escaped(self) -> str:
        letter = self._text[self._at]
        self._at += 1
        if letter in "xuUN" or letter.isdigit():
            raise _NotPlainError
        return "" if letter.isalnum() else letter

    def _group(self) -> list[tuple[str, ...]]:
        head = _HEAD.match(self._text, self._at)
        if head is None:
            raise _NotPlainError
        self._at = head.end()
        within = self.choice()
        self._took(")")
        return [] if head[0][-1:] in {"=", "!"} else within

    def _class(self) -> None:
        self._took("^")
        self._took("]")
        while not self._took("]"):
            self._at += 2 if self._text[self._at] == "\\" else 1

    def _count(self) -> tuple[bool, bool]:
        """Read how often the item comes: whether at least once, and whether just once."""
        count = _COUNT.match(self._text, self._at)
        if count is None:
            return True, True
        self._at = count.end()
        return count[0][0] == "+" or bool((count[1] or "").strip("0")), False

    def _took(self, letter: str) -> bool:
        took = self._text.startswith(letter, self._at)
        self._at += took
        return took


# ---------------- Writes a set of words as one line of text
def word_set(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())
