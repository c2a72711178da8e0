"""The pill: state by colour, icon and words."""

import pytest

from inspector.export.words import certainty_words
from inspector.gui.widgets.marks import Meter, Pill, Pin, badge_width, state_of
from inspector.model.finding import Certainty


@pytest.mark.parametrize(
    ("status", "state"), [(200, "ok"), (302, "warn"), (401, "err"), (503, "err"), (None, "err")]
)
def test_a_status_has_a_state(status, state):
    assert state_of(status) == state


def test_it_shows_and_says_its_text(light, qtbot):
    pill = Pill(light, "401 Unauthorized", "err")
    qtbot.addWidget(pill)
    narrow = pill.sizeHint().width()
    pill.show_state("511 Network Authentication Required", "err")
    assert pill.sizeHint().width() > narrow
    assert pill.accessibleName() == pill.text == "511 Network Authentication Required"


def test_its_ground_has_the_states_colour(light, qtbot):
    pill = Pill(light, "200 OK", "ok")
    qtbot.addWidget(pill)
    pill.resize(pill.sizeHint())
    assert pill.grab().toImage().pixelColor(4, 14).name() == light.colour("ok_fill").name()


# ---------------- The pin: red, numbered, named
def test_a_pin_is_a_red_disc_with_a_name(light, qtbot):
    pin = Pin(light, 2)
    qtbot.addWidget(pin)
    pin.resize(pin.sizeHint())
    image = pin.grab().toImage()
    assert image.pixelColor(8, 1).name() == light.colour("err_fill").name()
    assert pin.accessibleName() == "Evidence 2"


def test_another_number_is_another_name(light, qtbot):
    pin = Pin(light, 1)
    qtbot.addWidget(pin)
    pin.set_number(3)
    assert (pin.number, pin.accessibleName()) == (3, "Evidence 3")


def test_it_grows_with_the_text(light, qtbot):
    pin = Pin(light, 1)
    qtbot.addWidget(pin)
    before = pin.sizeHint().width()
    light.set_percent(200)
    assert pin.sizeHint().width() == 2 * before


# ---------------- The badge: a grey count that never looks like a pin
def test_long_counts_are_wider(light):
    assert 16 <= badge_width(light, "1") <= 18
    assert badge_width(light, "1000") > 25


# ---------------- The meter: a word, and as many bars as it is certain
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
