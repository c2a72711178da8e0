"""The six cards of the first window name scenarios and icons that exist."""

from inspector.mocklab.practice import cards
from inspector.mocklab.scenarios import slugs
from inspector.wording.resources import resources


def test_there_are_six_cards_and_expired_token_is_first():
    assert [card.slug for card in cards()] == [
        "expired-token",
        "wrong-scheme",
        "wrong-audience",
        "missing-credentials",
        "csrf-refused",
        "proxy-in-the-way",
    ]


def test_every_card_has_a_scenario_and_a_shipped_icon():
    for card in cards():
        assert card.slug in slugs()
        assert (resources() / "icons" / f"{card.icon}.svg").is_file(), card.icon
        assert card.title
        assert card.text
