"""The one sentence that says what is wrong at a place of a token."""

from collections.abc import Callable
from typing import Literal

import msgspec

from inspector.model.message import Span
from inspector.wording import tr

JoseDefectKind = Literal[
    "prefix",
    "quotes",
    "blanks",
    "padding",
    "alphabet",
    "bad-base64",
    "bad-json",
    "not-an-object",
    "duplicate-key",
    "empty-part",
]


class JoseDefect(msgspec.Struct, frozen=True, kw_only=True):
    """What was wrong, and where in the text that was given (half-open)."""

    kind: JoseDefectKind
    message: str
    span: Span


_PART_NAMES: tuple[Callable[[], str], ...] = (
    lambda: tr("header"),
    lambda: tr("payload"),
    lambda: tr("signature"),
)
_SENTENCES: dict[JoseDefectKind, Callable[[str, str], str]] = {
    "prefix": lambda *_: tr("A scheme word stands before the token."),
    "quotes": lambda *_: tr("Quotes or other punctuation surround the token."),
    "blanks": lambda *_: tr("Blanks or line breaks lie around or inside the token."),
    "padding": lambda part, _: tr(
        "The {part} ends with =, which a compact token must not have.", part=part
    ),
    "alphabet": lambda part, _: tr("The {part} uses + and / where a token has - and _.", part=part),
    "bad-base64": lambda part, _: tr("The {part} is no valid Base64.", part=part),
    "bad-json": lambda part, _: tr("The {part} is no valid JSON.", part=part),
    "not-an-object": lambda part, _: tr("The {part} is not a JSON object.", part=part),
    "duplicate-key": lambda part, name: tr(
        "The {part} contains {name} more than once; readers disagree which one counts.",
        part=part,
        name=name,
    ),
    "empty-part": lambda part, _: tr("The {part} is empty.", part=part),
}


def jose_defect(kind: JoseDefectKind, span: Span, index: int = 0, name: str = "") -> JoseDefect:
    """Return the defect with its sentence; index: of the part of the token; name: of a member."""
    part = _PART_NAMES[index]()
    return JoseDefect(kind=kind, message=_SENTENCES[kind](part, name[:40]), span=span)
