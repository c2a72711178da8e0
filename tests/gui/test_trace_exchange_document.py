"""The text document has one block a line, coloured by style, in both themes."""

import pytest
from PySide6.QtGui import QTextDocument

from inspector.gui.theme import Theme
from inspector.gui.theme.tokens import contrast
from inspector.gui.trace.exchange_document import fill
from inspector.gui.trace.line import Line, Segment

LINES = (
    Line(kind="sent", segments=(Segment("GET", "method"), Segment(" /x"))),
    Line(kind="divider"),
    Line(kind="received", segments=(Segment("401", "bad"),)),
)


def _colour(document, block):
    fragment = document.findBlockByNumber(block).begin().fragment()
    return fragment.charFormat().foreground().color().name().upper()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_block_for_each_line_in_the_colour_of_its_style(qapp, mode):
    theme = Theme(mode)
    document = QTextDocument()
    fill(document, LINES, theme)
    assert document.toPlainText() == "GET /x\n\n401"
    assert _colour(document, 0) == theme.tokens.method("GET").upper()
    assert _colour(document, 2) == theme.tokens.err.upper()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_on_highlighted_bytes_is_readable(qapp, mode):
    theme = Theme(mode)
    styles = ("plain", "name", "dim", "method", "scheme", "good", "bad", "mask", "warn", "cut")
    pinned = Line(kind="sent", pins=(1,), segments=tuple(Segment("x", style) for style in styles))
    document = QTextDocument()
    fill(document, (pinned,), theme)
    fragments = document.begin().begin()
    while not fragments.atEnd():
        colour = fragments.fragment().charFormat().foreground().color().name()
        assert contrast(colour, theme.tokens.mark) >= 4.5, colour
        fragments += 1
