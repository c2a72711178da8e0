"""The page of a file while it is being read: which one, how far, and the way out."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.opening.file_reading import FileReading, ReadSoFar
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.kind import name_pane
from inspector.presentation.bodies.printable import visible_name
from inspector.presentation.exchange.exchange_words import size
from inspector.wording import tr, tr_n
from inspector.wording.numbers import number


class ReadingPage(QWidget):
    """Stands where what is read will stand. Esc gives it up, as the button does.

    The focus is on the page and not on the button: whoever was typing cancels nothing.
    """

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert isinstance(document, FileReading)  # noqa: S101 - the screen's kind says so
        self._document = document
        self._tools = tools
        title = tr("Reading “{file}”", file=visible_name(document.path.name))
        name_pane(self, "screen")
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sign = EmptyState(tools.theme, title, "", "hourglass")
        self.cancel = self.sign.add_action(tr("Cancel"), self._cancel)
        column = QVBoxLayout(self)
        column.addWidget(self.sign)
        self._title = title
        document.renewed.connect(self._show)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give it up by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._cancel()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        self.sign.show_text(self._title, _how_far(self._document.so_far))

    def _cancel(self) -> None:
        self._tools.tabs.close(self._document)


def _how_far(so_far: ReadSoFar) -> str:
    """Return how large it is, and what is done with it now."""
    if so_far.entries > 1:
        return tr_n(
            "{size}, {number} request. Looking for what was refused in it.",
            "{size}, {number} requests. Looking for what was refused in them.",
            so_far.entries,
            size=size(so_far.size),
            number=number(so_far.entries),
        )
    if so_far.size:
        return tr("{size}. You can go on with something else.", size=size(so_far.size))
    return tr("You can go on with something else.")
