"""The rows of a token: name, value as it stands, what it means, and how it fares."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from inspector.gui.lists.plain_rows import PlainCell, PlainRow, PlainRows, record_at
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM, SEMIBOLD
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.marks import DIAMETER, paint_pin
from inspector.gui.widgets.menu import copy_entry, offer_menu
from inspector.gui.widgets.painting import elided, focus_ring, icon_at, middle
from inspector.model.annotation import Level
from inspector.model.token import TokenPart, TokenRow
from inspector.presentation.tokens.claim_words import cells, listed, spoken, tips
from inspector.wording import tr

Index = QModelIndex | QPersistentModelIndex

# ---------------- Paints the rows of a token
SIDE, PAD, ICON, GAP, BAR = 16, 8, 14, 6, 3
LOOK: dict[Level, tuple[str, str]] = {
    "info": ("minus", "text3"),
    "good": ("circle-check", "ok"),
    "odd": ("triangle-alert", "warn"),
    "bad": ("circle-x", "err"),
}
TONES = {"header": "jwt_header", "payload": "jwt_payload", "signature": "jwt_signature"}


class Claim(NamedTuple):
    """What a row of the list stands for: a row of a part, or without one the part's head.

    pin: the evidence that stands on it, 0 for none; None where nothing has any.
    """

    part: TokenPart
    row: TokenRow | None = None
    pin: int | None = None


class ClaimDelegate(QStyledItemDelegate):
    """lit: the name of the part whose rows are lit."""

    def __init__(self, theme: Theme, view: QTreeView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self.lit = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell; the cells of a head are one."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        claim = record_at(index)
        rect: QRect = option.rect
        if isinstance(claim, Claim):
            if claim.row is None:
                self._head(painter, rect, claim.part)
            else:
                self._ground(painter, option, index, (claim.part, claim.row))
                self._cell(painter, rect, index, (claim.row, claim.pin))
        self._ring(painter, option, index)
        painter.restore()

    def _head(self, painter: QPainter, rect: QRect, part: TokenPart) -> None:
        tone = TONES.get(part.name, "")
        painter.fillRect(rect, self._theme.colour(f"{tone}_soft" if tone else "sunken"))
        if part.name == self.lit:
            painter.fillRect(QRect(0, rect.y(), BAR, rect.height()), self._theme.colour(tone))
        font = self._theme.font(12, SEMIBOLD)
        room = rect.adjusted(self._theme.px(SIDE), 0, -self._theme.px(SIDE), 0)
        elided(painter, room, (part.title, font, self._theme.colour(tone or "text2")))

    def _ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        shown: tuple[TokenPart, TokenRow],
    ) -> None:
        """Band a failing row and bar its left; else tint what is lit; a hairline below."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        part, row = shown
        tone = TONES.get(part.name, "")
        lit = tone and part.name == self.lit
        if row.level == "bad":
            painter.fillRect(rect, self._theme.colour("err_soft"))
        elif state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour("accent_soft"))
        elif lit:
            painter.fillRect(rect, self._theme.colour(f"{tone}_soft"))
        if index.column() == 0 and (lit or row.level == "bad"):
            colour = self._theme.colour("err_fill" if row.level == "bad" else tone)
            painter.fillRect(QRect(rect.x(), rect.y(), BAR, rect.height()), colour)
        side = self._theme.px(SIDE)
        first, last = index.column() == 0, self._is_last(index)
        line = QRect(rect.x(), rect.bottom(), rect.width(), 1)
        line.adjust(side if first else 0, 0, -side if last else 0, 0)
        painter.fillRect(line, self._theme.colour("border"))

    def _is_last(self, index: Index) -> bool:
        """Whether no column is shown at its right; that of the checks may be hidden."""
        checks = index.model().columnCount() - 1
        return index.column() == checks - int(self._view.isColumnHidden(checks))

    def _cell(
        self, painter: QPainter, rect: QRect, index: Index, shown: tuple[TokenRow, int | None]
    ) -> None:
        px, words, column = self._theme.px, cells(shown[0]), index.column()
        room = rect.adjusted(px(PAD), 0, -px(2), 0)
        if column == 0:
            room.setLeft(rect.x() + px(SIDE))
            font = self._theme.code_font(12, MEDIUM)
            elided(painter, room, (words.name, font, self._theme.colour("text")))
        elif column == 1:
            font = self._theme.code_font(12)
            elided(painter, room, (words.value, font, self._theme.colour("text")))
        elif column == 2:  # noqa: PLR2004 - name, value, meaning, check
            room.adjust(0, 0, -px(SIDE) if self._is_last(index) else 0, 0)
            elided(
                painter, room, (words.meaning, self._theme.font(13), self._theme.colour("text2"))
            )
        else:
            self._check(painter, rect, *shown)

    def _check(self, painter: QPainter, rect: QRect, row: TokenRow, pin: int | None) -> None:
        """Paint pin, icon and words; the icons stand below one another. pin: None without any."""
        px = self._theme.px
        x, side = rect.x() + px(PAD), px(DIAMETER)
        if pin:
            paint_pin(painter, self._theme, QRectF(x, middle(rect, side), side, side), pin)
        x += side + px(GAP) if pin is not None else 0
        name, colour = LOOK[row.level]
        where = QPointF(x, middle(rect, px(ICON)))
        icon_at(painter, self._theme, (name, colour, ICON), where)
        room = rect.adjusted(0, 0, -px(SIDE), 0)
        room.setLeft(round(x) + px(ICON + GAP))
        quiet = row.level == "info"
        font = self._theme.font(12) if quiet else self._theme.font(12, SEMIBOLD)
        elided(painter, room, (cells(row).check, font, self._theme.colour(colour)))

    def _ring(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Frame the current row, cell by cell, while the list has the focus."""
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_HasFocus:
            row = QRectF(self._view.visualRect(index))
            row.setLeft(0)
            row.setRight(self._view.viewport().width())
            painter.setClipRect(option.rect)
            focus_ring(painter, self._theme, row, 4)


# ---------------- Shares the width of a token's rows among name, value, meaning and check
_NAME, _CHECK_WIDTH = 0.26, 0.30  # of the width: the most of the name, the least of a long check
_VALUE = 0.45  # of what value and meaning share: the least of a value where there is room
_SHORT = 0.4  # of the same: short meanings are not cut for a long value
_LONGEST = 120  # characters that can decide about a column's width


class Wishes(NamedTuple):
    """What each column needs for its widest words. times: those of the meanings that are times."""

    name: int
    value: int
    meaning: int
    times: int
    check: int


def shared(wishes: Wishes, whole: int, least: int) -> tuple[int, int, int, int]:
    """Return the widths of the four columns; least: what a value always has.

    A time must be read whole; an address may be cut, its tooltip has the rest.
    """
    name = min(wishes.name, int(whole * _NAME))
    value = min(wishes.value, least)
    spare = whole - name - value - min(wishes.times, wishes.meaning)
    check = min(wishes.check, max(int(whole * _CHECK_WIDTH), spare))
    rest = max(whole - name - check, 0)
    if wishes.value + wishes.meaning <= rest:
        value = max(wishes.value, min(rest - wishes.meaning, int(rest * _VALUE)))
        return name, value, rest - value, check
    meaning = max(_fair(wishes, rest), min(wishes.times, rest - value), 0)
    return name, rest - meaning, meaning, check


def _fair(wishes: Wishes, rest: int) -> int:
    """Return the meaning's part of what it shares with the value."""
    value = min(wishes.value, 2 * wishes.meaning)
    fair = rest * wishes.meaning // max(wishes.meaning + value, 1)
    return min(wishes.meaning, max(fair, int(rest * _SHORT)))


def widest(words: QFontMetrics, texts: Iterable[str]) -> int:
    """Return the width of the widest text."""
    return max((words.horizontalAdvance(text[:_LONGEST]) for text in texts), default=0)


_ROW, _HEAD = 36, 28
_CHECK = 3  # the column
_LEAST = 88  # pixels that a value always has


class ClaimsList(QTreeView):
    """A row for each member, under the name of its part; Ctrl+C copies the chosen rows.

    pointed(str): the part of the row under the pointer, else of the current row; empty for none.
    """

    pointed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[TokenPart, ...] = ()
        self._pins: dict[str, int] = {}
        self.setObjectName("claims_list")
        self.setAccessibleName(tr("What the token says"))
        heads = (tr("Name"), tr("Value"), tr("Meaning"), tr("Check"))
        self.plain = PlainRows(heads, self)
        self.setModel(self.plain)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        set_kind(self, "rows")
        self._delegate = ClaimDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        header = self.header()
        header.setMinimumSectionSize(0)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.entered.connect(lambda index: self.pointed.emit(self._part_of(index)))
        offer_menu(self, theme, lambda: (copy_entry(self, self._copy),))
        theme.changed.connect(self._fill)

    def show_parts(self, parts: tuple[TokenPart, ...], pins: Mapping[str, int] = {}) -> None:
        """Show these parts; pins: the number of the evidence that stands on a member."""
        if (parts, pins) != (self._parts, self._pins):
            self._parts, self._pins = parts, dict(pins)
            self._fill()

    def light(self, part: str) -> None:
        """Light the rows of a part, empty for none."""
        if part != self._delegate.lit:
            self._delegate.lit = part
            self.viewport().update()

    @property
    def whole_height(self) -> int:
        """The height of all rows."""
        rows = sum(len(listed(part)) for part in self._parts)
        return rows * self._theme.row(_ROW) + len(self._parts) * self._theme.row(_HEAD)

    # ------------------------------------------------------------ events
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows as text."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        chosen = [self.plain.row(index) for index in self.selectionModel().selectedRows()]
        texts = ("\t".join(cell.text for cell in row.cells).rstrip() for row in chosen if row)
        copy_text("\n".join(texts))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell where the current row stands."""
        super().focusInEvent(event)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that no row is current."""
        super().focusOutEvent(event)
        self.pointed.emit("")

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer went."""
        super().leaveEvent(event)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the new row stands."""
        super().currentChanged(current, previous)
        self._tell()

    def _tell(self) -> None:
        self.pointed.emit(self._part_of(self.currentIndex()) if self.hasFocus() else "")

    def _part_of(self, index: Index) -> str:
        claim: Claim | None = self.plain.record(index)
        return claim.part.name if claim is not None else ""

    # ------------------------------------------------------------ filling
    def _fill(self) -> None:
        now = datetime.now(UTC)
        self.selectionModel().clear()
        self.plain.show_rows(tuple(self._head(part, now) for part in self._parts))
        self.setColumnHidden(_CHECK, not self._is_checked)
        for place in range(len(self._parts)):
            self.setFirstColumnSpanned(place, QModelIndex(), True)
        self.expandAll()
        self._share()

    @property
    def _is_checked(self) -> bool:
        """Whether anything was checked; else that is not said again in every row."""
        rows = [row for part in self._parts for row in part.rows]
        return any(row.note or row.level in ("good", "odd") for row in rows)

    def _head(self, part: TokenPart, now: datetime) -> PlainRow:
        return PlainRow(
            cells=(PlainCell(text=part.title),),
            record=Claim(part),
            below=tuple(self._row(part, row, now) for row in listed(part)),
            height=self._theme.row(_HEAD),
        )

    def _row(self, part: TokenPart, row: TokenRow, now: datetime) -> PlainRow:
        shown = cells(row)
        texts = (*shown[:3], shown.check if row.note or row.level != "info" else "")
        pin = self._pins.get(row.name, 0) if row.level == "bad" else 0
        said = tr("{check}, evidence {pin}", check=spoken(row), pin=pin) if pin else spoken(row)
        made = (
            PlainCell(text=text, tip=tip, said=said if column == _CHECK else "")
            for column, (text, tip) in enumerate(zip(texts, tips(row, now), strict=True))
        )
        return PlainRow(
            cells=tuple(made),
            record=Claim(part, row, pin if self._pins else None),
            height=self._theme.row(_ROW),
        )

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(super().sizeHint().width(), self.whole_height)

    def _share(self) -> None:
        """Give each column what its widest words need, as far as the width allows."""
        px, whole, checked = self._theme.px, self.viewport().width(), self._is_checked
        shown = [(cells(row), row) for part in self._parts for row in listed(part)]
        names = QFontMetrics(self._theme.code_font(12, MEDIUM))
        code, plain = QFontMetrics(self._theme.code_font(12)), QFontMetrics(self._theme.font(13))
        bold = QFontMetrics(self._theme.font(12, SEMIBOLD))
        around = px(PAD + ICON + GAP + SIDE) + px(DIAMETER + GAP) * bool(self._pins) + 2
        wishes = Wishes(
            name=widest(names, (each.name for each, _ in shown)) + px(SIDE + PAD),
            value=widest(code, (each.value for each, _ in shown)) + px(2 * PAD),
            meaning=widest(plain, (each.meaning for each, _ in shown)) + px(PAD) + 4,
            times=widest(plain, (each.meaning for each, _ in shown if "UTC" in each.meaning))
            + px(PAD)
            + 4,
            check=widest(bold, (each.check for each, _ in shown)) + around if checked else 0,
        )
        for column, width in enumerate(shared(wishes, whole, px(_LEAST))):
            self.setColumnWidth(column, width)
