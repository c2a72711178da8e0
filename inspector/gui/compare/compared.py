"""A tab that compares: the attempts in it, oldest first, and what the comparison found."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal

from inspector.gui.compare.counted import CountedDocument
from inspector.gui.state.documents import RequestDocument
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.model.attempt import Attempt
    from inspector.model.request import Request
    from inspector.workbench.answer import Answer

MOST = 6
_NAMED = 3  # statuses in the title


class Column(NamedTuple):
    """One attempt. request: to try changes with, None where only its reply is known.

    works: known to be accepted elsewhere, although nothing was sent. tab: the request it was sent
    from, for fixes and experiments; None for what was sent elsewhere or before. recording: what it
    is a part of.
    """

    answer: "Answer"
    label: str = ""
    request: "Request | None" = None
    works: bool = False
    tab: RequestDocument | None = None
    recording: "Attempt | None" = None

    @property
    def status(self) -> int | None:
        """The last status, None where nothing came back."""
        reply = self.answer.attempt.last_reply
        return reply.status if reply is not None else None


class ComparedDocument(CountedDocument):
    """Owner of the columns; columns_changed() when there are others, or one is known better.

    side: which part beside them the user turned to, None while the comparison says which.
    """

    columns_changed = Signal()

    def __init__(self, columns: tuple[Column, ...] = ()) -> None:
        super().__init__("compare")
        self.side: int | None = None
        self._columns = columns[:MOST]
        self._awaited: dict[RequestDocument, tuple[str, int]] = {}

    @property
    def title(self) -> str:
        """The statuses side by side, as an attempt has no shorter name."""
        if not self._columns:
            return tr("Compare")
        shown = [str(column.status or "–") for column in self._columns[:_NAMED]]
        more = "…" if len(self._columns) > _NAMED else ""
        return tr("Compare {statuses}", statuses=", ".join(shown) + more)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The attempts, in the order of the columns."""
        return self._columns

    @property
    def full(self) -> bool:
        """Whether no further one fits."""
        return len(self._columns) >= MOST

    def add(self, column: Column, place: int = MOST) -> None:
        """Put another attempt at the right, or before the column at that place."""
        if not self.full:
            self._put((*self._columns[:place], column, *self._columns[place:]))

    def remove(self, place: int) -> None:
        """Take a column out; two always stay."""
        if len(self._columns) > 2:  # noqa: PLR2004 - fewer are no comparison
            self._put(self._columns[:place] + self._columns[place + 1 :])

    def renew(self, answer: "Answer") -> None:
        """Take what is known now about an attempt that is compared."""
        self._put(
            tuple(
                column._replace(answer=answer)
                if column.answer.attempt.id == answer.attempt.id
                else column
                for column in self._columns
            )
        )

    def await_answer(self, tab: RequestDocument, label: str, place: int = MOST) -> None:
        """Put the next answer of a tab there; label: what is said of it."""
        if tab not in self._awaited:
            tab.attempts.added.connect(self._arrived)
        self._awaited[tab] = (label, place)

    def _arrived(self, answer: "Answer") -> None:
        tab = next(each for each in self._awaited if each.attempts.current is answer)
        label, place = self._awaited.pop(tab)
        tab.attempts.added.disconnect(self._arrived)
        self.add(Column(answer, label, answer.attempt.request, tab=tab), place)

    def _put(self, columns: tuple[Column, ...]) -> None:
        self._columns = columns
        self.columns_changed.emit()
        self.changed.emit()
