"""What the token tab shows of a token taken apart, and its text for copying. Pure: no Qt."""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.model.message import Span
from inspector.model.token import Token, TokenPart, TokenRow
from inspector.wording import tr, tr_n

_MOST, _WIDEST = 200_000, 10_000  # characters of a text, and of a line, that are shown
_SIGNS = {"good": "+", "odd": "?", "bad": "!"}


def decoded_text(token: Token) -> str:
    """Return the token taken apart as text, secrets masked."""
    return "\n".join(_lines(token)) + "\n"


def _lines(token: Token) -> Iterator[str]:
    yield from dict.fromkeys(filter(None, (token.title, token.result, token.masked)))
    for part in token.parts:
        yield ""
        yield part.title
        yield from (_row(row) for row in part.rows)
    if token.remarks:
        yield ""
    yield from (f"{_SIGNS.get(remark.level, '-')} {remark.text}" for remark in token.remarks)
    yield from ("", token.todo) if token.todo else ()


def _row(row: TokenRow) -> str:
    said = (row.value, row.meaning and f"({row.meaning})", row.note)
    return f"{_SIGNS.get(row.level, ' ')} {row.name}: {' '.join(filter(None, said))}"


def flaw_of(token: Token) -> Span | None:
    """Return the first characters that a remark says are wrong; None without any."""
    for remark in token.remarks:
        if remark.level == "bad" and remark.start is not None and remark.end is not None:
            return remark.start, remark.end
    return None


def shortened(text: str) -> str:
    """Return a text as a field can show it at once: its first lines, and of each its begin."""
    lines = text[:_MOST].splitlines() or [""]
    cut = [line if len(line) <= _WIDEST else f"{line[:_WIDEST]}…" for line in lines]
    return "\n".join(cut) + ("\n…" if len(text) > _MOST and len(lines) > 1 else "")


class Counted(NamedTuple):
    """How many checks there are, and how many of them pass, are odd, fail."""

    total: int
    passed: int
    odd: int
    failed: int

    @property
    def said(self) -> str:
        """The sentence above the claims; empty without checks."""
        if not self.total:
            return ""
        said = tr_n(
            "{passed} of {count} check passes",
            "{passed} of {count} checks pass",
            self.total,
            passed=self.passed,
        )
        if not self.odd:
            return said
        odd = tr_n("{count} to look at", "{count} to look at", self.odd)
        return tr("{checks}, {odd}", checks=said, odd=odd)


def counted(parts: tuple[TokenPart, ...]) -> Counted:
    """Count the rows that were judged; what is merely said of a row is no check."""
    levels = [row.level for part in parts for row in part.rows]
    passed, odd, failed = (levels.count(level) for level in ("good", "odd", "bad"))
    return Counted(passed + odd + failed, passed, odd, failed)
