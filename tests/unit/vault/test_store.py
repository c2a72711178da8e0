"""What every store of secrets does, whichever it is (the stores' conformance test)."""

import pytest

from inspector.vault.file_store import FileStore
from inspector.vault.keyring_store import KeyringStore
from inspector.vault.memory_store import MemoryStore
from inspector.vault.names import Names


@pytest.fixture(params=["memory", "file", "keyring"])
def store(request, backend, tmp_path):
    if request.param == "memory":
        return MemoryStore()
    if request.param == "file":
        return FileStore(tmp_path / "vault.json", "passphrase")
    return KeyringStore(backend, Names(tmp_path))


def test_it_keeps_replaces_lists_and_forgets(store):
    assert store.names() == ()
    assert store.get("b") is None
    store.set("b", "one\ntwo")
    store.set("a", "")
    store.set("b", "three ✓")
    assert (store.get("a"), store.get("b")) == ("", "three ✓")
    assert store.names() == ("a", "b")
    store.delete("b")
    store.delete("b")
    assert store.get("b") is None
    assert store.names() == ("a",)
