"""The commands that compare: with the attempt before, chosen ones, with what works elsewhere."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from inspector.gui.compare.columns import column_of, kept_column
from inspector.gui.compare.compared import Column, ComparedDocument
from inspector.gui.state.tools import Tools
from inspector.presentation.comparison.attempt_labels import label_of
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.record import Kept, Row
    from inspector.vault.vault import Vault
    from inspector.workbench.answer import Answer


class Comparing(QObject):
    """compare-previous, compare-pasted, show-compare (with rows of the history, or columns)."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        provide = tools.actions.provide
        provide("compare-previous", lambda _: self._previous(), when=self._has_two)
        provide("show-compare", self._show)
        provide("compare-pasted", self._paste)

    def compare(self, columns: tuple[Column, ...]) -> ComparedDocument:
        """Open a comparison of these."""
        document = ComparedDocument(columns)
        self._tools.tabs.open(document)
        return document

    def compare_rows(self, rows: "tuple[Row, ...]") -> None:
        """Compare attempts of the history, oldest at the left."""
        ordered = sorted(rows, key=lambda row: (row.started, row.key))
        document = ComparedDocument()
        for row in ordered:
            job = self._tools.history.load(row.key)
            job.succeeded.connect(lambda kept, row=row: self._place(document, row, kept))
        self._tools.tabs.open(document)

    def _place(self, document: ComparedDocument, row: "Row", kept: "Kept | None") -> None:
        if kept is not None:
            document.add(kept_column(row, kept))
        else:
            self._tools.notices.warn(tr("This attempt is no longer in the history."))

    # ------------------------------------------------------------ from the active tab
    def _has_two(self) -> bool:
        tab = self._tools.tabs.active_request
        return tab is not None and len(tab.attempts.answers) > 1

    def _previous(self) -> None:
        tab = self._tools.tabs.active_request
        if tab is None or len(tab.attempts.answers) < 2:  # noqa: PLR2004 - two are needed
            return
        newer = max(tab.attempts.index, 1)
        answers = tab.attempts.answers[newer - 1 : newer + 1]
        self.compare(tuple(column_of(tab, answer) for answer in answers))

    def _show(self, rows: object) -> None:
        """Show the last comparison, else compare the active tab's last two, else an empty one."""
        if isinstance(rows, tuple):
            if rows and isinstance(rows[0], Column):
                self.compare(rows)
            else:
                self.compare_rows(rows)
            return
        open_ones = [t for t in self._tools.tabs.documents if isinstance(t, ComparedDocument)]
        if open_ones:
            self._tools.tabs.activate(open_ones[-1])
        elif self._has_two():
            self._previous()
        else:
            self.compare(())

    # ------------------------------------------------------------ works there, fails here
    def _paste(self, document: object) -> None:
        """Add what the clipboard holds to a comparison, else compare the active tab with it."""
        text = QApplication.clipboard().text()
        if not text.strip():
            self._tools.notices.say(
                tr("Copy the curl command, HAR or raw request that works first.")
            )
            return
        target = document if isinstance(document, ComparedDocument) else self._begun()
        if target is None:
            self._tools.notices.say(tr("Send the request that fails here first."))
            return
        job = self._tools.background.compute(read_working, text, self._tools.vault)
        if target is not document:
            job.succeeded.connect(lambda _found: self._tools.tabs.open(target))
        job.succeeded.connect(lambda found: self._take(target, found))
        job.failed.connect(self._tell)

    def _begun(self) -> ComparedDocument | None:
        """Return a comparison with what failed; it is shown once there is something beside it."""
        tab = self._tools.tabs.active_request
        answer = tab.attempts.current if tab is not None else None
        if tab is None or answer is None:
            return None
        return ComparedDocument((column_of(tab, answer),))

    def _take(self, document: ComparedDocument, found: object) -> None:
        from inspector.model.request import Request  # noqa: PLC0415 - loaded by then

        if isinstance(found, Request):
            scope = self._tools.environments.scope()
            job = self._tools.background.start(
                lambda _report: self._tools.workbench.unsent(found, scope)
            )
            label = tr("works elsewhere")
            job.succeeded.connect(
                lambda answer: document.add(Column(answer, label, found, works=True))
            )
        else:
            answer: Answer = found  # type: ignore[assignment] # the other thing it can be
            document.add(Column(answer, label_of(answer), answer.attempt.request))

    def _tell(self, error: Exception) -> None:
        problem = getattr(error, "problem", None)
        if problem is None:
            raise error
        self._tools.notices.warn(f"{problem.what} {problem.todo}".strip())


def read_working(text: str, vault: "Vault") -> object:
    """Return what works elsewhere: a request, or an answer with its reply; on a worker thread."""
    from inspector.intake import read  # noqa: PLC0415 - the readers load at the first use
    from inspector.library.hide import Hider  # noqa: PLC0415 - as late as the readers
    from inspector.workbench.answer import answer  # noqa: PLC0415 - so does the diagnosis

    reading = read(text.encode(errors="replace"), "")
    vault.hold(reading.secrets)
    if reading.request is not None:
        return Hider(vault, guessing=False).hide(reading.request)
    if reading.attempt is not None:
        return answer(reading.attempt)
    from inspector.intake.results import Unreadable  # noqa: PLC0415 - loaded by then
    from inspector.model.collection import Problem  # noqa: PLC0415 - as above

    what = tr("This is a token, no request.")
    raise Unreadable(Problem(what=what, todo=tr("Copy the whole curl command or HAR.")))
