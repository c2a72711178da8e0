"""The card of a sign-in that is waited for: the code or the login page, and the time left."""

import time

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QDesktopServices,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import ExactLabel, Label, Picture
from inspector.gui.widgets.painting import rounded, smooth
from inspector.model.question import Notice
from inspector.presentation.tokens import sign_in_notice as words
from inspector.presentation.tokens.qr_code import Matrix, qr_code
from inspector.wording import tr

_CODE, _QUIET, _QR = 46, 4, 160
_TICK = 1000  # milliseconds
_WIDE = 620
_ANNOUNCED = (300, 60)  # seconds before the end


class TimeLeft(QWidget):
    """A thin bar: what is gone grey, what is left in the accent."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._left = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_left(self, share: float, said: str) -> None:
        """Show the share that is left, 0 to 1. said: the same, read aloud."""
        self._left = min(max(share, 0.0), 1.0)
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a thin line."""
        return QSize(80, self._theme.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both parts."""
        painter = smooth(self)
        whole = QRectF(self.rect())
        split = whole.width() * (1 - self._left)
        radius = whole.height() / 2
        if split > 2 * radius:
            gone = whole.adjusted(0, 0, split - whole.width() - 2, 0)
            rounded(painter, gone, radius, self._theme.colour("border"))
        if self._left:
            left = whole.adjusted(split, 0, 0, 0)
            rounded(painter, left, radius, self._theme.colour("accent_fill"))
        painter.end()


class QrPicture(QWidget):
    """Dark modules on white in both themes, with the quiet zone around them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._matrix: Matrix = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("QR code of the address with the code in it"))

    def show_matrix(self, matrix: Matrix) -> None:
        """Show other modules."""
        self._matrix = matrix
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return whole pixels for each module."""
        side = len(self._matrix) + 2 * _QUIET
        each = max(self._theme.px(_QR) // side, 2)
        return QSize(each * side, each * side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the modules."""
        if not self._matrix:
            return
        painter = smooth(self)
        rounded(painter, QRectF(self.rect()), 8, QColor("white"))
        painter.setRenderHint(painter.RenderHint.Antialiasing, on=False)
        each = self.width() // (len(self._matrix) + 2 * _QUIET)
        for row, cells in enumerate(self._matrix):
            for column, dark in enumerate(cells):
                if dark:
                    left, top = (column + _QUIET) * each, (row + _QUIET) * each
                    painter.fillRect(left, top, each, each, Qt.GlobalColor.black)
        painter.end()


