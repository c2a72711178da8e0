"""Loads the shipped fonts and hands them out by size and weight."""

from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from inspector.wording.resources import resources

UI_FAMILY = "Inter"
CODE_FAMILY = "JetBrains Mono NL"
REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 700
_KEPT_FONTS, _KEPT_WIDTHS = 64, 512


@cache
def load() -> frozenset[str]:
    """Load the shipped fonts once; return the families that are there now."""
    families: set[str] = set()
    for file in sorted((resources() / "fonts").glob("*.[ot]tf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families.update(QFontDatabase.applicationFontFamilies(number))
    return frozenset(families)


def _system(kind: QFontDatabase.SystemFont) -> QFont:
    return QFontDatabase.systemFont(kind)


def _finish(font: QFont, pixels: int, weight: int) -> QFont:
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def ui(pixels: int, weight: int = REGULAR) -> QFont:
    """Return the font of the interface, with figures of equal width; the caller's own copy."""
    return QFont(_ui(pixels, weight))


@lru_cache(maxsize=_KEPT_FONTS)
def _ui(pixels: int, weight: int) -> QFont:
    known = UI_FAMILY in load()
    font = QFont(UI_FAMILY) if known else _system(QFontDatabase.SystemFont.GeneralFont)
    font.setFeature(QFont.Tag("tnum"), 1)
    return _finish(font, pixels, weight)


@lru_cache(maxsize=_KEPT_WIDTHS)
def advance(text: str, pixels: int, weight: int = REGULAR, *, italic: bool = False) -> int:
    """Return how wide a short text is in the font of the interface, in pixels.

    Tabs ask for the same few words over and over while they are laid out.
    """
    font = ui(pixels, weight)
    font.setItalic(italic)
    return QFontMetrics(font).horizontalAdvance(text)


def code(pixels: int, weight: int = REGULAR) -> QFont:
    """Return the font for bytes: fixed width, and no ligature hides a character."""
    font = (
        QFont(CODE_FAMILY) if CODE_FAMILY in load() else _system(QFontDatabase.SystemFont.FixedFont)
    )
    font.setFixedPitch(True)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setFeature(QFont.Tag("calt"), 0)
    font.setFeature(QFont.Tag("liga"), 0)
    return _finish(font, pixels, weight)
