"""Marks requests whose token was edited here, by the name of its reference; it is no secret."""

import re

from inspector.model.credential import ApiKey, Bearer
from inspector.model.request import Request
from inspector.wording import tr

SIGNED, KEPT = "signed-here", "edited-here"  # with a key of the user; with its old signature
_NAME = re.compile(rf"({SIGNED}|{KEPT})-[0-9a-f]{{12}}")


def note_of(request: Request | None) -> str:
    """Return the mark of an attempt with such a token, empty for others."""
    chosen = request.credential if request is not None else None
    if isinstance(chosen, Bearer):
        found = _NAME.fullmatch(chosen.token.name)
    else:
        found = _NAME.fullmatch(chosen.value.name) if isinstance(chosen, ApiKey) else None
    if found is None:
        return ""
    return tr("Token signed here") if found[1] == SIGNED else tr("Token edited here")
