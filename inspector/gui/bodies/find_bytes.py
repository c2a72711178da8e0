"""Finds a text in bytes, whatever the letter case of ASCII letters. Pure: no Qt."""

from bisect import bisect_left, bisect_right


class Matches:
    """All places of one text in a body, at most a number; asked for the next one from a byte."""

    def __init__(self, data: bytes, text: str, most: int) -> None:
        needle = text.encode("utf-8", "replace")
        folded, wanted = data.lower(), needle.lower()
        self.length = len(needle)
        self.starts: list[int] = []
        at = folded.find(wanted) if wanted else -1
        while at >= 0 and len(self.starts) < most:
            self.starts.append(at)
            at = folded.find(wanted, at + self.length)

    def next(self, byte: int) -> int | None:
        """Return the first match that starts at or after a byte, else the first of all."""
        if not self.starts:
            return None
        place = bisect_left(self.starts, byte)
        return self.starts[place % len(self.starts)]

    def previous(self, byte: int) -> int | None:
        """Return the last match that starts before a byte, else the last of all."""
        if not self.starts:
            return None
        return self.starts[bisect_right(self.starts, byte - 1) - 1]
