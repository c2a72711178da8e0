"""The card of a token's life follows history and tabs; its events open what they are about."""

import msgspec
import pytest

from inspector.gui.state.documents import RequestDocument
from inspector.gui.tokens.cards.life_card import LifeCard
from inspector.gui.tokens.token_document import TokenDocument
from inspector.workbench.attempts.token_life import Followed, TokenLife
from tests.gui.life_samples import OBTAINED, REFUSED, RENEWED, USED, life
from tests.gui.token_samples import solved, token

TOKEN = token()


@pytest.fixture
def card(panel_tools, qtbot):
    made = LifeCard(panel_tools, TOKEN)
    qtbot.addWidget(made)
    made.resize(400, 300)
    return made


@pytest.fixture
def tab(panel_tools):
    document = panel_tools.tabs.open(RequestDocument())
    document.attempts.add(solved(TOKEN))
    return document


def _second(text, **more):
    made = solved(text, **more)
    return msgspec.structs.replace(made, attempt=msgspec.structs.replace(made.attempt, id="two"))


def _titles(card):
    return [row.line.title for row in card.rows]


def test_nothing_known_is_said_in_one_sentence(card, qtbot):
    assert card.empty.text() == "Looking through the history…"
    card.show()
    qtbot.waitUntil(lambda: card.empty.text().startswith("No attempt"))
    assert card.empty.isVisible()
    assert card.rows == ()


def test_an_open_tab_counts_before_the_history_has_it(card, tab, qtbot):
    card.show()
    qtbot.waitUntil(lambda: bool(card.rows))
    (title,) = _titles(card)
    assert title.startswith("Refused: ")
    assert not card.empty.isVisible()


def test_it_follows_history_and_tabs_while_it_is_shown(card, panel_tools, tab, qtbot):
    card.show()
    qtbot.waitUntil(lambda: len(card.rows) == 1)
    accepted = _second(TOKEN, status=200)
    panel_tools.history.keep(accepted)
    qtbot.waitUntil(lambda: len(card.rows) == 2)
    tab.attempts.add(accepted)  # kept already: not counted twice
    panel_tools.history.keep(solved(TOKEN))
    card.hide()
    card.show()
    qtbot.waitUntil(lambda: card._job is None and not card._soon.isActive())
    assert [row.line.event.count for row in card.rows] == [1, 1]


def test_an_event_opens_its_attempt_in_the_tab_that_has_it(card, panel_tools, tab, qtbot):
    tab.attempts.add(_second(token(jti="other")))
    other = panel_tools.tabs.open(RequestDocument())
    card.show()
    qtbot.waitUntil(lambda: bool(card.rows))
    assert panel_tools.tabs.active is other
    card.rows[0].click()
    assert panel_tools.tabs.active is tab
    assert tab.attempts.index == 0


def test_a_renewed_token_opens_where_its_text_is_known(card, panel_tools):
    card.show_life(life(OBTAINED, USED, REFUSED, RENEWED, **{"9f8e7d6c": "the-new-token"}))
    for _ in range(2):
        card.rows[3].click()
        active = panel_tools.tabs.active
        assert isinstance(active, TokenDocument)
        assert active.topic == "the-new-token"
    assert len([one for one in panel_tools.tabs.documents if isinstance(one, TokenDocument)]) == 1


def test_else_it_is_said_that_only_its_fingerprint_is_kept(card, panel_tools, qtbot):
    card.show_life(life(RENEWED))
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        card.rows[0].click()
    assert "only a fingerprint" in said.args[0].text


def test_where_there_are_very_many_uses_it_is_said(card):
    card.show_life(Followed(TokenLife((USED,), 5000)))
    assert card.newest.text() == "Its newest 5,000 uses were looked at."
    card.show_life(life(USED))
    assert not card.newest.text()


def test_the_focus_stays_on_its_event(card, qtbot):
    card.show()
    card._soon.stop()  # nothing else is shown meanwhile
    card.show_life(life(OBTAINED, USED))
    card.rows[1].setFocus()
    qtbot.waitUntil(card.rows[1].hasFocus)
    card.show_life(life(OBTAINED, USED, REFUSED))
    assert len(card.rows) == 3
    qtbot.waitUntil(card.rows[1].hasFocus)


def test_a_history_that_cannot_be_read_is_said(card):
    card.show_life(Followed(TokenLife(), {}, unread=True))
    assert card.empty.text().startswith("The history can't be read")
    card.show_life(life())
    assert card.empty.text().startswith("No attempt")
    with pytest.raises(ValueError, match="ours"):
        card._failed(ValueError("ours"))
    assert "made a mistake" in card.empty.text()
