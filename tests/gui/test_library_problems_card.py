"""What is wrong in files."""

from inspector.gui.library.problems_card import ProblemsCard
from inspector.model.collection import Problem


def test_each_problem_is_listed_with_its_place(light, qtbot):
    card = ProblemsCard()
    qtbot.addWidget(card)
    assert card.isHidden()
    card.show_problems((Problem(what="Bad.", where="a.toml:3: url", todo="Mend it."),) * 2)
    assert not card.isHidden()
    assert card.text.count("Bad. (a.toml:3: url) Mend it.") == 2
    card.show_problems(())
    assert card.isHidden()
