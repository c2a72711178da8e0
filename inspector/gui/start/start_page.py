"""The first page: paste what you have, or watch one of six causes being solved."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.bridge.background import Background
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.kind import name_pane
from inspector.gui.widgets.label import Label, Picture, TitleLabel
from inspector.gui.widgets.painting import focus_ring, icon_at, outlined, rounded, smooth
from inspector.wording import tr

# ---------------- The box for anything
_PAUSE = 150
_PASTE_BOX_RADIUS = 10
_GUESSED = 64 * 1024


def _recognise(data: bytes) -> str:
    """Return what the text looks like, as a sentence; on a worker thread."""
    from inspector.intake import recognise  # noqa: PLC0415 - the readers load at the first use

    return str(recognise(data).hint)


class PasteBox(QFrame):
    """diagnose(str): the button or Ctrl+Enter. open_asked(): the button for files."""

    diagnose = Signal(str)
    open_asked = Signal()

    def __init__(self, theme: Theme, background: Background) -> None:
        super().__init__()
        self._theme = theme
        self._background = background
        self._usual = tr("or drop it anywhere in this window")
        self.edit = _Paste()
        self.edit.setObjectName("paste_edit")
        self.edit.setProperty("kind", "bare-code")
        self.edit.setAccessibleName(tr("cURL command, raw response, HAR or token"))
        self.edit.setPlaceholderText(
            "curl -i https://api.example.com/v1/orders \\\n  -H 'Authorization: Bearer eyJhbGciOi…'"
        )
        self.edit.setTabChangesFocus(True)
        self.open = Button(theme, tr("Open file"), "small", "file-up")
        self.hint = Label(self._usual, "small", wrap=True)
        self.hint.setObjectName("paste_hint")
        self.button = Button(theme, tr("Diagnose"), "primary", "stethoscope")
        self.button.setObjectName("diagnose_button")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._lay_out()
        self._pause.timeout.connect(self._guess)
        self.edit.textChanged.connect(self._edited)
        self.edit.finished.connect(self.run)
        self.open.clicked.connect(self.open_asked)
        self.button.clicked.connect(self.run)
        theme.changed.connect(self._renew)
        self._renew()

    def run(self) -> None:
        """Diagnose what is in the box; an empty box gets the focus instead."""
        text = self.edit.toPlainText()
        if text.strip():
            self.diagnose.emit(text)
        else:
            self.edit.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the dashed border."""
        painter = smooth(self)
        rounded(painter, QRectF(self.rect()), _PASTE_BOX_RADIUS, self._theme.colour("surface"))
        focused = self.edit.hasFocus()
        pen = QPen(self._theme.colour("accent" if focused else "ctl"), 2 if focused else 1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(1, 1, -1, -1), _PASTE_BOX_RADIUS, _PASTE_BOX_RADIUS
        )
        painter.end()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 10)
        column.setSpacing(6)
        column.addWidget(self.edit, 1)
        column.addWidget(Line())
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.open)
        row.addWidget(self.hint, 1)
        row.addWidget(self.button)
        column.addLayout(row)

    def _edited(self) -> None:
        if self.edit.toPlainText().strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.hint.setText(self._usual)

    def _guess(self) -> None:
        data = self.edit.toPlainText()[:_GUESSED].encode("utf-8", "replace")
        job = self._background.compute(_recognise, data)
        job.succeeded.connect(self._show_guess)

    def _show_guess(self, sentence: str) -> None:
        if self.edit.toPlainText().strip():
            self.hint.setText(sentence)

    def _renew(self) -> None:
        self.setFixedHeight(self._theme.px(166))
        self.update()


class _Paste(QPlainTextEdit):
    """finished(): Ctrl+Enter."""

    finished = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Ctrl+Enter for the button."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


# ---------------- A card that shows one cause being solved
_RADIUS, _PAD, _ICON, _TEXT_LEFT, _HEIGHT = 10, 15, 20, 45, 90


