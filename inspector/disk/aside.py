"""Keeps a damaged file aside under another name, so that a new one loses nothing."""

from pathlib import Path


def set_aside(path: Path) -> Path | None:
    """Rename `name` to the first free `name.damaged-N`; None where that failed."""
    for number in range(1, 1000):
        kept = path.with_name(f"{path.name}.damaged-{number}")
        if not kept.exists():
            try:
                return path.rename(kept)
            except OSError:
                return None
    return None
