"""The card is there only when there is something to say."""

import msgspec
import pytest

from inspector.gui.experiments.experiments_page import LadderCard
from tests.gui import trial_samples as trials


@pytest.fixture
def card(qtbot, light):
    made = LadderCard(light)
    qtbot.addWidget(made)
    return made


def test_without_results_it_is_hidden(card):
    card.show_tried(trials.tried(()))
    assert card.isHidden()


def test_with_a_ladder_it_shows_and_explains_it(card):
    card.show_tried(trials.tried(ladder=trials.LADDER))
    assert not card.ladder.isHidden()
    assert "stops at “Audience”" in card.sentence.text()


def test_where_all_refusals_are_alike_it_says_that_alone(card):
    same = tuple(msgspec.structs.replace(one, result="same") for one in trials.OUTCOMES)
    card.show_tried(trials.tried(same))
    assert card.ladder.isHidden()
    assert card.sentence.text() == "Every refusal looks the same."
