"""Saves something to a file that the user names; its ending chooses the format."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from inspector.disk.atomic import write_file
from inspector.disk.encoding import whole
from inspector.gui.state.notices import Notices
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.clipboard import copy_text
from inspector.model.collection import Problem
from inspector.wording import tr


class Asked(NamedTuple):
    """What the dialog says. name: offered for the file. endings: each with its format's title."""

    title: str
    name: str
    endings: Mapping[str, str]


def save(path: Path, text: Callable[[], str]) -> Problem | None:
    """Make the text, secrets masked, and write it; on a worker thread."""
    return write_file(path, whole(text()).encode(), private=True)


def say_saved(notices: Notices, said: str, path: Path) -> None:
    """Say that a file was written, with the ways to it."""
    url = QUrl.fromLocalFile(str(path))
    copy = (tr("Copy path"), lambda: copy_text(str(path)))
    notices.say(said, tr("Open"), lambda: _open(url), copy)


def _open(url: QUrl) -> None:
    QDesktopServices.openUrl(url)


class FileSaving(QObject):
    """Asks for a name, then writes away from the window's thread and says so."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._dialog: QFileDialog | None = None

    def choose(self, asked: Asked, then: Callable[[Path], None]) -> None:
        """Let the user choose the file."""
        dialog = QFileDialog(QApplication.activeWindow(), asked.title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{title} (*{ending})" for ending, title in asked.endings.items()])
        dialog.selectFile(asked.name)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()
        self._dialog = dialog  # without a window in front nobody else would keep it

    def save(self, path: Path, text: Callable[[], str]) -> None:
        """Write the file and say so."""
        job = self._tools.background.compute(save, path, text)
        job.succeeded.connect(lambda problem: self._tell(problem, path))

    def save_data(self, path: Path, data: bytes) -> None:
        """Write bytes that are there already, a picture say, and say so."""
        job = self._tools.background.compute(partial(write_file, path, data, private=True))
        job.succeeded.connect(lambda problem: self._tell(problem, path))

    def _tell(self, problem: Problem | None, path: Path) -> None:
        if problem is None:
            said = tr("Saved {name}, secrets masked.", name=path.name)
            say_saved(self._tools.notices, said, path)
        else:
            self._tools.notices.warn(f"{problem.what} {problem.todo}")
