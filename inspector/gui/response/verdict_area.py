"""Holds the verdict card: as high as the card where there is room, else it scrolls."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy

from inspector.gui.diagnosis.verdict_card import VerdictCard

_LEAST = 80


class VerdictArea(QScrollArea):
    """Gives its card the width there is and the height it needs."""

    def __init__(self, card: VerdictCard) -> None:
        super().__init__()
        self._card = card
        self._wanted = _LEAST
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
        """Return that it may become low; then it scrolls."""
        return QSize(0, min(self._wanted, _LEAST))

    def fit(self, width: int, room: int) -> None:
        """Fit the card into that width and into at most that height."""
        self._card.arrange(width)
        needed = max(self._card.heightForWidth(width), 0)
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
