"""A picture that a reply brought: fitted or at its own size; a drawing loads nothing else."""

import re

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QObject, QRect, QSize, Qt
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from inspector.gui.bodies.body_bar import Segments
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label
from inspector.wording import tr

_MOST_PIXELS = 40_000_000
_LARGEST_DRAWING = 2_000_000  # bytes
_STEPS = (10, 25, 50, 75, 100, 150, 200, 400)
_MARGIN = 20
_LOWEST = 150  # it never becomes lower: what it stands in scrolls then
_FORMATS = ("png", "jpeg", "gif", "webp", "bmp", "ico")  # a packed drawing is none of them
_TILE = 8  # pixels of a square of the ground that shows through
# A drawing may name files and addresses: only what is in it is drawn.
_LEADS_OUT = re.compile(
    rb"(?i)((?:xlink:)?href\s*=\s*)(\"(?!\s*(?:#|data:image/))[^\"]*\"|'(?!\s*(?:#|data:image/))[^']*')"
)
_NOTHING = (  # one pixel, transparent
    b"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
)


class Zoom(QWidget):
    """How large a picture is shown: fitted, at its own size, or in steps."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.ways = Segments(theme, tr("Size of the picture"))
        self.smaller = IconButton(theme, "minus", tr("Smaller"))
        self.larger = IconButton(theme, "plus", tr("Larger"))
        self.percent = Label("", "quiet")
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.changed.connect(self.fit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addStretch(1)
        for part in (self.ways, self.smaller, self.percent, self.larger):
            row.addWidget(part)
        self.fit()
        # in its place first: shown alone it would be a window of its own
        self.ways.show_ways((("fit", tr("Fit")), ("own", tr("100 %"))), "fit")

    def fit(self) -> None:
        """Have room for every percentage, so that the buttons stay where they are."""
        widest = tr("{percent} %", percent=_STEPS[-1])
        self.percent.setMinimumWidth(self.percent.fontMetrics().horizontalAdvance(widest) + 4)


class PictureView(QScrollArea):
    """Shows one picture."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._percent = 0  # fitted
        self.zoom = Zoom(theme)
        self.zoom.hide()
        self._canvas = _Canvas(theme)
        self.setWidget(self._canvas)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setObjectName("body_picture")
        self.setAccessibleName(tr("Picture"))
        set_kind(self, "bare")
        self.viewport().installEventFilter(self)
        theme.changed.connect(self._renew)
        self._renew()
        self.zoom.ways.chosen.connect(lambda way: self.show_at(100 if way == "own" else 0))
        self.zoom.smaller.clicked.connect(lambda: self._step(-1))
        self.zoom.larger.clicked.connect(lambda: self._step(1))

    def show_picture(self, body: bytes) -> tuple[str, ...]:
        """Show a picture; return what is known of it, or why it can't be shown."""
        image, kind, problem = picture_of(body)
        size = image.size()
        self._canvas.show_image(image, problem)
        name = tr("Picture, {kind}, {wide:,} by {high:,}", kind=kind.upper(), wide=size.width(),
                  high=size.height())  # fmt: skip
        self.setAccessibleName(problem or name)
        self.show_at(0)
        if problem:
            return (problem,)
        through = (tr("partly transparent"),) if image.hasAlphaChannel() else ()
        return (f"{size.width():,} × {size.height():,}", *through)

    @property
    def problem(self) -> str:
        """Why the picture can't be shown, empty where it is shown."""
        return self._canvas.problem

    def show_at(self, percent: int) -> None:
        """Show it at a size; 0: as large as fits."""
        self._percent = percent
        own = self._canvas.own
        margin = 2 * self._theme.px(_MARGIN)
        room = QSize(self.viewport().width() - margin, self.viewport().height() - margin)
        if percent:
            shown = own * percent / 100
        elif own.width() > room.width() or own.height() > room.height():
            shown = own.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        else:
            shown = own
        self._canvas.resize(shown if not self._canvas.problem else self.viewport().size())
        self.zoom.ways.show_ways(
            (("fit", tr("Fit")), ("own", tr("100 %"))),
            {0: "fit", 100: "own"}.get(percent, ""),
        )
        self.zoom.percent.setText(tr("{percent} %", percent=self.shown_percent))

    @property
    def shown_percent(self) -> int:
        """How large it is shown, of its own size."""
        own = self._canvas.own.width()
        return round(100 * self._canvas.width() / own) if own else 100

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the picture anew."""
        if watched is self.viewport() and event.type() == QEvent.Type.Resize and not self._percent:
            self.show_at(0)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture anew."""
        super().resizeEvent(event)
        if not self._percent:
            self.show_at(0)

    def _renew(self) -> None:
        self.setMinimumHeight(self._theme.px(_LOWEST))
        ground = self.viewport().palette()
        ground.setColor(QPalette.ColorRole.Window, self._theme.colour("bg"))
        self.viewport().setPalette(ground)
        self.viewport().setAutoFillBackground(True)

    def _step(self, by: int) -> None:
        now = self.shown_percent
        further = [each for each in _STEPS if (each - now) * by > 0]
        if further:
            self.show_at(min(further) if by > 0 else max(further))


