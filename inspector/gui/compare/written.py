"""Saves a comparison to a file; the ending of its name chooses the format."""

from pathlib import Path

from inspector.compare import Comparison
from inspector.compare.writing import ENDINGS, written
from inspector.gui.export.file_saving import Asked, FileSaving
from inspector.wording import tr


class Writing(FileSaving):
    """Writes what is compared now."""

    def ask(self, comparison: Comparison) -> None:
        """Let the user choose the file."""
        asked = Asked(tr("Export the comparison"), "comparison.md", ENDINGS)
        self.choose(asked, lambda path: self.write(comparison, path))

    def write(self, comparison: Comparison, path: Path) -> None:
        """Write the file and say so."""
        self.save(path, lambda: written(comparison, path.suffix))
