"""Makes the pages of tabs and the panels of the sidebar when they are first shown."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from inspector.gui.screens.registry import load, panels, screens
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools


def make_page(document: Document, tools: Tools, parent: QWidget | None = None) -> QWidget:
    """Return a new page that shows the document.

    It is made where it will stand: whatever is put elsewhere is styled anew with all it holds.
    """
    page: QWidget = load(screens()[document.kind].page)(document, tools, parent)
    return page


def panel_factories(tools: Tools) -> dict[str, Callable[[], QWidget]]:
    """Return what makes the sidebar's panels."""

    def factory(place: str) -> Callable[[], QWidget]:
        return lambda: load(place)(tools)

    return {name: factory(panel.panel) for name, panel in panels().items()}
