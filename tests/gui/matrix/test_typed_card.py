"""A credential is typed or taken from what is saved, and bound to a host before it is added."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from inspector.gui.matrix.typed_card import SavedValues, TypedCard
from inspector.model.collection import Environment
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.secret import SecretRef

SECRET = "typed-secret-of-the-test-that-is-long-enough"
ORIGINS = ("https://a.example", "https://b.example", "https://a.example")


@pytest.fixture
def card(panel_tools, qtbot):
    made = TypedCard(panel_tools)
    qtbot.addWidget(made)
    made.ask(ORIGINS)
    return made


def _type(card, qtbot, name, text):
    field = card.findChild(QLineEdit, name)
    field.setFocus()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Tab)


def test_what_is_typed_goes_to_the_vault_and_is_bound(card, qtbot, panel_tools):
    assert [card.host.itemText(place) for place in range(card.host.count())] == [*ORIGINS[:2]]
    assert not card.add.isEnabled()
    _type(card, qtbot, "credential_token", SECRET)
    card.host.setCurrentIndex(1)
    with qtbot.waitSignal(card.made) as made:
        card.add.click()
    candidate = made.args[0]
    assert isinstance(candidate.credential, Bearer)
    assert panel_tools.vault.peek(candidate.credential.token) == SECRET
    assert candidate.origin == "https://b.example"
    assert not card.isVisible()


def test_another_kind_has_other_fields(card, qtbot):
    titles = [card.kind.itemText(place) for place in range(card.kind.count())]
    assert {"Basic", "Bearer token", "API key", "Digest", "WSSE"} <= set(titles)
    card.kind.activated.emit(titles.index("Basic"))
    _type(card, qtbot, "credential_user", "ada")
    _type(card, qtbot, "credential_password", SECRET)
    with qtbot.waitSignal(card.made) as made:
        card.add.click()
    assert isinstance(made.args[0].credential, Basic)
    assert made.args[0].credential.user == "ada"


def test_cancel_forgets_it(card, qtbot):
    _type(card, qtbot, "credential_token", SECRET)
    with qtbot.waitSignal(card.closed):
        card.cancel.click()
    card.ask(ORIGINS)
    assert card.current.value.credential == Bearer()
    assert not card.add.isEnabled()


def test_without_a_host_nothing_can_be_added(card):
    card.ask(())
    card.use("token")
    assert not card.add.isEnabled()


# ---------------- Saved secrets are offered by name
def test_names_of_environment_and_vault(panel_tools, qtbot):
    offer = SavedValues(panel_tools)
    qtbot.addWidget(offer)
    assert [entry.enabled for entry in offer.entries(())] == [False]
    panel_tools.environments.put(
        Environment(name="Staging", values={"token": SecretRef(place="keyring", name="in-env")})
    )
    panel_tools.environments.choose("Staging")
    entries = offer.entries(("in-env", "other"))
    assert [entry.text for entry in entries] == ["token, in Staging", "other, in the vault"]
    with qtbot.waitSignal(offer.chosen) as chosen:
        entries[1].do()
    assert chosen.args == ["vault.other"]
