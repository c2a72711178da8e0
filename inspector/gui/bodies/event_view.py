"""The events of a stream as rows: when, which, what; live, held back, filtered."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector.gui.bodies.line_view import LineView, paint_text
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.painting import icon_at, middle, rounded
from inspector.model.message import Header
from inspector.presentation.bodies.event_log import EventLog, row_words
from inspector.presentation.bodies.printable import visible
from inspector.presentation.bodies.secret_blocks import SecretBlocks, parts_of
from inspector.protocol.redaction import KnownValues
from inspector.protocol.streams.event_stream import Event
from inspector.wording import tr, tr_n

_ROW = 34
_TIME, _NAME = 106, 128
_PAD = 16
_CHEVRON, _CHIP = 14, 18
_SHOWN = 2000  # characters of an event in its row
_COPIED = 1000  # events
_ANNOUNCED = 5000  # milliseconds between two counts that are read aloud
_ICONS = {
    "sent": ("arrow-up-right", "accent"),
    "received": ("arrow-down-left", "ok"),
    "closed": ("unplug", "text2"),
    "unsent": ("triangle-alert", "warn"),
}
_JSON = (Header("Content-Type", "application/json"),)

Known = Callable[[], KnownValues | None]


class EventRows:
    """The rows of a log for a line view. values: known secrets; hidden: all are masked."""

    data = b""
    widest = 0

    def __init__(self, log: EventLog, values: KnownValues | None, *, hidden: bool) -> None:
        self.log = log
        self._values = values
        self._hidden = hidden

    def __len__(self) -> int:
        return len(self.log)

    def words(self, row: int) -> tuple[str, str, str]:
        """Return time, name and data of a row."""
        found = self.log.row(row)
        event = found.event
        name = row_words(event)
        data = found.fold or self._masked(event.data[:_SHOWN])
        return found.time, name, data

    def _masked(self, text: str) -> str:
        data = text.encode("utf-8", "replace")
        secrets = SecretBlocks(data, _JSON, values=self._values) if self._hidden else None
        parts = parts_of(data, secrets, 0, len(data))
        shown = (p.mask or visible(data[p.start : p.end].decode("utf-8", "replace")) for p in parts)
        return "".join(shown)

    def text(self, row: int) -> str:
        """Return a row as one text."""
        return "  ".join(filter(None, self.words(row)))

    def copied(self, first: int, last: int) -> str:
        """Return rows as text."""
        return "\n".join(self.text(row) for row in range(first, min(last + 1, first + _COPIED)))

    def number(self, row: int) -> int:  # noqa: ARG002 - rows have their time
        """Return 0: rows have no number."""
        return 0

    def span(self, row: int) -> tuple[int, int]:  # noqa: ARG002 - events are no bytes any more
        """Return no bytes."""
        return 0, 0

    def row_at(self, byte: int) -> int:  # noqa: ARG002 - as above
        """Return the last row."""
        return max(len(self) - 1, 0)

    def column(self, row: int, byte: int) -> int:  # noqa: ARG002 - as above
        """Return 0."""
        return 0


class EventTools(QWidget):
    """Pause and Stop, while a stream is live."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.pause = Button(theme, tr("Pause"), "secondary", "pause")
        self.stop = Button(theme, tr("Stop"), "secondary", "square")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.pause)
        row.addWidget(self.stop)

    def show_paused(self, *, paused: bool) -> None:
        """Say what the button does."""
        self.pause.set_icon("play" if paused else "pause")
        self.pause.set_text(tr("Go on") if paused else tr("Pause"))


