"""The hashes that tie an ID token to its access token and code (OpenID Connect §3.1.3.6)."""

import base64
import hashlib

_HASHES = {"256": "sha256", "384": "sha384", "512": "sha512"}


def half_hash(value: str, algorithm: str) -> str:
    """Return at_hash or c_hash of a value: the left half of its hash in Base64.

    algorithm: `alg` of the ID token; Ed25519 hashes with SHA-512. Empty where none is known.
    """
    name = "sha512" if algorithm in ("EdDSA", "Ed25519") else _HASHES.get(algorithm[-3:])
    if name is None:
        return ""
    digest = hashlib.new(name, value.encode("utf-8", "surrogatepass")).digest()
    return base64.urlsafe_b64encode(digest[: len(digest) // 2]).decode().rstrip("=")
