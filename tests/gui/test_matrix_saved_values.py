"""Saved secrets are offered by name: those of the environment, then those of the vault."""

from inspector.gui.matrix.typed_card import SavedValues
from inspector.model.collection import Environment
from inspector.model.secret import SecretRef


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
