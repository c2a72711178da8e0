"""Values of the vault are offered by name, never by what they are."""

import pytest
from PySide6.QtWidgets import QMenu

from inspector.gui.tokens.signature_card import VaultKeys, known_keys
from inspector.model.collection import Environment
from inspector.model.secret import SecretRef
from inspector.vault.store import StoreError


@pytest.fixture
def button(panel_tools, qtbot):
    made = VaultKeys(panel_tools)
    qtbot.addWidget(made)
    made.show()
    return made


def _menu(button, qtbot):
    button.click()
    qtbot.waitUntil(lambda: bool(button.findChildren(QMenu)), timeout=5000)
    return button.findChildren(QMenu)[-1]


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_value_is_chosen_by_its_name(button, panel_tools, qtbot):
    ref = panel_tools.vault.put("the-secret-value", label="signing key")
    panel_tools.vault.persist([ref]).result(10)
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
