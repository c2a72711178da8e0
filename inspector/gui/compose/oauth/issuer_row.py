"""The line under the issuer: what it publishes, or the button that asks it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector.gui.compose.oauth.issuer_search import IssuerSearch
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import InlineCheck
from inspector.model.annotation import Level
from inspector.presentation.tokens.grant_words import found_words, odd_issuer_words
from inspector.wording import tr
from inspector.workbench.login_provider import odd_issuer


class IssuerRow(QWidget):
    """Follows a search; hidden while there is nothing to say."""

    def __init__(self, theme: Theme, search: IssuerSearch) -> None:
        super().__init__()
        self._search = search
        self.check = InlineCheck(theme)
        self.ask = Button(theme, "", "link", "search")
        self.ask.setObjectName("issuer_ask")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.check, 1)
        row.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(0)
        self.ask.clicked.connect(search.ask)
        search.changed.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        text, level = self._words()
        self.check.show_check(text, level)
        wanted = self._search.state in {"stranger", "failed"}
        self.ask.setVisible(wanted)
        failed = self._search.state == "failed"
        said = tr("Ask again") if failed else tr("Ask {host}", host=self._search.host)
        self.ask.set_text(said)
        if not text and not wanted:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()

    def _words(self) -> tuple[str, Level]:
        search = self._search
        found = search.found
        if search.state == "asking":
            return tr("Asking {host}…", host=search.host), "info"
        if found is None:
            return "", "info"
        if search.state == "odd":
            return odd_issuer_words(odd_issuer(found), found.issuer), "odd"
        if search.state == "failed" or found.metadata is None:
            return found.problem, "odd"
        return found_words(found.metadata), "good"
