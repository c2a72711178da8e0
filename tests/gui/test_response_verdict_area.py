"""The area is as high as its card where there is room, else the card scrolls in it."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.diagnosis.verdict_card import VerdictCard
from inspector.gui.response.verdict_area import VerdictArea
from tests.gui import answer_samples as samples

OFF, ON = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAlwaysOn


@pytest.fixture
def area(qtbot, light):
    card = VerdictCard(light)
    made = VerdictArea(card)
    qtbot.addWidget(made)
    card.show_verdict(samples.expired().verdict, (), "")
    made.resize(700, 400)
    made.show()
    return made


def test_with_room_it_is_as_high_as_the_card(area):
    area.fit(700, 2000)
    assert area.sizeHint().height() == area.widget().height() == area.widget().heightForWidth(700)
    assert area.verticalScrollBarPolicy() == OFF


def test_without_room_it_scrolls_and_may_become_low(area):
    area.fit(700, 150)
    assert area.sizeHint().height() == 150
    assert area.widget().height() > 150
    assert area.widget().width() < 700
    assert area.verticalScrollBarPolicy() == ON
    assert area.minimumSizeHint().height() <= 80
