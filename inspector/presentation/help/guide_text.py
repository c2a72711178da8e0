"""The chapters of the user guide."""

import re
from pathlib import Path
from typing import NamedTuple

from inspector.wording.resources import resources, shipped_text

_TITLE = re.compile(r"^#\s+(.+)$", re.MULTILINE)


class Chapter(NamedTuple):
    """One chapter: its title and its text as Markdown, the title included."""

    title: str
    text: str


def chapters(folder: Path | None = None) -> tuple[Chapter, ...]:
    """Return the guide's chapters in the order of their file names; reads the disk."""
    files = sorted((folder or resources() / "help").glob("*.md"))
    return tuple(_chapter(file) for file in files)


def _chapter(file: Path) -> Chapter:
    text = shipped_text(file)
    found = _TITLE.search(text)
    return Chapter(found[1].strip() if found else file.stem, text)
