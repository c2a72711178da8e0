"""The way of a token as a short timeline; every event leads to its attempt."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QEnterEvent,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.bridge.job import Job
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.painting import focus_ring, icon_at, rounded, smooth
from inspector.gui.widgets.tooltip import set_tip
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.gui.history.reopening import Reopening
    from inspector.presentation.tokens.life_lines import LifeLine
    from inspector.record.row import Row
    from inspector.workbench.answer import Answer
    from inspector.workbench.attempts.token_life import Followed, LifeEvent


# ---------------- One event of a token's life
_DISC, _ICON, _LEFT, _TOP, _RADIUS = 20, 12, 28, 6, 6


class LifeRow(QAbstractButton):
    """clicked(): by pointer, Space or Enter. first, last: where the line begins and ends."""

    def __init__(self, theme: Theme, line: "LifeLine", *, first: bool, last: bool) -> None:
        super().__init__()
        self._theme = theme
        self.line = line
        self._ends = (first, last)
        self.setObjectName("life_row")
        self.setAccessibleName(line.spoken)
        set_tip(self, line.spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._words = QVBoxLayout(self)
        self._words.setSpacing(1)
        title, detail = (
            Label(line.title, "strong", wrap=True),
            Label(line.detail, "small", wrap=True),
        )
        for label in (title, detail):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._words.addWidget(label)
        theme.changed.connect(self._size)
        self._size()

    def sizeHint(self) -> QSize:
        """Return the size of the words; a button has none of its own."""
        return self._words.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return that it may become narrow."""
        return QSize(self._theme.px(_LEFT * 3), self._words.totalMinimumSize().height())

    def hasHeightForWidth(self) -> bool:
        """Return that a narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words."""
        return self._words.totalHeightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up under the pointer."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Be quiet again."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the line of time, the disc and the ring of the focus."""
        painter = smooth(self)
        whole = QRectF(self.rect())
        if self.underMouse():
            rounded(painter, whole, _RADIUS, self._theme.colour("hover"))
        self._mark(painter)
        if self.hasFocus():
            focus_ring(painter, self._theme, whole, _RADIUS)
        painter.end()

    def _mark(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        radius = px(_DISC) / 2
        centre = QPointF(px(_LEFT) / 2, px(_TOP) + radius)
        first, last = self._ends
        painter.setPen(QPen(theme.colour("border"), 2))
        if not first:
            painter.drawLine(QPointF(centre.x(), 0), centre)
        if not last:
            painter.drawLine(centre, QPointF(centre.x(), self.height()))
        painter.setPen(QPen(theme.colour(self.line.colour), 1.5))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(centre, radius, radius)
        half = px(_ICON) / 2
        look = (self.line.icon, self.line.colour, _ICON)
        icon_at(painter, theme, look, centre - QPointF(half, half))

    def _size(self) -> None:
        px = self._theme.px
        self._words.setContentsMargins(px(_LEFT) + px(4), px(_TOP), px(8), px(_TOP))
        self.updateGeometry()


_SOON = 200  # milliseconds in which news come together


class LifeCard(Card):
    """Follows the history and the open tabs while it is shown; looks on a worker."""

    def __init__(self, tools: Tools, text: str) -> None:
        super().__init__(tools.theme, 14)
        self._tools = tools
        self._text = text
        self._found: Followed | None = None
        self._job: Job | None = None
        self._reopening: Reopening | None = None
        self.setObjectName("life_card")
        self.column.addWidget(Label(tr("This token's life"), "heading"))
        self.empty = Label("", "quiet", wrap=True)
        self.column.addWidget(self.empty)
        self._rows = QWidget()
        self._list = QVBoxLayout(self._rows)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.column.addWidget(self._rows)
        self.newest = Label("", "quiet", wrap=True)
        self.column.addWidget(self.newest)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._look)
        tools.history.changed.connect(self._changed)
        tools.tabs.changed.connect(self._changed)
        self.hide_until_known()

    @property
    def rows(self) -> tuple[LifeRow, ...]:
        """The events, oldest first."""
        return tuple(self._rows.findChildren(LifeRow))

    def hide_until_known(self) -> None:
        """Say nothing yet; the room is kept."""
        self.empty.setText(tr("Looking through the history…"))
        self._rows.hide()
        self.newest.hide()

    # ------------------------------------------------------------ looking
    def showEvent(self, event: QShowEvent) -> None:
        """Look what is known by now."""
        super().showEvent(event)
        self._soon.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no more."""
        super().hideEvent(event)
        self._soon.stop()

    def _changed(self, _document: object = None) -> None:
        if self.isVisible():
            self._soon.start()

    def _look(self) -> None:
        if self._job is not None:
            self._job.cancel()
        text, answers = self._text, self._answers()

        def work(history: object, key: bytes) -> "Followed":
            import inspector.presentation.tokens.life_lines  # noqa: PLC0415, F401 - ready when it is shown
            from inspector.workbench.attempts.token_life import followed  # noqa: PLC0415 - on the worker

            return followed(history, key, text, answers)  # type: ignore[arg-type] # the owner's

        self._job = self._tools.history.ask(work)
        self._job.succeeded.connect(self._take)
        self._job.failed.connect(self._failed)
        self._job.ended.connect(self._ended)

    def _take(self, found: "Followed") -> None:
        if self.sender() is self._job:
            self.show_life(found)

    def _ended(self) -> None:
        if self.sender() is self._job:
            self._job = None

    def _failed(self, error: Exception) -> None:
        """Show a mistake of ours as one; what is wrong with the history is an answer."""
        self.empty.setText(tr("The program made a mistake; Help > Log has the details."))
        raise error

    def _answers(self) -> "tuple[Answer, ...]":
        return tuple(
            answer
            for tab in self._tools.tabs.documents
            if isinstance(tab, RequestDocument)
            for answer in tab.attempts.answers
        )

    # ------------------------------------------------------------ showing
    def show_life(self, found: "Followed") -> None:
        """Show these events."""
        known, self._found = self._found, found
        if known is not None and (known.life, known.unread) == (found.life, found.unread):
            return
        from inspector.presentation.tokens.life_lines import life_lines  # noqa: PLC0415 - loads with the history

        focused = next((n for n, row in enumerate(self.rows) if row.hasFocus()), -1)
        for row in self.rows:
            self._list.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        lines = life_lines(found.life.events, datetime.now().astimezone())
        for number, line in enumerate(lines):
            ends = {"first": number == 0, "last": number == len(lines) - 1}
            row = LifeRow(self._theme, line, **ends)
            row.clicked.connect(self._open_clicked)
            self._list.addWidget(row)
            if number == focused:
                row.setFocus()
        nothing = tr("No attempt that is kept or open sent or received this token.")
        unread = tr("The history can't be read, so only open tabs tell, and none sent it.")
        self.empty.setText(unread if found.unread else nothing)
        self.empty.setVisible(not lines)
        self._rows.setVisible(bool(lines))
        newest = found.life.newest
        self.newest.setText(
            tr("Its newest {count} uses were looked at.", count=f"{newest:,}") if newest else ""
        )
        self.newest.setVisible(bool(newest))

    # ------------------------------------------------------------ opening
    def _open_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, LifeRow):
            self.open(row.line.event)

    def open(self, event: "LifeEvent") -> None:
        """Open the other token of an event, else its attempt."""
        if not event.other:
            self._open_attempt(event.met.row)
            return
        text = self._found.texts.get(event.other, "") if self._found is not None else ""
        if text:
            self._open_token(text)
            return
        self._tools.notices.say(
            tr("Of that token the history keeps only a fingerprint; its attempt is opened.")
        )
        self._open_attempt(event.met.row)

    def _open_token(self, text: str) -> None:
        documents = self._tools.tabs.documents
        same = (one for one in documents if isinstance(one, TokenDocument) and one.topic == text)
        known = next(same, None)
        if known is not None:
            self._tools.tabs.activate(known)
        else:
            self._tools.tabs.open(TokenDocument(text))

    def _open_attempt(self, row: "Row") -> None:
        for tab in self._tools.tabs.documents:
            ids = (
                [answer.attempt.id for answer in tab.attempts.answers]
                if isinstance(tab, RequestDocument)
                else []
            )
            if row.id in ids and isinstance(tab, RequestDocument):
                tab.attempts.select(ids.index(row.id))
                self._tools.tabs.activate(tab)
                return
        if self._reopening is None:
            from inspector.gui.history.reopening import (  # noqa: PLC0415 - with the first one
                Reopening,
            )

            self._reopening = Reopening(self._tools, self)
        self._reopening.open(row, keep=True)
