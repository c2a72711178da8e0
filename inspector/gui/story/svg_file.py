"""A story as SVG in the colours of both themes. Qt-free: it is made on workers."""

from dataclasses import asdict

from inspector.gui.theme.palette import DARK, LIGHT
from inspector.presentation.story.headline import Headline
from inspector.presentation.story.outline import Outline
from inspector.presentation.story.written.story_svg import story_svg


def svg_of(told: Outline, said: Headline) -> str:
    """Return the picture; dark where the reader's system asks for it."""
    return story_svg(told, said, asdict(LIGHT), asdict(DARK))
