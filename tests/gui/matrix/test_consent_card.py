"""Nothing is agreed to by itself, and another question forgets what was agreed to."""

import pytest
from PySide6.QtWidgets import QCheckBox

from inspector.gui.matrix.consent_card import ConsentCard
from inspector.model.matrix import Asking, Needs, Terms
from inspector.presentation.matrix.matrix_consent import questions

DELETE = Asking(method="DELETE", hosts=("a.example",))
POST = Asking(method="POST", hosts=("a.example",))


@pytest.fixture
def card(light, qtbot):
    made = ConsentCard(light)
    qtbot.addWidget(made)
    made.resize(700, 200)
    return made


def _boxes(card):
    return [box for box in card.findChildren(QCheckBox) if box.parent() is not None]


def test_boxes_begin_unticked_and_give_the_terms(card, qtbot):
    card.ask(questions(Needs(methods=(DELETE,), hosts=("b.example",)), ""))
    assert card.isVisible()
    boxes = _boxes(card)
    assert not any(box.isChecked() for box in boxes)
    assert card.terms == Terms()
    with qtbot.waitSignal(card.changed):
        boxes[0].click()
    assert card.terms == Terms(methods=frozenset({"DELETE"}))
    assert "a.example" in boxes[0].accessibleDescription()


def test_asking_again_forgets_what_was_agreed_to(card):
    asked = questions(Needs(methods=(DELETE,)), "")
    card.ask(asked)
    _boxes(card)[0].click()
    card.ask(asked)
    assert card.terms == Terms()
    card.ask(questions(Needs(methods=(DELETE, POST)), ""))
    assert card.terms == Terms()
    card.ask(())
    assert not card.isVisible()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_boxes_are_whole_and_large_enough(card, light, qtbot, percent):
    light.set_percent(percent)
    card.ask(questions(Needs(methods=(DELETE,), hosts=("b.example",)), ""))
    card.resize(420, 400)
    for box in _boxes(card):
        assert box.height() >= 24
        assert box.width() >= box.sizeHint().width()
