"""The exchange as it crossed the wire: jumps to proofs, is read aloud, offers what is not shown."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from inspector.gui.theme import Theme
from inspector.gui.trace.exchange_text import ExchangeText
from inspector.gui.widgets.scrolled import Wholeness, bring_part
from inspector.gui.widgets.tooltip import tip
from inspector.presentation.exchange.line import Line, spoken

FLASH_MILLIS = 400


class ExchangeView(ExchangeText):
    """Shows lines. asked(Line): its action was clicked. menu_asked(QMenu, Line): add to it."""

    asked = Signal(object)
    menu_asked = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._still = False
        self._top: int | None = None  # kept at the top through resizing, until somebody scrolls
        self._pinned: tuple[int, ...] = ()  # lines kept in sight likewise
        self._firsts = 0  # how many of them, at the beginning, are those of the first pin
        self._wholeness = Wholeness(self, self._whole_height)
        self._wholeness.turned.connect(self._scroll_to_pins)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._end_flash)
        self.verticalScrollBar().actionTriggered.connect(self._let_go)
        self.cursorPositionChanged.connect(self._tell)

    def show_lines(self, lines: Sequence[Line], *, keep_place: bool = False) -> None:
        """Show these lines, from the top or where the view is."""
        self._let_go()
        super().show_lines(lines, keep_place=keep_place)
        self._wholeness.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Look whether it stands in a page that scrolls as a whole."""
        super().showEvent(event)
        self._wholeness.look()

    def _whole_height(self) -> int:
        margins, bar = self.viewportMargins(), self.horizontalScrollBar()
        lines = self.document().documentLayout().documentSize().height()
        return round(lines) + margins.top() + margins.bottom() + bar.sizeHint().height()

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
        self._let_go()
        first = self.document().findBlockByNumber(numbers[0])
        last = self.document().findBlockByNumber(numbers[-1])
        for block in (last, first):
            cursor = QTextCursor(block)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        if self._wholeness.is_on:
            bring_part(self, self._box_of(first).united(self._box_of(last)))
        if not self._still:
            self._flashed = frozenset(numbers)
            self._timer.start(FLASH_MILLIS)
        self._repaint()

    def _box_of(self, block: QTextBlock) -> QRect:
        box = self.document().documentLayout().blockBoundingRect(block).toAlignedRect()
        return box.translated(0, self.viewport().y()).intersected(self.rect())

    def bring_up(self, number: int) -> None:
        """Put a line at the top, without flashing it."""
        self._let_go()
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(number)))
        self._top = number
        self._scroll_to_top()
        if self._wholeness.is_on:
            bring_part(self, self._box_of(self.document().findBlockByNumber(number)))

    def bring_pins(self, entry: int) -> None:
        """Scroll so that the pinned lines of an exchange show; the first pin's where not all do."""
        pinned = [(min(line.pins), at) for at, line in enumerate(self._lines)
                  if line.pins and line.entry == entry]  # fmt: skip
        if pinned:
            self._let_go()
            first = min(pin for pin, _ in pinned)
            firsts = [at for pin, at in pinned if pin == first]
            self._pinned = (*firsts, *(at for pin, at in pinned if pin != first))
            self._firsts = len(firsts)
            self._scroll_to_pins()

    def _scroll_to_pins(self) -> None:
        """Begin where most pinned lines are in sight, those of pin 1 in any case.

        Scrolling stops at whole lines, and goes no further down than needed.
        """
        if not self._pinned:
            return
        layout, height = self.document().documentLayout(), self.viewport().height()
        boxes = [layout.blockBoundingRect(self.document().findBlockByNumber(at))
                 for at in range(len(self._lines))]  # fmt: skip
        firsts = self._pinned[: self._firsts]
        best, most = boxes[firsts[0]].top(), -1
        for top in (box.top() for box in boxes[: firsts[0] + 1]):
            seen = [at for at in self._pinned
                    if boxes[at].top() >= top and boxes[at].bottom() <= top + height]  # fmt: skip
            if set(firsts) <= set(seen) and len(seen) > most:
                best, most = top, len(seen)
        self.verticalScrollBar().setValue(round(best))

    def _scroll_to_top(self) -> None:
        if self._top is not None:
            block = self.document().findBlockByNumber(self._top)
            top = self.document().documentLayout().blockBoundingRect(block).top()
            self.verticalScrollBar().setValue(round(top))

    def current_line(self) -> Line | None:
        """Return the line of the text cursor."""
        at = self.textCursor().blockNumber()
        return self._lines[at] if at < len(self._lines) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line at the top that was put there."""
        super().resizeEvent(event)
        self._scroll_to_top()
        self._scroll_to_pins()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show all notes of a line as a tool tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            line = self.line_under(event.pos())
            texts = (
                [_with_reference(note.text, note.reference) for note in line.notes] if line else []
            )
            QToolTip.showText(event.globalPos(), tip("\n".join(texts)), self)
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; from now on resizing leaves the place alone."""
        self._let_go()
        super().wheelEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for what a line offers when its link is clicked."""
        self._let_go()
        super().mouseReleaseEvent(event)
        event.accept()
        line = self.line_under(event.position().toPoint())
        if line is not None and line.action and not self.textCursor().hasSelection():
            self.asked.emit(line)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the line pointed at, or with that of the cursor."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        line = self.current_line() if by_key else self.line_under(event.pos())
        menu = self.createStandardContextMenu()
        menu.aboutToHide.connect(menu.deleteLater)
        if line is not None:
            self.menu_asked.emit(menu, line)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what a click on the line would."""
        self._let_go()
        line = self.current_line()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line and line.action:
            self.asked.emit(line)
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        line = self.current_line()
        self.setAccessibleDescription(spoken(line) if line else "")

    def _let_go(self) -> None:
        self._top, self._pinned = None, ()

    def _end_flash(self) -> None:
        self._flashed = frozenset()
        self._repaint()


def _with_reference(text: str, reference: str) -> str:
    return f"{text} ({reference})" if reference else text
