"""The paths into a reply that other programs' expressions can say: members and places only."""

import re

_SIMPLE = re.compile(r"\$((?:\.[A-Za-z_$][\w$]{0,80}|\[\d{1,6}\]|\['[^'\\\n]{1,80}'\])*)")


def steps(path: str) -> str | None:
    """Return what follows the root in JavaScript; None for a JSONPath that searches or filters."""
    found = _SIMPLE.fullmatch(path)
    return found[1] if found else None
