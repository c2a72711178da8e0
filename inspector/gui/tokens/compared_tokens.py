"""A tab with tokens side by side: their texts, kept in memory only, and what is said of each."""

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QApplication, QWidget

from inspector.annotate.tokens.carried import secret_of
from inspector.compare import Comparison
from inspector.compare.token_facts import TokenText
from inspector.gui.bridge.job import Job
from inspector.gui.compare.counted import CountedDocument
from inspector.gui.compare.heads_view import Columns, HeadsView
from inspector.gui.compare.lines_model import LinesModel
from inspector.gui.compare.lines_view import LinesView
from inspector.gui.compare.written import Writing
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.menu import Entry, menu_of
from inspector.gui.widgets.page import Page
from inspector.presentation.tokens.seen_tokens import SeenToken, seen_tokens
from inspector.wording import tr, tr_n


class ComparedTokens(CountedDocument):
    """tokens: two to six, each as it would open alone; a place in words is its label."""

    def __init__(self, tokens: "tuple[TokenDocument, ...]") -> None:
        super().__init__("compare-tokens")
        self.tokens = tokens


def label_of(token: "TokenDocument") -> str:
    """Return where a token stands, in words."""
    places = (token.tab.title if token.tab is not None else "", token.place)
    return ", ".join(filter(None, places)) or tr("pasted")


# ---------------- A tab with tokens claim by claim
def compute(tokens: tuple[TokenText, ...], known: tuple[str, ...], *, hidden: bool) -> Comparison:
    """Compare, away from the window's thread."""
    from inspector.compare.token_comparison import (  # noqa: PLC0415 - with the first comparison
        compare_tokens,
    )

    return compare_tokens(tokens, datetime.now(UTC), known, hidden=hidden)


class ComparedTokensPage(Page):
    """Compares anew when presentation mode is turned, as values are masked in it."""

    def __init__(
        self, document: ComparedTokens, tools: Tools, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Compare tokens"), " ", parent)
        self._document = document
        self._tools = tools
        self._job: Job | None = None
        self.comparison = Comparison(heads=())
        columns = Columns(tools.theme)
        self.model = LinesModel(self)
        self.heads = HeadsView(tools.theme, columns)
        self.heads.say(tr("Enter opens this token."), tr("Right click or Enter opens the token"))
        self.lines = LinesView(tools.theme, self.model, columns)
        self._writing = Writing(tools, self)
        self.add_icon(tools.theme, "git-compare-arrows")
        self._lay_out()
        self._connect()
        self._compare()

    def _lay_out(self) -> None:
        theme = self._tools.theme
        self.only = Button(theme, tr("Only differences"), "secondary", "filter")
        self.export = Button(theme, tr("Export"), "secondary", "download")
        self.only.setCheckable(True)
        for button in (self.only, self.export):
            self.add_action(button)
        card = Card(theme, 1)
        card.column.setSpacing(0)
        self.column.addWidget(card, 1)
        card.column.addWidget(self.heads)
        card.column.addWidget(self.lines, 1)

    def _connect(self) -> None:
        self.only.toggled.connect(self.model.show_only_differences)
        self.export.clicked.connect(self._export)
        self.lines.scrolled.connect(self.heads.follow)
        self.lines.resized.connect(self.heads.update)
        self.heads.menu_asked.connect(self._open)
        self.heads.reached.connect(self.lines.show_column)
        self._tools.choices.changed.connect(self._choose)
        provide = self._tools.actions.provide
        provide("show-verdict", lambda _: self.lines.setFocus(), self)
        provide("export", lambda _: self._export(), self)

    # ------------------------------------------------------------ comparing
    def _choose(self, _choice: object) -> None:
        self._compare()

    def _compare(self) -> None:
        tokens = tuple(TokenText(each.topic, label_of(each)) for each in self._document.tokens)
        known, hidden = self._tools.vault.known_values(), self._tools.choices.value.presentation
        self._job = self._tools.background.compute(lambda: compute(tokens, known, hidden=hidden))
        self._job.succeeded.connect(self._take)

    def _take(self, comparison: Comparison) -> None:
        if self.sender() is self._job:
            self._job = None
            self.show_comparison(comparison)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what was found."""
        self.comparison = comparison
        self.title.setText(comparison.title)
        self.setAccessibleName(comparison.title)
        self.lead.setText(_lead(comparison))
        self.heads.show_comparison(comparison)
        self.model.show_comparison(comparison)
        self._document.told(comparison)
        self._tools.actions.refresh()

    # ------------------------------------------------------------ doing
    def _open(self, place: int, _where: QPoint) -> None:
        """Open a token's own tab."""
        tabs, wanted = self._tools.tabs, self._document.tokens[place]
        known = next((each for each in tabs.documents if each.topic == wanted.topic), None)
        if known is not None and known.kind == "token":
            tabs.activate(known)
        else:
            tabs.open(wanted)

    def _export(self) -> None:
        self._writing.ask(self.comparison)


def _lead(comparison: Comparison) -> str:
    differing, same = comparison.counts
    counts = tr(
        "{differing}, {same}.",
        differing=tr_n("{count} line differs", "{count} lines differ", differing),
        same=tr_n("{count} is the same", "{count} are the same", same),
    )
    return " ".join(filter(None, (comparison.text, counts)))


# ---------------- Offers the tokens to compare with
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