class _Canvas(QWidget):
    """Paints the picture over squares that show where it is transparent."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pixmap = QPixmap()
        self.own = QSize()
        self.problem = ""

    def show_image(self, image: QImage, problem: str) -> None:
        """Show another picture, or why there is none."""
        self._pixmap = QPixmap.fromImage(image)
        self.own, self.problem = image.size(), problem
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        if self.problem:
            painter.setPen(self._theme.colour("text2"))
            painter.setFont(self._theme.font(13))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), int(flags), self.problem)
        else:
            if self._pixmap.hasAlphaChannel():
                self._paint_squares(painter, event.rect())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self.rect(), self._pixmap)
            painter.setPen(self._theme.colour("border"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_squares(self, painter: QPainter, room: QRect) -> None:
        painter.fillRect(room, self._theme.colour("surface"))
        side = self._theme.px(_TILE)
        for y in range(room.top() // side, room.bottom() // side + 1):
            for x in range(room.left() // side, room.right() // side + 1):
                if (x + y) % 2:
                    square = QRect(x * side, y * side, side, side)
                    painter.fillRect(square, self._theme.colour("hover"))


def picture_of(body: bytes) -> tuple[QImage, str, str]:
    """Return a picture, its format, and why it can't be shown (empty where it can)."""
    if b"<svg" in body[:4096]:
        return _drawing(body)
    data = QByteArray(body)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    kind = bytes(reader.format().data()).decode("latin-1")
    size = reader.size()
    if size.isValid() and size.width() * size.height() > _MOST_PIXELS:
        problem = tr("This picture has {wide:,} × {high:,} pixels, too many to show. Save it to "
                     "open it elsewhere.", wide=size.width(), high=size.height())  # fmt: skip
        return QImage(), kind, problem
    image = reader.read() if kind in _FORMATS else QImage()
    broken = tr("This is no picture that can be shown. Hex shows its bytes.")
    return image, kind, broken if image.isNull() else ""


def _drawing(body: bytes) -> tuple[QImage, str, str]:
    if len(body) > _LARGEST_DRAWING:
        return QImage(), "svg", tr("This drawing is too large to show. Text shows what it says.")
    if b"<!entity" in body.lower():  # they could name a file, or grow without end
        return QImage(), "svg", tr("This drawing can't be shown. Text shows what it says.")
    own = _LEADS_OUT.sub(rb'\1"' + _NOTHING + b'"', body)
    renderer = QSvgRenderer(QByteArray(own))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty() or size.width() * size.height() > _MOST_PIXELS:
        return QImage(), "svg", tr("This drawing can't be shown. Text shows what it says.")
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image, "svg", ""
