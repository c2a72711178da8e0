"""Saves a comparison to a file: Markdown, HTML or JSON, by the ending of its name."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog

from inspector.compare import Comparison
from inspector.compare.writing import ENDINGS, written
from inspector.disk.atomic import write_file
from inspector.gui.state.tools import Tools
from inspector.model.collection import Problem
from inspector.wording import tr


def save(comparison: Comparison, path: Path) -> Problem | None:
    """Write a comparison; on a worker thread."""
    return write_file(path, written(comparison, path.suffix).encode("utf-8"))


class Writing(QObject):
    """Asks for a name, then writes away from the window's thread."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._dialog: QFileDialog | None = None

    def ask(self, comparison: Comparison) -> None:
        """Let the user choose the file."""
        dialog = QFileDialog(QApplication.activeWindow(), tr("Export the comparison"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{title} (*{ending})" for ending, title in ENDINGS.items()])
        dialog.selectFile("comparison.md")
        dialog.fileSelected.connect(lambda name: self.write(comparison, Path(name)))
        dialog.open()
        self._dialog = dialog

    def write(self, comparison: Comparison, path: Path) -> None:
        """Write the file and say so."""
        job = self._tools.background.compute(save, comparison, path)
        job.succeeded.connect(lambda problem: self._tell(problem, path))

    def _tell(self, problem: Problem | None, path: Path) -> None:
        if problem is None:
            self._tools.notices.say(tr("Saved {name}, secrets masked.", name=path.name))
        else:
            self._tools.notices.warn(f"{problem.what} {problem.todo}")
