"""The text of an exchange with what stands beside it: gutter, bands, notes; copies as recorded."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD
from inspector.gui.trace import exchange_paint
from inspector.gui.trace.exchange_paint import Spot
from inspector.presentation.exchange.line import Line, Style
from inspector.wording import tr


# ---------------- Gives selected lines of the exchange as they were recorded
class Selected(NamedTuple):
    """A selection: first and last line (included), and columns in them."""

    first: int
    start: int
    last: int
    end: int


def copied(lines: Sequence[Line], selected: Selected) -> str:
    """Return the recorded text of a selection; masked secrets stay masked."""
    made = ""
    for at in range(selected.first, selected.last + 1):
        line = lines[at]
        low = selected.start if at == selected.first else 0
        high = selected.end if at == selected.last else len(line.text)
        if at > selected.first:
            made += "\n" if line.joint is None else line.joint
        made += _part(line, low, high)
    return made


def _part(line: Line, low: int, high: int) -> str:
    made, at = "", 0
    for segment in line.segments:
        width = len(segment.text)
        first, last = max(low - at, 0), min(high - at, width)
        if first < last:
            whole = (first, last) == (0, width)
            raw = segment.text if segment.raw is None else segment.raw
            made += raw if whole else segment.text[first:last]
        at += width
    return made


# ---------------- Fills a text document with the lines of an exchange, one block a line
LINE_HEIGHT = 21  # pixels at the usual font size
_COLOURS: dict[Style, str] = {
    "plain": "text",
    "name": "text2",
    "dim": "text3",
    "method": "info",
    "scheme": "jwt_payload",
    "good": "ok",
    "bad": "err",
    "heading": "text",
    "cut": "accent",
    "mask": "text",
    "warn": "warn",
}
_WEIGHTED = ("plain", "mask", "name")
# These would be too faint on the ground of highlighted bytes.
_ON_MARKS: dict[Style, str] = {"dim": "text2", "good": "text", "method": "text"}


class Formats:
    """The character formats by style, made once for a theme; strong: for pinned lines."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._known: dict[tuple[Style, bool, str], QTextCharFormat] = {}
        self.block = QTextBlockFormat()
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        self.block.setLineHeight(theme.code_px(LINE_HEIGHT), fixed)
        self.heading = QTextBlockFormat(self.block)
        self.heading.setTopMargin(theme.px(10))

    def of(self, style: Style, *, strong: bool, text: str) -> QTextCharFormat:
        """Return the format of a piece of text."""
        method = text if style == "method" else ""
        key = (style, strong, method)
        if key not in self._known:
            self._known[key] = self._make(style, strong=strong, method=method)
        return self._known[key]

    def _make(self, style: Style, *, strong: bool, method: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self._theme.code_font(weight=_weight(style, strong=strong)))
        name = _ON_MARKS.get(style, _COLOURS[style]) if strong else _COLOURS[style]
        colour = self._theme.tokens.method(method) if method and not strong else None
        made.setForeground(QColor(colour or self._theme.tokens.colour(name)))
        made.setFontUnderline(style == "cut")
        return made


def _weight(style: Style, *, strong: bool) -> int:
    if style == "heading":
        return int(QFont.Weight.Bold)
    medium = strong and style in _WEIGHTED
    return int(QFont.Weight.Medium if medium else QFont.Weight.Normal)


def fill(document: QTextDocument, lines: Sequence[Line], theme: Theme) -> None:
    """Replace the document's text by the lines."""
    formats = Formats(theme)
    document.setUndoRedoEnabled(False)
    document.clear()
    document.setDefaultFont(theme.code_font())
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for number, line in enumerate(lines):
        if number:
            cursor.insertBlock()
        apart = line.kind == "heading" and number > 0
        cursor.setBlockFormat(formats.heading if apart else formats.block)
        for segment in line.segments:
            made = formats.of(segment.style, strong=bool(line.pins), text=segment.text)
            cursor.insertText(segment.text, made)
    cursor.endEditBlock()


