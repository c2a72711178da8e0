"""Makes the one style sheet of the program from the tokens.

The template `resources/themes/window.qss` names colours as `$token` and writes lengths that grow
with the font as `13sp`. Widgets are chosen by object name and by their property `kind`; no widget
has a style sheet of its own, so one call switches the theme.
"""

import re
from functools import cache
from pathlib import Path
from string import Template

from inspector.gui.theme.fonts import CODE_FAMILY
from inspector.gui.theme.tokens import Tokens
from inspector.wording.resources import resources

_SCALED = re.compile(r"\b(\d+)sp\b")


@cache
def _template() -> str:
    return (_folder() / "window.qss").read_text(encoding="utf-8")


def _folder() -> Path:
    return resources() / "themes"


def style_sheet(tokens: Tokens, scale: float = 1.0, code_family: str = "") -> str:
    """Return the style sheet of a theme; scale: font size against the usual 13 pixels."""
    colours = {name: tokens.colour(name) for name in Tokens.__slots__}
    pictures = (_folder() / ("dark" if tokens.dark else "light")).as_posix()
    family = code_family or CODE_FAMILY
    filled = Template(_template()).substitute(colours, pictures=pictures, code_family=family)
    return _SCALED.sub(lambda found: f"{round(int(found[1]) * scale)}px", filled)
