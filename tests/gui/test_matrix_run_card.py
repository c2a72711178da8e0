"""The button begins or stops a run, and its cost is read with it."""

from inspector.gui.matrix.choice_pane import RunCard
from inspector.model.matrix import Cost

COST = Cost(cells=2, exchanges=2, methods=("GET",), hosts=("a.example",), apart=0.25, seconds=0.25)


def test_cost_run_progress_and_stop(light, qtbot):
    card = RunCard(light)
    qtbot.addWidget(card)
    card.show()
    card.show_cost(Cost())
    assert not card.button.isEnabled()
    card.show_cost(COST)
    assert "2 requests at most: GET to a.example." in card.button.accessibleDescription()
    with qtbot.waitSignal(card.run_asked):
        card.button.click()
    card.show_progress(1, 2)
    assert card.bar.isVisible()
    assert card.cost.text() == "1 of 2 cells are done."
    assert card.button.text().strip() == "Stop"
    with qtbot.waitSignal(card.stop_asked):
        card.button.click()
    card.end(COST)
    assert not card.bar.isVisible()
    assert card.button.text().strip() == "Run"
    card.show_cost(Cost(refused="Too many."))
    assert not card.button.isEnabled()
