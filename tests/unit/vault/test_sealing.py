"""A key opens only what it sealed, bound to the same; its cost has limits; it can be wiped."""

import msgspec
import pytest

from inspector.vault.sealing import Cost, Key, new_salt, text
from tests.fixtures.cheap_keys import CHEAP

LEAST = Cost(**CHEAP)


def test_only_the_same_key_and_the_same_bond_open():
    salt = new_salt()
    key = Key.derive(salt, LEAST, "passphrase")
    sealed = key.seal(b"plain", b"bond")
    assert key.seal(b"plain", b"bond") != sealed
    assert Key.derive(salt, LEAST, "passphrase").open(sealed, b"bond") == b"plain"
    others = (
        (Key.derive(salt, LEAST, "Passphrase"), b"bond"),
        (Key.derive(new_salt(), LEAST, "passphrase"), b"bond"),
        (Key.derive(salt, Cost(memory_kib=20 * 1024, passes=1), "passphrase"), b"bond"),
        (key, b"other bond"),
    )
    for other, bond in others:
        with pytest.raises(ValueError):
            other.open(sealed, bond)


@pytest.mark.parametrize("sealed", ["", "?", text(b"short"), text(bytes(40))])
def test_what_was_never_sealed_opens_nothing(sealed):
    with pytest.raises(ValueError):
        Key(bytearray(b"k" * 32)).open(sealed, b"")


def test_a_wiped_key_is_gone():
    material = bytearray(b"k" * 32)
    key = Key(material)
    assert not key.wiped
    key.wipe()
    assert key.wiped
    assert material == bytes(32)


def test_what_a_file_may_ask_for_is_limited():
    assert msgspec.convert({}, Cost) == Cost(memory_kib=64 * 1024, passes=3, lanes=4)
    with pytest.raises(ValueError):
        Cost(memory_kib=256 * 1024, passes=5)
    for wrong in ({"memory_kib": 1024}, {"passes": 13}, {"lanes": 17}, {"hash": "none"}):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(wrong, Cost)
