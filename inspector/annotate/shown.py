"""Names from credentials as they may be shown: short, and without control characters."""

from inspector.wording import tr

_LONGEST = 60


def shown(name: str) -> str:
    """Return a user's name on one line; control characters become dots."""
    text = "".join(one if one.isprintable() else "·" for one in name[: _LONGEST + 1])
    if len(text) > _LONGEST:
        return f"{text[:_LONGEST]}…"
    return text or tr("(empty)")
