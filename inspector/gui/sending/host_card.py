"""Asks before a secret goes to another host: a card over the window; nothing here waits."""

from concurrent.futures import Future
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import RADIUS
from inspector.gui.widgets.label import Label, Picture, TitleLabel
from inspector.gui.widgets.painting import outlined, rounded, smooth
from inspector.model.message import Span
from inspector.model.question import HostAnswer, HostQuestion
from inspector.presentation.status.host_words import HostWords, host_words
from inspector.wording import tr

_WIDE, _SIDE = 620, 24
_CODE, _NARROW = 16, 120


class HostName(QWidget):
    """A host in code letters; what differs from another stands bold on a tint."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        self._marked: tuple[Span, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_host(self, text: str, marked: tuple[Span, ...] = ()) -> None:
        """Show a name; marked: character ranges."""
        self._text, self._marked = text, marked
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the whole name."""
        words = QFontMetrics(self._theme.code_font(_CODE, BOLD))
        return QSize(words.horizontalAdvance(self._text) + 4, words.height() + 6)

    def minimumSizeHint(self) -> QSize:
        """Return the least room: a long name breaks nothing."""
        return QSize(self._theme.px(_NARROW), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint letter by letter, as each may be marked."""
        painter = smooth(self)
        x = 0.0
        for at, letter in enumerate(self._text):
            x += self._letter(painter, x, letter, marked=self._is_marked(at))
        painter.end()

    def _is_marked(self, at: int) -> bool:
        return any(start <= at < end for start, end in self._marked)

    def _letter(self, painter: QPainter, x: float, letter: str, *, marked: bool) -> int:
        font = self._theme.code_font(_CODE, BOLD) if marked else self._theme.code_font(_CODE)
        wide = QFontMetrics(font).horizontalAdvance(letter)
        box = QRectF(x, 0, wide, self.height())
        if marked:
            rounded(painter, box, 3, self._theme.colour("err_line"))
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
        return wide


class HostLine(QWidget):
    """One host with what it is to the secret, and a sentence below."""

    def __init__(
        self, theme: Theme, role: str, icon: tuple[str, str], ground: tuple[str, str]
    ) -> None:
        super().__init__()
        self._theme = theme
        self._look, self._ground = icon, ground
        self._icon = Picture()
        self.host = HostName(theme)
        self.said = Label("", "small", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(10)
        row.addWidget(self._icon)
        role_label = Label(role, "small")
        role_label.setFixedWidth(theme.px(70))
        row.addWidget(role_label)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.host)
        column.addWidget(self.said)
        row.addLayout(column, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and border."""
        painter = smooth(self)
        ground, border = self._ground
        rounded(painter, QRectF(self.rect()), RADIUS, self._theme.colour(ground))
        outlined(painter, QRectF(self.rect()), RADIUS, QPen(self._theme.colour(border), 1))
        painter.end()

    def _restyle(self) -> None:
        name, token = self._look
        self._icon.setPixmap(self._theme.pixmap(name, token, 16, self.devicePixelRatioF()))
        self.update()


class _Asked(NamedTuple):
    """One question, and all who wait for its answer."""

    question: HostQuestion
    waiting: "list[Future[HostAnswer]]"


class HostCard(QFrame):
    """Shows one question after the other; who asks the same at once gets the same answer.

    `ask` is called on the network thread, everything else on the window's.
    """

    _news = Signal(object, object)

    def __init__(self, tools: Tools, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme = tools.theme
        self._queue: list[_Asked] = []
        self._before: QWidget | None = None  # what had the focus
        self.setObjectName("host_card")
        self.title = TitleLabel()
        self.lead = Label("", wrap=True)
        self.bound = HostLine(theme, tr("Bound to"), ("circle-check", "ok"), ("bg", "border"))
        self.other = HostLine(theme, tr("Asked by"), ("circle-x", "err"), ("err_soft", "err_line"))
        self.risk = Label("", wrap=True)
        self.once = Button(theme, tr("Send once"), "secondary")
        self.bind = Button(theme, tr("Bind to this host too"), "secondary")
        self.no = Button(theme, tr("Don't send"), "primary")
        self._lay_out()
        answers: tuple[tuple[Button, HostAnswer], ...] = (
            (self.once, "once"),
            (self.bind, "bind"),
            (self.no, "no"),
        )
        for button, answer in answers:
            button.setObjectName(f"host_{answer}")
            button.clicked.connect(lambda _=False, answer=answer: self._end(answer))
        self._news.connect(self._take, Qt.ConnectionType.QueuedConnection)
        window.installEventFilter(self)
        theme.changed.connect(self._place)
        self.hide()

    async def ask(self, question: HostQuestion) -> HostAnswer:
        """Show a question when it is its turn; a window that goes answers no."""
        import asyncio  # noqa: PLC0415 - takes long to load; who waits here has it

        future: Future[HostAnswer] = Future()
        try:
            self._news.emit(question, future)
        except RuntimeError:
            return "no"  # the window is gone
        try:
            return await asyncio.wrap_future(future)
        finally:
            self._tell_gone()

    def _tell_gone(self) -> None:
        try:
            self._news.emit(None, None)
        except RuntimeError:
            return

    # ------------------------------------------------------------ one after the other
    def _take(self, question: HostQuestion | None, future: "Future[HostAnswer] | None") -> None:
        self._queue = [each for each in self._queue if any(not one.done() for one in each.waiting)]
        if question is not None and future is not None:
            same = next((each for each in self._queue if each.question == question), None)
            if same is not None:
                same.waiting.append(future)
            else:
                self._queue.append(_Asked(question, [future]))
        self._renew()

    def _renew(self) -> None:
        if not self._queue:
            self._close()
            return
        words = host_words(self._queue[0].question)
        if self.isHidden():
            self._before = self.window().focusWidget()
        self._fill(words)
        self.show()
        self._place()
        self.raise_()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, words: HostWords) -> None:
        self.title.setText(words.title)
        self.lead.setText(words.lead)
        self.bound.host.show_host(words.bound)
        self.bound.said.setText(words.since)
        self.other.host.show_host(words.asked, words.marked)
        self.other.said.setText(words.why)
        self.other.said.setVisible(bool(words.why))
        self.risk.setText(words.risk)
        self.setAccessibleName(words.spoken)
        self.no.setAccessibleDescription(words.spoken)

    def _end(self, answer: HostAnswer) -> None:
        if not self._queue:
            return
        for future in self._queue.pop(0).waiting:
            if future.set_running_or_notify_cancel():
                future.set_result(answer)
        self._renew()

    def _close(self) -> None:
        if self.isHidden():
            return
        self.hide()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ how it looks and is used
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is Don't send; Enter presses the button that has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self._end("no")
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focused = self.focusWidget()
            (focused if isinstance(focused, Button) else self.no).click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card upon the window."""
        painter = smooth(self)
        rounded(painter, QRectF(self.rect()), RADIUS, self._theme.colour("bg"))
        outlined(painter, QRectF(self.rect()), RADIUS, QPen(self._theme.colour("ctl"), 1))
        painter.end()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, _SIDE - 4, _SIDE, _SIDE - 2)
        column.setSpacing(12)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.title)
        head.addWidget(self.lead)
        column.addLayout(head)
        for part in (self.bound, self.other, self.risk):
            column.addWidget(part)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.once)
        row.addWidget(self.bind)
        row.addStretch(1)
        row.addWidget(self.no)
        column.addLayout(row)

    def _place(self) -> None:
        around = self.parentWidget()
        if around is None:
            return
        wide = min(self._theme.px(_WIDE), around.width() - 16)
        layout = self.layout()
        tall = layout.heightForWidth(wide) if layout is not None else 0
        tall = min(max(tall, self.sizeHint().height()), around.height() - 16)
        self.resize(wide, tall)
        left, top = (around.width() - wide) // 2, (around.height() - tall) // 3
        self.move(QPoint(left, max(top, 8)))
