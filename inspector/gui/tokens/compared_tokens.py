"""A tab with tokens side by side: their texts, kept in memory only, and what is said of each."""

from typing import TYPE_CHECKING

from inspector.gui.compare.counted import CountedDocument
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.gui.tokens.token_document import TokenDocument


class ComparedTokens(CountedDocument):
    """tokens: two to six, each as it would open alone; a place in words is its label."""

    def __init__(self, tokens: "tuple[TokenDocument, ...]") -> None:
        super().__init__("compare-tokens")
        self.tokens = tokens


def label_of(token: "TokenDocument") -> str:
    """Return where a token stands, in words."""
    places = (token.tab.title if token.tab is not None else "", token.place)
    return ", ".join(filter(None, places)) or tr("pasted")
