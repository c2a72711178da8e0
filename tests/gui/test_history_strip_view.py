"""The strip shows refusals over time and says them in words."""

import pytest
from PySide6.QtCore import QPoint, Qt

from inspector.gui.history.strip_view import StripView
from inspector.record.row import Span


@pytest.fixture
def strip(light, qtbot):
    view = StripView(light)
    qtbot.addWidget(view)
    view.resize(200, 34)
    return view


SPANS = (*(Span(at, 1, 4) for at in range(9)), Span(9, 40, 44))


def test_it_says_what_it_shows(strip):
    strip.show_spans(SPANS)
    said = strip.accessibleDescription()
    assert said.startswith("49 of 80 attempts were refused. 1 peak. Most were refused from ")
    assert strip.toolTip() == said


def test_it_paints_refusals_in_another_colour_and_marks_the_peak(strip, light):
    strip.show_spans(SPANS)
    image = strip.grab().toImage()
    assert image.pixelColor(190, 20) == light.colour("err_fill")
    assert image.pixelColor(188, 0) == light.colour("err")
    assert image.pixelColor(10, 0) != light.colour("err")


def test_what_was_not_refused_is_a_stem_and_no_bar(strip, light):
    strip.show_spans((Span(0, 1, 4), Span(10, 0, 4)))
    image = strip.grab().toImage()
    ctl, bar = light.colour("ctl"), light.colour("err_fill")
    assert [image.pixelColor(x, 30) for x in (2, 50, 96)] == [bar] * 3
    assert [image.pixelColor(x, 12) == ctl for x in (2, 50, 96)] == [False, True, False]
    assert [image.pixelColor(x, 30) == ctl for x in (102, 150, 196)] == [False, True, False]


def test_without_attempts_there_is_only_the_line(strip):
    strip.show_spans(())
    assert strip.accessibleDescription() == "0 of 0 attempts were refused."
    assert strip.grab().toImage().pixelColor(100, 33).isValid()


def test_arrow_keys_go_from_column_to_column_with_attempts(strip, qtbot):
    strip.show_spans((Span(0, 1, 2), Span(10, 0, 0), Span(20, 2, 2)))
    for key, of in (("Right", "2 of 2"), ("Left", "1 of 2"), ("Left", "1 of 2"), ("End", "2 of 2")):
        qtbot.keyClick(strip, getattr(Qt.Key, f"Key_{key}"))
        assert f": {of} attempt" in strip.accessibleDescription()
    assert strip.toolTip().endswith("Enter or a click lists them.")
    with qtbot.waitSignal(strip.asked) as asked:
        qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert asked.args == [2]
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    assert ": 1 of 2" in strip.toolTip()
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert strip.toolTip() == "3 of 4 attempts were refused."


def test_a_click_lists_a_column_that_has_attempts(strip, qtbot):
    strip.show_spans((Span(0, 1, 2), Span(10, 0, 0)))
    asked = []
    strip.asked.connect(asked.append)
    for x in (150, 20):
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
    assert asked == [0]


def test_a_column_that_went_is_no_longer_looked_at(strip, qtbot):
    strip.show_spans(SPANS)
    qtbot.keyClick(strip, Qt.Key.Key_End)
    strip.show_spans(SPANS[:2])
    assert strip.toolTip() == "2 of 8 attempts were refused."
