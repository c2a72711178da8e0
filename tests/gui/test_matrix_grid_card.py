"""Without a choice the card says what to do; with one the grid stands there."""

from inspector.gui.matrix.grid_view import GridCard
from tests.gui.matrix_samples import NONE, ORDERS


def test_the_empty_state_gives_way(light, qtbot):
    card = GridCard(light)
    qtbot.addWidget(card)
    card.show()
    assert card.empty.isVisible()
    assert not card.grid.isVisible()
    card.model.begin((ORDERS,), (NONE,))
    assert card.grid.isVisible()
    assert not card.empty.isVisible()
    card.model.begin((), (NONE,))
    assert card.empty.isVisible()
