"""Which store is taken, and what is said about it."""

import pytest

from inspector.model.secret import SecretRef
from inspector.vault import backends, choose, open_vault
from inspector.vault.store import StoreError


@pytest.fixture(autouse=True)
def no_bus(monkeypatch, tmp_path):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    monkeypatch.delenv(choose.VARIABLE, raising=False)


@pytest.fixture
def vault(tmp_path):
    made = open_vault(tmp_path)
    yield made
    made.close()


def test_without_a_keyring_secrets_stay_in_memory(vault, tmp_path):
    assert vault.status.kind == "unopened"
    status = vault.open().result(10)
    assert status.kind == "memory"
    assert "no keyring" in status.text
    ref = vault.put("the secret value")
    assert vault.persist([ref]).result(10) == ()
    assert list(tmp_path.iterdir()) == []


def test_a_keyring_is_taken_where_there_is_one(vault, backend, monkeypatch):
    monkeypatch.setattr(backends, "backend", lambda: (backend, ""))
    assert vault.open().result(10).kind == "keyring"


def test_memory_can_be_asked_for(backend, monkeypatch, tmp_path):
    monkeypatch.setattr(backends, "backend", lambda: (backend, ""))
    assert choose.choose(tmp_path, "memory").kind == "memory"
    monkeypatch.setenv(choose.VARIABLE, "memory")
    asked = open_vault(tmp_path)
    assert asked.open().result(10).kind == "memory"
    asked.close()


def test_a_vault_file_is_said_to_be_locked_until_its_passphrase_comes(vault, tmp_path):
    assert vault.use_file("passphrase").result(10).kind == "file"
    ref = vault.put("value")
    vault.persist([ref]).result(10)
    again = open_vault(tmp_path)
    assert again.open().result(10).kind == "locked"
    with pytest.raises(StoreError):
        again.use_file("wrong").result(10)
    again.use_file("passphrase").result(10)
    assert again.names().result(10) == (ref.name,)
    assert again.peek(SecretRef(place="keyring", name=ref.name)) is None
    again.close()
