"""The bar of a token's life."""

import jwt
import pytest

from inspector.gui.compose.life_bar import Life, LifeBar, life_of

KEY = "a key that is long enough for HMAC"


def _token(**claims):
    return jwt.encode(claims, KEY, "HS256")


def test_the_life_of_a_token():
    life = life_of(_token(iat=100, exp=200), now=150)
    assert life == Life(100, 200, 150)
    assert not life.over
    assert life_of(_token(iat=100, exp=200), now=200).over


@pytest.mark.parametrize("token", ["opaque", "a.b.c", _token(exp=5), _token(iat=9, exp=3), ""])
def test_without_both_times_there_is_none(token):
    assert life_of(token) is None


def test_the_bar_shows_and_hides(qtbot, light):
    bar = LifeBar(light)
    qtbot.addWidget(bar)
    bar.show_life(Life(0, 100, 150))
    assert "expired" in bar.accessibleName()
    bar.resize(100, 4)
    colour = bar.grab().toImage().pixelColor(95, 2)
    assert colour.red() > colour.green()
    bar.show_life(None)
    assert bar.isHidden()
