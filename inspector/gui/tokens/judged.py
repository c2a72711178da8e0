"""A token with everything that can be said of it at one moment. Pure: no Qt."""

from datetime import datetime

import msgspec

from inspector.annotate.tokens.check import Check
from inspector.annotate.tokens.checks import checked, checks, closing
from inspector.annotate.tokens.expected import Expected
from inspector.annotate.tokens.signatures import Signature
from inspector.gui.tokens.check_words import Late, field_levels, lateness
from inspector.gui.tokens.life_marks import LifeMarks, life_marks
from inspector.gui.tokens.token_rows import Counted, counted
from inspector.gui.tokens.token_state import Headline, advice, headline
from inspector.model.annotation import Level
from inspector.model.token import Token
from inspector.protocol.tokens import jose


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """token: with its checks as notes. levels: of what is expected, by its field.

    closing: the one thing to change or to do.
    """

    token: Token
    headline: Headline
    marks: LifeMarks | None
    late: Late
    levels: dict[str, Level]
    counted: Counted
    closing: str


def judged(
    token: Token, expected: Expected, now: datetime, read: object, signature: Signature | None
) -> Judged:
    """Check a token against what is expected; read: as `jose.read` returned it."""
    found: tuple[Check, ...] = ()
    shown = token
    if isinstance(read, jose.Jws):
        found = checks(read, expected, now, signature)
        shown = checked(token, found)
    return Judged(
        token=shown,
        headline=headline(token, expected, now, found, signature),
        marks=life_marks(token, expected, now),
        late=lateness(token, expected, now),
        levels=field_levels(found, expected),
        counted=counted(shown.parts),
        closing=closing(found)
        if isinstance(read, jose.Jws) and not read.is_detached
        else advice(token, expected, now, signature),
    )
