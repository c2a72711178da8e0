"""Every pair of colours that is drawn keeps its contrast, in both themes (WCAG 2.2)."""

import pytest

from inspector.gui.theme.tokens import DARK, LIGHT, PAIRS, luminance


def _contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _colour(tokens, name):
    return tokens.mark if name == "mark" else tokens.colour(name)


def test_black_on_white_is_twenty_one():
    assert _contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.foreground}-{pair.background}")
def test_contrast(tokens, pair):
    found = _contrast(_colour(tokens, pair.foreground), _colour(tokens, pair.background))
    assert found >= pair.least, f"{found:.2f}"
