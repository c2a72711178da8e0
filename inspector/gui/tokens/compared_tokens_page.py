"""A tab with tokens claim by claim: the sentence, their heads, and the lines below."""

from datetime import UTC, datetime

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from inspector.compare import Comparison
from inspector.compare.token_facts import TokenText
from inspector.gui.bridge.job import Job
from inspector.gui.compare.columns import Columns
from inspector.gui.compare.heads_view import HeadsView
from inspector.gui.compare.lines_model import LinesModel
from inspector.gui.compare.lines_view import LinesView
from inspector.gui.compare.written import Writing
from inspector.gui.state.tools import Tools
from inspector.gui.tokens.compared_tokens import ComparedTokens, label_of
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.page import Page
from inspector.wording import tr, tr_n


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
