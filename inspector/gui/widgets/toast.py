"""Messages at the bottom of the window that leave by themselves, one at a time."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from inspector.gui.state.notices import Notice, Notices
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label

_ABOVE_BOTTOM = 44
_WIDEST = 560


class Toast(QFrame):
    """Shows the notices over its parent, bottom centre; a new one replaces the old."""

    def __init__(self, theme: Theme, notices: Notices, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._theme = theme
        self._notice: Notice | None = None
        self.setProperty("kind", "toast")
        self.setObjectName("toast")
        self._icon = QLabel()
        self._text = Label(wrap=True)
        self._button = Button(theme, "", "small")
        self._button.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.setSpacing(10)
        for widget in (self._icon, self._text, self._button):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        notices.said.connect(self.show_notice)
        parent.installEventFilter(self)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show this one now."""
        self._notice = notice
        self._text.setText(notice.text)
        self.setAccessibleName(notice.text)
        self._icon.setPixmap(self._theme.pixmap(notice.icon, "bg", 16, self.devicePixelRatioF()))
        self._button.setVisible(bool(notice.action))
        self._button.set_text(notice.action)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(notice.seconds * 1000)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, notice.text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        over = self._over
        room = over.width() - 32
        one_line = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 4
        self._text.setMinimumWidth(min(one_line, room - 160, self._theme.px(_WIDEST)))
        self.adjustSize()
        left = (over.width() - self.width()) // 2
        self.move(max(8, left), over.height() - self.height() - self._theme.px(_ABOVE_BOTTOM))

    def _act(self) -> None:
        self.hide()
        if self._notice and self._notice.do:
            self._notice.do()
