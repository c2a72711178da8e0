"""The steps of a sign-in as painted rows: disc, name, path, party, result and time; a sentence."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.card import Card, Line
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label, Picture
from inspector.gui.widgets.painting import elided, icon_at, rounded
from inspector.model.attempt import Attempt
from inspector.presentation.tokens.sign_in_steps import Disc, SignInStep, head, total
from inspector.wording import tr

_Index = QModelIndex | QPersistentModelIndex
_ROW, _LOW, _DISC, _LEFT, _TEXT, _RIGHT = 52, 32, 20, 16, 46, 16
_NARROW = 560
_STRUCK = 0.28  # of a disc, left free beside its stroke
_LOOKS: dict[Disc, tuple[str, str]] = {
    "done": ("check", "ok_fill"),
    "broken": ("x", "err_fill"),
    "odd": ("circle-alert", "warn_fill"),
    "waits": ("hourglass", "accent_fill"),
}
_OPEN: frozenset[Disc] = frozenset({"ahead", "left-out"})
_TONES: dict[Disc, str] = {
    "done": "ok",
    "broken": "err",
    "odd": "warn",
    "waits": "accent",
    "ahead": "text2",
    "left-out": "text2",
}


class StepModel(QAbstractListModel):
    """The steps, with their words for screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: tuple[SignInStep, ...] = ()

    def show(self, steps: tuple[SignInStep, ...]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.steps = steps
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of steps."""
        return 0 if parent.isValid() else len(self.steps)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row in words."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.steps[index.row()].spoken(index.row() + 1, len(self.steps))
        return None


class StepDelegate(QStyledItemDelegate):
    """Paints a row; in a narrow list only the chosen one has a second line."""

    def __init__(self, theme: Theme, view: "SignInList") -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of its lines."""
        return QSize(200, self._theme.px(self._view.high(index.row())))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        step, px = self._view.model_.steps[index.row()], self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or step.disc == "broken":
            ground, bar = ("accent_soft", "accent") if selected else ("err_soft", "err_fill")
            painter.fillRect(box, self._theme.colour(ground))
            edge = QRect(box.x(), box.y(), px(3), box.height())
            painter.fillRect(edge, self._theme.colour(bar))
        self._disc(painter, step, box, index.row())
        first = QRect(box.x() + px(_TEXT), box.y() + px(6), 0, px(20))
        first.setRight(box.right() - px(_RIGHT))
        first.setRight(self._at_right(painter, step, first) - px(10))
        self._name(painter, step, first)
        if box.height() > px(_LOW):
            second = QRect(first.x(), first.bottom() + px(2), 0, px(18))
            second.setRight(box.right() - px(_RIGHT))
            token = "err" if step.disc == "broken" else "text2"
            elided(painter, second, (step.line, self._theme.font(12), self._theme.colour(token)))
        painter.restore()

    def _disc(self, painter: QPainter, step: SignInStep, box: QRect, row: int) -> None:
        px, steps = self._theme.px, self._view.model_.steps
        side, left, top = px(_DISC), box.x() + px(_LEFT), box.y() + px(6)
        middle = left + side / 2
        if row > 0:
            painter.setPen(self._line_to(step))
            painter.drawLine(QPointF(middle, box.top()), QPointF(middle, top))
        if row + 1 < len(steps):
            painter.setPen(self._line_to(steps[row + 1]))
            painter.drawLine(QPointF(middle, top + side), QPointF(middle, box.bottom() + 1))
        disc = QRectF(left, top, side, side)
        if step.disc in _OPEN:
            self._open_disc(painter, step, disc)
            return
        icon, token = _LOOKS[step.disc]
        rounded(painter, disc, side / 2, self._theme.colour(token))
        inset = (side - px(13)) / 2
        icon_at(painter, self._theme, (icon, "on_fill", 13), QPointF(left + inset, top + inset))

    def _open_disc(self, painter: QPainter, step: SignInStep, disc: QRectF) -> None:
        """Paint a dotted ring for what was not reached, a struck one for what was left out."""
        pen = QPen(self._theme.colour("text2"), 1.5)
        if step.disc == "ahead":
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        if step.disc == "left-out":
            inset = disc.width() * _STRUCK
            inner = disc.adjusted(inset, inset, -inset, -inset)
            painter.drawLine(inner.bottomLeft(), inner.topRight())

    def _line_to(self, step: SignInStep) -> QPen:
        """Return the pen of the line to a step: dotted to what was not gone to."""
        gone = step.disc in {"done", "odd"}
        token = "ok_fill" if gone else "err_fill" if step.disc == "broken" else "text3"
        pen = QPen(self._theme.colour(token), 2)
        if step.disc in _OPEN or step.disc == "waits":
            pen.setStyle(Qt.PenStyle.DotLine)
        return pen

    def _at_right(self, painter: QPainter, step: SignInStep, room: QRect) -> int:
        """Paint time, result and party from the right; return where they begin."""
        theme, px = self._theme, self._theme.px
        right = room.right()
        parts = (
            (step.time, theme.font(12), "text2"),
            (step.result, theme.font(12, SEMIBOLD), _TONES[step.disc]),
            (step.party, theme.font(12), "text"),
        )
        for text, font, token in parts:
            if text:
                wide = min(QFontMetrics(font).horizontalAdvance(text) + 2, room.width() // 2)
                right -= wide
                place = QRect(right, room.y(), wide, room.height())
                elided(painter, place, (text, font, theme.colour(token)))
                right -= px(10)
        icon = "globe" if step.by_browser else "server"
        if not step.party:
            return right
        right -= px(8)
        icon_at(painter, theme, (icon, "text2", 14), QPointF(right, room.y() + px(3)))
        return right

    def _name(self, painter: QPainter, step: SignInStep, room: QRect) -> None:
        theme = self._theme
        font = theme.font(13, SEMIBOLD)
        ink = theme.colour("text2" if step.disc in _OPEN else "text")
        elided(painter, room, (step.name, font, ink))
        wide = QFontMetrics(font).horizontalAdvance(step.name) + theme.px(14)
        if not self._view.is_narrow:
            path = room.adjusted(wide, 0, 0, 0)
            elided(painter, path, (step.path, theme.code_font(12), theme.colour("text2")))


class SignInList(QListView):
    """chosen(int): show that exchange. Up and Down choose a step, Enter shows its exchange."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.model_ = StepModel()
        self.setModel(self.model_)
        self.setItemDelegate(StepDelegate(theme, self))
        self.setObjectName("signin_steps")
        self.setAccessibleName(tr("Steps of the sign-in"))
        set_kind(self, "bare")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        self.selectionModel().currentChanged.connect(lambda *_: self.scheduleDelayedItemsLayout())
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one line a step only."""
        return self.width() < self._theme.px(_NARROW)

    def show_steps(self, steps: tuple[SignInStep, ...]) -> None:
        """Show other steps."""
        self.model_.show(steps)
        self.updateGeometry()

    def pick(self, entry: int) -> None:
        """Choose the step of an exchange, the one before where it belongs to none."""
        rows = [row for row, step in enumerate(self.model_.steps) if step.entry >= entry]
        if rows and entry >= 0:
            self.setCurrentIndex(self.model_.index(rows[0]))

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        steps = self.model_.steps
        high = sum(self.high(row) for row in range(len(steps)))
        if self.is_narrow and steps and self.currentIndex().row() < 0:
            high += _ROW - _LOW  # one may be opened
        return QSize(320, self._theme.px(max(high, _ROW)) + 4)

    def high(self, row: int) -> int:
        """Return the points that a row takes: one line where there is no more to say or no room."""
        chosen = row == self.currentIndex().row()
        said = bool(self.model_.steps[row].sentence)
        return _ROW if said and (chosen or not self.is_narrow) else _LOW

    def minimumSizeHint(self) -> QSize:
        """Return the height of two steps; then it scrolls."""
        return QSize(200, min(self._theme.px(2 * _ROW), self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take one line or two."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def _choose(self, index: _Index) -> None:
        entry = self.model_.steps[index.row()].entry
        if entry >= 0:
            self.chosen.emit(entry)


class SignInCard(Card):
    """The steps over the tabs, while no verdict stands there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 1)
        self._icon = Picture()
        self._title = Label("", "heading", wrap=True)
        self._total = Label("", "small")
        self.list = SignInList(theme)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 6)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._title, 1)
        row.addWidget(self._total)
        self.column.setContentsMargins(1, 1, 1, 4)
        self.column.setSpacing(4)
        self.column.addLayout(row)
        self.column.addWidget(Line())
        self.column.addWidget(self.list)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self._renew)
        self._renew()
        self.hide()

    def show_steps(self, attempt: Attempt, steps: tuple[SignInStep, ...]) -> None:
        """Show the steps of an attempt."""
        self._title.setText(head(attempt, steps))
        self._total.setText(total(attempt, steps))
        self.list.show_steps(steps)

    def _renew(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap("log-in", "accent", 16, ratio))
