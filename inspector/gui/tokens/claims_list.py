"""The rows of a token: name, value as it stands, what it means, and how it fares."""

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM, SEMIBOLD
from inspector.gui.tokens.claim_columns import Wishes, shared, widest
from inspector.gui.tokens.claim_delegate import GAP, ICON, PAD, SIDE, Claim, ClaimDelegate
from inspector.gui.tokens.row_words import cells, listed, spoken, tips
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.offered_menu import copy_entry, offer_menu
from inspector.gui.widgets.pin import DIAMETER
from inspector.gui.widgets.plain_rows import PlainCell, PlainRow, PlainRows
from inspector.model.token import TokenPart, TokenRow
from inspector.wording import tr

Index = QModelIndex | QPersistentModelIndex
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
