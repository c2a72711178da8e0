"""The head of the graph: title, how many entries in how many steps, legend, which are left out."""

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from inspector.gui.story.brush import SEMIBOLD, Brush
from inspector.gui.story.mark_paint import paint_legend_mark
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.painting import smooth
from inspector.presentation.story.graph import Graph, LegendEntry
from inspector.presentation.story.layout import PAD
from inspector.presentation.story.letter_widths import width
from inspector.wording import tr

_HEIGHT = 34
_SAMPLE, _GAP, _APART = 30.0, 6.0, 18.0


class StoryHead(QWidget):
    """Painted; screen readers get the legend as its name."""

    def __init__(self, theme: Theme, *, titled: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._titled = titled
        self._graph: Graph | None = None
        self.setObjectName("story_legend")
        self.setAccessibleName(tr("Legend"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._renew)

    def show_graph(self, graph: Graph) -> None:
        """Show the words of a picture."""
        self._graph = graph
        marks = ", ".join(entry.words for entry in graph.legend)
        self.setAccessibleName(tr("{title}: {lead}", title=graph.title, lead=graph.lead))
        self.setAccessibleDescription(tr("Legend: {marks}", marks=marks) if marks else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return its height."""
        return QSize(0, self._theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint title and legend; entries that do not fit are left to the tooltip."""
        graph = self._graph
        if graph is None:
            return
        painter = smooth(self)
        painter.scale(self._theme.scale, self._theme.scale)
        brush = Brush(painter, self._theme, self.devicePixelRatioF())
        paint_head_row(brush, graph, self.width() / self._theme.scale, titled=self._titled)
        painter.end()

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()


def paint_head_row(brush: Brush, graph: Graph, room: float, *, titled: bool = True) -> None:
    """Paint title and legend into a row; entries that do not fit are left out."""
    used = _title(brush, graph) if titled else PAD
    wanted = sum(_wide(entry) for entry in graph.legend) - _APART
    begin = max(used + 20, room - PAD - wanted) if titled else PAD
    for entry in graph.legend:
        if begin + _wide(entry) - _APART > room - PAD + 1:
            break
        paint_legend_mark(brush, entry.mark, QPointF(begin + _SAMPLE / 2, _HEIGHT / 2))
        box = QRectF(begin + _SAMPLE + _GAP, 0, width(entry.words, 12) + 8, _HEIGHT)
        brush.words(box, entry.words, brush.font(12), "text2")
        begin += _wide(entry)


def _title(brush: Brush, graph: Graph) -> float:
    brush.words(QRectF(PAD, 0, 80, _HEIGHT), graph.title, brush.font(13, SEMIBOLD), "text")
    left = PAD + width(graph.title, 13) + 10
    wide = width(graph.lead, 12, bold=False)
    brush.words(QRectF(left, 0, wide + 10, _HEIGHT), graph.lead, brush.font(12), "text3")
    return left + wide


def _wide(entry: LegendEntry) -> float:
    return _SAMPLE + _GAP + width(entry.words, 12, bold=False) + _APART


class FilterNote(QWidget):
    """Hidden while all entries are shown. left(): all are wanted again."""

    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("story_filter")
        self._words = Label("", "body", wrap=True)
        every = Button(theme, tr("Show all entries"), "link", "x")
        every.setObjectName("story_all")
        every.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 16, 6)
        row.addWidget(self._words, 1)
        row.addWidget(every)
        self.hide()

    def say(self, text: str) -> None:
        """Say which entries are shown."""
        self._words.setText(text)
