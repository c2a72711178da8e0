"""The theme in force: tokens, fonts and icons, and one signal when any of them changes."""

import re
from functools import cache
from pathlib import Path
from string import Template
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from inspector.gui.theme import fonts, icons
from inspector.gui.theme.fonts import CODE_FAMILY
from inspector.gui.theme.palette import DARK, LIGHT, Tokens
from inspector.wording.resources import resources, shipped_text

# ---------------- Makes the one style sheet of the program from the tokens
_SCALED = re.compile(r"\b(\d+)sp\b")
_CODE = re.compile(r"\b(\d+)cp\b")
_COMPACT, _COMPACT_LINE = 24, 16  # pixels of a compact row, and of each further line in it


class Sizes(NamedTuple):
    """How large text is against the usual, for the interface and for code."""

    scale: float = 1.0
    code_scale: float = 1.0
    code_family: str = CODE_FAMILY


@cache
def _template() -> str:
    return shipped_text(_folder() / "window.qss")


def _folder() -> Path:
    return resources() / "themes"


def style_sheet(tokens: Tokens, sizes: Sizes = Sizes()) -> str:  # noqa: B008 - immutable
    """Return the style sheet of a theme."""
    colours = {name: tokens.colour(name) for name in Tokens.__slots__}
    pictures = (_folder() / ("dark" if tokens.dark else "light")).as_posix()
    filled = Template(_template()).substitute(
        colours, pictures=pictures, code_family=sizes.code_family
    )
    text = _SCALED.sub(lambda found: f"{round(int(found[1]) * sizes.scale)}px", filled)
    return _CODE.sub(lambda found: f"{round(int(found[1]) * sizes.code_scale)}px", text)


# ---------------- Qt's palette, for what the style sheet does not name
_ROLES = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "bg",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_fill",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "accent_soft",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "ctl",
    QPalette.ColorRole.Shadow: "ctl",
    QPalette.ColorRole.Accent: "accent_fill",
}
_FADED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def palette(tokens: Tokens) -> QPalette:
    """Return the palette of a theme; disabled text is the third text colour."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, QColor(tokens.colour(name)))
    for role in _FADED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.text3))
    return made


Mode = Literal["system", "light", "dark"]
UI_SIZE = 13
CODE_SIZE = 13


class Theme(QObject):
    """Colours, fonts and icons for every widget; connect `changed` and draw again.

    changing: the style sheet is about to be given to every widget there is.

    mode: "system" follows the desktop (unknown = light). percent: size of the interface; text
    and everything that holds it grow together. Code has a size of its own, 11…18 pixels.
    """

    changing = Signal()
    changed = Signal()

    def __init__(self, mode: Mode = "system", percent: int = 100) -> None:
        super().__init__()
        self._mode: Mode = mode
        self._percent = percent
        self._code_size = CODE_SIZE
        self._compact = False
        self._tokens = self._choose()
        QApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._tokens

    @property
    def mode(self) -> Mode:
        """What was asked for: system, light or dark."""
        return self._mode

    @property
    def scale(self) -> float:
        """Size of the interface against the usual; 1.0 = text of 13 pixels."""
        return self._percent / 100

    @property
    def code_scale(self) -> float:
        """Size of code against the usual, the interface's scale included."""
        return self.scale * self._code_size / CODE_SIZE

    def px(self, length: int) -> int:
        """Return a length in pixels, grown with the text."""
        return round(length * self.scale)

    def at_usual_size(self, pixels: int) -> int:
        """Return a length in pixels as it would be at the usual size; undoes px."""
        return round(pixels / self.scale)

    def row(self, height: int, lines: int = 1) -> int:
        """Return the height of a row of so many lines in pixels.

        Compact rows are lower by an eighth or more, and no line is cut.
        """
        low = _COMPACT + (lines - 1) * _COMPACT_LINE
        return self.px(min(height, low) if self._compact else height)

    def code_px(self, length: int) -> int:
        """Return a length in pixels, grown with the code (its line is 21 high)."""
        return round(length * self.code_scale)

    def font(self, size: int = UI_SIZE, weight: int = fonts.REGULAR) -> QFont:
        """Return the interface font; size in pixels at the usual scale."""
        return fonts.ui(self.px(size), weight)

    def advance(
        self, text: str, size: int = UI_SIZE, weight: int = fonts.REGULAR, *, italic: bool = False
    ) -> int:
        """Return how wide a short text is in the interface font of that size, in pixels."""
        return fonts.advance(text, self.px(size), weight, italic=italic)

    def code_font(self, size: int = CODE_SIZE, weight: int = fonts.REGULAR) -> QFont:
        """Return the font for bytes; size in pixels at the usual scale."""
        return fonts.code(self.code_px(size), weight)

    def colour(self, token: str) -> QColor:
        """Return the colour of a token name such as "err_soft"."""
        return QColor(self._tokens.colour(token))

    def icon(self, name: str, token: str = "text2", size: int = 16) -> QIcon:  # noqa: S107 - a colour
        """Return a shipped icon in a token's colour."""
        return icons.icon(name, self._tokens.colour(token), self.px(size), self._tokens.text3)

    def pixmap(self, name: str, token: str, size: int, ratio: float = 1.0) -> QPixmap:
        """Return a shipped icon as a picture, for widgets that paint themselves."""
        return icons.pixmap(name, self._tokens.colour(token), self.px(size), ratio)

    def set_mode(self, mode: Mode) -> None:
        """Choose system, light or dark."""
        self._mode = mode
        self._apply_if(self._choose() is not self._tokens)

    def set_percent(self, percent: int) -> None:
        """Choose the size of the interface."""
        differs = percent != self._percent
        self._percent = percent
        self._apply_if(differs)

    def set_code_size(self, pixels: int) -> None:
        """Choose the size of code."""
        differs = pixels != self._code_size
        self._code_size = pixels
        self._apply_if(differs)

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - a setter as Qt's are
        """Choose low or comfortable rows."""
        differs = compact != self._compact
        self._compact = compact
        self._apply_if(differs)

    def apply(self) -> None:
        """Give the application its palette, font and style sheet."""
        self.changing.emit()
        self._tokens = self._choose()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(self._tokens))
            application.setFont(self.font())
            sizes = Sizes(self.scale, self.code_scale)
            # Taken off first: Qt puts one on five times as fast as it replaces one.
            application.setStyleSheet("")
            application.setStyleSheet(style_sheet(self._tokens, sizes))
        self.changed.emit()

    def _apply_if(self, differs: bool) -> None:  # noqa: FBT001 - private and named by its callers
        if differs:
            self.apply()

    def _system_changed(self) -> None:
        self._apply_if(self._choose() is not self._tokens)

    def _choose(self) -> Tokens:
        if self._mode != "system":
            return DARK if self._mode == "dark" else LIGHT
        scheme = QApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
