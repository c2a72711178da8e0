"""The text document has one block a line, coloured by style, in both themes."""

import pytest
from PySide6.QtGui import QTextDocument

from inspector.gui.theme import Theme
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
