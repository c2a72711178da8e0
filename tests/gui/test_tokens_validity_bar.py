"""The bar shows the life of a token; the expired part is hatched, all is said in words."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QRectF

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.expected import Expected
from inspector.gui.tokens.token_state import life_marks
from inspector.gui.tokens.validity_bar import ValidityBar, spoken
from tests.gui.token_samples import NOW, token

MOMENT = int(NOW.timestamp())


def _marks(later=0, **claims):
    return life_marks(decode(token(**claims)), Expected(server=NOW), NOW + timedelta(seconds=later))


@pytest.fixture
def bar(light, qtbot):
    made = ValidityBar(light)
    qtbot.addWidget(made)
    made.resize(900, made.sizeHint().height())
    return made


def test_it_hides_without_times(bar):
    bar.show_marks(None)
    assert bar.isHidden()


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({}, "expired 10 min 0 s before it was used"),
        ({"exp": MOMENT + 60}, "1 min 0 s left"),
        ({"nbf": MOMENT + 60, "exp": MOMENT + 600}, "in 1 min 0 s"),
    ],
)
def test_it_is_said_in_words(bar, claims, words):
    bar.show_marks(_marks(**claims))
    assert words in bar.accessibleName()
    assert spoken(_marks(**claims)) == bar.toolTip()


def test_the_expired_part_is_hatched(bar, light):
    bar.show_marks(_marks(later=30))
    image = bar.grab().toImage()
    y = bar.sizeHint().height() // 2 - 8
    seen = {image.pixelColor(x, y).name() for x in range(image.width())}
    assert light.colour("ok_fill").name() in seen
    over = [
        at for at in range(image.width()) if image.pixelColor(at, 25) == light.colour("err_soft")
    ]
    column = {image.pixelColor(over[len(over) // 4], row).name() for row in range(26, 46)}
    assert {light.colour("err_soft").name(), light.colour("err_line").name()} & column
    assert len(column) > 1


def test_names_do_not_lie_on_one_another(bar):
    marks = _marks(later=2, exp=MOMENT + 3000, nbf=MOMENT, iat=MOMENT)
    taken, places = [], []
    for moment in (marks.begin, marks.sent, marks.now):
        bar._marks = marks
        place = bar._free(
            bar._x(marks, moment), "request sent 12:00:00", QRectF(0, 24, 900, 24), taken
        )
        taken.append(place)
        places.append(place)
    assert not any(
        one.intersects(other) for at, one in enumerate(places) for other in places[at + 1 :]
    )
