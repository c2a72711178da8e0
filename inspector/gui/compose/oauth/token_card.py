"""The card of the token that a request sends: its state, its life, and what can be done with it."""

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from inspector.annotate.tokens.found import FoundToken
from inspector.compose.variables import fill
from inspector.gui.compose.draft import Draft
from inspector.gui.compose.oauth.oauth_credential import oauth_of
from inspector.gui.compose.oauth.token_life import TokenLife
from inspector.gui.state.documents import Chosen
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.clipboard import copy_secret
from inspector.gui.widgets.kind import set_property
from inspector.gui.widgets.label import Label, Picture
from inspector.gui.widgets.menu import Entry, menu_of
from inspector.gui.widgets.painting import clear
from inspector.presentation.tokens.token_card import Situation, TokenWords, token_words
from inspector.protocol.oauth.kept_token import KeptToken
from inspector.protocol.urls import host_of
from inspector.wording import tr

_TICK = 10_000  # milliseconds between two looks at the clock


class TokenCard(QFrame):
    """Follows the draft, which looks again when something was sent.

    The credential may be inherited; hidden where it keeps no tokens.
    """

    def __init__(self, draft: Draft, tools: Tools) -> None:
        super().__init__()
        self._draft, self._tools = draft, tools
        self._token: KeptToken | None = None
        self._words: TokenWords | None = None
        self._asked: object = None  # the credential whose token the store was asked for
        self.setObjectName("token_card")
        self.setProperty("kind", "inset")
        self._picture = Picture()
        self._title = Label("", "heading")
        self._right = Label("", "small")
        self.inspect = IconButton(tools.theme, "scan-search", tr("Inspect the token"))
        self.inspect.setObjectName("token_inspect")
        self.more = IconButton(tools.theme, "ellipsis", tr("More about the token"))
        self.more.setObjectName("token_more")
        self.life = TokenLife(tools.theme)
        self._left = Label("", "good")
        self._then = Label("", "small")
        self._sentence = Label("", "small", wrap=True)
        self._facts = QGridLayout()
        self._links = QHBoxLayout()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK)
        self._arrange()
        self._connect()
        self.renew()

    @property
    def words(self) -> TokenWords | None:
        """What is shown."""
        return self._words

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the clock while it is seen."""
        self._tick.start()
        self.renew()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the clock be."""
        self._tick.stop()
        super().hideEvent(event)

    def renew(self) -> None:
        """Look at what is kept now."""
        request, scope = self._draft.effective, self._tools.environments.scope()
        if self.parentWidget() is not None:  # alone it would become a window
            self.setVisible(request.credential.keeps_tokens)
        if not request.credential.keeps_tokens:
            return
        self._token = self._tools.workbench.tokens.kept(request, scope)
        if self._token is None and self._asked != request.credential:
            self._asked = request.credential
            tokens = self._tools.workbench.tokens
            job = self._tools.background.start(lambda _report: tokens.look(request, scope))
            job.succeeded.connect(lambda found: self._draft.renew() if found else None)
        self._show(token_words(self._token, oauth_of(request), self._situation()))

    def _situation(self) -> Situation:
        request, environments = self._draft.effective, self._tools.environments
        attempts = self._draft.attempts
        answer = attempts.current if attempts is not None else None
        purposes = {each.purpose for each in answer.attempt.exchanges} if answer else {"main"}
        running = attempts is not None and attempts.running
        notice = attempts.under_way.notice if attempts is not None else None
        typed = oauth_of(request).use.kept_as
        names = (request.name, environments.active_name)
        host = host_of(fill(request.url, environments.scope()).text)
        return Situation(
            now=time.time(),
            name=typed or ", ".join(name for name in names if name) or host,
            host=host,
            sending=running,
            waiting=notice.ends.timestamp() if notice is not None else None,
            failed="main" not in purposes,
        )

    def _show(self, words: TokenWords) -> None:
        if words == self._words:
            return
        self._words = words
        self.setAccessibleName(f"{words.title}, {words.right}" if words.right else words.title)
        self._title.setText(words.title)
        self._right.setText(words.right)
        self._right.setVisible(bool(words.right))
        kept = words.state in {"kept", "opaque", "ended", "renewing"}
        self.inspect.setVisible(kept)
        self.more.setVisible(kept)
        self.life.show_life(words.life)
        self._left.setText(words.life.left if words.life else "")
        self._then.setText(words.life.then if words.life else "")
        renewed = words.life is not None and words.life.renews is not None
        set_property(self._then, "role", "accent" if renewed else "warning")
        for label in (self._left, self._then):
            label.setVisible(bool(label.text()))
        self._sentence.setText(words.sentence)
        self._sentence.setVisible(bool(words.sentence))
        self._fill(words)
        self._recolour()

    def _fill(self, words: TokenWords) -> None:
        clear(self._facts)
        for row, (name, value) in enumerate(words.facts):
            shown = Label(value, "fact", wrap=True)
            self._facts.addWidget(Label(name, "small"), row, 0)
            self._facts.addWidget(shown, row, 1)
        clear(self._links)
        for command, text in words.links:
            link = Button(self._tools.theme, text, "link", "log-in")
            link.setObjectName("token_link")
            link.clicked.connect(lambda _=False, name=command: self._tools.actions.run(name))
            self._links.addWidget(link)
        if words.links:
            self._links.addStretch(1)

    def _connect(self) -> None:
        self.inspect.clicked.connect(self._inspect)
        self.more.clicked.connect(self._offer)
        self._tick.timeout.connect(self.renew)
        self._draft.renewed.connect(self.renew)
        self._tools.theme.changed.connect(self._recolour)

    def _inspect(self) -> None:
        if self._token is not None:
            found = FoundToken(self._chosen, "", kind="access")
            self._tools.actions.run("inspect-token", Chosen(found, None))

    @property
    def _chosen(self) -> str:
        kind = oauth_of(self._draft.effective).use.token
        return self._token.chosen(kind) if self._token is not None else ""

    def entries(self) -> tuple[Entry, ...]:
        """Return what the menu offers."""
        run = self._tools.actions.run
        return (
            Entry(tr("Renew now"), lambda: run("renew-token"), "refresh-cw"),
            Entry(tr("Inspect"), self._inspect, "scan-search"),
            Entry(tr("Copy"), lambda: copy_secret(self._chosen), "copy"),
            Entry(),
            Entry(tr("Log out of this"), lambda: run("log-out-token"), "unplug"),
            Entry(tr("Forget here"), lambda: run("forget-token"), "trash-2"),
        )

    def _offer(self) -> None:
        menu = menu_of(self, self.entries(), self._tools.theme)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _recolour(self) -> None:
        if self._words is not None:
            name, tone = self._words.look
            ratio = self.devicePixelRatioF()
            self._picture.setPixmap(self._tools.theme.pixmap(name, tone, 16, ratio))

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._picture)
        head.addWidget(self._title, 1)
        for part in (self._right, self.inspect, self.more):
            head.addWidget(part)
        under = QHBoxLayout()
        under.addWidget(self._left)
        under.addStretch(1)
        under.addWidget(self._then)
        self._facts.setHorizontalSpacing(28)
        self._facts.setVerticalSpacing(4)
        self._facts.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.life)
        column.addLayout(under)
        column.addWidget(self._sentence)
        column.addLayout(self._facts)
        column.addLayout(self._links)
        column.setAlignment(head, Qt.AlignmentFlag.AlignTop)
