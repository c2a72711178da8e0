"""What is written into a vault file can be read from it again, and nothing else can."""

import msgspec
import pytest

from inspector.vault import file_format
from inspector.vault.file_format import VaultFile
from inspector.vault.sealing import Key
from inspector.vault.store import StoreError


@pytest.fixture
def key():
    return Key(bytearray(b"k" * 32))


@pytest.fixture
def state(key):
    begun = file_format.begun(VaultFile(id="identity", salt="salt"), key)
    return file_format.sealed(file_format.with_value(begun, key, "name", "value"), key, 7)


def test_a_state_is_read_as_it_was_written(tmp_path, key, state):
    path = tmp_path / "vault.json"
    path.write_bytes(file_format.encoded(state.file))
    file, data = file_format.read(path)
    assert data == path.read_bytes()
    assert file == state.file
    again = file_format.opened(file, key)
    assert again == state
    assert file_format.value(again, key, "name") == "value"
    assert file_format.value(again, key, "other") is None


@pytest.mark.parametrize("change", [{"counter": 8}, {"salt": "x"}, {"passes": 2}, {"lanes": 1}])
def test_the_head_is_authenticated(key, state, change):
    with pytest.raises(StoreError) as caught:
        file_format.opened(msgspec.structs.replace(state.file, **change), key)
    assert caught.value.kind == "unreadable"


def test_another_key_is_a_wrong_passphrase(state):
    with pytest.raises(StoreError) as caught:
        file_format.opened(state.file, Key(bytearray(b"o" * 32)))
    assert caught.value.kind == "passphrase"


def test_another_key_seals_everything_anew(key, state):
    other = Key(bytearray(b"o" * 32))
    begin = VaultFile(id="identity", salt="new salt")
    after = file_format.resealed(state, key, other, begin)
    assert (after.file.counter, after.file.salt, after.file.id) == (8, "new salt", "identity")
    assert file_format.value(file_format.opened(after.file, other), other, "name") == "value"


def test_the_cost_of_the_key_stays_with_the_file(key):
    begin = VaultFile(id="identity", salt="salt", memory_kib=20 * 1024, passes=2, lanes=1)
    file = file_format.begun(begin, key).file
    assert (file.memory_kib, file.passes, file.lanes) == (20 * 1024, 2, 1)


def test_a_file_too_large_to_be_read_again_is_not_written(monkeypatch, state):
    monkeypatch.setattr(file_format, "LARGEST", 100)
    with pytest.raises(StoreError) as caught:
        file_format.encoded(state.file)
    assert caught.value.kind == "refused"
