"""Every pair of colours that is drawn keeps its contrast, in both themes (WCAG 2.2)."""

import pytest

from inspector.gui.compare import line_delegate
from inspector.gui.compare import line_delegate as code_painter
from inspector.gui.matrix import grid_view
from inspector.gui.theme.palette import DARK, LIGHT, blend
from inspector.gui.tokens.cards import encoded_card
from tests.fixtures.contrast import PAIRS, contrast


def _colour(tokens, name):
    return tokens.mark if name == "mark" else tokens.colour(name)


def test_black_on_white_is_twenty_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.foreground}-{pair.background}")
def test_contrast(tokens, pair):
    found = contrast(_colour(tokens, pair.foreground), _colour(tokens, pair.background))
    assert found >= pair.least, f"{found:.2f}"


CELLS = {
    *((look[1], look[2]) for look in grid_view._LOOKS.values()),
    *(("text", look[2]) for look in grid_view._LOOKS.values()),
    *(("text2", look[2]) for look in grid_view._LOOKS.values()),
    *((look[1], look[2]) for look in code_painter.LOOKS.values()),
    *((ink, look[2]) for look in code_painter.LOOKS.values() for ink in ("text", "text2")),
    *(("text", look[3]) for look in code_painter.LOOKS.values()),
    *(("text", ground) for look in line_delegate.CELL_LOOKS.values() for ground in look[2:]),
}


def test_what_tinted_cells_paint_is_among_the_pairs():
    known = {(pair.foreground, pair.background) for pair in PAIRS}
    assert known >= CELLS


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("part", ["jwt_header", "jwt_payload", "jwt_signature"])
def test_a_part_of_a_token_that_is_lit_stays_readable(tokens, part):
    soft = tokens.colour(f"{part}_soft")
    ground = blend(tokens.colour(part), soft, encoded_card._LIT)
    assert contrast(tokens.text, ground) >= 4.5
