"""A token taken apart, as text for the terminal."""

from collections.abc import Iterator

from inspector.model.token import Token, TokenPart
from inspector.wording import tr
from inspector.wording.dates import utc_stamp

_SIGNS = {"good": "+", "odd": "?", "bad": "!"}


def token_text(token: Token) -> str:
    """Return what the token says, several lines without a final line end."""
    return "\n".join(_lines(token))


def _lines(token: Token) -> Iterator[str]:
    yield from dict.fromkeys(filter(None, (token.title, token.result, token.masked)))
    for part in token.parts:
        yield ""
        yield from _part(part)
    for block in (_times(token), _remarks(token), (token.todo,)):
        lines = tuple(filter(None, block))
        yield from ("", *lines) if lines else ()


def _times(token: Token) -> Iterator[str]:
    named = (
        (tr("Issued"), token.issued),
        (tr("Not valid before"), token.not_before),
        (tr("Expires"), token.expires),
    )
    for word, time in named:
        if time is not None:
            yield f"{word}: {utc_stamp(time)}"


def _remarks(token: Token) -> Iterator[str]:
    for remark in token.remarks:
        yield f"{_SIGNS.get(remark.level, '-')} {remark.text}"


def _part(part: TokenPart) -> Iterator[str]:
    yield part.title
    for row in part.rows:
        words = [row.value, row.meaning and f"({row.meaning})", row.note]
        yield f"{_SIGNS.get(row.level, ' ')} {row.name}: {' '.join(word for word in words if word)}"
