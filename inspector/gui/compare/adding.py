"""What can be put beside the attempts of a comparison, and how each gets there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inspector.compose.scope import Scope
from inspector.gui.compare.columns import column_of, kept_column
from inspector.gui.compare.compared import Column, ComparedDocument
from inspector.gui.compare.single_change import SentBeside, only_reads
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.ask_card import AgreeCard
from inspector.gui.widgets.menu import Entry
from inspector.presentation.comparison.attempt_labels import offered, offered_row
from inspector.protocol.methods import SAFE
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.record import Kept, Row
    from inspector.workbench.answer import Answer


# ---------------- Asks before a comparison sends what may change something
class SendCard(AgreeCard):
    """Asks before one request is sent beside others."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("send_beside")

    def ask(self, method: str, scope: Scope, go_on: Callable[[], None]) -> None:
        """Ask for one thing; go_on: what may be agreed to."""
        asked = tr("Send {method} in {environment}?", method=method, environment=scope.environment)
        self.ask_for(asked, warning(method, scope), go_on)


def warning(method: str, scope: Scope) -> str:
    """Return why it is asked."""
    changes = tr("{method} may change data there.", method=method)
    production = tr("This environment is marked as production.")
    reads = method.upper() in SAFE
    return " ".join(
        filter(None, ("" if reads else changes, production if scope.production else ""))
    )


_MOST, _MOST_KEPT = 8, 6


class Adding(QObject):
    """Attempts of open tabs and of the history, other environments, what works elsewhere."""

    def __init__(
        self, document: ComparedDocument, beside: SentBeside, asking: SendCard, tools: Tools
    ) -> None:
        super().__init__(beside)
        self._document = document
        self._beside = beside
        self._tools = tools
        self._asking = asking

    def entries(self, kept: "tuple[Row, ...]" = ()) -> tuple[Entry, ...]:
        """Return what can be added; kept: the newest attempts of the history."""
        known = {column.answer.attempt.id for column in self._document.columns}
        tabs = self._of_tabs(known)
        seen = known | {answer.attempt.id for answer, _tab in tabs}
        parts = (
            tuple(self._of_tab(answer, tab) for answer, tab in tabs[:_MOST]),
            tuple(self._of_history(row) for row in kept if row.id not in seen)[:_MOST_KEPT],
            tuple(self._of_environments()),
            (self._pasted(),),
        )
        made: list[Entry] = []
        for part in parts:
            made += [*((Entry(),) if made and part else ()), *part]
        return tuple(made)

    def take(self, row: "Row") -> None:
        """Add an attempt of the history."""
        job = self._tools.history.load(row.key)
        job.succeeded.connect(lambda kept: self._place(row, kept))

    # --------------------------------------------------------------- entries
    def _of_tabs(self, known: set[str]) -> "list[tuple[Answer, RequestDocument]]":
        return [
            (answer, tab)
            for tab in self._tools.tabs.documents
            if isinstance(tab, RequestDocument)
            for answer in reversed(tab.attempts.answers)
            if answer.attempt.id not in known or not answer.attempt.id
        ]

    def _of_tab(self, answer: "Answer", tab: RequestDocument) -> Entry:
        return Entry(
            offered(answer), lambda: self._document.add(column_of(tab, answer)), "columns-3"
        )

    def _of_history(self, row: "Row") -> Entry:
        return Entry(offered_row(row), lambda: self.take(row), "history")

    def _of_environments(self) -> list[Entry]:
        columns = [c for c in self._document.columns if c.request is not None and not c.works]
        if not columns:
            return []
        others = [
            each.name
            for each in self._tools.environments.all
            if each.name != self._tools.environments.active_name
        ]
        return [
            entry
            for name in others
            for entry in (
                Entry(
                    tr("Send it in {environment}", environment=name),
                    lambda name=name: self.send_in(columns[-1], name),  # type: ignore[misc] # bound now
                    "send",
                ),
                Entry(
                    tr("Show it as for {environment}, unsent", environment=name),
                    lambda name=name: self.show_in(columns[-1], name),  # type: ignore[misc] # bound now
                    "globe",
                ),
            )
        ]

    def _pasted(self) -> Entry:
        return Entry(
            tr("Paste what works elsewhere"),
            lambda: self._tools.actions.run("compare-pasted", self._document),
            "clipboard-paste",
        )

    # ---------------------------------------------------- another environment
    def send_in(self, column: Column, environment: str) -> None:
        """Send a column's request in another environment; what may change something is asked."""
        scope = self._tools.environments.scope(environment)
        made = column._replace(label=tr("in {environment}", environment=environment))
        request = made.request
        if request is None:
            return
        if only_reads(request) and not scope.production:
            self._beside.send(made, scope)
            return
        self._asking.ask(request.method, scope, lambda: self._beside.send(made, scope))

    def show_in(self, column: Column, environment: str) -> None:
        """Show what a column's request would be in another environment."""
        label = tr("in {environment}, not sent", environment=environment)
        scope = self._tools.environments.scope(environment)
        self._beside.show_unsent(column._replace(label=label), scope)

    def _place(self, row: "Row", kept: "Kept | None") -> None:
        if kept is None:
            self._tools.notices.warn(tr("This attempt is no longer in the history."))
        else:
            self._document.add(kept_column(row, kept))
