"""Makes fingerprints: two uses of the same secret look the same, and nothing else can be told."""

import hashlib
import hmac
import secrets

from inspector.vault.store import SecretStore

NAME = "fingerprint-key"
LENGTH = 8  # hex digits


def key_from(store: SecretStore, name: str = NAME) -> bytes:
    """Return the key kept in the store; the first call makes it. Raises StoreError."""
    kept = store.get(name)
    if kept:
        return bytes.fromhex(kept)
    key = secrets.token_bytes(32)
    store.set(name, key.hex())
    return key


def fingerprint(value: str, key: bytes) -> str:
    """Return 8 hex digits of the HMAC-SHA-256 of a value."""
    data = value.encode("utf-8", "surrogatepass")
    return hmac.new(key, data, hashlib.sha256).hexdigest()[:LENGTH]
