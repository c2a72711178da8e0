"""How everything looks: colour tokens, palette, style sheet, fonts and icons."""

from inspector.gui.theme.palette import Tokens
from inspector.gui.theme.theme import Theme

__all__ = ["Theme", "Tokens"]
