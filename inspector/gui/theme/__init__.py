"""How everything looks: colour tokens, palette, style sheet, fonts and icons."""

from inspector.gui.theme.theme import Theme
from inspector.gui.theme.tokens import Tokens

__all__ = ["Theme", "Tokens"]
