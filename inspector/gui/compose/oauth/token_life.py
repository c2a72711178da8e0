"""The life of a kept token as a thin bar: gone grey, left green, a mark where it is renewed."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.painting import rounded, smooth
from inspector.gui.widgets.tooltip import set_tip
from inspector.presentation.tokens.token_card import Life

_HEIGHT, _BAR, _MARK, _GAP = 14, 6, 2, 2


class TokenLife(QWidget):
    """Hidden while there is no life to show; an ended one is hatched."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._life: Life | None = None
        self.setObjectName("token_life")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_life(self, life: Life | None) -> None:
        """Show another life."""
        self._life = life
        self.setVisible(life is not None)
        if life is not None:
            self.setAccessibleName(life.said)
            set_tip(self, life.said)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a thin line."""
        return QSize(80, self._theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is gone, what is left, and the mark."""
        life = self._life
        if life is None:
            return
        painter = smooth(self)
        px, colour = self._theme.px, self._theme.colour
        top, high = (self.height() - px(_BAR)) / 2, px(_BAR)
        split = self.width() * life.gone
        if life.over:
            whole = QRectF(0, top, self.width(), high)
            rounded(painter, whole, high / 2, colour("border"))
            painter.fillRect(whole, QBrush(colour("err_fill"), Qt.BrushStyle.BDiagPattern))
        else:
            left = QRectF(split, top, self.width() - split, high)
            if split > _GAP + high:
                gone = QRectF(0, top, split - _GAP, high)
                rounded(painter, gone, high / 2, colour("border"))
            rounded(painter, left, high / 2, colour("ok_fill"))
        if life.renews is not None and not life.over:
            mark = QRectF(self.width() * life.renews, 0, px(_MARK), self.height())
            rounded(painter, mark.adjusted(-2, 0, 2, 0), 0, colour("bg"))
            rounded(painter, mark, 0, colour("accent"))
        painter.end()
