"""The life of a typed token as a thin bar below it; of a kept one `oauth/token_life` shows more."""

from datetime import UTC, datetime
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.painting import rounded, smooth
from inspector.gui.widgets.tooltip import set_tip
from inspector.wording import tr

_HEIGHT, _GAP = 4, 2


class Life(NamedTuple):
    """Begin, end and now in seconds since 1970."""

    begin: float
    end: float
    now: float

    @property
    def over(self) -> bool:
        """Whether the token has expired."""
        return self.now >= self.end


def life_of(token: str, now: float | None = None) -> Life | None:
    """Return the life of a JWT; None for other tokens and those without both times."""
    if token.count(".") != 2:  # noqa: PLR2004 - header, payload, signature
        return None
    from inspector.protocol.tokens import jose  # noqa: PLC0415 - late: only for what looks like a JWT

    found = jose.read(token)
    claims = getattr(found, "claims", None) or {}
    end = claims.get("exp")
    begin = claims.get("nbf", claims.get("iat"))
    if not isinstance(end, int | float) or not isinstance(begin, int | float) or begin >= end:
        return None
    return Life(float(begin), float(end), now or datetime.now(UTC).timestamp())


def _said(life: Life) -> str:
    if life.over:
        return tr("The token has expired.")
    return tr("The token has not expired. Its signature was not checked.")


class LifeBar(QWidget):
    """Hidden while there is nothing to show."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._life: Life | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)
        self.hide()

    def show_life(self, life: Life | None) -> None:
        """Show another token's life."""
        self._life = life
        self.setVisible(life is not None)
        if life is not None:
            said = _said(life)
            self.setAccessibleName(said)
            set_tip(self, said)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a thin line."""
        return QSize(80, self._theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the part that was valid in green, the part after its end in red."""
        life = self._life
        if life is None:
            return
        painter = smooth(self)
        high, whole = self._theme.px(_HEIGHT), max(life.end, life.now) - life.begin
        share = (life.end - life.begin if life.over else max(0.0, life.now - life.begin)) / whole
        first = QRectF(0, 0, max(2.0, self.width() * share - _GAP), high)
        rest = QRectF(first.right() + _GAP, 0, self.width() - first.right() - _GAP, high)
        rounded(painter, first, 2, self._theme.colour("ok_fill" if life.over else "border"))
        rounded(painter, rest, 2, self._theme.colour("err_fill" if life.over else "ok_fill"))
        painter.end()
