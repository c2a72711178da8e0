"""The store for one run forgets with its object."""

import pytest

from inspector.vault.memory_store import LockedStore, MemoryStore
from inspector.vault.store import StoreError


def test_two_stores_know_nothing_of_each_other():
    one, other = MemoryStore(), MemoryStore()
    one.set("name", "value")
    assert other.get("name") is None
    assert one.kind == "memory"


def test_a_locked_store_says_why_and_a_closed_one_is_empty():
    locked = LockedStore(StoreError("older", "It is an older copy."))
    uses = (lambda: locked.get("a"), lambda: locked.set("a", "b"), lambda: locked.delete("a"))
    for use in (*uses, locked.names):
        with pytest.raises(StoreError) as caught:
            use()
        assert (caught.value.kind, caught.value.text) == ("older", "It is an older copy.")
    locked.close()
    store = MemoryStore()
    store.set("a", "value")
    store.close()
    assert store.names() == ()
