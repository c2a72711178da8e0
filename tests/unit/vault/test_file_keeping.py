"""How the vault file of a folder stands is known before its passphrase is."""

import shutil

import pytest

from inspector.vault.file_keeping import FileKeeping
from inspector.vault.store import StoreError


@pytest.fixture
def files(tmp_path):
    return FileKeeping(tmp_path / "vault", tmp_path / "state" / "seen.json")


def test_it_is_there_once_it_was_made(files):
    assert not files.exists
    files.open("passphrase").set("name", "value")
    assert files.exists
    assert files.obstacle().kind == "locked"
    assert files.open("passphrase").get("name") == "value"


def test_an_old_copy_is_seen_without_the_passphrase(files):
    store = files.open("passphrase")
    store.set("name", "old")
    store.set("name", "new")
    shutil.copy(files.previous, files.path)
    assert files.obstacle().kind == "older"
    with pytest.raises(StoreError):
        files.open("passphrase")
    assert files.open("passphrase", accept_older=True).get("name") == "old"
    assert files.obstacle().kind == "locked"


def test_a_damaged_and_a_missing_file_are_seen_and_come_back(files):
    store = files.open("passphrase")
    store.set("name", "old")
    store.set("name", "new")
    files.path.write_text("{}")
    assert files.obstacle().kind == "unreadable"
    files.path.unlink()
    assert files.exists
    assert "is gone" in files.obstacle().text
    files.restore("passphrase")
    assert files.open("passphrase").get("name") == "old"
