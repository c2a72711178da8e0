"""Saves a matrix to a file: Markdown, HTML, JSON or CSV, by the ending of its name."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog

from inspector.compare.matrix_writing import ENDINGS, written
from inspector.disk.atomic import write_file
from inspector.gui.state.tools import Tools
from inspector.model.collection import Problem
from inspector.model.matrix import Matrix
from inspector.wording import tr


def save(matrix: Matrix, path: Path, known: tuple[str, ...]) -> Problem | None:
    """Write a matrix; on a worker thread."""
    return write_file(path, written(matrix, path.suffix, known).encode())


class Saving(QObject):
    """Asks for a name, then writes away from the window's thread."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._dialog: QFileDialog | None = None

    def ask(self, matrix: Matrix) -> None:
        """Let the user choose the file."""
        dialog = QFileDialog(QApplication.activeWindow(), tr("Export the matrix"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{title} (*{ending})" for ending, title in ENDINGS.items()])
        dialog.selectFile("matrix.md")
        dialog.fileSelected.connect(lambda name: self.write(matrix, Path(name)))
        dialog.open()
        self._dialog = dialog

    def write(self, matrix: Matrix, path: Path) -> None:
        """Write the file and say so."""
        known = self._tools.vault.known_values()
        job = self._tools.background.compute(save, matrix, path, known)
        job.succeeded.connect(lambda problem: self._tell(problem, path))

    def _tell(self, problem: Problem | None, path: Path) -> None:
        if problem is None:
            self._tools.notices.say(tr("Saved {name}, secrets masked.", name=path.name))
        else:
            self._tools.notices.warn(f"{problem.what} {problem.todo}")
