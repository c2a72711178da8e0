"""A table that is painted from a story's layout: where everything stands, and how it is painted."""

from bisect import bisect_right

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from inspector.gui.story.brush import Brush
from inspector.gui.story.graph_paint import (
    paint_graph,
    paint_grounds,
    paint_names,
    paint_ring,
    ring_place,
)
from inspector.gui.story.mark_paint import paint_pin_ring
from inspector.gui.story.overview_strip import STRIP, paint_overview, paint_part
from inspector.gui.story.seen import Seen
from inspector.gui.story.story_table import Index, StoryTable
from inspector.gui.story.tiles import Tiles
from inspector.gui.theme import Theme
from inspector.gui.widgets.card import RADIUS
from inspector.presentation.story.graph import Graph
from inspector.wording import tr

_VISIBLE = QAbstractItemView.ScrollHint.EnsureVisible


class StoryCanvas(QTableView):
    """A table for screen readers, painted as one picture. resized(): it has another width."""

    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._graph: Graph | None = None
        self._hovered = (-1, -1)  # row of a name, column of a step
        self._pointed = 0  # number of a pin
        self._flashed: tuple[int, int] | None = None
        self._base: tuple[object, QPixmap] | None = None
        self._strip: tuple[object, QPixmap] | None = None
        self._tiles: Tiles | None = None
        self._table = StoryTable(self)
        self.setObjectName("story_view")
        self.setAccessibleName(tr("Story"))
        self.setModel(self._table)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self._forget())
        theme.changed.connect(self._renew)

    @property
    def graph(self) -> Graph | None:
        """The picture that is shown."""
        return self._graph

    @property
    def table(self) -> StoryTable:
        """The words of the picture."""
        return self._table

    @property
    def current(self) -> tuple[int, int]:
        """The row and the step that are chosen, -1 for none."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else (-1, -1)

    # ------------------------------------------------------------ where things are
    @property
    def _scale(self) -> float:
        return self._theme.scale

    @property
    def _shift(self) -> int:
        return self.horizontalScrollBar().value()

    @property
    def _top(self) -> float:
        """Where the picture begins: below the strip that shows all steps, where there is one."""
        return STRIP * self._scale if self._is_wide() else 0.0

    def _is_wide(self) -> bool:
        graph = self._graph
        return graph is not None and graph.width * self._scale > self.viewport().width() + 1

    def _fit(self) -> None:
        """Take the height of the picture."""
        graph = self._graph
        if graph is None:
            return
        bar = self.horizontalScrollBar()
        high = graph.height * self._scale + self._top
        high += bar.sizeHint().height() if self._is_wide() else 0
        self.setFixedHeight(round(high))
        self.updateGeometries()

    def updateGeometries(self) -> None:
        """Let the scroll bar go as far as the picture does."""
        bar, graph = self.horizontalScrollBar(), self._graph
        room = self.viewport().width()
        wide = round(graph.width * self._scale) if graph is not None else 0
        names = round(graph.names * self._scale) if graph is not None else 0
        bar.setPageStep(max(room - names, 1))
        bar.setSingleStep(round(60 * self._scale))
        bar.setRange(0, max(wide - room, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint anew; another layout is on its way."""
        super().resizeEvent(event)
        self._forget()
        self.updateGeometries()
        if event.oldSize().width() != event.size().width():
            self.resized.emit()

    def visualRect(self, index: Index) -> QRect:
        """Return where an event stands in the view."""
        graph = self._graph
        if graph is None or not index.isValid() or index.column() >= len(graph.columns):
            return QRect()
        return self._on_screen(ring_place(graph, index.row(), index.column()))

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        """Return all: a step is painted from its head to its foot."""
        return QRegion(self.viewport().rect())

    def _on_screen(self, place: QRectF) -> QRect:
        scale = self._scale
        return QRectF(
            place.x() * scale - self._shift,
            place.y() * scale + self._top,
            place.width() * scale,
            place.height() * scale,
        ).toAlignedRect()

    def scrollTo(self, index: Index, _hint: QAbstractItemView.ScrollHint = _VISIBLE) -> None:
        """Bring a step into sight, right of the names."""
        graph = self._graph
        if graph is None or not index.isValid() or index.column() >= len(graph.columns):
            return
        column, scale = graph.columns[index.column()], self._scale
        left = round((column.x - graph.names - 8) * scale)
        right = round((column.x + column.width + 16) * scale) - self.viewport().width()
        bar = self.horizontalScrollBar()
        bar.setValue(min(max(bar.value(), right), left))

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the event under a point; beside the steps there is none."""
        row, column = self._under(point)
        return self._table.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def in_picture(self, point: QPoint) -> tuple[float, float]:
        """Return the place in the picture that is seen at a point."""
        x = (point.x() + self._shift) / self._scale
        return x, (point.y() - self._top) / self._scale

    def _under(self, point: QPoint) -> tuple[int, int]:
        """Return the row and the step under a point, -1 for none; left of the steps is a name."""
        graph = self._graph
        if graph is None:
            return -1, -1
        x, y = point.x() / self._scale, (point.y() - self._top) / self._scale
        rows = [n for n, row in enumerate(graph.rows) if row.top <= y < row.top + row.height]
        row = rows[0] if rows else -1
        if x < graph.names:
            return row, -1
        x += self._shift / self._scale
        column = bisect_right([one.x for one in graph.columns], x) - 1
        inside = column >= 0 and x <= graph.columns[column].x + graph.columns[column].width
        return row, column if inside else -1

    # ------------------------------------------------------------ painting
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint grounds, what stands on them, the names, and the ring."""
        graph, viewport = self._graph, self.viewport()
        if graph is None:
            return
        painter = QPainter(viewport)
        ratio, scale = self.devicePixelRatioF(), self._scale
        brush = Brush(painter, self._theme, ratio)
        row, column = self.current
        painter.save()
        painter.setClipPath(self._round_below())
        painter.translate(-self._shift, self._top)
        painter.scale(scale, scale)
        paint_grounds(brush, graph, column, self._hovered[1])
        painter.restore()
        painter.drawPixmap(0, 0, self._drawn(graph, ratio))
        painter.translate(-self._shift, self._top)
        painter.scale(scale, scale)
        for place in {self._flashed, (row, column) if self.hasFocus() or row >= 0 else None}:
            if place is not None and place[0] >= 0:
                painter.setClipRect(self._beside_names(graph))
                paint_ring(brush, graph, *place)
        painter.setClipRect(self._beside_names(graph))
        for disc in graph.pin_places() if self._pointed else ():
            if disc.number == self._pointed:
                paint_pin_ring(brush, disc)
        painter.end()

    def _round_below(self) -> QPainterPath:
        """Return the view with the lower corners of the card that it lies in."""
        path = QPainterPath()
        rect = QRectF(self.viewport().rect())
        path.addRoundedRect(rect.adjusted(0, -2 * RADIUS, 0, 0), RADIUS - 1, RADIUS - 1)
        return path

    def _beside_names(self, graph: Graph) -> QRectF:
        left = graph.names + self._shift / self._scale
        return QRectF(left, 0, graph.width, graph.height)

    def _drawn(self, graph: Graph, ratio: float) -> QPixmap:
        """Return all but grounds and ring as a picture; made anew when any of it changes."""
        viewport = self.viewport()
        lit = self._hovered[0] if self._hovered[1] < 0 else -1
        is_line = lit >= 0 and graph.rows[lit].kind == "credential"
        key = (
            id(graph),
            self._theme.tokens.dark,
            viewport.size().toTuple(),
            self._shift,
            ratio,
            lit,
        )
        if self._base is not None and self._base[0] == key:
            return self._base[1]
        made = QPixmap(viewport.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        brush, scale = Brush(painter, self._theme, ratio), self._scale
        self._paint_steps(brush, graph, lit if is_line else -1)
        painter.save()
        painter.translate(0, self._top)
        painter.scale(scale, scale)
        paint_names(brush, graph, lit if is_line else -1)
        painter.restore()
        if self._is_wide():
            left = graph.names * scale
            room = QRectF(left, 0, viewport.width() - left, STRIP * scale)
            painter.drawPixmap(0, 0, self._overview(graph, room, ratio))
            part = (self._shift / scale, (self._shift + viewport.width()) / scale)
            paint_part(brush, graph, room, part)
        painter.end()
        self._base = (key, made)
        return made

    def _overview(self, graph: Graph, room: QRectF, ratio: float) -> QPixmap:
        """Return the strip of all steps; made once for a picture, a theme and a width."""
        key = (id(graph), self._theme.tokens.dark, room.width(), ratio)
        if self._strip is not None and self._strip[0] == key:
            return self._strip[1]
        made = QPixmap(QSize(self.viewport().width(), round(room.height())) * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        paint_overview(Brush(painter, self._theme, ratio), graph, room)
        painter.end()
        self._strip = (key, made)
        return made

    def _paint_steps(self, brush: Brush, graph: Graph, lit: int) -> None:
        painter, scale = brush.painter, self._scale
        left = self._shift / scale
        right = (self._shift + self.viewport().width()) / scale
        painter.save()
        painter.translate(-self._shift, self._top)
        painter.scale(scale, scale)
        if self._is_wide():
            painter.setClipRect(self._beside_names(graph))
            left += graph.names
        seen = Seen(left if self._is_wide() else 0, right)
        part = self._tiles.part(seen.left, seen.right) if self._tiles is not None else graph
        paint_graph(brush, part, seen, lit)
        painter.restore()

    def _forget(self) -> None:
        self._base = None
        self.viewport().update()

    def _renew(self) -> None:
        self._fit()
        self._forget()

    def point_at(self, number: int) -> None:
        """Put a ring round every place of a pin; 0 takes them away."""
        if number != self._pointed:
            self._pointed = number
            self.viewport().update()

    def flash(self, place: tuple[int, int] | None) -> None:
        """Put a ring round an event, or take it away."""
        self._flashed = place
        self.viewport().update()
