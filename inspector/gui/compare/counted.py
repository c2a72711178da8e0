"""A document that compares says in the status bar how much differs."""

from typing import TYPE_CHECKING

from inspector.gui.state.documents import Document
from inspector.presentation.status.remark import Remark
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.compare import Comparison


class CountedDocument(Document):
    """`told` takes what was found."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self._counts: tuple[int, int] | None = None

    @property
    def remark(self) -> Remark | None:
        """How much differs."""
        if self._counts is None:
            return None
        differing, same = self._counts
        text = tr(
            "{differences}, {same}",
            differences=tr_n("{count} difference", "{count} differences", differing),
            same=tr_n("{count} the same", "{count} the same", same),
        )
        return Remark("equal-not", "text2", text, "show-verdict")

    def told(self, comparison: "Comparison") -> None:
        """Take what the comparison found, for the status bar."""
        self._counts = comparison.counts
        self.changed.emit()
