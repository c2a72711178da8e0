"""The ladder is read aloud, and turns into a list where its names would touch."""

import pytest
from PySide6.QtGui import QColor

from inspector.gui.experiments.experiments_page import Ladder
from tests.gui import trial_samples as trials


@pytest.fixture
def ladder(qtbot, light):
    made = Ladder(light)
    qtbot.addWidget(made)
    made.show_ladder(trials.LADDER)
    return made


def _colours(ladder):
    ladder.show()
    image = ladder.grab().toImage()
    size = image.size()
    return {image.pixel(x, y) for x in range(size.width()) for y in range(size.height())}


def test_it_is_named_with_all_checks(ladder):
    assert ladder.accessibleName().startswith("How far your credential gets: Scheme passed")
    assert "Audience stopped here" in ladder.accessibleName()


@pytest.mark.parametrize("width", [340, 120])
def test_passed_and_stopped_are_painted_beside_or_below_each_other(ladder, light, width):
    ladder.resize(width, ladder.heightForWidth(width))
    seen = _colours(ladder)
    for token in ("ok_fill", "err_fill", "on_fill"):
        assert QColor(light.tokens.colour(token)).rgb() in seen, token


def test_a_narrow_one_is_a_list(ladder):
    assert ladder.heightForWidth(120) > 3 * ladder.heightForWidth(400)
    assert ladder.sizeHint().height() == ladder.heightForWidth(400)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_name_is_wider_than_its_place(ladder, light, percent):
    light.set_percent(percent)
    width = ladder.sizeHint().width()
    assert ladder.heightForWidth(width) < ladder.heightForWidth(width - 6)
