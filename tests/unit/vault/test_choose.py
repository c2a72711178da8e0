"""Which store is taken, and what is said about it."""

import asyncio
import json

import pytest

from inspector.model.secret import SecretRef
from inspector.vault import backends, choose
from inspector.vault.choose import open_vault
from inspector.vault.file_store import FileStore
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
    status = vault.open().result(60)
    assert status.kind == "memory"
    assert "no keyring" in status.text
    ref = vault.put("the secret value")
    assert vault.persist([ref]).result(60) == ()
    assert list(tmp_path.iterdir()) == []


def test_a_keyring_is_taken_where_there_is_one(vault, backend, monkeypatch):
    monkeypatch.setattr(backends, "backend", lambda: (backend, ""))
    assert vault.open().result(60).kind == "keyring"


def test_memory_can_be_asked_for(backend, monkeypatch, tmp_path):
    monkeypatch.setattr(backends, "backend", lambda: (backend, ""))
    assert choose.choose(tmp_path, "memory").kind == "memory"
    monkeypatch.setenv(choose.VARIABLE, "memory")
    asked = open_vault(tmp_path)
    assert asked.open().result(60).kind == "memory"
    asked.close()


def test_a_vault_file_is_said_to_be_locked_until_its_passphrase_comes(vault, tmp_path):
    assert vault.use_file("passphrase").result(60).kind == "file"
    ref = vault.put("value")
    vault.persist([ref]).result(60)
    again = open_vault(tmp_path)
    assert again.open().result(60).kind == "locked"
    with pytest.raises(StoreError):
        again.use_file("wrong").result(60)
    again.use_file("passphrase").result(60)
    assert again.names().result(60) == (ref.name,)
    assert again.peek(SecretRef(place="keyring", name=ref.name)) is None
    again.close()


def resolve(vault, *refs):
    found = asyncio.run(vault.resolve_all(refs))
    return {ref: secret.reveal() for ref, secret in found.items()}


def test_what_is_in_memory_moves_into_the_file(vault, tmp_path):
    kept, draft, typed = vault.put("value one"), vault.put("value two"), vault.put("value three")
    vault.persist([kept]).result(60)
    vault.persist([draft], draft=True).result(60)
    key = vault.fingerprint_key().result(60)
    assert vault.use_file("passphrase").result(60).kind == "file"
    vault.withdraw([draft]).result(60)
    again = open_vault(tmp_path)
    again.use_file("passphrase").result(60)
    assert resolve(again, kept, draft, typed) == {kept: "value one"}
    assert again.fingerprint_key().result(60) == key
    again.close()


def test_a_keyring_is_moved_into_the_file_and_emptied_once_all_was_read_back(
    vault, backend, monkeypatch
):
    monkeypatch.setattr(backends, "backend", lambda: (backend, ""))
    ref, other = vault.put("the value " * 300), vault.put("another value")
    vault.persist([ref, other]).result(60)
    before = dict(backend.entries)
    monkeypatch.setattr(FileStore, "set", lambda *_: None)
    with pytest.raises(StoreError):
        vault.use_file("passphrase").result(60)
    assert backend.entries == before
    assert vault.status.kind == "keyring"
    monkeypatch.undo()
    monkeypatch.setattr(backends, "backend", lambda: (backend, ""))
    assert vault.use_file("passphrase").result(60).moved == 2
    assert backend.entries == {}
    vault.delete([other]).result(60)
    assert vault.names().result(60) == (ref.name,)
    vault.lock().result(60)
    vault.use_file("passphrase").result(60)
    assert resolve(vault, ref) == {ref: "the value " * 300}


def test_what_is_typed_while_the_file_is_locked_is_kept_once_it_is_open(vault, tmp_path):
    ref = vault.put("old value")
    vault.use_file("passphrase").result(60)
    vault.persist([ref]).result(60)
    again = open_vault(tmp_path)
    later, dropped = again.put("typed later"), again.put("dropped")
    again.hold({ref: "new value"})
    problems = again.persist([ref, later]).result(60)
    assert "passphrase" in problems[0].what
    again.persist([dropped], draft=True).result(60)
    again.withdraw([dropped]).result(60)
    again.use_file("passphrase").result(60)
    again.close()
    third = open_vault(tmp_path)
    third.use_file("passphrase").result(60)
    assert resolve(third, ref, later, dropped) == {ref: "new value", later: "typed later"}
    third.close()


