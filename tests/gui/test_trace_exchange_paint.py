"""Bands, highlighted bytes and notes are really painted, and a note in the way is moved."""

import pytest
from PySide6.QtGui import QColor

from inspector.gui.trace.exchange_view import ExchangeView
from inspector.presentation.exchange.line import Line, Note, Segment


def _picture(qtbot, theme, *lines, notes=True):
    view = ExchangeView(theme)
    qtbot.addWidget(view)
    view.set_notes(on=notes)
    view.resize(500, 120)
    view.show_lines(lines)
    view.show()
    return view.viewport().grab().toImage()


def _count(image, colour):
    wanted = QColor(colour).rgb()
    cells = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixel(x, y) == wanted for x, y in cells)


def _line(text="abc", **more):
    return Line(
        kind="received", number=1, segments=(Segment(text, start=0, end=len(text)),), **more
    )


def test_a_pinned_line_has_a_band_and_marked_bytes(qtbot, light):
    image = _picture(qtbot, light, _line(pins=(1,), marks=((0, 3),)))
    assert _count(image, light.tokens.err_soft) > 3000
    assert _count(image, light.tokens.mark) > 100
    assert _count(_picture(qtbot, light, _line()), light.tokens.err_soft) == 0


@pytest.mark.parametrize("text", ["short", "long " * 60])
def test_a_note_is_painted_whatever_the_length_of_its_line(qtbot, light, text):
    noted = _line(text, notes=(Note("look here", "good"),))
    shown = _picture(qtbot, light, noted)
    hidden = _picture(qtbot, light, noted, notes=False)
    ok = light.tokens.ok
    assert _count(shown, ok) > 20
    assert _count(hidden, ok) == 0


def test_a_rule_divides_what_was_sent_from_what_came_back(qtbot, light):
    image = _picture(qtbot, light, _line(), Line(kind="divider", number=2))
    assert _count(image, light.tokens.border) > 300


def test_a_note_never_covers_the_highlighted_bytes(qtbot, light):
    text = "a" * 20 + "b" * 25 + "c" * 60
    line = _line(text, pins=(1,), marks=((20, 45),), notes=(Note("a long remark " * 5, "bad"),))
    plain = _line(text, pins=(1,), marks=((20, 45),))
    mark = light.tokens.mark
    assert _count(_picture(qtbot, light, line), mark) == _count(_picture(qtbot, light, plain), mark)
