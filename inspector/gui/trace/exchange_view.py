"""The exchange as it crossed the wire, read-only: pins and notes stand beside the bytes."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from inspector.gui.theme import Theme
from inspector.gui.trace import exchange_paint
from inspector.gui.trace.copied import Selected, copied
from inspector.gui.trace.exchange_document import LINE_HEIGHT, fill
from inspector.gui.trace.exchange_gutter import ExchangeGutter
from inspector.gui.trace.exchange_paint import Spot
from inspector.gui.trace.line import Line
from inspector.gui.trace.spoken import spoken
from inspector.wording import tr

FLASH_MILLIS = 400
_LIFT = 2
_FAR = 20_000.0  # bands reach beyond any line


class ExchangeView(QTextEdit):
    """Shows lines. asked(Line): its action was clicked. pin_clicked(int): in the gutter."""

    asked = Signal(object)
    pin_clicked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[Line, ...] = ()
        self._notes_on = True
        self._still = False
        self._flashed: frozenset[int] = frozenset()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._end_flash)
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
        self.cursorPositionChanged.connect(self._tell)
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

    def set_still(self, *, still: bool) -> None:
        """Leave the flash out (reduced motion)."""
        self._still = still

    def jump_to_pin(self, pin: int) -> bool:
        """Bring the lines of a pin into sight and flash them; False where no line has it."""
        numbers = [at for at, line in enumerate(self._lines) if pin in line.pins]
        if not numbers:
            return False
        self.jump_to(numbers)
        return True

    def jump_to(self, numbers: Sequence[int]) -> None:
        """Bring lines (by their place in `lines`) into sight and flash them."""
        first = self.document().findBlockByNumber(numbers[0])
        last = self.document().findBlockByNumber(numbers[-1])
        for block in (last, first):
            cursor = QTextCursor(block)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        if not self._still:
            self._flashed = frozenset(numbers)
            self._timer.start(FLASH_MILLIS)
        self._repaint()

    def bring_up(self, number: int) -> None:
        """Put a line at the top, without flashing it."""
        block = self.document().findBlockByNumber(number)
        self.setTextCursor(QTextCursor(block))
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(top))

    def is_flashed(self, number: int) -> bool:
        """Tell whether a line is flashing now."""
        return number in self._flashed

    def current_line(self) -> Line | None:
        """Return the line of the text cursor."""
        at = self.textCursor().blockNumber()
        return self._lines[at] if at < len(self._lines) else None

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

    def viewportEvent(self, event: QEvent) -> bool:
        """Show all notes of a line as a tool tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            line = self.line_under(event.pos())
            texts = (
                [_with_reference(note.text, note.reference) for note in line.notes] if line else []
            )
            QToolTip.showText(event.globalPos(), "\n".join(texts), self)
            return True
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for what a line offers when its link is clicked."""
        super().mouseReleaseEvent(event)
        event.accept()
        line = self.line_under(event.position().toPoint())
        if line is not None and line.action and not self.textCursor().hasSelection():
            self.asked.emit(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what a click on the line would."""
        line = self.current_line()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line and line.action:
            self.asked.emit(line)
        else:
            super().keyPressEvent(event)

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

    def _tell(self) -> None:
        line = self.current_line()
        self.setAccessibleDescription(spoken(line) if line else "")

    def _end_flash(self) -> None:
        self._flashed = frozenset()
        self._repaint()

    def _repaint(self) -> None:
        self.viewport().update()
        self._gutter.update()


def _with_reference(text: str, reference: str) -> str:
    return f"{text} ({reference})" if reference else text