# ---------------- The strip beside the exchange: line number, direction, and the numbered pins
_WIDTH, _BAR, _NUMBERS, _PIN, _ARROW = 78, 3, 36, 17, 13
_SINGLE, _PAIR = 52, (49, 66)  # where one pin, and where two have their middles
_ARROWS = {"sent": ("arrow-up-right", "info"), "received": ("arrow-down-left", "jwt_payload")}


class ExchangeGutter(QWidget):
    """Paints beside each line of its view; a click on a pin is told to the view."""

    def __init__(self, view: "ExchangeText", theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """Wide enough for four figures and two pins."""
        return QSize(self._theme.px(_WIDTH), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._theme.colour("surface"))
        for spot in self._view.spots():
            self._paint(painter, spot)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which pin was clicked."""
        line = self._view.line_under(event.position().toPoint())
        if line is None or not line.pins:
            return
        between = self._theme.px(sum(_PAIR) // 2)
        second = len(line.pins) > 1 and event.position().x() > between
        self._view.pin_clicked.emit(line.pins[1 if second else 0])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep the click from the text beside."""
        event.accept()

    def _paint(self, painter: QPainter, spot: Spot) -> None:
        line, box = spot.line, spot.box
        if line.pins:
            flashed = self._view.is_flashed(spot.block.blockNumber())
            ground = "err_line" if flashed else "err_soft"
            whole = QRectF(0, box.top(), self.width(), box.height())
            painter.fillRect(whole, self._theme.colour(ground))
            bar = QRectF(0, box.top(), self._theme.px(_BAR), box.height())
            painter.fillRect(bar, self._theme.colour("err_fill"))
        if line.number and line.kind != "divider":
            painter.setFont(self._theme.code_font(11))
            painter.setPen(self._theme.colour("text3"))
            numbers = QRectF(0, box.top(), self._theme.px(_NUMBERS), box.height())
            painter.drawText(numbers, _RIGHT, str(line.number))
        if line.pins:
            self._pins(painter, line.pins, box.center().y())
        elif line.first and line.kind in _ARROWS:
            middle = QPointF(self._theme.px(_SINGLE), box.center().y())
            self._arrow(painter, line.kind, middle)

    def _pins(self, painter: QPainter, pins: tuple[int, ...], middle: float) -> None:
        side = self._theme.px(_PIN)
        places = _PAIR if len(pins) > 1 else (_SINGLE,)
        for pin, place in zip(pins, places, strict=False):  # a third is told in the note
            centre = QPointF(self._theme.px(place), middle)
            painter.setPen(QPen(self._theme.colour("err_soft"), 1))
            painter.setBrush(self._theme.colour("err_fill"))
            painter.drawEllipse(centre, side / 2, side / 2)
            painter.setPen(self._theme.colour("on_fill"))
            painter.setFont(self._theme.font(11, BOLD))
            box = QRectF(0, 0, side, side)
            box.moveCenter(centre)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(pin))

    def _arrow(self, painter: QPainter, kind: str, middle: QPointF) -> None:
        name, colour = _ARROWS[kind]
        picture = self._theme.pixmap(name, colour, _ARROW, self.devicePixelRatio())
        half = self._theme.px(_ARROW) / 2
        painter.drawPixmap(middle - QPointF(half, half), picture)


_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


_LIFT = 2
_FAR = 20_000.0  # bands reach beyond any line


