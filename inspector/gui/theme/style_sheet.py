"""Makes the one style sheet of the program from the tokens.

The template `resources/themes/window.qss` names colours as `$token` and writes lengths that grow
with the interface as `13sp`, with code as `13cp`. Widgets are chosen by object name and by their
property `kind`; no widget has a style sheet of its own, so one call switches the theme.
"""

import re
from functools import cache
from pathlib import Path
from string import Template
from typing import NamedTuple

from inspector.gui.theme.fonts import CODE_FAMILY
from inspector.gui.theme.tokens import Tokens
from inspector.wording.resources import resources, shipped_text

_SCALED = re.compile(r"\b(\d+)sp\b")
_CODE = re.compile(r"\b(\d+)cp\b")


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
