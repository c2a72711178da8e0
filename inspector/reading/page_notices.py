"""The boxes of a page in which it tells its reader that something went wrong."""

import html
import re

from inspector.model.message import Span

_BOX = re.compile(
    r"(?is)<(div|p|span|li|ul|h[1-6]|td|strong|b|section|output)\b([^<>]{0,300}?\b(?:class|id|role)\s*="
    r"\s*[\"'][^\"'<>]{0,80}(?:error|alert|danger|warning|flash|invalid|fail)[^\"'<>]{0,80}[\"']"
    r"[^<>]{0,200})>(.{0,600}?)</\1\s*>"
)
_HIDDEN = re.compile(r"(?i)\bhid(?:e|den)\b|d-none|display\s*:\s*none|noscript|template")
_TAGS = re.compile(r"<[^<>]{0,500}>")
_LOOK, _MOST, _SHORTEST = 65_536, 5, 6


def notices(page: str) -> list[tuple[str, Span]]:
    """Return the words of the notices of a page that are shown, with their places in it."""
    found: list[tuple[str, Span]] = []
    for box in _BOX.finditer(page[:_LOOK]):
        words = " ".join(html.unescape(_TAGS.sub(" ", box.group(3))).split())
        if len(words) >= _SHORTEST and not _HIDDEN.search(box.group(2)):
            found.append((words, box.span(3)))
        if len(found) >= _MOST:
            break
    return found
