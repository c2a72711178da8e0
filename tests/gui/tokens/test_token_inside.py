"""What an encrypted token holds is asked about like any token, and opens by itself."""

import json

import pytest
from joserfc import jwe
from joserfc.jwk import OctKey

from inspector.annotate.tokens.decryption import opened
from inspector.gui.tokens.cards.expected_card import ExpectedCard
from inspector.gui.tokens.cards.signature_card import SignatureCard, TokenInside
from inspector.gui.tokens.token_document import TokenDocument
from tests.gui.token_samples import NOW, exchange, token

KEY = OctKey.generate_key(256)


def _opened(content):
    text = jwe.encrypt_compact({"alg": "dir", "enc": "A128CBC-HS256"}, content, KEY)
    return opened(text, json.dumps(KEY.as_dict(private=True)), NOW)


@pytest.fixture
def inside(panel_tools, qtbot):
    signature, expected = SignatureCard(panel_tools), ExpectedCard(panel_tools)
    for card in (signature, expected):
        qtbot.addWidget(card)
    expected.hide()
    own = TokenDocument("encrypted", exchange=exchange("encrypted"))
    return TokenInside(panel_tools, own, signature, expected)


def test_a_token_inside_opens_in_a_tab_of_its_own(inside, panel_tools):
    text = token()
    inside.take(_opened(text))
    assert not inside._expected.isHidden()
    assert not inside._signature.inside.isHidden()
    inside._signature.inside.click()
    made = panel_tools.tabs.active
    assert (made.topic, made.place) == (text, "the encrypted token")
    assert made.exchange is inside._own.exchange


def test_bare_claims_are_no_token_of_their_own(inside):
    inside.take(_opened(json.dumps({"sub": "ada"})))
    assert inside.read.claims == {"sub": "ada"}
    assert inside._signature.inside.isHidden()


def test_without_a_key_that_fits_nothing_is_asked(inside, panel_tools):
    before = panel_tools.tabs.documents
    inside.take(_opened("plain words"))
    inside.inspect()
    assert inside._expected.isHidden()
    assert panel_tools.tabs.documents == before
