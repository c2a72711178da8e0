"""The page of an environment's cookies: the list, the chosen one, the line that leaves."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inspector.gui.cookies.cookie_detail import CookieDetail, revalued
from inspector.gui.cookies.cookie_entry import CookieForm, CookieImport
from inspector.gui.cookies.cookie_list import CookieList, ListHead
from inspector.gui.cookies.cookies_document import CookiesDocument
from inspector.gui.cookies.sent_card import SentCard
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.banner import Banner
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card, Line
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.page import Page
from inspector.gui.widgets.scrolled import Scrolled
from inspector.presentation.cookies.cookie_words import ended_session, headline
from inspector.protocol.cookie.kept import KeptCookie, RefusedCookie
from inspector.protocol.redaction import masked_url
from inspector.wording import tr, tr_n

_BESIDE, _NARROW_BESIDE = 300, 250
_DETAIL, _FORM, _IMPORT = range(3)


class CookiesPage(Page):
    """What is shown is the document's; everything typed goes to it."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(document.title, " ", parent)
        assert isinstance(document, CookiesDocument)  # noqa: S101 - the screen's kind says so
        self._document = document
        self._tools = tools
        self.head, self.list = ListHead(tools.theme), CookieList(tools.theme)
        self.detail = CookieDetail(tools)
        self.form = CookieForm(tools, document.keep)
        self.importing = CookieImport(tools, document.take_in)
        self.sent = SentCard(tools.theme)
        self.trouble = Banner(tools.theme, "", "warn")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)
        self._show()

    def _lay_out(self) -> None:
        theme = self._tools.theme
        self.add_icon(theme, "cookie")
        self.take_in = Button(theme, tr("Import from a browser"), "secondary", "clipboard-paste")
        self.add = Button(theme, tr("Add"), "secondary", "plus")
        self.log_in = Button(theme, tr("Log in again"), "secondary", "user-lock")
        for button in (self.log_in, self.take_in, self.add):
            self.add_action(button)
        card = Card(theme, 1)
        card.column.setSpacing(0)
        for widget in (self.head, Line(), self.list):
            card.column.addWidget(widget)
        empty = Card(theme, 16)
        empty.column.addWidget(
            EmptyState(
                theme,
                tr("No cookies yet"),
                tr("They appear when a reply sets one."),
                "cookie",
            )
        )
        self._listed = QStackedWidget()
        self._listed.addWidget(card)
        self._listed.addWidget(empty)
        self.column.addWidget(self.trouble)
        self._lay_out_below()

    def _lay_out_below(self) -> None:
        self.beside = QStackedWidget()
        for card_beside in (self.detail, self.form, self.importing):
            pane = Scrolled()
            pane.column.setContentsMargins(0, 0, 0, 0)
            pane.column.addWidget(card_beside)
            self.beside.addWidget(pane)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._listed, 1)
        left.addWidget(self.sent)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addLayout(left, 3)
        self._row.addWidget(self.beside, 2)
        whole = Scrolled()
        whole.column.setContentsMargins(0, 0, 0, 0)
        whole.column.addLayout(self._row)
        self.column.addWidget(whole, 1)

    def _connect(self) -> None:
        self._document.renewed.connect(self._show)
        self.list.currentRowChanged.connect(lambda _row: self._show_chosen())
        for asks in (self.list.delete_asked, self.detail.delete_asked):
            asks.connect(self._delete)
        for asks in (self.list.edit_asked, self.detail.edit_asked):
            asks.connect(self._edit)
        self.detail.revalued.connect(self._revalue)
        self.add.clicked.connect(lambda _=False: self._open(None))
        self.take_in.clicked.connect(lambda _=False: self._import())
        self.log_in.clicked.connect(lambda _=False: self._document.log_in())
        self.sent.switched.connect(lambda on: self._document.switch(on=on))
        for card in (self.form, self.importing):
            card.left.connect(self._back)

    def showEvent(self, event: QShowEvent) -> None:
        """Judge them anew: time has passed."""
        super().showEvent(event)
        if not event.spontaneous():
            self._document.renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list what it needs; in little room what stands beside it goes below."""
        super().resizeEvent(event)
        self.stand_beside(self._row, self.beside, self._tools.theme, _BESIDE, _NARROW_BESIDE)

    # ------------------------------------------------------------ what is shown
    def _show(self) -> None:
        document, now = self._document, self._document.now
        self.title.setText(headline(now, document.named, sends=document.sends))
        self.log_in.setVisible(document.can_log_in)
        self.log_in.set_kind("primary" if ended_session(now) is not None else "secondary")
        self.trouble.show_text(now.trouble, "warn")
        self.trouble.setVisible(bool(now.trouble))
        self.head.show_request(document.named)
        self.list.show_cookies(now)
        left = self.list.left_out
        more = tr_n("One more is not listed.", "{count} more are not listed.", left) if left else ""
        self.lead.setText(f"{self._where()} {more}".strip())
        self._listed.setCurrentIndex(0 if self.list.count() else 1)
        self.sent.show_line(now, document.named, on=document.sends)
        self._show_chosen()
        self.arrange()

    def _where(self) -> str:
        environment = self._document.topic or tr("No environment")
        now = self._document.now
        if now.exchange is None:
            return tr(
                "{environment}. Open a request to see what it would send.", environment=environment
            )
        message = now.exchange.request
        return tr(
            "{environment}, for {method} {url}",
            environment=environment,
            method=message.method,
            url=masked_url(message.url.partition("?")[0]),
        )

    def _show_chosen(self) -> None:
        row = self.list.chosen
        self.detail.setVisible(row is not None)
        if row is not None:
            self.detail.show_cookie(row, self._document.now)
        self.beside.setVisible(row is not None or self.beside.currentIndex() != _DETAIL)

    # ------------------------------------------------------------ what is done
    @property
    def _url(self) -> str:
        exchange = self._document.now.exchange
        return exchange.request.url.partition("?")[0] if exchange is not None else ""

    @property
    def _kept(self) -> KeptCookie | None:
        row = self.list.chosen
        return None if row is None or isinstance(row, RefusedCookie) else row.kept

    def _edit(self) -> None:
        if (kept := self._kept) is not None:
            self._open(kept)

    def _open(self, kept: KeptCookie | None) -> None:
        self.beside.setCurrentIndex(_FORM)
        self.beside.show()
        self.form.show_cookie(kept, self._url)

    def _import(self) -> None:
        self.beside.setCurrentIndex(_IMPORT)
        self.beside.show()
        self.importing.begin(self._url)

    def _back(self) -> None:
        self.beside.setCurrentIndex(_DETAIL)
        self._show_chosen()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete(self) -> None:
        if (kept := self._kept) is not None:
            self._document.delete((kept.key,))
        elif self.list.chosen is not None:
            self._document.forget_refused()

    def _revalue(self, value: str) -> None:
        if (kept := self._kept) is not None:
            stored = kept.stored
            self._document.keep(revalued(stored.cookie, value), stored.host, kept)
