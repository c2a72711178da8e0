"""What the verdict stands in, and the border below it, to be dragged or moved by keys."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from inspector.gui.diagnosis.verdict_card import VerdictCard
from inspector.gui.theme import Theme
from inspector.gui.widgets.painting import focus_ring, rounded, smooth
from inspector.gui.widgets.tooltip import set_tip
from inspector.wording import tr

_LEAST = 80


class VerdictArea(QScrollArea):
    """Gives its card the width there is and the height it needs."""

    def __init__(self, card: VerdictCard) -> None:
        super().__init__()
        self._card = card
        self._wanted = _LEAST
        self._whole = False
        self.setWidget(card)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        """Return the height that `fit` found."""
        return QSize(self._card.sizeHint().width(), self._wanted)

    def minimumSizeHint(self) -> QSize:
        """Return that it may become low and scrolls then; a folded card is shown whole."""
        whole = self._card.is_folded or self._whole
        return QSize(0, self._wanted if whole else min(self._wanted, _LEAST))

    def wanted_height(self, width: int) -> int:
        """Return how high the whole card is at that width."""
        folded = self._card.is_folded
        self._card.set_folded(folded=False)
        self._card.arrange(width)
        high = self._card.heightForWidth(width)
        self._card.set_folded(folded=folded)
        return high

    def fit(self, width: int, room: int, given: int | None = None, *, whole: bool = False) -> None:
        """Fit the card into that width and into at most that height; given: as it was dragged.

        whole: it has any height it needs.
        """
        self._whole = whole
        self._card.arrange(width)
        needed = max(self._card.heightForWidth(width), 0)
        if self._card.is_folded or whole:
            room = needed  # the page scrolls, not the card
        elif given is not None:
            room = max(min(given, room), 1)
            needed = max(needed, room)
        scrolls = needed > room
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if scrolls else policy.ScrollBarAlwaysOff
        )
        if scrolls:
            width -= self.verticalScrollBar().sizeHint().width()
            needed = max(self._card.heightForWidth(width), needed)
        if self._card.size() != QSize(width, needed):
            self._card.resize(width, needed)
        wanted = max(min(needed, room), 1)
        if wanted != self._wanted:
            self._wanted = wanted
            self.updateGeometry()


# ---------------- The border
_HEIGHT, _LONG, _THICK = 16, 36, 4
_STEP = 21  # a line of the exchange


class VerdictGrip(QWidget):
    """moved(int): the verdict is to be that many pixels higher than when it was gripped.

    gripped(): a move begins. reset(): the usual size. folded(), stretched(): its ends.
    """

    gripped = Signal()
    moved = Signal(int)
    reset = Signal()
    folded = Signal()
    stretched = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._from: float | None = None
        self.setObjectName("verdict_grip")
        self.setCursor(Qt.CursorShape.SplitVCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_keys("")
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(_HEIGHT))
        self.update()

    def show_keys(self, keys: str) -> None:
        """Name the shortcut that folds the verdict, empty for none."""
        usual = tr("Drag for another height; double click for the usual one")
        set_tip(self, tr("{usual} ({keys} folds)", usual=usual, keys=keys) if keys else usual)

    def tell_height(self, height: int) -> None:
        """Say how high the verdict is, for screen readers."""
        self.setAccessibleName(tr("Height of the verdict, {count} pixels", count=height))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grip it."""
        self._from = event.globalPosition().y()
        self.gripped.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it along."""
        if self._from is not None:
            self.moved.emit(round(event.globalPosition().y() - self._from))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let it go."""
        self._from = None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Go back to the usual size."""
        self._from = None
        self.reset.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move it by a line, to its ends, or back."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.gripped.emit()
            step = self._theme.code_px(_STEP)
            self.moved.emit(step if key == Qt.Key.Key_Down else -step)
        elif key == Qt.Key.Key_Home:
            self.folded.emit()
        elif key == Qt.Key.Key_End:
            self.stretched.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.reset.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the grip in its middle."""
        painter = smooth(self)
        long, thick = self._theme.px(_LONG), self._theme.px(_THICK)
        grip = QRectF((self.width() - long) / 2, (self.height() - thick) / 2, long, thick)
        rounded(painter, grip, thick / 2, self._theme.colour("ctl"))
        if self.hasFocus():
            focus_ring(painter, self._theme, grip.adjusted(-5, -4, 5, 4), 5)
        painter.end()
