"""Finds the characters in which two short texts differ."""

from inspector.compare.records import Span

_WORD = 2


def differing(text: str, other: str) -> tuple[Span, ...]:
    """Return the span of a text that the other does not have; equal ends are left out.

    One span is enough to see it: where hardly anything is equal, the whole text is marked.
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
    return (span,) if span[0] < span[1] else ()
