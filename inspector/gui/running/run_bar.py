"""The bar of a run: as expected, refused (hatched), not as expected, and what is to go."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import Label, Picture
from inspector.gui.widgets.painting import rounded, smooth
from inspector.presentation.runs.run_rows import Counts
from inspector.wording import tr

_HIGH, _RADIUS = 8, 4


class RunBar(QWidget):
    """Nothing is said by its colours alone: the counts below say the same in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._counts = Counts()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_counts(self, counts: Counts) -> None:
        """Show how far it is."""
        self._counts = counts
        self.setAccessibleName(counts.spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Return its height."""
        return QSize(120, self._theme.px(_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the parts one behind the other."""
        painter, counts = smooth(self), self._counts
        whole = QRectF(self.rect())
        rounded(painter, whole, _RADIUS, self._theme.colour("border"))
        path = QPainterPath()
        path.addRoundedRect(whole, _RADIUS, _RADIUS)
        painter.setClipPath(path)
        total = counts.sent + counts.to_go
        left = 0.0
        for number, token, hatched in (
            (counts.expected, "ok_fill", False),
            (counts.refused, "err_fill", True),
            (counts.unexpected, "warn_fill", False),
        ):
            if number:
                wide = whole.width() * number / total
                part = QRectF(left, 0, wide, whole.height())
                painter.fillRect(part, self._theme.colour(token))
                if hatched:
                    hatch = QBrush(self._theme.colour("err_soft"), Qt.BrushStyle.BDiagPattern)
                    painter.fillRect(part, hatch)
                left += wide
        painter.end()


class RunCounts(QWidget):
    """The counts in words, each with its icon."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        flow = FlowLayout(self, gap=18)
        self._parts = []
        for icon, token in (
            ("circle-check", "ok"),
            ("circle-x", "err"),
            ("triangle-alert", "warn"),
            ("hourglass", "text2"),
        ):
            picture, label = Picture(), Label("", "field")
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(picture)
            row.addWidget(label)
            flow.addWidget(holder)
            self._parts.append((picture, label, holder, icon, token))
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_counts(self, counts: Counts) -> None:
        """Show those that are not none."""
        texts = (
            (counts.expected, tr("{count} as expected", count=counts.expected)),
            (counts.refused, tr("{count} refused", count=counts.refused)),
            (counts.unexpected, tr("{count} not as expected", count=counts.unexpected)),
            (counts.to_go, tr("{count} to go", count=counts.to_go)),
        )
        for (_, label, holder, *_), (number, text) in zip(self._parts, texts, strict=True):
            label.setText(text)
            holder.setVisible(bool(number))

    def _restyle(self) -> None:
        for picture, _, _, icon, token in self._parts:
            picture.setPixmap(self._theme.pixmap(icon, token, 16, self.devicePixelRatioF()))
