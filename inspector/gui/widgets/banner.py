"""Messages to the user: a banner that stays in its page, a toast that goes by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from inspector.gui.state.notices import Notice, Notices
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label, Picture
from inspector.gui.widgets.marks import STATE_ICONS, State
from inspector.wording import tr

BannerState = State


class Banner(QFrame):
    """Icon, sentence, buttons. dismissed(): the user closed it."""

    dismissed = Signal()

    def __init__(
        self, theme: Theme, text: str, state: BannerState = "info", *, closable: bool = False
    ) -> None:
        super().__init__()
        self._shape = "note"
        self._theme = theme
        self._state: BannerState = state
        self._icon = Picture()
        self._text = Label("", "small", wrap=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 8, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)
        self._close = IconButton(theme, "x", tr("Dismiss"), 14)
        self._close.clicked.connect(self._dismiss)
        self._row.addWidget(self._close)
        self._close.setVisible(closable)
        theme.changed.connect(self._renew)
        self.show_text(text, state)

    def show_text(self, text: str, state: BannerState = "info") -> None:
        """Show another sentence."""
        self._state = state
        self._text.setText(text)
        self.setAccessibleName(text)
        set_kind(self, f"{self._shape}-{state}")
        self._renew()

    def make_strip(self) -> None:
        """Let it run from edge to edge of its pane, without round corners."""
        self._shape = "strip"
        set_kind(self, f"strip-{self._state}")
        self._row.setContentsMargins(14, 3, 8, 3)

    def add_action(self, text: str, do: Callable[[], None]) -> Button:
        """Offer something to do."""
        button = Button(self._theme, text, "small")
        button.clicked.connect(lambda _checked=False: do())
        self._row.insertWidget(self._row.count() - 1, button)
        return button

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    def _renew(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap(STATE_ICONS[self._state], self._state, 16, ratio))


# ---------------- Messages at the bottom of the window that leave by themselves, one at a time
_ABOVE_BOTTOM = 2  # over the status bar, so that no content is hidden
_WIDEST = 560
_AGAIN = 1500  # milliseconds at least that a notice is shown when its tab comes back
_ICON = 60  # with the margins and the gap


class Toast(QFrame):
    """Shows the notices over its parent, bottom centre; a new one replaces the old.

    It waits while the pointer is over it or one of its buttons has the focus (WCAG 2.2.1).
    in_front: says which tab is shown; while it is another one than when a notice was said, that
    is hidden.
    """

    def __init__(
        self,
        theme: Theme,
        notices: Notices,
        parent: QWidget,
        in_front: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(parent)
        self._in_front, self._left = in_front, 0
        self._of: object = None
        self._over = parent
        self._theme = theme
        self._notice: Notice | None = None
        self.setProperty("kind", "toast")
        self.setObjectName("toast")
        self._icon = Picture()
        self._text = Label(wrap=True)
        self._button = Button(theme, "", "small")
        self._button.clicked.connect(self._act)
        self._other = Button(theme, "", "small")
        self._other.clicked.connect(self._act_otherwise)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.setSpacing(10)
        for widget in (self._icon, self._text, self._button, self._other):
            row.addWidget(widget)
        for button in (self._button, self._other):
            button.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        notices.said.connect(self.show_notice)
        theme.changed.connect(self._restyle)
        parent.installEventFilter(self)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show this one now."""
        self._notice, self._left = notice, 0
        self._of = self._in_front()
        self._text.setText(notice.text)
        self.setAccessibleName(notice.text)
        self._draw_icon(notice)
        self._button.setVisible(bool(notice.action))
        self._button.set_text(notice.action)
        self._other.setVisible(notice.other is not None)
        self._other.set_text(notice.other[0] if notice.other else "")
        self._place()
        self.show()
        self.raise_()
        self._timer.start(notice.seconds * 1000)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, notice.text))

    def follow_tab(self) -> None:
        """Hide with the tab that the notice is about, and go on when that is shown again."""
        here = self._of is None or self._in_front() is self._of
        if self.isVisible() and not here:
            self._left = max(self._timer.remainingTime(), _AGAIN)
            self._timer.stop()
            self.hide()
        elif self._left and here:
            self._place()
            self.show()
            self._timer.start(self._left)
            self._left = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window changes its size; stay while a button has the focus."""
        kind = event.type()
        if watched is self._over:
            if kind == QEvent.Type.Resize and self.isVisible():
                self._place()
        elif kind == QEvent.Type.FocusIn:
            self._timer.stop()
        elif kind == QEvent.Type.FocusOut and self.isVisible():
            self._timer.start()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Begin to wait anew."""
        if self.isVisible():
            self._timer.start()
        super().leaveEvent(event)

    def _place(self) -> None:
        over = self._over
        room = over.width() - 32
        one_line = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 4
        self._text.setMinimumWidth(min(one_line, room - self._beside(), self._theme.px(_WIDEST)))
        self.adjustSize()
        left = (over.width() - self.width()) // 2
        self.move(max(8, left), over.height() - self.height() - self._theme.px(_ABOVE_BOTTOM))

    def _restyle(self) -> None:
        if self._notice is not None and self.isVisible():
            self._draw_icon(self._notice)
            self._place()

    def _draw_icon(self, notice: Notice) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap(notice.icon, "bg", 16, ratio))

    def _beside(self) -> int:
        """Return the width of what stands beside the text."""
        buttons = (each for each in (self._button, self._other) if each.isVisibleTo(self))
        return self._theme.px(_ICON) + sum(each.sizeHint().width() + 10 for each in buttons)

    def _act_otherwise(self) -> None:
        self.hide()
        if self._notice and self._notice.other:
            self._notice.other[1]()

    def _act(self) -> None:
        self.hide()
        if self._notice and self._notice.do:
            self._notice.do()
