"""Records of secrets: kept with the store, merged, moved along, gone with the secret."""

import asyncio
from datetime import UTC, date, datetime

import msgspec
import pytest

from inspector.model.secret import SecretRef
from inspector.model.vault_entry import NO_ENTRY, VaultEntry
from inspector.vault.access import Access, Chosen
from inspector.vault.file_store import FileStore
from inspector.vault.keyring_store import KeyringStore
from inspector.vault.memory_store import MemoryStore
from inspector.vault.names import Names
from inspector.vault.vault import Vault

NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture(params=["memory", "file", "keyring"])
def opened(request, backend, tmp_path):
    """Return what opens a vault over the same store again and again."""
    memory = MemoryStore()
    made = []

    def again():
        if request.param == "memory":
            store = memory
        elif request.param == "file":
            store = FileStore(tmp_path / "vault.json", "passphrase")
        else:
            store = KeyringStore(backend, Names(tmp_path))
        vault = Vault(Access(lambda: Chosen(store=store, kind=request.param, text="")))
        made.append(vault)
        return vault

    yield again
    for vault in made:
        vault._worker.close()


def _of(vault, ref):
    return asyncio.run(vault.entries.of([ref]))[ref]


def test_a_record_comes_back_with_its_secret(opened):
    vault = opened()
    ref = vault.put("s3cret", label="orders")
    vault.entries.change(ref, lambda entry: entry.bound_to("api.example.com", NOW))
    assert vault.persist([ref]).result(60) == ()
    day = date(2026, 5, 1)
    vault.entries.change(
        ref, lambda entry: msgspec.structs.replace(entry, rotate_by=day, label="Orders")
    ).result(60)
    again = opened()
    found = _of(again, ref)
    assert (found.host_names, found.rotate_by, found.label) == (("api.example.com",), day, "Orders")
    assert again.names().result(60) == (ref.name,)


def test_two_that_bind_at_once_lose_no_host(opened):
    one, other = opened(), opened()
    ref = one.put("s3cret")
    assert one.persist([ref]).result(60) == ()
    asyncio.run(other.resolve_all([ref]))
    asyncio.run(other.entries.of([ref]))
    one.entries.change(ref, lambda entry: entry.bound_to("a.example", NOW)).result(60)
    other.entries.change(ref, lambda entry: entry.bound_to("b.example", NOW)).result(60)
    assert _of(opened(), ref).host_names == ("a.example", "b.example")


def test_the_record_goes_with_the_secret(opened, tmp_path):
    vault = opened()
    ref = vault.put("s3cret")
    vault.entries.change(ref, lambda entry: entry.bound_to("a.example", NOW))
    assert vault.persist([ref]).result(60) == ()
    assert vault.delete([ref]).result(60) == ()
    assert _of(opened(), ref) == NO_ENTRY
    assert not list(tmp_path.glob("*.entry"))


def test_what_was_never_kept_leaves_no_record(opened, tmp_path):
    vault = opened()
    ref = vault.put("s3cret")
    vault.entries.change(ref, lambda entry: entry.bound_to("a.example", NOW)).result(60)
    assert vault.entries.known(ref).host_names == ("a.example",)
    assert _of(opened(), ref) == NO_ENTRY
    assert not list(tmp_path.glob("*.entry"))


def test_records_move_with_their_secrets_from_a_keyring_into_a_file(backend, tmp_path):
    from inspector.vault.file_keeping import FileKeeping

    keyring = KeyringStore(backend, Names(tmp_path))
    access = Access(
        lambda: Chosen(store=keyring, kind="keyring", text=""), FileKeeping(tmp_path / "file")
    )
    vault = Vault(access)
    ref = vault.put("s3cret")
    vault.entries.change(ref, lambda entry: entry.bound_to("a.example", NOW))
    assert vault.persist([ref]).result(60) == ()
    assert vault.use_file("a good passphrase").result(60).kind == "file"
    text = (tmp_path / "file" / "vault.json").read_text()
    vault.close()
    assert "a.example" not in text
    store = FileStore(tmp_path / "file" / "vault.json", "a good passphrase")
    assert store.get(ref.name) == "s3cret"
    assert "a.example" in store.get(f"entry/{ref.name}")
    store.close()


def test_a_record_without_its_meaning_says_nothing(backend, tmp_path):
    names = Names(tmp_path)
    names.keep_record("entry/x", "{broken")
    vault = Vault(
        Access(lambda: Chosen(store=KeyringStore(backend, names), kind="keyring", text=""))
    )
    assert _of(vault, SecretRef(place="keyring", name="x")) == NO_ENTRY
    vault.close()


def test_a_host_is_bound_once_and_taken_off():
    entry = VaultEntry().bound_to("a", NOW).bound_to("a", NOW).bound_to("b", NOW)
    assert entry.host_names == ("a", "b")
    assert entry.not_bound_to("a").host_names == ("b",)
