"""Makes recorded bytes fit to be shown: control and direction characters become visible signs."""

from inspector.model.message import readable

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
