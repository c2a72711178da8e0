"""Which page shows which kind of document, and which panel a place of the rail has.

Pages are named here and imported when one is first shown, so that the window opens quickly. A
page is `Page(document, tools, parent)`, a panel `Panel(tools)`; adding one is a line below.
"""

import importlib
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from inspector.gui.state.documents import Document, Kind
from inspector.gui.state.tools import Tools

PAGES: dict[Kind, str] = {
    "start": "inspector.gui.start.start_page:StartPage",
    "request": "inspector.gui.window.request_page:RequestPage",
    "reply": "inspector.gui.window.request_page:RequestPage",
    "compare": "inspector.gui.compare.compare_page:ComparePage",
    "matrix": "inspector.gui.matrix.matrix_page:MatrixPage",
    "token": "inspector.gui.tokens.token_page:TokenPage",
    "compare-tokens": "inspector.gui.tokens.compared_tokens_page:ComparedTokensPage",
    "log": "inspector.gui.logs.log_page:LogPage",
    "environments": "inspector.gui.environments.environments_page:EnvironmentsPage",
    "mocklab": "inspector.gui.mocklab.mocklab_page:MockLabPage",
    "settings": "inspector.gui.settings.settings_page:SettingsPage",
    "help": "inspector.gui.help.help_page:HelpPage",
}
PANELS: dict[str, str] = {
    "requests": "inspector.gui.library.collections_panel:CollectionsPanel",
    "tokens": "inspector.gui.tokens.tokens_panel:TokensPanel",
    "history": "inspector.gui.history.history_panel:HistoryPanel",
}


def _find(place: str) -> Any:
    module, name = place.split(":")
    return getattr(importlib.import_module(module), name)


def make_page(document: Document, tools: Tools, parent: QWidget | None = None) -> QWidget:
    """Return a new page that shows the document.

    It is made where it will stand: whatever is put elsewhere is styled anew with all it holds.
    """
    page: QWidget = _find(PAGES[document.kind])(document, tools, parent)
    return page


def panel_factories(tools: Tools) -> dict[str, Callable[[], QWidget]]:
    """Return what makes the sidebar's panels."""

    def factory(place: str) -> Callable[[], QWidget]:
        return lambda: _find(place)(tools)

    return {name: factory(place) for name, place in PANELS.items()}
