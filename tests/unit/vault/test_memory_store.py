"""The store for one run forgets with its object."""

from inspector.vault.memory_store import MemoryStore


def test_two_stores_know_nothing_of_each_other():
    one, other = MemoryStore(), MemoryStore()
    one.set("name", "value")
    assert other.get("name") is None
    assert one.kind == "memory"
