"""The card: round corners, hairline, an edge in the severity's colour."""

from inspector.gui.widgets.card import Card, Line


def test_the_edge_has_its_colour(light, qtbot):
    card = Card(light, edge="err_fill")
    qtbot.addWidget(card)
    card.resize(100, 100)
    assert card.grab().toImage().pixelColor(2, 50).name() == light.colour("err_fill").name()
    card.set_edge("ok_fill")
    assert card.grab().toImage().pixelColor(2, 50).name() == light.colour("ok_fill").name()
    assert card.grab().toImage().pixelColor(50, 50).name() == light.colour("surface").name()


def test_contents_keep_their_distance(light, qtbot):
    card = Card(light, 20)
    qtbot.addWidget(card)
    assert card.column.contentsMargins().left() == 20


# ---------------- The hairline is one pixel
def test_lying_and_upright(light, qtbot):
    lying, upright = Line(), Line(upright=True)
    for line in (lying, upright):
        qtbot.addWidget(line)
        line.show()
    assert lying.maximumHeight() == 1
    assert upright.maximumWidth() == 1
