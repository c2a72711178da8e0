"""The colour tokens: arithmetic of contrast, blending, method colours."""

import pytest

from inspector.gui.theme.palette import DARK, LIGHT, blend, channels
from tests.fixtures.contrast import contrast, luminance


def test_luminance_runs_from_black_to_white():
    assert luminance("#000000") == 0
    assert luminance("#FFFFFF") == pytest.approx(1)


def test_contrast_does_not_depend_on_the_order():
    assert contrast("#FFFFFF", "#000000") == contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_blend_lies_between_its_colours():
    assert blend("#FFFFFF", "#000000", 0.5) == "#808080"
    assert blend("#123456", "#000000", 1) == "#123456"


def test_channels():
    assert channels("#0A1B2C") == (10, 27, 44)


@pytest.mark.parametrize(
    ("method", "token"),
    [("get", "ok"), ("POST", "info"), ("PATCH", "warn"), ("DELETE", "err"), ("PURGE", "text2")],
)
def test_methods_have_their_colours(method, token):
    assert LIGHT.method(method) == LIGHT.colour(token)


def test_the_themes_differ_in_every_colour_but_white():
    same = [name for name in LIGHT.__slots__ if getattr(LIGHT, name) == getattr(DARK, name)]
    assert same == ["on_fill"]
