"""What differs in a collection since the last commit, request by request."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.page import Page
from inspector.gui.widgets.painting import clear
from inspector.gui.widgets.scrolled import Scrolled
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.presentation.library.differences import Told

_MOST = 30  # requests that are named in one card


class ChangesDocument(Document):
    """top: the collection's folder."""

    def __init__(self, top: Path, name: str) -> None:
        super().__init__("changes", tr("Changes of {name}", name=name))
        self.top = top


class ChangesPage(Page):
    """Read anew when it is shown first, and by its button."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        assert isinstance(document, ChangesDocument)  # noqa: S101 - the screen's kind says so
        super().__init__(document.title, tr("Compared with the last commit of Git."), parent)
        self._tools, self._folder = tools, document.top
        self.add_icon(tools.theme, "git-compare-arrows")
        self.again = Button(tools.theme, tr("Compare again"), "secondary", "refresh-cw")
        self.again.clicked.connect(lambda _=False: self.compare())
        self.add_action(self.again)
        self.list = Scrolled()
        self.list.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.list, 1)
        self.setFocusProxy(self.again)
        self.compare()

    def compare(self) -> None:
        """Compare away from the window's thread."""
        job = self._tools.background.compute(_compared, self._folder)
        job.succeeded.connect(self._show)

    def _show(self, found: "tuple[str, tuple[Told, ...]]") -> None:
        headline, told = found
        self.lead.setText(headline)
        clear(self.list.column)
        for each in told:
            self.list.column.addWidget(self._card(each))
        self.list.column.addStretch(1)

    def _card(self, told: "Told") -> Card:
        card = Card(self._tools.theme, 14)
        card.setAccessibleName(told.text)
        card.column.addWidget(Label(told.text, "heading", wrap=True))
        for path in told.requests[:_MOST]:
            card.column.addWidget(Label(" / ".join(path), "body", wrap=True))
        left = len(told.requests) - _MOST
        if left > 0:
            card.column.addWidget(Label(tr_n("{count} more", "{count} more", left), "quiet"))
        return card


def _compared(top: Path) -> "tuple[str, tuple[Told, ...]]":
    """Read both versions and compare them; on a worker thread."""
    from inspector.library.versions.differences import (  # noqa: PLC0415 - few ask for it
        comparable,
        differences,
        values_differences,
    )
    from inspector.library.versions.git import tree_of  # noqa: PLC0415 - as above
    from inspector.library.versions.revision import committed, on_disk  # noqa: PLC0415 - as above
    from inspector.presentation.library.differences import headline, told  # noqa: PLC0415 - as above

    tree = tree_of(top)
    if tree is None:
        return tr("Git does not know this folder, so there is nothing to compare with."), ()
    old, new = comparable(committed(tree)), comparable(on_disk(top))
    found = told(differences(old, new), values_differences(old, new))
    return headline(found), found