class DemoCard(QAbstractButton):
    """Enter and Space run it as a click does."""

    def __init__(self, theme: Theme, title: str, text: str, icon: str) -> None:
        super().__init__()
        self._theme = theme
        self._words = text
        self._icon = icon
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._renew)

    def sizeHint(self) -> QSize:
        """Return the size that two lines of text need."""
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter click."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        px, colour = self._theme.px, self._theme.colour
        painter = smooth(self)
        whole = QRectF(self.rect())
        rounded(painter, whole, _RADIUS, colour("hover" if self.isDown() else "surface"))
        if self.hasFocus():
            focus_ring(painter, self._theme, whole, _RADIUS)
        else:
            outline = "ctl" if self.underMouse() else "border"
            outlined(painter, whole, _RADIUS, QPen(colour(outline), 1))
        top = QPointF(px(_PAD), px(_PAD))
        icon_at(painter, self._theme, (self._icon, "accent", _ICON), top)
        play = QPointF(self.width() - px(_PAD + 16), px(_PAD + 1))
        icon_at(painter, self._theme, ("play", "accent", 16), play)
        painter.setFont(self._theme.font(13, SEMIBOLD))
        painter.setPen(colour("text"))
        painter.drawText(self._line(px(_PAD)), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(self._theme.font(12))
        painter.setPen(colour("text2"))
        rest = self._line(px(_PAD + 22)).adjusted(0, 0, px(16), self.height() - px(_PAD + 42))
        wrapped = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        painter.drawText(rest, int(wrapped), self._words)
        painter.end()

    def _line(self, top: int) -> QRect:
        px = self._theme.px
        left = px(_TEXT_LEFT)
        return QRect(left, top, self.width() - left - px(_PAD + 20), px(20))

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()


_WIDTH, _CARD = 820, 200
_COLUMNS = 3


class StartPage(QScrollArea):
    """The first card has the focus, so Enter alone leads to a verdict."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.setAccessibleName(document.title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.box = PasteBox(tools.theme, tools.background)
        self.cards: list[DemoCard] = []
        self._place = Picture()
        page = QWidget()
        name_pane(page, "start_page")
        row = QHBoxLayout(page)
        row.setContentsMargins(20, 0, 20, 20)
        self._column = QWidget()
        row.addStretch(1)
        row.addWidget(self._column, 20)
        row.addStretch(1)
        self._fill(QVBoxLayout(self._column))
        self.setWidget(page)
        self.box.diagnose.connect(lambda text: tools.actions.run("paste-anything", text))
        self.box.open_asked.connect(lambda: tools.actions.run("open-file"))
        tools.theme.changed.connect(self._renew)
        self._renew()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the first card the focus."""
        super().showEvent(event)
        if self.cards:
            # Once the window is up: a window that is just being shown takes the focus back.
            QTimer.singleShot(0, self.cards[0], self.cards[0].setFocus)

    def _fill(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 62, 0, 0)
        column.setSpacing(0)
        for part, space in (
            (Label(tr("Why did you get a 401?"), "start-title", wrap=True), 6),
            (Label(self._promise(), "lead", wrap=True), 20),
            (Label(tr("cURL command, raw response, HAR or token"), "heading", wrap=True), 8),
            (self.box, 12),
        ):
            column.addWidget(part)
            column.addSpacing(space)
        column.addLayout(self._small_buttons())
        column.addSpacing(30)
        column.addLayout(self._demo_head())
        column.addSpacing(8)
        column.addLayout(self._demo_cards())
        column.addStretch(1)

    @staticmethod
    def _promise() -> str:
        return tr("Paste what you have. You get the cause, the proof, and the fix.")

    def _small_buttons(self) -> FlowLayout:
        row = FlowLayout()
        for title, icon, command in (
            (tr("New request"), "plus", "new-tab"),
            (tr("Import a collection"), "download", "open-file"),
            (tr("Inspect a token"), "scan-search", "show-tokens"),
        ):
            button = Button(self._tools.theme, title, "small", icon)
            button.clicked.connect(lambda _=False, name=command: self._tools.actions.run(name))
            row.addWidget(button)
        return row

    def _demo_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(TitleLabel(tr("Or watch one being solved"), "heading"))
        row.addStretch(1)
        row.addWidget(self._place)
        row.addWidget(TitleLabel(tr("Runs on this computer only"), "quiet"))
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out in as many columns as fit."""
        super().resizeEvent(event)
        self._arrange_cards()

    def _demo_cards(self) -> QGridLayout:
        from inspector.mocklab.practice import cards  # noqa: PLC0415 - only this page needs it

        self._grid = QGridLayout()
        self._grid.setSpacing(13)
        for each in cards():
            card = DemoCard(self._tools.theme, each.title, each.text, each.icon)
            card.setObjectName(f"demo_{each.slug}")
            card.clicked.connect(self._runner(each.slug))
            self.cards.append(card)
        return self._grid

    def _arrange_cards(self) -> None:
        room = min(self.viewport().width() - 40, self._tools.theme.px(_WIDTH))
        columns = max(1, min(_COLUMNS, room // self._tools.theme.px(_CARD)))
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for place in range(_COLUMNS):
            self._grid.setColumnStretch(place, int(place < columns))

    def _runner(self, slug: str) -> Callable[[], object]:
        return lambda: self._tools.actions.run("demo", slug)

    def _renew(self) -> None:
        theme = self._tools.theme
        self._column.setMaximumWidth(theme.px(_WIDTH))
        self._arrange_cards()
        self._place.setPixmap(theme.pixmap("server", "text3", 14, self.devicePixelRatioF()))
