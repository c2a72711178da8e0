"""The cards stand beside the claims where there is room for both, else below them."""

import pytest
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.tokens.token_panes import TokenPanes


@pytest.fixture
def panes(light, qtbot):
    made = TokenPanes(light)
    qtbot.addWidget(made)
    cards = [QWidget() for _ in range(2)]
    for card in cards:
        card.setMinimumHeight(50)
        made.add_card(card)
    beside = QWidget()
    made.add_beside(beside)
    made.show()
    return made, cards, beside


def _at(panes, widget):
    return widget.mapTo(panes.widget(), widget.rect().topLeft())


def test_wide_they_stand_beside_each_other(panes, qtbot):
    made, cards, beside = panes
    made.resize(1000, 600)
    qtbot.waitUntil(lambda: _at(made, beside).x() > _at(made, cards[0]).x() + 300)
    assert _at(made, cards[1]).y() > _at(made, cards[0]).y()
    assert _at(made, beside).y() == _at(made, cards[0]).y()


def test_narrow_they_stand_below_each_other(panes, qtbot):
    made, cards, beside = panes
    made.resize(500, 600)
    qtbot.waitUntil(lambda: _at(made, beside).y() < _at(made, cards[0]).y())
    assert _at(made, cards[0]).y() < _at(made, cards[1]).y()
    assert _at(made, beside).x() == _at(made, cards[0]).x()


def test_what_stands_beside_stays_in_sight(panes, qtbot):
    made, cards, beside = panes
    cards[0].setMinimumHeight(3000)
    made.resize(1000, 600)
    qtbot.waitUntil(lambda: 0 < beside.height() <= 600)
    before = beside.height()
    made.show_above(shown=False)
    qtbot.waitUntil(lambda: beside.height() > before)


def test_what_wants_little_room_takes_no_more(panes, qtbot):
    made, _cards, beside = panes
    beside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    QVBoxLayout(beside).addSpacing(90)
    made.resize(1000, 900)
    qtbot.waitUntil(lambda: 0 < beside.height() < 200)


def test_what_needs_more_than_the_window_has_scrolls(panes, qtbot):
    made, _cards, beside = panes
    made.resize(1000, 400)
    qtbot.waitUntil(lambda: 0 < beside.height() <= 400)
    beside.setMinimumHeight(700)
    made.fit()
    qtbot.waitUntil(lambda: beside.height() >= 700)
    qtbot.waitUntil(lambda: made.verticalScrollBar().maximum() > 0)


def test_above_the_cards_it_may_be_higher_than_the_window(panes, qtbot):
    made, _cards, beside = panes
    made.resize(500, 600)
    qtbot.waitUntil(lambda: made._row.direction() == QBoxLayout.Direction.BottomToTop)
    assert made._tall.maximumHeight() > 1000
    made.resize(1000, 600)
    qtbot.waitUntil(lambda: made._tall.maximumHeight() <= 600)
    assert beside.height() <= 600