class EventView(LineView):
    """Shows a log, its newest event in sight while it is live.

    changed(): it was paused or goes on. picked(int): this row is to be seen in full. refreshed().
    """

    changed = Signal()
    picked = Signal(int)
    refreshed = Signal()

    def __init__(self, theme: Theme) -> None:
        self.log = EventLog("")
        super().__init__(theme)
        self.setObjectName("body_events")
        self.tools = EventTools(theme)
        self.tools.hide()
        self.tools.pause.clicked.connect(self.toggle_pause)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_ANNOUNCED)
        self.refresh()

    def _whole_height(self) -> int:
        return 0  # it scrolls in any page: the newest event stays in sight

    def show_log(self, log: EventLog, values: KnownValues | None, *, hidden: bool) -> None:
        """Show a log, its newest event in sight where it is live."""
        self.log = log
        self.show_rows(EventRows(log, values, hidden=hidden))
        if log.is_live:
            self.go_to(len(log) - 1)
        self.refresh()

    def refresh(self) -> None:
        """Show what came since."""
        bar = self.verticalScrollBar()
        follows = bar.value() >= bar.maximum() and not self.log.is_paused
        self._bars()
        if follows and self.log.is_live:
            self._current = self._anchor = max(len(self.log) - 1, 0)
            bar.setValue(bar.maximum())
        self._current = min(self._current, max(len(self.log) - 1, 0))
        self.viewport().update()
        state = tr("live") if self.log.is_live else tr("ended")
        self.setAccessibleName(tr("Events, {state}, {count:,}", state=state, count=self.log.total))
        self.tools.setVisible(self.log.is_live and self.isVisible())
        self.tools.show_paused(paused=self.log.is_paused)
        self._announce()
        self.refreshed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the newest in sight."""
        bar = self.verticalScrollBar()
        follows = bar.value() >= bar.maximum() and self.log.is_live
        super().resizeEvent(event)
        if follows:
            bar.setValue(bar.maximum())

    def toggle_pause(self) -> None:
        """Hold back what comes, or show it."""
        if self.log.is_live:
            self.log.pause(on=not self.log.is_paused)
            self.refresh()
            self.changed.emit()

    def show_only(self, text: str) -> None:
        """Show events with a text."""
        self.log.show_only(text)
        self.refresh()

    def _announce(self) -> None:
        if self._quiet.isActive() or not self.log.is_live or not self.hasFocus():
            return
        self._quiet.start()
        said = tr_n("{count} event", "{count:,} events", self.log.total)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space holds back what comes; Enter shows an event; it, Left and Right unfold a burst."""
        if event.key() == Qt.Key.Key_Space:
            self.toggle_pause()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.current)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._toggle(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row, and show it; one that stands for several shows them."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
            self._pick(self._row_under(event.position().toPoint()))

    def _pick(self, row: int) -> None:
        if row < len(self.log) and self.log.row(row).burst:
            self._toggle(row)
        elif row < len(self.log):
            self.picked.emit(row)

    def _toggle(self, row: int) -> None:
        if row < len(self.log):
            self.log.toggle(row)
            self.refresh()

    # ------------------------------------------------------------ painting
    def _measure(self) -> None:
        super()._measure()
        self._height = max(self._height, self._theme.px(_ROW))
        self._bars()

    def _paint_row(self, painter: QPainter, row: int, y: int) -> None:
        rows = self._rows
        if not isinstance(rows, EventRows):
            return
        px, width = self._theme.px, self.viewport().width()
        low, high = sorted((self._anchor, self._current))
        if low <= row <= high:
            painter.fillRect(0, y, width, self._height, self._theme.colour("accent_soft"))
            painter.fillRect(0, y, px(3), self._height, self._theme.colour("accent_fill"))
        when, name, data = rows.words(row)
        self._paint_name(painter, (when, name), rows.log.row(row).event, y)
        box = QRect(px(_PAD + _TIME + _NAME), y, 1 << 20, self._height)
        if rows.log.row(row).burst:
            self._paint_burst(painter, data, box)
        else:
            painter.setFont(self._font)
            room = int((width - px(_PAD) - box.left()) // self._advance)
            if len(data) > room:
                data = data[: max(room - 1, 0)] + "…"
            paint_text(painter, self._look(json=data[:1] in ("{", "[")), data, box)
        line = QRect(px(_PAD), y + self._height - 1, width - 2 * px(_PAD), 1)
        painter.fillRect(line, self._theme.colour("border"))

    def _paint_name(self, painter: QPainter, words: tuple[str, str], event: Event, y: int) -> None:
        """Paint when an event came, which way a message went, and what it is called."""
        px, high = self._theme.px, self._height
        flag = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setFont(self._theme.code_font(12))
        painter.setPen(self._theme.colour("text2"))
        painter.drawText(QRect(px(_PAD), y, px(_TIME) - px(8), high), flag, words[0])
        box = QRect(px(_PAD + _TIME), y, px(_NAME) - px(8), high)
        if (icon := _ICONS.get(event.way)) is not None:
            top = middle(QRect(0, y, 1, high), px(_CHEVRON))
            icon_at(painter, self._theme, (*icon, _CHEVRON), QPointF(box.left(), top))
            box.setLeft(box.left() + px(_CHEVRON + 6))
        quiet = event.is_comment
        painter.setFont(self._theme.font(13) if quiet else self._theme.font(13, SEMIBOLD))
        painter.setPen(self._theme.colour("text2" if quiet else "text"))
        name = painter.fontMetrics().elidedText(words[1], Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, flag, name)

    def _paint_burst(self, painter: QPainter, words: str, box: QRect) -> None:
        """Paint how many events a row stands for."""
        px = self._theme.px
        top = middle(QRect(0, box.y(), 1, box.height()), px(_CHEVRON))
        look = ("chevron-right", "text2", _CHEVRON)
        icon_at(painter, self._theme, look, QPointF(box.left(), top))
        painter.setFont(self._theme.font(12, SEMIBOLD))
        width = painter.fontMetrics().horizontalAdvance(words) + px(12)
        top = middle(QRect(0, box.y(), 1, box.height()), px(_CHIP))
        chip = QRectF(box.left() + px(18), top, width, px(_CHIP))
        rounded(painter, chip, px(4), self._theme.colour("hover"))
        painter.setPen(self._theme.colour("text2"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)
