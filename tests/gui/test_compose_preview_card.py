"""The card that shows how a credential is sent."""

from inspector.gui.compose.preview_card import PreviewCard


def test_long_bytes_may_break_but_are_read_whole(qtbot, light):
    card = PreviewCard(light)
    qtbot.addWidget(card)
    card.show_preview("Authorization: Basic " + "x" * 200, "Words.")
    assert card.bytes_shown == "Authorization: Basic " + "x" * 200
    card.resize(316, 300)
    card.show()
    assert card.minimumSizeHint().width() <= 316


def test_nothing_sent_shows_words_only(qtbot, light):
    card = PreviewCard(light)
    qtbot.addWidget(card)
    card.show_preview("", "No credential is added.")
    assert card._bytes.isHidden()
