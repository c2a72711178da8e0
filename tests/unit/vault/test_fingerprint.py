"""Fingerprints tell equal secrets from others, and need the key."""

from inspector.vault.fingerprint import NAME, fingerprint, key_from
from inspector.vault.memory_store import MemoryStore


def test_the_key_is_made_once():
    store = MemoryStore()
    key = key_from(store)
    assert key_from(store) == key
    assert len(key) == 32
    assert store.names() == (NAME,)


def test_equal_secrets_have_equal_fingerprints():
    assert fingerprint("value", b"k") == fingerprint("value", b"k")
    assert fingerprint("value", b"k") != fingerprint("value", b"l")
    assert fingerprint("value", b"k") != fingerprint("valuf", b"k")
    assert len(fingerprint("\udc80", b"k")) == 8
