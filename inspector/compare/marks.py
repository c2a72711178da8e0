"""Finds the characters in which two short texts differ."""

from inspector.compare.records import Span

_WORD = 2
_ADDED = 10  # characters that are the same and may be marked, so that words are marked whole


def differing(text: str, other: str) -> tuple[Span, ...]:
    """Return the span of a text that the other does not have; equal ends are left out.

    One span is enough to see it: where hardly anything is equal, the whole text is marked. Short
    words and numbers are marked whole: "v2" is read more easily than its "2".
    """
    if text == other:
        return ()
    shortest = min(len(text), len(other))
    start = next((at for at in range(shortest) if text[at] != other[at]), shortest)
    rest = shortest - start
    end = next((at for at in range(rest) if text[-1 - at] != other[-1 - at]), rest)
    if start + end <= _WORD:
        return ((0, len(text)),) if text else ()
    span = (start, len(text) - end)
    return (_whole(text, *span),) if span[0] < span[1] else ()


def _whole(text: str, start: int, end: int) -> Span:
    """Return a span that ends where the words end that it touches; as it is in long ones."""
    first, last = start, end
    while first and text[first - 1].isalnum() and text[first].isalnum():
        first -= 1
    while last < len(text) and text[last - 1].isalnum() and text[last].isalnum():
        last += 1
    return (first, last) if start - first + last - end <= _ADDED else (start, end)
