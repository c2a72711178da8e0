"""Names of one person, written in several ways."""

from inspector.protocol.field_names import is_misspelt


def is_like_name(one: str, other: str) -> bool:
    """Whether two names differ as those of one person do: `Ada`, `ada`, `ada@example.org`."""
    if one == other or not one or not other:
        return False
    plain, usual = _bare(one), _bare(other)
    return bool(plain) and (plain == usual or is_misspelt(plain, usual))


def _bare(name: str) -> str:
    return name.rpartition("\\")[2].partition("@")[0].strip().casefold()
