"""The tab of the help: which part it shows is the document's topic."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.help.about_view import AboutView
from inspector.gui.help.guide_view import GuideView
from inspector.gui.help.log_view import LogView
from inspector.gui.help.shortcuts_view import ShortcutsView
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools

VIEWS: dict[str, Callable[[Tools], QWidget]] = {
    "guide": GuideView,
    "shortcuts": ShortcutsView,
    "log": LogView,
    "about": AboutView,
}


class HelpPage(QWidget):
    """Holds the view of one topic; an unknown topic shows the guide."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(document.title)
        self.view = VIEWS.get(document.topic, GuideView)(tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)
