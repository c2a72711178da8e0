"""A tab with a request as code, and what writes it."""

from typing import TYPE_CHECKING

from inspector.compose.scope import Scope
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.model.request import Request
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.gui.bridge.job import Job


class CodeDocument(Document):
    """A request as code. request, scope: as they were when it was asked for."""

    def __init__(self, request: Request, scope: Scope, name: str) -> None:
        super().__init__("code", tr("Code of {name}", name=name))
        self.request = request
        self.scope = scope


def write(tools: Tools, request: Request, scope: Scope, names: tuple[str, ...]) -> "Job":
    """Write a request as code, away from the window's thread; its result is a Code."""
    from inspector.workbench.attempts.as_code import code_of  # noqa: PLC0415 - the languages, at the first use

    workbench = tools.workbench
    return tools.background.start(lambda _report: code_of(workbench, request, scope, names))
