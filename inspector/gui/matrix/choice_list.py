"""A list of things to tick, as high as what it holds, up to a few rows."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyleOptionViewItem,
)

from inspector.gui.lists.plain_rows import PlainCell, PlainList, PlainRow, record_at
from inspector.gui.lists.row_painter import Index, Part, Row, RowLine, RowPainter, RowShape
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.scrolled import Scrolled
from inspector.wording import tr

# ---------------- How a row of a list of choices looks
_ONE, _TWO, _GAP = 30, 46, 10


class ChoiceRow(RowPainter):
    """The whole row can be clicked, not only its box."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        shape = RowShape(rooms=_rooms, size=_size, ground="style", radius=4)
        super().__init__(theme, view, shape, lambda index, _: _look(index))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tick or untick wherever the row is clicked."""
        if isinstance(event, QMouseEvent):
            clicked = event.type() == QEvent.Type.MouseButtonRelease
            if clicked and event.button() is Qt.MouseButton.LeftButton:
                _turn(model, index)
            return clicked
        return super().editorEvent(event, model, option, index)


def _size(theme: Theme, index: Index) -> QSize:
    """Return the height of one line or two; never lower than what they need."""
    return QSize(0, theme.px(_TWO if record_at(index) else _ONE))


def _rooms(theme: Theme, rect: QRect, row: Row) -> tuple[QRect, ...]:
    """Return the room of the lines, which stand together in the middle."""
    fonts = (theme.font(13, MEDIUM), theme.font(12))
    heights = [QFontMetrics(font).height() for font in fonts[: len(row.lines)]]
    left, right = rect.left() + _GAP, rect.right() - 6
    top = rect.y() + (rect.height() - sum(heights)) // 2
    tops = (top, top + heights[0])
    return tuple(
        QRect(left, at, right - left + 1, high) for at, high in zip(tops, heights, strict=False)
    )


def _look(index: Index) -> Row:
    name, detail = str(index.data() or ""), str(record_at(index) or "")
    lines = (
        RowLine(main=Part(text=name, size=13, weight=MEDIUM), ends=False),
        RowLine(main=Part(text=detail, ink="text2")),
    )
    return Row(lines=lines if detail else lines[:1])


def _turn(model: QAbstractItemModel, index: Index) -> None:
    role, state = Qt.ItemDataRole.CheckStateRole, Qt.CheckState
    ticked = state(index.data(role)) is state.Checked
    model.setData(index, (state.Unchecked if ticked else state.Checked).value, role)


_MOST = 5


class ChoiceList(PlainList):
    """ticked(): another choice. Space or Enter ticks the row with the focus."""

    ticked = Signal()

    def __init__(self, theme: Theme, name: str, title: str) -> None:
        super().__init__(name, title)
        self._theme = theme
        self._row = ChoiceRow(theme, self)
        self.setItemDelegate(self._row)
        set_kind(self, "bare")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)  # what is chosen has a tick
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.plain.ticked.connect(self.ticked)
        theme.changed.connect(self._renew)

    def show_entries(
        self, entries: tuple[tuple[str, str], ...], chosen: frozenset[int] = frozenset()
    ) -> None:
        """List these names with their details; those are ticked."""
        row = self.currentRow()
        self.show_rows(tuple(_row(*entry, ticked=at in chosen) for at, entry in enumerate(entries)))
        self.setCurrentRow(max(0, min(row, self.count() - 1)))
        self._renew()

    def chosen(self) -> tuple[int, ...]:
        """Return the places of those that are ticked."""
        return tuple(place for place, row in enumerate(self.plain.rows) if row.ticked)

    def tick(self, wanted: frozenset[int]) -> None:
        """Tick these and no others; told of once."""
        self.plain.tick(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter tick as Space does."""
        current = self.currentRow()
        if current >= 0 and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.tick(frozenset(self.chosen()) ^ {current})
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the height of its rows, of the first few where there are more."""
        rows = range(min(self.count(), _MOST))
        high = sum(self.sizeHintForRow(place) for place in rows)
        return QSize(0, high + 2 * self.frameWidth() + 2)

    def _renew(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()


def _row(name: str, detail: str, *, ticked: bool) -> PlainRow:
    both = tuple(filter(None, (name, detail)))
    cell = PlainCell(text=name, tip="\n".join(both), said=", ".join(both))
    return PlainRow(cells=(cell,), record=detail, ticked=ticked)


# ---------------- A card with a list of things to tick
class ChoiceCard(Card):
    """`list`: what can be ticked. `top`: the line of the title. all: ticks or unticks each."""

    def __init__(self, theme: Theme, name: str, title: str, nothing: str = "") -> None:
        super().__init__(theme, 12)
        self.list = ChoiceList(theme, name, title)
        self.all = Button(theme, tr("Tick all"), "link")
        self.all.setObjectName(f"{name}_all")
        self._nothing = Label(nothing, "quiet", wrap=True)
        self.top = QHBoxLayout()
        self.top.setSpacing(4)
        heading = Label(title, "heading")
        heading.setBuddy(self.list)
        self.top.addWidget(heading, 1)
        self.top.addWidget(self.all)
        self.column.setSpacing(4)
        self.column.addLayout(self.top)
        self.column.addWidget(self._nothing)
        self.column.addWidget(self.list)
        self._title = title
        self.all.clicked.connect(self._turn_all)
        self.list.ticked.connect(self._renew)
        self._renew()

    def show_entries(
        self, entries: tuple[tuple[str, str], ...], chosen: frozenset[int] = frozenset()
    ) -> None:
        """List these."""
        self.list.show_entries(entries, chosen)
        self._renew()

    def _turn_all(self) -> None:
        every = frozenset(range(self.list.count()))
        self.list.tick(frozenset() if set(self.list.chosen()) == every else every)

    def _renew(self) -> None:
        count = self.list.count()
        whole = len(self.list.chosen()) == count
        self.all.set_text(tr("Untick all") if whole else tr("Tick all"))
        said = (
            tr("Untick all: {list}", list=self._title)
            if whole
            else tr("Tick all: {list}", list=self._title)
        )
        self.all.setAccessibleName(said)
        self.all.setVisible(count > 1)
        self.list.setVisible(count > 0)
        self._nothing.setVisible(not count and bool(self._nothing.text()))


# ---------------- A pane that is as high as its content, and scrolls where there is less room
class ChoiceRoll(Scrolled):
    """What stands below it follows its content directly."""

    def __init__(self) -> None:
        super().__init__()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Return the size of all its content."""
        return self.column.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the content."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
