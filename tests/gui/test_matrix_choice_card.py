"""One button ticks all or none; without entries the card says what is missing."""

from inspector.gui.matrix.choice_list import ChoiceCard


def test_all_and_none(light, qtbot):
    card = ChoiceCard(light, "matrix_requests", "Requests", "Open a request.")
    qtbot.addWidget(card)
    card.show()
    assert not card.list.isVisible()
    assert not card.all.isVisible()
    card.show_entries((("a", ""), ("b", "")))
    assert card.list.isVisible()
    assert card.all.accessibleName() == "Tick all: Requests"
    card.all.click()
    assert card.list.chosen() == (0, 1)
    assert card.all.accessibleName() == "Untick all: Requests"
    card.all.click()
    assert card.list.chosen() == ()
