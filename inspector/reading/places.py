"""Makes the places that evidence points to: bytes of a header, a body, a target or a reason."""

import json

from inspector.model.annotation import Place, Side
from inspector.model.message import Header, Span


def in_header(
    entry: int, side: Side, index: int, header: Header, span: Span | None = None
) -> Place:
    """Return the place of a header's value, or of a part of it."""
    start, end = span if span is not None else (None, None)
    return Place(
        entry=entry, side=side, part="header", name=header.name, index=index, start=start, end=end
    )


def in_line(entry: int, side: Side, span: Span | None = None) -> Place:
    """Return a place in the target of a request or the reason phrase of a reply."""
    start, end = span if span is not None else (None, None)
    return Place(entry=entry, side=side, part="line", start=start, end=end)


def in_body(entry: int, side: Side, span: Span | None = None) -> Place:
    """Return a place in a body."""
    start, end = span if span is not None else (None, None)
    return Place(entry=entry, side=side, part="body", start=start, end=end)


def connection(entry: int) -> Place:
    """Return the place for what the connection itself shows (times, failures, addresses)."""
    return Place(entry=entry, part="connection")


def find(body: bytes, text: str, after: int = 0) -> Span | None:
    """Return where a text stands in a body, as it is or escaped as JSON does, or None.

    after: where to begin looking (byte offset).
    """
    for form in _forms(text):
        start = body.find(form, after, _FAR)
        if start >= 0:
            return start, start + len(form)
    return None


def _forms(text: str) -> tuple[bytes, ...]:
    plain = text.encode("utf-8", "surrogatepass")
    escaped = (
        text.replace("\\", "\\\\")
        .replace('"', '\\"')
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t")
    )
    forms = [plain, escaped.encode("utf-8", "surrogatepass")]
    forms.append(escaped.replace("/", "\\/").encode("utf-8", "surrogatepass"))
    if not text.isascii():
        forms.append(json.dumps(text)[1:-1].encode())
    longest = max(text.splitlines() or [""], key=len)
    if longest and longest != text:
        forms.append(longest.encode("utf-8", "surrogatepass"))
    head = text.encode("ascii", "replace").split(b"?")[0][:60]
    if len(head) > _ENOUGH_TO_BE_FOUND:
        forms.append(head)
    return tuple(form for form in dict.fromkeys(forms) if form)


_ENOUGH_TO_BE_FOUND = 7
_FAR = 1_000_000
