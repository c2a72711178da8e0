"""The command credential-matrix: tries credentials against the active tab's request."""

from PySide6.QtCore import QObject

from inspector.gui.state.tools import Tools


class AskingMatrix(QObject):
    """Opens a matrix with the request of the active tab, filled in from its folder."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        tools.actions.provide("credential-matrix", lambda _: self._open())

    def _open(self) -> None:
        from inspector.gui.matrix.matrix_document import (  # noqa: PLC0415 - loads at the first use
            MatrixDocument,
        )

        tab = self._tools.tabs.active_request
        request = tab.inherit(tab.current.value) if tab is not None else None
        self._tools.tabs.open(MatrixDocument(self._tools, request))
