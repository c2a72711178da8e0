"""A tab with tokens side by side: their texts, kept in memory only, and what is said of each."""

from typing import TYPE_CHECKING

from inspector.gui.state.documents import Document, Remark
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.compare import Comparison
    from inspector.gui.tokens.token_document import TokenDocument


class ComparedTokens(Document):
    """tokens: two to six, each as it would open alone; a place in words is its label."""

    def __init__(self, tokens: "tuple[TokenDocument, ...]") -> None:
        super().__init__("compare-tokens", tr("Compare tokens"), "columns-3")
        self.tokens = tokens
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


def label_of(token: "TokenDocument") -> str:
    """Return where a token stands, in words."""
    places = (token.tab.title if token.tab is not None else "", token.place)
    return ", ".join(filter(None, places)) or tr("pasted")