class SignInNotice(Card):
    """Shows what has to be done elsewhere for the send of this tab; a login page is opened once."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, 16, "accent_fill")
        self._tools = tools
        self._shown: Notice | None = None
        self._whole = 1.0
        self._said: set[int] = set()
        self._matrix: Matrix | None = None
        self.setObjectName("sign_in_notice")
        self._icon = Picture()
        self._lead = Label("", "accent", wrap=True)
        self._title = Label("", "verdict", wrap=True)
        self._address = ExactLabel()
        self.code = ExactLabel("", "big-code", wrap=False)
        self.code.setObjectName("device_code")
        self.bar = TimeLeft(tools.theme)
        self._left = Label("", "strong")
        self._hint = Label("", "small", wrap=True)
        self._pace = Label("", "warning", wrap=True)
        self._make_buttons(tools.theme)
        self.qr = QrPicture(tools.theme)
        self._aside = QWidget()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK)
        self._arrange()
        self._connect()
        self.hide()

    def _make_buttons(self, theme: Theme) -> None:
        self.open = Button(theme, tr("Open the page"), "primary", "external-link")
        self.open.setObjectName("device_open")
        self.copy = Button(theme, tr("Copy code"), "secondary", "copy")
        self.copy.setObjectName("device_copy")
        self.copy_address = Button(theme, tr("Copy address"), "secondary", "link")
        self.stop = Button(theme, tr("Stop"), "secondary", "square")
        self.again = Button(theme, tr("Ask for a new code"), "primary", "refresh-cw")
        self.again.setObjectName("device_again")

    def show_notice(self, notice: Notice | None) -> None:
        """Show another notice; None: nothing has to be done."""
        if notice is not None and notice is not self._shown:
            self._show(notice)
        self._shown = notice
        self.setVisible(notice is not None)
        if notice is None:
            self._tick.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the QR code out where there is no room beside the code."""
        super().resizeEvent(event)
        self._show_qr()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the height that words of another size need."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Keep the height that wrapped words need at this width, so that the pane scrolls."""
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def show_expired(self, notice: Notice | None) -> None:
        """Show a code that counts no more, and the button that asks for another."""
        if notice is None:
            return
        self._show(notice)
        self._tick.stop()
        self._shown = None
        self._title.setText(words.expired())
        self._left.setText(words.time_left(0, self._whole))
        self.bar.show_left(0, self._left.text())
        self._mark_over(over=True)
        self.setAccessibleName(words.expired())
        self.show()

    def _mark_over(self, *, over: bool) -> None:
        for part in (self._lead, self._address, self.open, self.copy_address, self.stop):
            part.setVisible(not over)
        for part in (self._hint, self._pace):
            part.setVisible(not over and bool(part.text()))
        self.copy.setVisible(not over and bool(self.code.text()))
        self._icon.setVisible(not over)
        if over:
            self._aside.hide()
        self.again.setVisible(over)

    def _show(self, notice: Notice) -> None:
        before = self._shown
        if before is None or before.ends != notice.ends:
            self._whole = max(notice.ends.timestamp() - time.time(), 1.0)
            self._said = {each for each in _ANNOUNCED if each >= self._whole}
        self._lead.setText(words.lead(notice))
        self._title.setText(words.title(notice))
        self._address.setText(notice.address.partition("?")[0])  # the rest means nothing to people
        self.code.setText(notice.code)
        self.code.setAccessibleName(words.spelled(notice.code))
        self.code.setVisible(bool(notice.code))
        self.copy.setVisible(bool(notice.code))
        self.open.set_text(tr("Open again") if notice.opens else tr("Open the page"))
        self._hint.setText(words.hint(notice))
        self._pace.setText(words.pace(notice))
        self._mark_over(over=False)
        self._matrix = qr_code(notice.complete) if notice.complete else None
        self.qr.show_matrix(self._matrix or ())
        self._show_qr()
        self._follow_clock(notice)
        self._fit()
        self._tick.start()
        self.setAccessibleName(notice.text)
        if notice.opens and (before is None or before.address != notice.address):
            self._open(notice.address)

    def _show_qr(self) -> None:
        self._aside.setVisible(bool(self._matrix) and self.width() >= self._theme.px(_WIDE))
        self.updateGeometry()  # words beside it wrap elsewhere

    def _count_down(self) -> None:
        if self._shown is not None:
            self._follow_clock(self._shown)

    def _follow_clock(self, notice: Notice) -> None:
        left = notice.ends.timestamp() - time.time()
        said = words.time_left(left, self._whole)
        self._left.setText(said)
        self.bar.show_left(left / self._whole, said)
        due = next((each for each in _ANNOUNCED if left <= each and each not in self._said), None)
        if due is not None:
            self._said.add(due)
            event = QAccessibleAnnouncementEvent(self, said)
            QAccessible.updateAccessibility(event)

    def _open(self, address: str) -> None:
        """Open an address, as only one of the web is one for a browser."""
        url = QUrl(address)
        if url.scheme() in {"http", "https"}:
            QDesktopServices.openUrl(url)

    def _open_shown(self) -> None:
        if self._shown is not None:
            self._open(self._shown.complete or self._shown.address)

    def _connect(self) -> None:
        self.open.clicked.connect(self._open_shown)
        self.copy.clicked.connect(lambda: copy_text(self.code.text()))
        self.copy_address.clicked.connect(self._copy_address)
        self.again.clicked.connect(lambda: self._tools.actions.run("send"))
        self.stop.clicked.connect(lambda: self._tools.actions.run("stop"))
        self._tick.timeout.connect(self._count_down)
        self._theme.changed.connect(self._restyle)
        self._restyle()

    def _copy_address(self) -> None:
        if self._shown is not None:
            copy_text(self._shown.address)

    def _restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap("log-in", "accent", 16, ratio))
        self.code.setFont(self._theme.code_font(_CODE, SEMIBOLD))

    def _arrange(self) -> None:
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self._lead, 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(head)
        for part in (self._title, self._address, self.code, self.bar, self._left):
            left.addWidget(part)
        buttons = FlowLayout(gap=8)
        for button in (self.again, self.open, self.copy, self.copy_address, self.stop):
            buttons.addWidget(button)
        left.addLayout(buttons)
        left.addWidget(self._pace)
        left.addWidget(self._hint)
        beside = QVBoxLayout(self._aside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addStretch(1)
        beside.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignHCenter)
        scan = Label(tr("Scan to open it on a phone"), "small")
        beside.addWidget(scan, 0, Qt.AlignmentFlag.AlignHCenter)
        beside.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(left, 1)
        row.addWidget(self._aside)
        self.column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
