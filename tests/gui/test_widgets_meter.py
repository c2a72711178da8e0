"""The meter: a word and as many bars as it is certain; the score only in the tooltip."""

import pytest

from inspector.export.words import certainty_words
from inspector.gui.widgets.meter import Meter
from inspector.model.finding import Certainty


def bars(meter, light):
    image = meter.grab().toImage()
    filled = [light.colour(name).name() for name in ("err_fill", "warn_fill", "ctl")]
    y = image.height() // 2
    step, count = light.px(10), 0
    for place in range(4):
        if image.pixelColor(place * step + 3, y).name() in filled:
            count += 1
    return count


@pytest.mark.parametrize(("certainty", "count"), list(zip(Certainty, (4, 3, 2, 1), strict=True)))
def test_the_bars_count(light, qtbot, certainty, count):
    meter = Meter(light, certainty, word=False)
    qtbot.addWidget(meter)
    meter.resize(meter.sizeHint())
    assert bars(meter, light) == count


def test_words_not_percentages(light, qtbot):
    meter = Meter(light, Certainty.CERTAIN)
    qtbot.addWidget(meter)
    meter.show_certainty(Certainty.VERY_LIKELY, 0.81)
    assert meter.accessibleName() == "Certainty: Very likely"
    assert meter.toolTip() == "Score 0.81"
    assert "%" not in "".join(map(certainty_words, Certainty))


def test_the_word_takes_its_room(light, qtbot):
    with_word, without = (
        Meter(light, Certainty.CERTAIN),
        Meter(light, Certainty.CERTAIN, word=False),
    )
    qtbot.addWidget(with_word)
    qtbot.addWidget(without)
    assert with_word.sizeHint().width() > without.sizeHint().width() + 30
