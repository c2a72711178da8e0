"""Sends the attempt before with one change of the attempt after, and adds it to the comparison."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inspector.compare.taking import take
from inspector.gui.compare.compared import Column
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.compare import Comparison
    from inspector.model.request import Request


def triable(columns: tuple[Column, ...], comparison: "Comparison") -> frozenset[tuple[int, str]]:
    """Return the changes that can be sent alone, by step and id."""
    return frozenset(
        (place, delta.id)
        for place, step in enumerate(comparison.steps)
        for delta in step.deltas
        if _taken(columns[place], columns[place + 1], delta.id) is not None
    )


def _taken(before: Column, after: Column, change: str) -> "Request | None":
    if before.request is None or after.request is None:
        return None
    return take(before.request, after.request, change)


class SingleChange(QObject):
    """Opens the changed request in a tab of its own and sends it; Ctrl+D there compares."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools

    def send(self, before: Column, after: Column, change: str) -> None:
        """Send it where nothing but reading is done; else only open it."""
        request = _taken(before, after, change)
        if request is None:
            return
        document = RequestDocument(request)
        document.attempts.add(before.answer)
        document.set_notice(tr("The attempt before, with one change."))
        self._tools.tabs.open(document)
        if request.method.upper() in {"GET", "HEAD", "OPTIONS"}:
            self._tools.actions.run("send")
        else:
            self._tools.notices.say(
                tr("{method} may change something: press Send to try it.", method=request.method)
            )
