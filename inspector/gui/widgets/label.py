"""Labels by their role in the page, and the line of reason under a field."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.kind import set_property
from inspector.gui.widgets.marks import Pin
from inspector.gui.widgets.tooltip import set_tip
from inspector.model.annotation import Level
from inspector.presentation.bodies.printable import visible_lines
from inspector.wording import tr
from inspector.wording.numbers import number
from inspector.wording.shortened import shortened

_ROLES: dict[Level, str] = {"info": "quiet", "good": "good", "odd": "warning", "bad": "error"}
_ICONS: dict[Level, tuple[str, str]] = {
    "info": ("info", "text3"),
    "good": ("circle-check", "ok"),
    "odd": ("triangle-alert", "warn"),
    "bad": ("circle-x", "err"),
}


class Picture(QLabel):
    """Shows an icon and no words."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)


class Icon(Picture):
    """A shipped icon in a token's colour; it follows the theme and its size."""

    def __init__(self, theme: Theme, name: str, token: str, size: int) -> None:
        super().__init__()
        self._theme = theme
        self._look = (name, token, size)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setPixmap(self._theme.pixmap(*self._look, self.devicePixelRatioF()))


class Label(QLabel):
    """Plain text (never markup) in a role: heading, body, small, quiet, field ….

    Of an endless text it shows the beginning, and of what turns the direction a visible sign.
    """

    def __init__(self, text: str = "", role: str = "body", *, wrap: bool = False) -> None:
        super().__init__(visible_lines(shortened(text)))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if wrap:
            self.setWordWrap(True)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def setText(self, text: str) -> None:
        """Show another text, or the beginning of an endless one."""
        super().setText(visible_lines(shortened(text)))


BREAK = "\u200b"
"""Where a long word of an exact text may break: a label breaks lines at blanks only."""
_EXACT = 20_000  # characters, laid out within a tenth of a second


class ExactLabel(Label):
    """A text that can be marked and copied, and so is shown whole: it may stand for the thing.

    One that would hold the window up ends with how much of it is left out. listed: of many texts,
    each of them shortened already, nothing is.
    """

    def __init__(
        self, text: str = "", role: str = "code", *, wrap: bool = True, listed: bool = False
    ) -> None:
        super().__init__("", role, wrap=wrap)
        self._listed = listed
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        left = 0 if self._listed else len(text) - _EXACT
        if left > 0:
            text = tr("{text}… ({count} more characters are not shown)",
                      text=text[:_EXACT], count=number(left))  # fmt: skip
        QLabel.setText(self, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is marked without the places where it may break."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the same."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        copy = menu.addAction(tr("Copy"))
        copy.setEnabled(self.hasSelectedText())
        copy.triggered.connect(self.copy)
        menu.addAction(tr("Select all")).triggered.connect(self._mark_all)
        menu.popup(event.globalPos())

    def copy(self) -> None:
        """Put what is marked on the clipboard."""
        if self.hasSelectedText():
            copy_text(self.selectedText().replace(BREAK, "").replace(_NEW_LINE, "\n"))

    def _mark_all(self) -> None:
        self.setSelection(0, len(self.text()))


_NEW_LINE = "\u2029"  # how Qt writes it in what is marked
_MOSTLY = 0.6  # of the line: where whole sentences fill less, a part of the next one says more


class OneLine(Label):
    """A text that never takes a second line: cut at its end, the tooltip and readers have it all.

    Of several sentences as many as fit stand whole, with an ellipsis behind, where they fill most
    of it. Its tail is never cut.
    """

    def __init__(self, role: str = "quiet") -> None:
        super().__init__("", role)
        self._whole, self._tail = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_line(self, whole: str, tail: str = "") -> None:
        """Show a text; tail: what stands behind it (keys)."""
        whole = visible_lines(shortened(whole))
        self._whole, self._tail = whole, tail
        self.setAccessibleName(f"{whole} {tail}".strip())
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut it anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        words = self.fontMetrics()
        tail = f" {self._tail}" if self._tail else ""
        room = self.width() - words.horizontalAdvance(tail) - 2
        shown = self._fitting(max(room, 0))
        self.setText(shown + tail)
        set_tip(self, self._whole if shown != self._whole else "")

    def _fitting(self, room: int) -> str:
        words = self.fontMetrics()
        if words.horizontalAdvance(self._whole) <= room:
            return self._whole
        sentences = self._whole.split(". ")
        for count in range(len(sentences) - 1, 0, -1):
            some = ". ".join(sentences[:count]) + ". …"
            if room * _MOSTLY <= words.horizontalAdvance(some) <= room:
                return some
        return words.elidedText(self._whole, Qt.TextElideMode.ElideRight, room)


class TitleLabel(Label):
    """A title that takes one line where it can; it breaks where the line is too short."""

    def __init__(self, text: str = "", role: str = "page-title") -> None:
        super().__init__(text, role, wrap=True)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        words = self.fontMetrics()
        return QSize(words.horizontalAdvance(self.text()) + 2, words.height())


class FieldLabel(Label):
    """The name above a field; it is the field's buddy and gives it its accessible name."""

    def __init__(self, text: str, field: QWidget) -> None:
        super().__init__(text, "field", wrap=True)
        self.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(text)


class InlineCheck(QWidget):
    """One line under a field: icon or pin, and what is right or wrong. Empty text hides it."""

    def __init__(self, theme: Theme, text: str = "", level: Level = "info", pin: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self._level: Level = level
        self._icon = Picture()
        self._pin = Pin(theme, pin or 1)
        self._text = Label(wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._pin, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        theme.changed.connect(self._recolour)
        self.show_check(text, level, pin)

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def show_check(self, text: str, level: Level = "info", pin: int = 0) -> None:
        """Show another remark; pin: the number of the evidence it belongs to, 0 = none."""
        self._level = level
        self._text.setText(text)
        set_property(self._text, "role", _ROLES[level])
        self._pin.setVisible(bool(pin))
        self._icon.setVisible(not pin)
        if pin:
            self._pin.set_number(pin)
        self._recolour()
        self.setVisible(bool(text))

    def _recolour(self) -> None:
        name, token = _ICONS[self._level]
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap(name, token, 14, ratio))
