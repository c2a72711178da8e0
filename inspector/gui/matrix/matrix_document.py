"""The tab of a credential matrix: what is ticked, what was typed, and the run with its cells."""

from inspector.diagnose.trial.consents import SAFE
from inspector.gui.matrix.running import Running
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.model.credential import NoCredential
from inspector.model.matrix import Candidate, Subject
from inspector.model.request import Request
from inspector.workbench.probing.matrix_plan import Wanted


class MatrixDocument(Document):
    """chosen: what is ticked, None before anything was listed. typed: credentials added here.

    run: owner of the cells, which go on coming while no page shows them.
    """

    def __init__(self, tools: Tools, request: Request | None = None) -> None:
        super().__init__("matrix")
        self._request = request
        self.chosen: Wanted | None = None
        self.typed: tuple[Candidate, ...] = ()
        self.run = Running(self, tools)

    def ticked(self, subjects: tuple[Subject, ...], candidates: tuple[Candidate, ...]) -> Wanted:
        """Return what is to be ticked in these lists.

        At first it is the request it was asked for, without a credential and with its own; none
        where sending it may change something.
        """
        request = self._request
        if self.chosen is not None:
            return self.chosen
        if request is None or request.method not in SAFE:
            return Wanted()
        own = (NoCredential(), request.credential)
        return Wanted(
            subjects=tuple(one for one in subjects if one.request == request),
            candidates=tuple(one for one in candidates if one.credential in own),
        )
