"""A token as presentation mode shows it: what it claims may be personal, so values are masked."""

import msgspec

from inspector.model.token import Token, TokenPart
from inspector.protocol.redaction import DOTS

_OPEN = frozenset({"header", "outer-header"})


def presented(token: Token) -> Token:
    """Return the token with every value but those of its header masked; checks stay.

    Its result may name a user.
    """
    head = token.masked.partition(".")[0] if token.masked.startswith("eyJ") else ""
    return msgspec.structs.replace(
        token,
        result="",
        masked=f"{head}.{DOTS}.{DOTS}" if head else DOTS,
        parts=tuple(_part(part) for part in token.parts),
    )


def _part(part: TokenPart) -> TokenPart:
    if part.name in _OPEN:
        return part
    rows = tuple(msgspec.structs.replace(row, value=DOTS) for row in part.rows)
    return msgspec.structs.replace(part, rows=rows)
