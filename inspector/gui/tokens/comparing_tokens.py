"""Offers the tokens to compare with: those of the open tabs, and the one on the clipboard."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from inspector.annotate.tokens.carried import secret_of
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.tokens.compared_tokens import ComparedTokens
from inspector.gui.tokens.seen_tokens import SeenToken, seen_tokens
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.widgets.menu import Entry, menu_of
from inspector.wording import tr

_MOST = 12  # lines of the menu
_SHORTEST = 8


class ComparingTokens(QObject):
    """For the token of one page."""

    def __init__(self, tools: Tools, own: TokenDocument, page: QWidget) -> None:
        super().__init__(page)
        self._tools = tools
        self._own = own
        self._page = page

    def ask(self, below: QWidget) -> None:
        """Show the menu below a button, once the open tabs were looked through."""
        tabs = tuple(
            (tab, tab.title, tab.attempts.answers)
            for tab in self._tools.tabs.documents
            if isinstance(tab, RequestDocument) and tab.attempts.answers
        )
        job = self._tools.background.compute(seen_tokens, tabs)
        job.succeeded.connect(lambda tokens: self._show(tokens, below))

    def entries(self, tokens: tuple[SeenToken, ...]) -> tuple[Entry, ...]:
        """Return what can be chosen; the page's own token is left out."""
        own = secret_of(self._own.topic)
        others = [seen for seen in tokens if seen.found.secret != own][:_MOST]
        seen_ones = (
            Entry(
                tr(
                    "{token}: {state}, {place}",
                    token=seen.title,
                    state=seen.state,
                    place=seen.found.place,
                ),
                lambda seen=seen: self._with_seen(seen),  # type: ignore[misc] # bound now
                "scan-search",
            )
            for seen in others
        )
        paste = Entry(tr("Paste a token"), self._with_pasted, "clipboard-paste")
        return (*seen_ones, *((Entry(),) if others else ()), paste)

    def _show(self, tokens: tuple[SeenToken, ...], below: QWidget) -> None:
        menu = menu_of(self._page, self.entries(tokens), self._tools.theme)
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    def _with_seen(self, seen: SeenToken) -> None:
        tab = seen.tab if isinstance(seen.tab, RequestDocument) else None
        place = seen.found.place
        self._compare(TokenDocument(seen.found.text, exchange=seen.exchange, tab=tab, place=place))

    def _with_pasted(self) -> None:
        text = QApplication.clipboard().text().strip()
        if len(text) < _SHORTEST:
            self._tools.notices.say(tr("Copy the other token first, then paste it here."))
        elif secret_of(text) == secret_of(self._own.topic):
            self._tools.notices.say(tr("The clipboard holds this same token. Copy another one."))
        else:
            self._compare(TokenDocument(text))

    def _compare(self, other: TokenDocument) -> None:
        self._tools.tabs.open(ComparedTokens((self._own, other)))
