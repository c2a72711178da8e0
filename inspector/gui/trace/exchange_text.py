"""The text of an exchange with what stands beside it: gutter, bands, notes; copies as recorded."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QMimeData, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from inspector.gui.theme import Theme
from inspector.gui.trace import exchange_paint
from inspector.gui.trace.copied import Selected, copied
from inspector.gui.trace.exchange_document import LINE_HEIGHT, fill
from inspector.gui.trace.exchange_gutter import ExchangeGutter
from inspector.gui.trace.exchange_paint import Spot
from inspector.gui.trace.line import Line
from inspector.wording import tr

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
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        left = -self.horizontalScrollBar().value()
        block = self.cursorForPosition(QPoint(0, 0)).block()
        while block.isValid() and block.blockNumber() < len(self._lines):
            box = layout.blockBoundingRect(block)
            if box.top() - top > height:
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
