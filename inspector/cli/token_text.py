"""A token taken apart, as text for the terminal."""

from collections.abc import Iterator

from inspector.model.token import Token, TokenPart
from inspector.wording import tr

_SIGNS = {"good": "+", "odd": "?", "bad": "!"}


def token_text(token: Token) -> str:
    """Return what the token says, several lines without a final line end."""
    return "\n".join(_lines(token))


def _lines(token: Token) -> Iterator[str]:
    yield token.title
    if token.masked:
        yield token.masked
    for part in token.parts:
        yield ""
        yield from _part(part)
    times = [
        (tr("Issued"), token.issued),
        (tr("Not valid before"), token.not_before),
        (tr("Expires"), token.expires),
    ]
    if any(time for _, time in times):
        yield ""
    for word, time in times:
        if time is not None:
            yield f"{word}: {time:%Y-%m-%d %H:%M:%S} UTC"
    if token.remarks:
        yield ""
    for remark in token.remarks:
        yield f"{_SIGNS.get(remark.level, '-')} {remark.text}"


def _part(part: TokenPart) -> Iterator[str]:
    yield part.title
    for row in part.rows:
        words = [row.value, row.meaning and f"({row.meaning})", row.note]
        yield f"{_SIGNS.get(row.level, ' ')} {row.name}: {' '.join(word for word in words if word)}"
