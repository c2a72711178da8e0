"""Encrypts under a key made from a passphrase: Argon2id (RFC 9106), AES-256-GCM (SP 800-38D)."""

import base64
import os
from typing import Annotated

import msgspec

NONCE = 12
_SALT = 16
_MOST_WORK = 1024 * 1024  # KiB of memory times passes: about two seconds


class Cost(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What deriving a key costs. A file that asks for less or for more than this is refused.

    Less would give a passphrase away, more is a planted file that takes all memory or time. The
    defaults are the second choice of RFC 9106, section 4.
    """

    memory_kib: Annotated[int, msgspec.Meta(ge=19 * 1024, le=256 * 1024)] = 64 * 1024
    passes: Annotated[int, msgspec.Meta(ge=1, le=12)] = 3
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)] = 4

    def __post_init__(self) -> None:
        """Refuse what is within each limit and too much together."""
        if self.memory_kib * self.passes > _MOST_WORK:
            raise ValueError("too much work")


def new_salt() -> str:
    """Return a fresh salt, as text."""
    return text(os.urandom(_SALT))


class Key:
    """A key in memory that can be wiped. Python may keep copies of what made it elsewhere."""

    def __init__(self, material: bytearray) -> None:
        self._material = material

    @classmethod
    def derive(cls, salt: str, cost: Cost, passphrase: str) -> "Key":
        """Make the key, which takes a moment. Raises ValueError for a salt that is none."""
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 - slow

        words = bytearray(passphrase.encode("utf-8", "surrogatepass"))
        made = Argon2id(
            salt=base64.b64decode(salt, validate=True),
            length=32,
            iterations=cost.passes,
            lanes=cost.lanes,
            memory_cost=cost.memory_kib,
        )
        material = bytearray(32)
        try:
            made.derive_into(words, material)  # type: ignore[arg-type]  # it takes any buffer
        finally:
            _wipe(words)
        return cls(material)

    @property
    def wiped(self) -> bool:
        """Whether it is of no more use."""
        return not any(self._material)

    def seal(self, plain: bytes, bound: bytes) -> str:
        """Encrypt under a fresh nonce. bound: what must be the same when it is opened."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - slow

        nonce = os.urandom(NONCE)
        return text(nonce + AESGCM(self._material).encrypt(nonce, plain, bound))

    def open(self, sealed: str, bound: bytes) -> bytes:
        """Decrypt. Raises ValueError for another key, another `bound` or changed bytes."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - slow to import
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - slow

        data = base64.b64decode(sealed, validate=True)
        try:
            return AESGCM(self._material).decrypt(data[:NONCE], data[NONCE:], bound)
        except InvalidTag:
            raise ValueError("it does not fit") from None

    def wipe(self) -> None:
        """Overwrite it."""
        _wipe(self._material)


def text(data: bytes) -> str:
    """Write bytes as Base64."""
    return base64.b64encode(data).decode("ascii")


def _wipe(data: bytearray) -> None:
    data[:] = bytes(len(data))
