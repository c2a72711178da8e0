"""A tab that compares: the attempts in it, oldest first, and what the comparison found."""

from typing import TYPE_CHECKING, NamedTuple

from inspector.gui.state.documents import Document
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.model.request import Request
    from inspector.workbench.answer import Answer

MOST = 6


class Column(NamedTuple):
    """One attempt. request: to try changes with, None where only its reply is known.

    works: known to be accepted elsewhere, although nothing was sent.
    """

    answer: "Answer"
    label: str = ""
    request: "Request | None" = None
    works: bool = False


class ComparedDocument(Document):
    """Owner of the columns; changed() when there are others."""

    def __init__(self, columns: tuple[Column, ...] = ()) -> None:
        super().__init__("compare", tr("Compare"), "columns-3")
        self._columns = columns[:MOST]

    @property
    def title(self) -> str:
        """How many attempts are compared."""
        count = len(self._columns)
        return tr("Compare {count}", count=count) if count else tr("Compare")

    @property
    def columns(self) -> tuple[Column, ...]:
        """The attempts, in the order of the columns."""
        return self._columns

    @property
    def full(self) -> bool:
        """Whether no further one fits."""
        return len(self._columns) >= MOST

    def add(self, column: Column) -> None:
        """Put another attempt at the right."""
        if not self.full:
            self._columns = (*self._columns, column)
            self.changed.emit()

    def remove(self, place: int) -> None:
        """Take a column out; two always stay."""
        if len(self._columns) > 2:  # noqa: PLR2004 - fewer are no comparison
            self._columns = self._columns[:place] + self._columns[place + 1 :]
            self.changed.emit()
