"""The head of a token's page: an icon and words for the result, its kind as chips, its origin."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.label import Label, Picture, TitleLabel
from inspector.gui.widgets.painting import clear, outlined, rounded, smooth
from inspector.model.annotation import Level
from inspector.presentation.tokens.token_state import Headline

# ---------------- A short word in a rounded frame
_HEIGHT, _PAD = 20, 8


class Chip(QWidget):
    """tone: the token of a part ("jwt_header"), empty for a grey frame.

    pointed(bool): the pointer came or went.
    """

    pointed = Signal(bool)

    def __init__(self, theme: Theme, text: str, tone: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._text = text
        self._tone = tone
        self._lit = False
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._renew)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def light(self, *, on: bool) -> None:
        """Frame it, because its part is pointed at."""
        if on != self._lit:
            self._lit = on
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the word in its frame."""
        px = self._theme.px
        width = QFontMetrics(self._font()).horizontalAdvance(self._text)
        return QSize(width + px(2 * _PAD), px(_HEIGHT))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the pointer came."""
        super().enterEvent(event)
        self.pointed.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer went."""
        super().leaveEvent(event)
        self.pointed.emit(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground or frame, then the word."""
        painter = smooth(self)
        whole, colour = QRectF(self.rect()), self._theme.colour
        rounded(painter, whole, 5, colour(f"{self._tone}_soft" if self._tone else "sunken"))
        if self._lit or not self._tone:
            outlined(painter, whole, 5, QPen(colour(self._tone or "border"), 1))
        painter.setFont(self._font())
        painter.setPen(colour(self._tone or "text2"))
        painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()

    def _font(self) -> QFont:
        return self._theme.font(11, SEMIBOLD)

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()


_ICON, _LINE, _GAP = 22, 26, 8
_COLOURS: dict[Level, str] = {"info": "text2", "good": "ok", "odd": "warn", "bad": "err"}


class TokenHead(QWidget):
    """The chips stand behind the title, or before the line below where the title is long.

    below: that line; it may be put elsewhere.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._told = Headline("", "info", "scan-search")
        self._kinds: tuple[str, ...] = ()
        self._icon = Picture()
        self.title = TitleLabel()
        self.title.setObjectName("token_title")
        self.lead = Label("", "body", wrap=True)
        self._chips = QWidget()
        self._chip_row = QHBoxLayout(self._chips)
        self._chip_row.setContentsMargins(0, 0, 0, 0)
        self._chip_row.setSpacing(_GAP)
        self._upper = QHBoxLayout()
        self.below = QWidget()
        self._lower = QHBoxLayout(self.below)
        self._lay_out()
        theme.changed.connect(self._renew)

    def _lay_out(self) -> None:
        for row in (self._upper, self._lower):
            row.setSpacing(_GAP)
        self._upper.addWidget(self.title, 1)
        self._upper.addStretch(0)  # takes the room beside the chips where they stand here
        self._lower.addWidget(self._chips, 0, Qt.AlignmentFlag.AlignTop)
        self._lower.addWidget(self.lead, 1)
        self._lower.addStretch(0)  # keeps the chips together where there is no line
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._upper, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.below)

    def show_result(self, told: Headline) -> None:
        """Show the result as words with its icon."""
        self._told = told
        self.title.setText(told.text)
        self._renew()

    def show_kinds(self, kinds: tuple[str, ...]) -> None:
        """Show what it is, in short."""
        if kinds == self._kinds:
            return
        self._kinds = kinds
        clear(self._chip_row)
        for kind in kinds:
            self._chip_row.addWidget(Chip(self._theme, kind))
        self._place()

    def show_origin(self, text: str) -> None:
        """Say where it stands and who signed it."""
        self.lead.setText(text)
        self.lead.setVisible(bool(text))
        self._tell_below()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again where the chips fit."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Put the chips behind the title where both fit on a line."""
        title, chips = self.title.sizeHint().width(), self._chips.sizeHint().width()
        room = self.width() - self._theme.px(_ICON) - 3 * _GAP
        fits = title + chips <= room
        if fits != (self._upper.indexOf(self._chips) >= 0):
            (self._lower if fits else self._upper).removeWidget(self._chips)
            if fits:
                self._upper.insertWidget(1, self._chips)
            else:
                self._lower.insertWidget(0, self._chips, 0, Qt.AlignmentFlag.AlignTop)
            self._upper.setStretch(0, 0 if fits else 1)
            self._upper.setStretch(self._upper.count() - 1, 1 if fits else 0)
        self._tell_below()

    def _tell_below(self) -> None:
        """Show the line below where anything stands in it."""
        chips = self._lower.indexOf(self._chips) >= 0 and bool(self._kinds)
        self.below.setVisible(chips or not self.lead.isHidden())

    def _renew(self) -> None:
        colour, ratio = _COLOURS[self._told.level], self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap(self._told.icon, colour, _ICON, ratio))
        self._lower.setContentsMargins(self._theme.px(_ICON) + _GAP, 0, 0, 0)
        # As high as one line of the title, so that it stands in its middle.
        for label in (self._icon, self.title):
            label.setMinimumHeight(self._theme.px(_LINE))
        self._place()
