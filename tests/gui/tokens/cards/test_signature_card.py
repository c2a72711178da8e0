"""The card says what a check found and asks for another key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QMenu

from inspector.annotate.tokens.signatures import Signature, check
from inspector.gui.tokens.cards.signature_card import SignatureCard, VaultKeys, known_keys
from inspector.gui.widgets.buttons import Button
from inspector.model.collection import Environment
from inspector.model.secret import SecretRef
from inspector.vault.store import StoreError
from tests.gui.token_samples import SECRET, token


@pytest.fixture
def card(panel_tools, qtbot):
    made = SignatureCard(panel_tools)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_begins_unchecked(card):
    assert card.title.text() == "Signature not checked"
    assert card.key is None
    assert not card.again.isVisible()


@pytest.mark.parametrize(("secret", "title"), [(SECRET, "is valid"), ("other", "is wrong")])
def test_it_shows_what_was_found(card, secret, title):
    card.show_signature(check(token(), secret))
    assert title in card.title.text()
    assert card.text.text()


def test_a_key_can_be_given(card, qtbot):
    card.other.click()
    assert card.key.isVisible()
    assert card.key.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere  # a long line is quick
    card.key.setPlainText(f" {SECRET} ")
    with qtbot.waitSignal(card.key_given) as given:
        card.findChild(Button, "signature_check").click()
    assert given.args == [SECRET]
    card.other.click()
    assert not card.key.isVisible()
    card.other.click()
    assert card.key.isVisible()


def test_a_key_is_told_while_it_is_typed_and_enter_checks(card, qtbot):
    card.other.click()
    with qtbot.waitSignal(card.key_typed) as typed:
        qtbot.keyClicks(card.key, SECRET)
    assert typed.args == [SECRET]
    with qtbot.waitSignal(card.key_given) as given:
        qtbot.keyClick(card.key, Qt.Key.Key_Return)
    assert given.args == [SECRET]
    qtbot.keyClick(card.key, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert card.key.toPlainText() == f"{SECRET}\n"  # a list of words has lines


def test_a_key_of_the_vault_can_be_chosen(card, qtbot):
    ref = SecretRef(place="memory", name="x")
    with qtbot.waitSignal(card.key_chosen) as chosen:
        card.kept.chosen.emit(ref, "x")
    assert chosen.args == [ref]


def test_it_can_be_checked_again(card, qtbot):
    card.begin("login.example.com", encrypted=False)
    assert card.fetch.isVisible()
    card.show_signature(check(token(), SECRET))
    assert card.again.isVisible()
    assert not card.fetch.isVisible()
    with qtbot.waitSignal(card.again_asked):
        card.again.click()


def test_an_encrypted_token_needs_its_key(card):
    card.begin("", encrypted=True)
    assert card.title.text() == "Encrypted"
    assert not card.fetch.isVisible()


def test_keys_are_fetched_only_on_a_click_and_where_there_is_an_address(card, qtbot):
    card.begin("", encrypted=False)
    assert not card.fetch.isVisible()
    card.begin("login.example.com", encrypted=False)
    assert "login.example.com" in card.fetch.toolTip()
    with qtbot.waitSignal(card.fetch_asked):
        card.fetch.click()


def test_every_state_has_an_icon_of_its_own(card):
    pictures = []
    for state in ("valid", "invalid", "unchecked"):
        card.show_signature(Signature(state=state, title="t", text="x"))
        pictures.append(card._icon.pixmap().toImage())
    assert pictures[0] != pictures[1] != pictures[2]


def test_where_nothing_is_signed_no_key_is_asked_for(card):
    card.begin_unsigned()
    assert card.title.text() == "Not signed"
    assert not card.other.isVisible()
    assert not card.again.isVisible()


def test_esc_puts_the_field_away_and_gives_the_focus_back(card, qtbot):
    card.other.click()
    qtbot.waitUntil(card.key.hasFocus)
    qtbot.keyClick(card.key, Qt.Key.Key_Escape)
    assert not card.key.isVisible()
    assert card.other.hasFocus()
    card.other.click()
    assert card.key.hasFocus()


# ---------------- Values of the vault are offered by name, never by what they are
@pytest.fixture
def button(panel_tools, qtbot):
    made = VaultKeys(panel_tools)
    qtbot.addWidget(made)
    made.show()
    return made


def _menu(button, qtbot):
    button.click()
    qtbot.waitUntil(lambda: bool(button.findChildren(QMenu)))
    return button.findChildren(QMenu)[-1]


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_value_is_chosen_by_its_name(button, panel_tools, qtbot):
    ref = panel_tools.vault.put("the-secret-value", label="signing key")
    panel_tools.vault.persist([ref]).result(60)
    menu = _menu(button, qtbot)
    assert [action.text() for action in menu.actions()] == ["signing-key"]
    with qtbot.waitSignal(button.chosen) as chosen:
        menu.actions()[0].trigger()
    assert chosen.args == [ref, "signing-key"]
    menu.close()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_an_empty_vault_says_so(button, qtbot):
    menu = _menu(button, qtbot)
    assert [action.isEnabled() for action in menu.actions()] == [False]
    menu.close()


def test_a_locked_vault_says_so(button, panel_tools, qtbot):
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        button._tell(StoreError("locked", "It is locked."))
    assert "It is locked." in said.args[0].text


def test_secret_variables_come_first_under_their_names():
    ref = SecretRef(place="keyring", name="client-0123456789ab")
    names = ("client-0123456789ab", "a-000000000001", "a-000000000002")
    found = known_keys(names, {"client_secret": ref, "host": "x"})
    assert list(found) == ["client_secret", "a", "a-000000000002"]
    assert found["client_secret"] == ref
    assert found["a"].name == "a-000000000001"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_environments_values_are_offered(button, panel_tools, qtbot):
    ref = SecretRef(place="memory", name="x")
    panel_tools.environments.put(Environment(name="staging", values={"hmac": ref}))
    panel_tools.environments.choose("staging")
    menu = _menu(button, qtbot)
    assert menu.actions()[0].text() == "hmac"
    menu.close()
