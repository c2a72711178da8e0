"""A tab with a recording: its entries, which of them are chosen, the answer about one of them."""

from typing import TYPE_CHECKING

from inspector.gui.state.documents import RequestDocument

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer
    from inspector.workbench.attempts.entries import Entry


class RecordingDocument(RequestDocument):
    """Owner of a recording's entries. looked_for: what its filter says. chosen: in its list.

    whole: the answer about all of it, which its story is told from.

    Its one answer is that about the whole recording, turned to the entry that is shown.
    """

    def __init__(
        self,
        answer: "Answer",
        entries: "tuple[Entry, ...]",
        whole: "Answer | None" = None,
    ) -> None:
        super().__init__(kind="reply")
        self.entries = entries
        self.looked_for = ""
        self.chosen: tuple[Entry, ...] = ()
        self.whole: Answer | None = whole or answer
        self.attempts.add(answer)

    @property
    def status(self) -> int | None:
        """The status of the entry that is shown; none where no refusal needs explaining."""
        verdict = self.whole.verdict if self.whole is not None else None
        if verdict is not None and verdict.healthy and not verdict.findings:
            return None
        return self.shown.row.status if self.shown is not None else None

    @property
    def shown(self) -> "Entry | None":
        """The entry that the answer is about."""
        answer = self.attempts.current
        explained = answer.verdict.entry if answer is not None else None
        found = (each for each in self.entries if each.shown == explained)
        return next(found, self.entries[0] if self.entries else None)