def test_a_locked_file_gives_nothing_away_but_what_was_typed_and_not_kept_stays(vault):
    vault.use_file("passphrase").result(60)
    kept, typed = vault.put("kept value"), vault.put("typed value")
    vault.persist([kept]).result(60)
    status = vault.lock().result(60)
    assert (status.kind, status.file) == ("locked", True)
    assert (vault.peek(kept), vault.peek(typed)) == (None, "typed value")
    assert resolve(vault, kept, typed) == {typed: "typed value"}
    assert set(vault.known_values()) == {"kept value", "typed value"}
    with pytest.raises(StoreError):
        vault.use_file("wrong").result(60)
    vault.use_file("passphrase").result(60)
    assert resolve(vault, kept) == {kept: "kept value"}


def test_without_an_open_file_there_is_nothing_to_lock(vault):
    ref = vault.put("value")
    vault.persist([ref]).result(60)
    assert vault.lock().result(60).kind == "memory"
    assert vault.peek(ref) == "value"


def test_the_passphrase_can_be_changed_also_of_a_locked_file(vault):
    with pytest.raises(StoreError) as caught:
        vault.change_passphrase("old one", "new one").result(60)
    assert "no vault file" in caught.value.text
    vault.use_file("old one").result(60)
    ref = vault.put("value")
    vault.persist([ref]).result(60)
    for old, new in (("wrong", "x"), ("old one", " ")):
        with pytest.raises(StoreError):
            vault.change_passphrase(old, new).result(60)
        assert vault.status.kind == "file"
    assert vault.change_passphrase("old one", "new one").result(60).kind == "file"
    vault.lock().result(60)
    assert vault.change_passphrase("new one", "third one").result(60).kind == "file"
    assert resolve(vault, ref) == {ref: "value"}


def test_an_older_copy_is_told_before_it_is_used(vault, tmp_path):
    vault.use_file("passphrase").result(60)
    ref = vault.put("old value")
    vault.persist([ref]).result(60)
    copy = (tmp_path / "vault.json").read_bytes()
    vault.hold({ref: "new value"})
    vault.persist([ref]).result(60)
    (tmp_path / "vault.json").write_bytes(copy)
    again = open_vault(tmp_path)
    assert again.open().result(60).kind == "older"
    assert resolve(again, ref) == {}
    assert again.status.kind == "older"
    with pytest.raises(StoreError):
        again.use_file("passphrase").result(60)
    assert again.use_file("passphrase", accept_older=True).result(60).kind == "file"
    assert resolve(again, ref) == {ref: "old value"}
    again.close()


def test_a_damaged_file_is_told_and_its_state_before_comes_back(vault, tmp_path):
    vault.use_file("passphrase").result(60)
    ref, later = vault.put("value"), vault.put("later value")
    vault.persist([ref]).result(60)
    vault.persist([later]).result(60)
    (tmp_path / "vault.json").write_text("{")
    again = open_vault(tmp_path)
    assert again.open().result(60).kind == "unreadable"
    assert again.restore_file("passphrase").result(60).kind == "file"
    assert resolve(again, ref, later) == {ref: "value"}
    again.close()


def test_another_place_counts_at_once(tmp_path, backend, monkeypatch):
    monkeypatch.setattr(backends, "backend", lambda: (backend, ""))
    wanted = ["memory"]
    vault = open_vault(tmp_path, lambda: wanted[0])
    ref = vault.put("value")
    vault.persist([ref]).result(60)
    assert backend.entries == {}
    wanted[0] = "auto"
    assert vault.choose_again().result(60).kind == "keyring"
    assert len(backend.entries) == 1
    wanted[0] = "file"
    assert vault.choose_again().result(60).kind == "memory"
    vault.use_file("passphrase").result(60)
    assert vault.choose_again().result(60).kind == "file"
    wanted[0] = "memory"
    assert vault.choose_again().result(60).kind == "memory"
    assert vault.peek(ref) == "value"
    wanted[0] = "file"
    assert vault.choose_again().result(60).kind == "locked"
    vault.close()


def test_a_value_that_can_not_be_read_is_told(vault, tmp_path):
    vault.use_file("passphrase").result(60)
    ref = vault.put("value", label="orders")
    vault.persist([ref]).result(60)
    vault.lock().result(60)
    vault.use_file("passphrase").result(60)
    content = json.loads((tmp_path / "vault.json").read_text())
    content["entries"].clear()
    (tmp_path / "vault.json").write_text(json.dumps(content))
    told = []
    vault.on_trouble(told.append)
    assert resolve(vault, ref) == {}
    assert ref.name in told[0]
    assert vault.idle < 60
