"""Saves the body of a reply, or hands a copy to another program; never without being asked."""

import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from inspector.disk.atomic import write_file
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.tooltip import set_tip
from inspector.model.collection import Problem
from inspector.model.exchange import Exchange
from inspector.presentation.exchange.body_words import file_name, harmless_name
from inspector.wording import tr

_ASIDE = "request-inspector-"


class BodySaving(QObject):
    """Writes away from the window's thread; only the owner may read a file, nobody run it."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self._parent = parent
        self._dialog: QFileDialog | None = None
        self._folder: Path | None = None
        self.open_file: Callable[[QUrl], object] = QDesktopServices.openUrl

    def save(self, exchange: Exchange) -> None:
        """Let the user name a file, then write the body as it was received."""
        reply = exchange.reply
        if reply is None or not reply.body:
            return
        dialog = QFileDialog(self._parent.window(), tr("Save the body"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(file_name(reply.body, reply.headers, exchange.request.url))
        dialog.fileSelected.connect(lambda name: self.write(Path(name), reply.body))
        dialog.open()
        self._dialog = dialog

    def write(self, path: Path, body: bytes) -> None:
        """Write a body to a file and say so."""
        job = self._tools.background.compute(partial(write_file, path, body, private=True))
        job.succeeded.connect(lambda problem: self._tell(problem, path))

    def open_elsewhere(self, exchange: Exchange) -> None:
        """Write a copy to a folder of its own and have the system open it; it goes at the end."""
        reply = exchange.reply
        if reply is None:
            return
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix=_ASIDE))
            app = QCoreApplication.instance()
            if app is not None:
                app.aboutToQuit.connect(self.forget)
        name = file_name(reply.body, reply.headers, exchange.request.url)
        path = self._folder / harmless_name(name, reply.body, reply.headers)
        job = self._tools.background.compute(partial(write_file, path, reply.body, private=True))
        job.succeeded.connect(lambda problem: self._hand_over(problem, path))

    def forget(self) -> None:
        """Delete the copies."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _hand_over(self, problem: Problem | None, path: Path) -> None:
        if problem is not None:
            self._tools.notices.warn(f"{problem.what} {problem.todo}")
        elif not self.open_file(QUrl.fromLocalFile(str(path))):
            self._tools.notices.warn(
                tr("No program opens {name}. Save the body and open it by hand.", name=path.name)
            )

    def _tell(self, problem: Problem | None, path: Path) -> None:
        if problem is not None:
            self._tools.notices.warn(f"{problem.what} {problem.todo}")
            return
        said = tr("Saved {name} as it was received, with what is secret in it.", name=path.name)
        self._tools.notices.say(said, tr("Copy path"), lambda: copy_text(str(path)))


class BodyTools(QWidget):
    """Save, open elsewhere and copy; for the body of one exchange."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._exchange: Exchange | None = None
        self.saving = BodySaving(tools, self)
        self.save = Button(tools.theme, tr("Save body"), "ghost", "save")
        self.elsewhere = Button(tools.theme, tr("Open with…"), "ghost", "external-link")
        self.copy = IconButton(tools.theme, "copy", tr("Copy what is shown, secrets masked"))
        self.save.setObjectName("save_body")
        self.elsewhere.setObjectName("open_body")
        self.save.clicked.connect(self.save_body)
        self.elsewhere.clicked.connect(self.open_body)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for part in (self.save, self.elsewhere, self.copy):
            row.addWidget(part)

    def show_exchange(self, exchange: Exchange | None) -> None:
        """Take the exchange whose body is shown."""
        self._exchange = exchange
        for part in (self.save, self.elsewhere, self.copy):
            part.setEnabled(self.has_body)

    @property
    def has_body(self) -> bool:
        """Whether the reply that is shown has a body."""
        exchange = self._exchange
        return exchange is not None and exchange.reply is not None and bool(exchange.reply.body)

    def save_body(self) -> None:
        """Save the body."""
        if self._exchange is not None:
            self.saving.save(self._exchange)

    def open_body(self) -> None:
        """Open a copy of the body in another program."""
        if self._exchange is not None:
            self.saving.open_elsewhere(self._exchange)

    def settle(self) -> None:
        """Give the buttons their room now."""
        self._row.activate()

    def fit(self, room: int) -> None:
        """Leave the words out where there is no room for them; the tooltips have them."""
        buttons = (self.save, self.elsewhere)
        for button in buttons:
            button.set_text(button.accessibleName())
            set_tip(button, button.accessibleName())
        if room < sum(part.sizeHint().width() for part in (*buttons, self.copy)):
            for button in buttons:
                button.setText("")
