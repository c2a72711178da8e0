"""The list of scenarios: icon of the family, title, and what the server does."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.gui.mocklab.scenario_entries import ScenarioEntry
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.painting import focus_ring, icon_at, rounded
from inspector.gui.widgets.plain_rows import PlainCell, PlainList, PlainRow, record_at
from inspector.wording import tr

_ICON, _PAD, _TEXT_LEFT = 18, 10, 38
_TITLE, _LINE = 20, 17
_ROW = 2 * _PAD + _TITLE + 2 * _LINE


class ScenarioList(PlainList):
    """`currentRowChanged` tells which one is chosen; `chosen` is its entry."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("scenario_list", tr("Scenarios"))
        self._theme = theme
        self.setItemDelegate(_Delegate(theme, self))
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        set_kind(self, "bare")
        theme.changed.connect(self._renew)

    @property
    def chosen(self) -> ScenarioEntry | None:
        """The entry of the current row."""
        entry = self.record()
        return entry if isinstance(entry, ScenarioEntry) else None

    def show_entries(self, entries: tuple[ScenarioEntry, ...]) -> None:
        """List these; the first one is chosen."""
        self.show_rows(tuple(_row(entry) for entry in entries))
        self.setCurrentRow(0)

    def choose(self, slug: str) -> None:
        """Choose the scenario of that name, if it is listed."""
        for place, row in enumerate(self.plain.rows):
            if isinstance(row.record, ScenarioEntry) and row.record.slug == slug:
                self.setCurrentRow(place)

    def _renew(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


def _row(entry: ScenarioEntry) -> PlainRow:
    return PlainRow(cells=(PlainCell(text=entry.title, told=entry.description),), record=entry)


class _Delegate(QStyledItemDelegate):
    """Paints one scenario."""

    def __init__(self, theme: Theme, parent: ScenarioList) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room for a title and two lines."""
        return QSize(self._theme.px(180), self._theme.px(_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint ground, icon, title and description."""
        entry: ScenarioEntry = record_at(index)
        px, colour = self._theme.px, self._theme.colour
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(rect).adjusted(1, 1, -1, -1)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, ground, 8, colour("accent_soft" if chosen else "hover"))
        if state & QStyle.StateFlag.State_HasFocus and chosen:
            focus_ring(painter, self._theme, ground, 8)
        where = QPointF(rect.x() + px(_PAD), rect.y() + px(_PAD + 1))
        icon_at(painter, self._theme, (entry.icon, "accent" if chosen else "text2", _ICON), where)
        words = rect.adjusted(px(_TEXT_LEFT), px(_PAD), -px(_PAD), -px(_PAD))
        self._words(painter, words, entry)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, entry: ScenarioEntry) -> None:
        px = self._theme.px
        painter.setFont(self._theme.font(13, SEMIBOLD))
        painter.setPen(self._theme.colour("text"))
        title = painter.fontMetrics().elidedText(
            entry.title, Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(QRect(rect.x(), rect.y(), rect.width(), px(_TITLE)), 0, title)
        font = self._theme.font(12)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text2"))
        for number, line in enumerate(_two_lines(entry.description, QFontMetrics(font), rect)):
            top = rect.y() + px(_TITLE + number * _LINE)
            painter.drawText(QRect(rect.x(), top, rect.width(), px(_LINE)), 0, line)


def _two_lines(text: str, metrics: QFontMetrics, rect: QRect) -> list[str]:
    """Break a text into two lines; what does not fit is elided."""
    words, first = text.split(), ""
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= rect.width():
        first = f"{first} {words.pop(0)}".strip()
    rest = metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, rect.width())
    return [first, rest] if rest else [first]
