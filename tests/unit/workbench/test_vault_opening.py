"""Window and command line keep secrets where the settings say."""

import pytest

from inspector.settings.places import places
from inspector.settings.store import Settings
from inspector.vault import backends, choose
from inspector.workbench.vault_opening import vault_of


@pytest.fixture
def no_keyring(monkeypatch):
    monkeypatch.delenv(choose.VARIABLE, raising=False)
    monkeypatch.setattr(backends, "backend", lambda: (None, "There is no keyring."))


def test_the_settings_choose_and_are_asked_again(no_keyring):
    settings = Settings(places().settings)
    vault = vault_of(places(), settings)
    assert vault.open().result(60).text == "There is no keyring."
    settings.set("secrets.place", "memory")
    assert "as set" in vault.choose_again().result(60).text
    settings.set("secrets.place", "file")
    assert "no vault file yet" in vault.choose_again().result(60).text
    assert vault.use_file("passphrase").result(60).kind == "file"
    vault.close()
    assert places().vault_seen.exists()


def test_the_variable_counts_where_the_settings_leave_it_open(no_keyring, monkeypatch):
    monkeypatch.setenv(choose.VARIABLE, "memory")
    vault = vault_of(places(), Settings(places().settings))
    assert "as set" in vault.open().result(60).text
    vault.close()
