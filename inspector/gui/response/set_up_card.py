"""The card that sets a sign-in up from a reply: whom it asks, what it found, what is to add."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from inspector.gui.response.set_up_columns import AddColumn, FoundColumn, HostColumn
from inspector.gui.state.tools import Tools
from inspector.gui.state.under_way import UnderWay
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.card import Line as Rule
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.kind import set_kind, set_property
from inspector.gui.widgets.label import Label, Picture
from inspector.model.attempt import Attempt
from inspector.model.question import Answers
from inspector.model.secret import Secret
from inspector.model.sign_in import SetUp, Walk
from inspector.presentation.tokens import set_up_words as words
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.progress import Asked

_NARROW = 620


class SetUpCard(Card):
    """Shows a walk under way with its question, or one that broke; closed(): it is to go away."""

    closed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, 16, "accent_fill")
        self._tools = tools
        self._walk: Walk | None = None
        self._asked: Asked | None = None
        self._attempt = Attempt()
        self.setObjectName("setup_card")
        self._icon, self._look = Picture(), ("key-round", "accent")
        self._lead = Label("", "accent", wrap=True)
        self._step = Label("", "strong")
        self.title = Label("", "verdict", wrap=True)
        self.title.setObjectName("setup_title")
        self._text = Label("", "body", wrap=True)
        self.hosts, self.found = HostColumn(tools.theme), FoundColumn(tools.theme)
        self.add = AddColumn()
        self.primary = Button(tools.theme, tr("Go on"), "primary", "search")
        self.primary.setObjectName("setup_primary")
        self.enter = Button(tools.theme, tr("Enter a client ID"), "secondary", "pencil")
        self.enter.setObjectName("setup_enter")
        self.copy = Button(tools.theme, tr("Copy for its owner"), "secondary", "copy")
        self.copy.setObjectName("setup_copy")
        self.close_ = Button(tools.theme, tr("Cancel"), "secondary", "x")
        self.close_.setObjectName("setup_close")
        self._hint = Label("", "small", wrap=True)
        self._arrange()
        self._connect()
        self.hide()

    # -------------------------------------------------------------- what is shown
    def show_under_way(self, way: UnderWay) -> None:
        """Show a sign-in that is walked now; hidden while the login page is open."""
        self._attempt = Attempt(exchanges=way.exchanges)
        self._show(way.walk if way.notice is None else None, way.asked)

    def show_broken(self, walk: Walk | None, attempt: Attempt) -> None:
        """Show a sign-in that broke and is over; None: there is none."""
        self._attempt = attempt
        self._show(walk, None)

    def _show(self, walk: Walk | None, asked: "Asked | None") -> None:
        fresh = asked is not None and asked is not self._asked
        self._walk, self._asked = walk, asked
        self.setVisible(walk is not None)
        if walk is None:
            return
        about = asked.question.about if asked is not None else None
        self._show_head(words.head(walk, about))
        self.hosts.show_rows(words.host_rows(walk, about))
        self.found.show_rows(words.found_rows(walk))
        self.add.show_about(about)
        over = about is None and walk.broken is not None
        self.add.setVisible(not over)
        self._rules[1].setVisible(not over)
        self._show_buttons()
        for part in self.findChildren(QWidget):
            part.ensurePolished()  # sizes are right only after the style sheet was applied
        self._fit()
        if fresh:
            self._begin()

    def _show_head(self, head: words.Head) -> None:
        self._look = ("circle-x", "err") if head.broken else ("key-round", "accent")
        self.set_edge("err_fill" if head.broken else "accent_fill")
        self._lead.setText(head.lead)
        set_property(self._lead, "role", "error" if head.broken else "accent")
        self.title.setText(head.title)
        self._text.setText(head.text)
        self._step.setText(head.step_words)
        whole = tr("{title}. {step}", title=head.title, step=head.step_words)
        self.setAccessibleName(whole if head.step_words else head.title)
        self._restyle()

    def _show_buttons(self) -> None:
        about = self._about
        broken = self._walk is not None and self._walk.broken is not None
        self.primary.setVisible(about is not None)
        self._hint.setVisible(about is not None)
        offered = about is not None and about.asks == "broken" and len(about.ways) > 1
        self.enter.setVisible(offered and self.add.way != "client")
        self.copy.setVisible(broken)
        self.close_.set_text(tr("Close") if broken else tr("Cancel"))
        if about is None:
            return
        button = words.primary(about, self.add.way)
        self.primary.set_icon(button.icon)
        self.primary.set_text(button.text)
        self.primary.setEnabled(self.add.is_complete)
        keys = self._tools.actions.keys("apply-fix")
        self._hint.setText(tr("{what} {keys}", what=button.hint, keys=keys))

    @property
    def _about(self) -> SetUp | None:
        return self._asked.question.about if self._asked is not None else None

    def _begin(self) -> None:
        """Put the focus where the question begins: nobody agrees by a key meant for another."""
        if self.add.way == "client":
            self.add.client.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    # -------------------------------------------------------------- what is answered
    @property
    def waits(self) -> bool:
        """Whether the filled button can be pressed."""
        return self._asked is not None and self.primary.isEnabled()

    def go_on(self) -> None:
        """Do what the filled button says."""
        if self.waits:
            typed = self.add.client.text().strip() if self.add.way == "client" else ""
            way: Answers = {"way": Secret(self.add.way)} if self.add.way else {}
            self._end({"client_id": Secret(typed), **way} if typed else way)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is Cancel."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        if self._asked is not None:
            self._end(None)
        elif self._walk is not None and self._walk.broken is not None:
            self.closed.emit()
        else:
            self._tools.actions.run("stop")

    def _end(self, answers: Answers | None) -> None:
        asked, self._asked = self._asked, None
        if asked is not None and asked.answer.set_running_or_notify_cancel():
            asked.answer.set_result(answers)
        self._show(self._walk, None)

    def _copy(self) -> None:
        """Put a note for whoever must act on the clipboard; masked on a worker thread."""
        if self._walk is not None:
            known = self._tools.vault.known_values()
            job = self._tools.background.compute(_note, self._walk, self._attempt, known)
            job.succeeded.connect(self._copied)

    def _copied(self, note: str) -> None:
        copy_text(note)
        self._tools.notices.say(tr("The note for its owner is on the clipboard, secrets masked."))

    # -------------------------------------------------------------- how it is laid out
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns below one another where there is no room beside."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the height that words of another size need."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Keep the height that wrapped words need at this width, so that the pane scrolls."""
        narrow = self.width() < self._tools.theme.px(_NARROW)
        way = QBoxLayout.Direction
        self._across.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        for rule in self._rules:
            set_kind(rule, "line" if narrow else "upright-line")
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def _restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._tools.theme.pixmap(*self._look, 18, ratio))

    def _connect(self) -> None:
        self.primary.clicked.connect(self.go_on)
        self.add.entered.connect(self.go_on)
        self.add.changed.connect(self._show_buttons)
        self.enter.clicked.connect(lambda: self.add.choose("client"))
        self.copy.clicked.connect(self._copy)
        self.close_.clicked.connect(self._close)
        self._tools.theme.changed.connect(self._restyle)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self._lead, 1)
        head.addWidget(self._step)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(10)
        self._rules = [Rule(upright=True), Rule(upright=True)]
        for at, part in enumerate((self.hosts, self.found, self.add)):
            if at:
                self._across.addWidget(self._rules[at - 1])
            self._across.addWidget(part, 4 if at == 1 else 3)
        buttons = FlowLayout(gap=8)
        for button in (self.primary, self.enter, self.copy, self.close_):
            buttons.addWidget(button)
        self.column.setSpacing(6)
        self.column.addLayout(head)
        for part in (self.title, self._text):
            self.column.addWidget(part)
        self.column.addLayout(self._across)
        self.column.addLayout(buttons)
        self.column.addWidget(self._hint)


def _note(walk: Walk, attempt: Attempt, known: tuple[str, ...]) -> str:
    from inspector.export.options import Options  # noqa: PLC0415 - with the first copy
    from inspector.export.redact import redact  # noqa: PLC0415 - with the first copy
    from inspector.presentation.verdict.sign_in_words import owner_note  # noqa: PLC0415 - as above
    from inspector.workbench.answer import Answer  # noqa: PLC0415 - as above

    options = Options(known=known, mask_leaks=True)
    masked = redact(Answer(attempt=attempt), options, longest_body=0).attempt
    return owner_note(walk, masked.exchanges)
