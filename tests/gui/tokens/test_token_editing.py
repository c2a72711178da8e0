"""The page turns to the fields that edit a token, and back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from inspector.gui.tokens.cards.claims_card import ClaimsCard
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.tokens.token_editing import TokenEditing
from inspector.gui.tokens.token_panes import TokenPanes
from inspector.gui.tokens.token_resending import TokenResending
from inspector.protocol.tokens import jose
from tests.gui.token_samples import token

TEXT = token()


@pytest.fixture
def editing(panel_tools, qtbot):
    panes, claims = TokenPanes(panel_tools.theme), ClaimsCard(panel_tools.theme)
    qtbot.addWidget(panes)
    panes.add_beside(claims)
    panes.show()
    own = TokenDocument(TEXT)
    resending = TokenResending(panel_tools, TEXT, own, panes)
    return TokenEditing(panel_tools, own, panes, claims, resending)


def test_the_fields_take_the_place_of_the_claims(editing):
    editing.begin(jose.read(TEXT))
    assert editing.card.isVisible()
    assert not editing._claims.isVisible()
    assert '"aud": "orders"' in editing.card.claims.toPlainText()
    editing.card.closed.emit()
    assert editing._claims.isVisible()
    assert not editing.card.isVisible()


def test_what_is_no_signed_token_is_not_edited(editing):
    editing.begin(None)
    assert editing.card is None
    editing.turn(editing=False)
    assert editing._claims.isVisible()


def test_why_it_was_not_sent_is_said_in_the_fields(editing, qtbot):
    editing.begin(jose.read(TEXT))
    editing._resending.refused.emit("The request's tab is closed.")
    assert editing.card.problem.text == "The request's tab is closed."


def test_esc_gives_the_focus_back_to_where_it_was(editing, qtbot):
    tabs = editing._claims.tabs
    tabs.setFocus()
    qtbot.waitUntil(tabs.hasFocus)
    editing.begin(jose.read(TEXT))
    qtbot.waitUntil(editing.card.claims.hasFocus)
    qtbot.keyClick(editing.card.claims, Qt.Key.Key_Escape)
    assert not editing.card.isVisible()
    assert tabs.hasFocus()


def test_the_fields_are_scrolled_to(editing, qtbot):
    panes = editing._panes
    for number in range(30):
        panes.add_card(QLabel(str(number)))
    panes.resize(400, 300)  # the fields stand below the cards
    editing.begin(jose.read(TEXT))
    qtbot.waitUntil(lambda: not editing.card.claims.visibleRegion().isEmpty())


def test_what_was_typed_is_there_again_and_no_key(editing):
    read = jose.read(TEXT)
    editing.begin(read)
    editing.card.claims.setPlainText('{"aud": "payments"}')
    editing.card.key.setPlainText("a-secret-key")
    again = TokenEditing(
        editing._tools, editing._own, editing._panes, editing._claims, editing._resending
    )
    again.resume(read)
    assert again.card.claims.toPlainText() == '{"aud": "payments"}'
    assert again.card.key.toPlainText() == ""
    again.card.closed.emit()
    assert editing._own.edited is None


def test_nothing_was_typed(editing):
    editing.resume(jose.read(TEXT))
    assert editing.card is None
