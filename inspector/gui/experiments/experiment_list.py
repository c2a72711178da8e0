"""The list of experiments: as high as its rows, run and opened by click or key."""

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QSizePolicy

from inspector.gui.experiments.row_paint import ExperimentModel, Index, RowPaint
from inspector.gui.theme import Theme
from inspector.gui.trace.exchange_view import FLASH_MILLIS
from inspector.gui.widgets.kind import set_kind
from inspector.presentation.experiments.experiment_rows import Row
from inspector.wording import tr

_DO = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ExperimentList(QListView):
    """run_asked(id), open_asked(id); in_sight(QRect): this part of it is to be seen."""

    run_asked = Signal(str)
    open_asked = Signal(str)
    in_sight = Signal(QRect)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows = ExperimentModel()
        self._paint = RowPaint(theme, self._rows)
        self._still = False
        self._height = 0
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.timeout.connect(self._end_flash)
        self.setModel(self._rows)
        self.setItemDelegate(self._paint)
        self.setObjectName("experiments_list")
        self.setAccessibleName(tr("Experiments"))
        self._set_up()
        theme.changed.connect(self._renew)
        self._rows.dataChanged.connect(self._renew)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._rows.rows

    @property
    def flashed(self) -> str:
        """The id of the row that is lit up now."""
        return self._paint.flashed

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows; the current one stays."""
        current = self.current_id
        self._rows.show_rows(rows)
        index = self._rows.place(current) if current else self._rows.index(min(1, len(rows) - 1), 0)
        if index.isValid() and not self.currentIndex().isValid():
            self.setCurrentIndex(index)
        self._renew()

    @property
    def current_id(self) -> str:
        """The id of the current row, empty for the user's own request."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].id if index.isValid() else ""

    def set_still(self, *, still: bool) -> None:
        """Leave the flash out (reduced motion)."""
        self._still = still

    def jump(self, name: str) -> bool:
        """Make an experiment the current row, bring it into sight and flash it."""
        index = self._rows.place(name)
        if not name or not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.in_sight.emit(self.visualRect(index))
        if not self._still:
            self._paint.flashed = name
            self._flash.start(FLASH_MILLIS)
        self.viewport().update()
        return True

    # ------------------------------------------------------------ size
    def sizeHint(self) -> QSize:
        """Return the height of all rows; what holds the list scrolls."""
        return QSize(320, max(self._height, 1))

    def minimumSizeHint(self) -> QSize:
        """Return the same height: rows are never cut."""
        return QSize(1, max(self._height, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out for the new width."""
        super().resizeEvent(event)
        if self._paint.width != self.viewport().width():
            self._renew()

    def _renew(self) -> None:
        self._paint.width = self.viewport().width()
        self.scheduleDelayedItemsLayout()
        height = sum(self._paint.height(row) for row in self._rows.rows)
        if height != self._height:
            self._height = height
            self.updateGeometry()
        self.viewport().update()

    # ---------------------------------------------------------- events
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space run the current experiment, or show what came of it."""
        if event.key() in _DO and not event.modifiers():
            self._do(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a row's button does what the button says."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self._on_action(at):
            self._do(self.indexAt(at))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click shows what came of an experiment; it never sends anything."""
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._rows.rows[index.row()].act == "open":
            self._do(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be clicked."""
        super().mouseMoveEvent(event)
        hand = self._on_action(event.position().toPoint())
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        )

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Keep the current row in sight."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.setAccessibleDescription(self._rows.rows[current.row()].spoken)
            if self.hasFocus():
                self.in_sight.emit(self.visualRect(current))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Bring the current row into sight."""
        super().focusInEvent(event)
        self.in_sight.emit(self.visualRect(self.currentIndex()))

    def _on_action(self, at: QPoint) -> bool:
        index = self.indexAt(at)
        if not index.isValid() or not self._rows.rows[index.row()].act:
            return False
        corner = self.visualRect(index).topLeft()
        return self._paint.action(index).translated(corner).contains(at)

    def _do(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self._rows.rows[index.row()]
        if row.act in ("run", "ask"):
            self.run_asked.emit(row.id)
        elif row.act == "open":
            self.open_asked.emit(row.id)

    def _set_up(self) -> None:
        set_kind(self, "rows")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        for bar in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def _end_flash(self) -> None:
        self._paint.flashed = ""
        self.viewport().update()
