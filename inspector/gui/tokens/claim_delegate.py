"""Paints the rows of a token: heads in their part's colour, failing rows banded and pinned."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM, SEMIBOLD
from inspector.gui.tokens.row_words import cells
from inspector.gui.widgets.painting import elided, focus_ring, icon_at, middle
from inspector.gui.widgets.pin import DIAMETER, paint_pin
from inspector.gui.widgets.plain_rows import record_at
from inspector.model.annotation import Level
from inspector.model.token import TokenPart, TokenRow

SIDE, PAD, ICON, GAP, BAR = 16, 8, 14, 6, 3
LOOK: dict[Level, tuple[str, str]] = {
    "info": ("minus", "text3"),
    "good": ("circle-check", "ok"),
    "odd": ("triangle-alert", "warn"),
    "bad": ("circle-x", "err"),
}
TONES = {"header": "jwt_header", "payload": "jwt_payload", "signature": "jwt_signature"}
Index = QModelIndex | QPersistentModelIndex


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
