"""The strip shows refusals over time and says them in words."""

import pytest

from inspector.gui.history.strip_view import StripView, peaks
from inspector.record.row import Span


@pytest.fixture
def strip(light, qtbot):
    view = StripView(light)
    qtbot.addWidget(view)
    view.resize(200, 34)
    return view


SPANS = (*(Span(at, 1, 4) for at in range(9)), Span(9, 40, 44))


def test_a_peak_is_far_above_the_others():
    assert peaks(SPANS) == {9}
    assert peaks(SPANS[:9]) == frozenset()
    assert peaks((Span(0, 50, 50),)) == frozenset()


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


def test_without_attempts_there_is_only_the_line(strip):
    strip.show_spans(())
    assert strip.accessibleDescription() == "0 of 0 attempts were refused."
    assert strip.grab().toImage().pixelColor(100, 33).isValid()
