"""The pill: state by colour, icon and words."""

import pytest

from inspector.gui.widgets.pill import Pill, state_of


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
