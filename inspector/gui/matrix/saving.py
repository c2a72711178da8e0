"""Saves a matrix to a file: Markdown, HTML, JSON or CSV, by the ending of its name."""

from pathlib import Path

from inspector.compare.matrix_writing import ENDINGS, written
from inspector.gui.export.file_saving import Asked, FileSaving
from inspector.model.matrix import Matrix
from inspector.wording import tr


class Saving(FileSaving):
    """Writes the result of a run."""

    def ask(self, matrix: Matrix) -> None:
        """Let the user choose the file."""
        asked = Asked(tr("Export the matrix"), "matrix.md", ENDINGS)
        self.choose(asked, lambda path: self.write(matrix, path))

    def write(self, matrix: Matrix, path: Path) -> None:
        """Write the file and say so."""
        known = self._tools.vault.known_values()
        self.save(path, lambda: written(matrix, path.suffix, known))
