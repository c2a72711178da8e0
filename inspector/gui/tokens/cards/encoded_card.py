"""The encoded token with the names of its parts, and how to read what is hidden."""

from bisect import bisect_right
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QHBoxLayout, QTextEdit

from inspector.gui.forms.secret_edit import REVEAL_SECONDS, Reveal
from inspector.gui.state.choices import Choices
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.theme.palette import blend
from inspector.gui.tokens.token_head import Chip
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label, Picture
from inspector.model.message import Span
from inspector.wording import tr
from inspector.wording.durations import counted

# ---------------- The encoded token in its coloured parts; the part that is pointed at is lit
_PARTS = ("header", "payload", "signature")
_LINES, _LINE, _AROUND = 10, 18, 4
_LONGEST, _END = 4000, 60  # characters of a part that are shown, and how many of its end
_LIT = 0.25


class EncodedView(QTextEdit):
    """Read-only; Ctrl+C copies what is shown. pointed(str): the part there, empty for none."""

    pointed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        self._parted = False
        self._lit = ""
        self._flaw: Span | None = None
        self._starts: list[int] = []
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setMouseTracking(True)
        self.setTabChangesFocus(True)
        self.setObjectName("token_text")
        self.setAccessibleName(tr("Encoded token, secrets hidden"))
        self.setWordWrapMode(self.wordWrapMode().WrapAnywhere)
        self.document().setDocumentMargin(0)
        set_kind(self, "bare-code")
        self.cursorPositionChanged.connect(self._cursor_moved)
        theme.changed.connect(self._renew)

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts that are told apart."""
        pieces = self._text.split(".") if self._starts else ()
        return tuple(dict.fromkeys(_name(n) for n, piece in enumerate(pieces) if piece))

    def show_token(self, text: str, flaw: Span | None = None, *, coloured: bool = True) -> None:
        """Show a token; a very long part is cut in its middle.

        flaw: characters to underline. coloured: whether dots tell parts of their own apart.
        """
        self._flaw = flaw
        parted = coloured and text.startswith("eyJ")
        pieces = text.split(".") if parted else []
        shown = ".".join(map(_shortened, pieces)) if pieces else _shortened(text)
        if (shown, parted) != (self._text, self._parted) or not shown:
            self._text, self._parted = shown, parted
            self._renew()
        self._lighten()

    def light(self, part: str) -> None:
        """Light a part, empty for none."""
        if part != self._lit:
            self._lit = part
            self._lighten()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which part the pointer is on."""
        super().mouseMoveEvent(event)
        self.pointed.emit(self._part(self.cursorForPosition(event.position().toPoint())))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer went."""
        super().leaveEvent(event)
        self._cursor_moved()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the cursor went."""
        super().focusOutEvent(event)
        self.pointed.emit("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the lines need."""
        super().resizeEvent(event)
        self._fit()

    def _cursor_moved(self) -> None:
        self.pointed.emit(self._part(self.textCursor()) if self.hasFocus() else "")

    def _part(self, cursor: QTextCursor) -> str:
        place = bisect_right(self._starts, cursor.position()) - 1
        return _name(place) if self._starts else ""

    def _renew(self) -> None:
        self._starts = []
        self.blockSignals(True)
        self.setPlainText(self._text)
        self.blockSignals(False)
        at = 0
        for place, piece in enumerate(self._text.split(".") if self._parted else ()):
            self._starts.append(at)
            look = QTextCharFormat()
            look.setForeground(self._theme.colour(f"jwt_{_name(place)}"))
            look.setBackground(self._theme.colour(f"jwt_{_name(place)}_soft"))
            self._range(at, at + len(piece)).mergeCharFormat(look)
            at += len(piece) + 1
        self._lighten()
        self._fit()

    def _lighten(self) -> None:
        """Lay a stronger look over the lit part, darker and bolder, and mark the flaw."""
        made = []
        if self._flaw is not None and self._flaw[1] <= len(self._text):
            made.append(self._marked(*self._flaw))
        if self._lit in self.parts:
            place = _PARTS.index(self._lit)
            start = self._starts[place]
            last = place == min(len(self._starts), len(_PARTS)) - 1
            end = len(self._text) if last else self._starts[place + 1] - 1
            tone, tokens = f"jwt_{self._lit}", self._theme.tokens
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._range(start, end)
            look = selection.format
            look.setForeground(self._theme.colour("text"))
            ground = blend(tokens.colour(tone), tokens.colour(f"{tone}_soft"), _LIT)
            look.setBackground(QColor(ground))
            look.setFontWeight(SEMIBOLD)
            made.append(selection)
        self.setExtraSelections(made)

    def _marked(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._range(start, end)
        selection.format.setForeground(self._theme.colour("on_fill"))
        selection.format.setBackground(self._theme.colour("err_fill"))
        selection.format.setFontUnderline(True)
        return selection

    def _fit(self) -> None:
        """Take the height of the text, up to ten lines."""
        self.document().setTextWidth(self.viewport().width())
        height = int(self.document().size().height()) + _AROUND
        most = self._theme.code_px(_LINE * _LINES) + _AROUND
        never, needed = (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            Qt.ScrollBarPolicy.ScrollBarAsNeeded,
        )
        self.setVerticalScrollBarPolicy(never if height <= most else needed)
        self.setFixedHeight(min(height, most))

    def _range(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _name(place: int) -> str:
    return _PARTS[min(place, len(_PARTS) - 1)]


def _shortened(piece: str) -> str:
    if len(piece) <= _LONGEST:
        return piece
    return f"{piece[: _LONGEST - _END]}…{piece[-_END:]}"


class EncodedCard(Card):
    """pointed(str): pointer or cursor stand on that part, empty for none.

    whole: returns the token itself; it is asked for only while it is revealed.
    """

    pointed = Signal(str)

    def __init__(self, theme: Theme, choices: Choices, whole: Callable[[], str]) -> None:
        super().__init__(theme, 14)
        self.setProperty("holds_secret", True)
        self._whole = whole
        self._masked = ""
        self._flaw: Span | None = None
        self._coloured = True
        self.view = EncodedView(theme)
        self.reveal = Reveal(self, choices)
        titles = (tr("Header"), tr("Payload"), tr("Signature"))
        names = ("header", "payload", "signature")
        self.chips = {
            name: Chip(theme, title, f"jwt_{name}")
            for name, title in zip(names, titles, strict=True)
        }
        self._icon, self._state = Picture(), Label("", "small", wrap=True)
        self.link = Button(theme, tr("Reveal"), "link")
        self.link.setObjectName("token_reveal")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(Label(tr("Encoded"), "heading"), 1)
        for chip in self.chips.values():
            top.addWidget(chip)
        last = QHBoxLayout()
        last.setSpacing(6)
        last.addWidget(self._icon)
        last.addWidget(self._state, 1)
        last.addWidget(self.link)
        self.column.setSpacing(6)
        self.column.addLayout(top)
        self.column.addWidget(self.view)
        self.column.addLayout(last)

    def _connect(self) -> None:
        self.view.pointed.connect(self.pointed)
        for name, chip in self.chips.items():
            chip.pointed.connect(lambda on, name=name: self.pointed.emit(name if on else ""))
        self.link.clicked.connect(self.toggle)
        self.reveal.turned.connect(self._turn)
        self.reveal.allowed.connect(self._turn)
        self._theme.changed.connect(self._turn)

    def show_token(self, masked: str, flaw: Span | None = None, *, coloured: bool = True) -> None:
        """Show a token whose secrets are masked.

        flaw: the bad characters of a damaged one, marked wherever they can be seen. coloured:
        whether its parts are told apart.
        """
        self._masked, self._flaw, self._coloured = masked, flaw, coloured
        self._turn()

    def toggle(self) -> None:
        """Show the token itself for 20 seconds, or hide it again."""
        self.reveal.toggle()

    def light(self, part: str) -> None:
        """Light a part, empty for none."""
        self.view.light(part)
        for name, chip in self.chips.items():
            chip.light(on=name == part)

    def changeEvent(self, event: QEvent) -> None:
        """Hide when the window is left."""
        self.reveal.see(event)
        super().changeEvent(event)

    def _turn(self) -> None:
        """Show the token as it may be read now."""
        on = self.reveal.on
        text = self._whole() if on else self._masked
        flaw = self._flaw if on else self._seen_flaw()
        self.view.show_token(text, flaw, coloured=self._coloured)
        parts = self.view.parts
        for name, chip in self.chips.items():
            chip.setVisible(name in parts)
        open_now = "•" not in self._masked
        self._state.setText(_state(on=on, signed="signature" in parts, secret=not open_now))
        hidden, readable = tr("Encoded token, secrets hidden"), tr("Encoded token, readable now")
        self.view.setAccessibleName(readable if on else hidden)
        self.link.set_text(tr("Hide") if on else tr("Reveal"))
        self.link.setEnabled(self.reveal.possible)
        self.link.setVisible(on or self._masked != self._whole())
        ratio = self.devicePixelRatioF()
        icon, colour = ("eye", "warn") if on else ("eye-off", "text2")
        self._icon.setPixmap(self._theme.pixmap(icon, colour, 14, ratio))

    def _seen_flaw(self) -> Span | None:
        """Return where the first bad character stands in the masked text; None if it is hidden."""
        if self._flaw is None:
            return None
        start, end = self._flaw
        at = self._masked.find(self._whole()[start:end])
        return (at, at + end - start) if at >= 0 and end - start == 1 else None


def _state(*, on: bool, signed: bool, secret: bool) -> str:
    if on:
        return tr("Readable for {time}", time=counted(REVEAL_SECONDS, "second"))
    if not secret:
        return tr("Nothing secret is shown")
    if signed:
        return tr("Signature hidden, safe to screenshot")
    return tr("Secret hidden, safe to screenshot")