class ExchangeText(QTextEdit):
    """Shows lines, read-only. pin_clicked(int): in the gutter."""

    pin_clicked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[Line, ...] = ()
        self._notes_on = True
        self._flashed: frozenset[int] = frozenset()
        self.setObjectName("exchange_view")
        self.setProperty("kind", "bare-code")
        self.setAccessibleName(tr("Exchange"))
        self.setReadOnly(True)
        self.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.document().setDocumentMargin(0)
        self._gutter = ExchangeGutter(self, theme)
        self.verticalScrollBar().valueChanged.connect(self._gutter.update)
        theme.changed.connect(self._restyle)
        self._margins()

    # -------------------------------------------------------------- what is shown
    def show_lines(self, lines: Sequence[Line], *, keep_place: bool = False) -> None:
        """Show these lines, from the top or where the view is."""
        place = self.verticalScrollBar().value() if keep_place else 0
        self._lines = tuple(lines)
        fill(self.document(), self._lines, self._theme)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(place)
        self._repaint()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines shown."""
        return self._lines

    def set_notes(self, *, on: bool) -> None:
        """Show or hide the notes at line ends."""
        self._notes_on = on
        self._repaint()

    def is_flashed(self, number: int) -> bool:
        """Tell whether a line is flashing now."""
        return number in self._flashed

    # -------------------------------------------------------------- geometry
    def spots(self) -> Iterator[Spot]:
        """Yield the lines in sight, with their boxes in the viewport."""
        layout = self.document().documentLayout()
        seen = self.viewport().visibleRegion().boundingRect()  # less where the page scrolls
        begin, end = (seen.top(), seen.bottom()) if seen else (0, self.viewport().height())
        top = self.verticalScrollBar().value()
        left = -self.horizontalScrollBar().value()
        block = self.cursorForPosition(QPoint(0, begin)).block()
        while block.isValid() and block.blockNumber() < len(self._lines):
            box = layout.blockBoundingRect(block)
            if box.top() - top > end:
                return
            line = block.layout()
            width = line.lineAt(0).naturalTextWidth() if line.lineCount() else 0.0
            # The fixed line height leaves its spare pixels above the text: half of them go below.
            y = round(box.top() - top) + self._theme.code_px(_LIFT)
            placed = QRectF(left, y, max(box.width(), _FAR), self._theme.code_px(LINE_HEIGHT))
            yield Spot(self._lines[block.blockNumber()], block, placed, left + width)
            block = block.next()

    def line_under(self, point: QPoint) -> Line | None:
        """Return the line at a point of the viewport (or the gutter, same height)."""
        for spot in self.spots():
            if spot.box.top() <= point.y() < spot.box.bottom():
                return spot.line
        return None

    def _margins(self) -> None:
        width = self._gutter.sizeHint().width()
        self.setViewportMargins(width, self._theme.px(8), 0, self._theme.px(8))
        area = self.contentsRect()
        inside = self.viewport().geometry()
        self._gutter.setGeometry(QRect(area.left(), inside.top(), width, inside.height()))

    # -------------------------------------------------------------- events
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bands, then the text, then the notes."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._theme.colour("surface"))
        for spot in self.spots():
            number = spot.block.blockNumber()
            exchange_paint.band(painter, self._theme, spot, flashed=number in self._flashed)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = float(self.viewport().width())
        for spot in self.spots():
            if spot.line.kind == "divider":
                exchange_paint.rule(painter, self._theme, spot, right)
            elif self._notes_on:
                exchange_paint.notes(painter, self._theme, spot, right)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the gutter beside the text."""
        super().resizeEvent(event)
        self._margins()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the recorded text with its masks, without notes."""
        cursor = self.textCursor()
        document = self.document()
        first = document.findBlock(cursor.selectionStart())
        last = document.findBlock(cursor.selectionEnd())
        selected = Selected(
            first.blockNumber(),
            cursor.selectionStart() - first.position(),
            last.blockNumber(),
            cursor.selectionEnd() - last.position(),
        )
        data = QMimeData()
        data.setText(copied(self._lines, selected))
        return data

    def _restyle(self) -> None:
        self.show_lines(self._lines, keep_place=True)
        self._margins()

    def _repaint(self) -> None:
        self.viewport().update()
        self._gutter.update()
