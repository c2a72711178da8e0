"""Failing rows are banded, barred and pinned; rows without a check have a quiet sign."""

import pytest

from inspector.gui.tokens.claims_list import ClaimsList
from inspector.model.token import TokenPart, TokenRow


@pytest.fixture
def drawn(qtbot, light):
    """Return what is drawn of a row: the picture of the list and the row's place."""

    def draw(level, pins, note="Expired"):
        made = ClaimsList(light)
        qtbot.addWidget(made)
        made.resize(600, 120)
        row = TokenRow(name="exp", value="1", meaning="m", note=note, level=level)
        made.show_parts((TokenPart(name="payload", title="Payload", rows=(row,)),), pins)
        first = made.plain.index(0, 0, made.plain.index(0, 0))
        place = made.visualRect(first).united(made.visualRect(first.siblingAtColumn(3)))
        return made.grab().toImage(), place

    return draw


def test_a_failing_row_is_banded_and_barred(drawn, light):
    image, place = drawn("bad", {})
    assert image.pixelColor(200, place.top() + 3) == light.colour("err_soft")
    assert image.pixelColor(1, place.center().y()) == light.colour("err_fill")
    image, place = drawn("good", {})
    assert image.pixelColor(1, place.center().y()) != light.colour("err_fill")


def test_each_level_has_a_sign_of_its_own(drawn):
    pictures = []
    for level in ("good", "odd", "bad", "info"):
        image, place = drawn(level, {}, "x")
        grey = image.copy(place.right() - 60, place.top(), 60, 36).convertToFormat(
            image.Format.Format_Grayscale8
        )
        pictures.append(grey)
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[at + 1 :])


def test_the_evidence_stands_before_the_check(drawn, light):
    with_pin, place = drawn("bad", {"exp": 2})
    without, _ = drawn("bad", {})
    rows = range(place.top(), place.bottom())
    red = light.colour("err_fill")

    def reds(image):
        return sum(image.pixelColor(x, y) == red for x in range(400, 600) for y in rows)

    assert reds(with_pin) > reds(without) + 50
