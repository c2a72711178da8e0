"""The vault file: unreadable without its passphrase, and no change to it goes unnoticed."""

import base64
import json
import os
import shutil
import stat
from contextlib import nullcontext
from pathlib import Path

import pytest

from inspector.model.collection import Problem
from inspector.vault import file_format
from inspector.vault.file_store import FileStore, previous_file, restore_previous
from inspector.vault.seen import Seen
from inspector.vault.store import StoreError
from tests.fixtures.processor_time import within


@pytest.fixture
def path(tmp_path):
    return tmp_path / "vault.json"


def changed(path, change):
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


@pytest.mark.dear
def test_it_opens_again_under_its_passphrase_only(path):
    FileStore(path, "right").set("name", "the secret value")
    assert FileStore(path, "right").get("name") == "the secret value"
    with pytest.raises(StoreError) as caught:
        FileStore(path, "wrong")
    assert caught.value.kind == "passphrase"


@pytest.mark.dear
def test_the_file_is_for_its_owner_and_holds_no_value(path):
    FileStore(path, "right").set("name", "the secret value")
    content = path.read_bytes()
    assert b"secret value" not in content
    assert base64.b64encode(b"the secret value")[:12] not in content
    assert path.stat().st_mode & 0o077 == 0
    assert (json.loads(content)["memory_kib"], json.loads(content)["passes"]) == (65536, 3)


def test_two_writes_of_one_value_look_different(path):
    store = FileStore(path, "right")
    store.set("a", "value")
    first = json.loads(path.read_text())["entries"]["a"]
    store.set("a", "value")
    assert json.loads(path.read_text())["entries"]["a"] != first


def test_a_changed_byte_is_noticed(path):
    store = FileStore(path, "right")
    store.set("name", "value")

    def flip(content):
        data = bytearray(base64.b64decode(content["entries"]["name"]))
        data[-1] ^= 1
        content["entries"]["name"] = base64.b64encode(data).decode()

    changed(path, flip)
    with pytest.raises(StoreError) as caught:
        store.get("name")
    assert caught.value.kind == "damaged"


def test_values_swapped_between_names_are_noticed(path):
    store = FileStore(path, "right")
    store.set("a", "value of a")
    store.set("b", "value of b")
    changed(path, lambda content: content["entries"].update(a=content["entries"]["b"]))
    with pytest.raises(StoreError):
        store.get("a")
    assert store.get("b") == "value of b"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"format":1}',
        '{"format":2,"salt":"AAAA"}',
        '{"format":1,"salt":"???","entries":{}}',
        '{"format":1,"salt":"AAAAAAAAAAAAAAAAAAAAAA==","memory_kib":999999999}',
        '{"format":1,"salt":"AAAAAAAAAAAAAAAAAAAAAA==","passes":0}',
        '{"format":1,"salt":"AAAAAAAAAAAAAAAAAAAAAA=="}',
    ],
)
def test_a_file_that_is_no_vault_is_refused_and_kept(path, content):
    path.write_text(content)
    with pytest.raises(StoreError):
        FileStore(path, "right")
    assert path.read_text() == content


OLD = Path(__file__).with_name("vault-format-1.json")


@pytest.fixture
def seen(tmp_path):
    return Seen(tmp_path / "state" / "seen.json")


def test_a_file_of_the_first_format_opens_and_is_written_anew(path, seen):
    shutil.copy(OLD, path)
    with pytest.raises(StoreError):
        FileStore(path, "wrong", seen)
    assert path.read_bytes() == OLD.read_bytes()
    store = FileStore(path, "right", seen)
    assert store.names() == ("empty", "lines", "orders-0a1b2c3d4e5f")
    assert store.get("orders-0a1b2c3d4e5f") == "the secret value"
    assert (store.get("empty"), store.get("lines")) == ("", "one\ntwo ✓")
    assert json.loads(path.read_text())["format"] == 2
    assert previous_file(path).read_bytes() == OLD.read_bytes()
    shutil.copy(OLD, path)
    with pytest.raises(StoreError) as caught:
        FileStore(path, "right", seen)
    assert caught.value.kind == "older"


def test_a_damaged_value_of_the_first_format_hides_no_other_and_is_kept_aside(path, seen):
    shutil.copy(OLD, path)
    changed(path, lambda content: content["entries"].update(lines=content["entries"]["empty"]))
    before = path.read_bytes()
    store = FileStore(path, "right", seen)
    assert store.names() == ("empty", "orders-0a1b2c3d4e5f")
    assert path.with_name("vault.json.format-1").read_bytes() == before


@pytest.mark.parametrize("passphrase", ["", " ", "\t\n"])
def test_an_empty_passphrase_makes_no_file(path, passphrase):
    with pytest.raises(StoreError) as caught:
        FileStore(path, passphrase)
    assert caught.value.kind == "passphrase"
    assert not path.exists()
    store = FileStore(path, "right")
    with pytest.raises(StoreError):
        store.change_passphrase(passphrase)
    assert FileStore(path, "right").names() == ()


@pytest.mark.parametrize(
    "costs",
    [
        {"memory_kib": 8},
        {"memory_kib": 1024 * 1024},
        {"passes": 0},
        {"passes": 2**31},
        {"lanes": 0},
        {"lanes": 2**20},
        {"memory_kib": 256 * 1024, "passes": 12},
        {"memory_kib": -1},
        {"passes": "3"},
        {"salt": "AAAA"},
        {"salt": "?"},
        {"counter": -1},
        {"counter": 2**70},
        {"unknown": 1},
        {"format": 3},
        {"format": 0},
    ],
)
@pytest.mark.parametrize("format_number", [1, 2])
def test_a_planted_file_takes_neither_memory_nor_time(path, costs, format_number):
    if format_number == 1:
        shutil.copy(OLD, path)
    else:
        FileStore(path, "right")
    changed(path, lambda content: content.update(costs))
    planted = path.read_bytes()

    def refused():
        with pytest.raises(StoreError):
            FileStore(path, "right")

    within(1, refused)
    assert path.read_bytes() == planted


def test_what_is_no_file_is_not_waited_for(path):
    os.mkfifo(path)
    with pytest.raises(StoreError) as caught:
        FileStore(path, "right")
    assert caught.value.kind == "unreadable"


def test_an_old_value_put_back_is_noticed(path):
    store = FileStore(path, "right")
    store.set("name", "old value")
    store.set("other", "another")
    old = json.loads(path.read_text())["entries"]["name"]
    store.set("name", "new value")
    changed(path, lambda content: content["entries"].update(name=old))
    with pytest.raises(StoreError) as caught:
        store.get("name")
    assert caught.value.kind == "damaged"
    assert "name" in caught.value.text
    assert store.get("other") == "another"
    store.set("name", "entered again")
    assert store.get("name") == "entered again"


def test_a_removed_and_an_added_value_are_noticed(path):
    store = FileStore(path, "right")
    store.set("name", "value")
    store.set("gone", "value")
    old = json.loads(path.read_text())["entries"]["gone"]
    store.delete("gone")
    changed(path, lambda content: content["entries"].update(gone=old))
    with pytest.raises(StoreError):
        store.get("gone")
    store.delete("gone")
    assert store.get("gone") is None
    changed(path, lambda content: content["entries"].clear())
    with pytest.raises(StoreError):
        store.get("name")
    store.delete("name")
    assert store.names() == ()


@pytest.mark.parametrize("member", ["counter", "seal", "check", "id"])
def test_no_part_of_the_head_can_be_changed(path, member):
    store = FileStore(path, "right")
    store.set("name", "value")
    other = FileStore(path.with_name("other.json"), "right")
    other.set("name", "value")
    value = json.loads(path.with_name("other.json").read_text())[member]
    changed(path, lambda content: content.update({member: value if member != "counter" else 99}))
    planted = path.read_bytes()
    for use in (lambda: store.get("name"), lambda: store.set("name", "x")):
        with pytest.raises(StoreError):
            use()
    with pytest.raises(StoreError):
        FileStore(path, "right")
    assert path.read_bytes() == planted


def test_an_old_copy_put_back_is_noticed_and_used_only_if_asked(path, seen):
    store = FileStore(path, "right", seen)
    store.set("name", "old value")
    copy = path.read_bytes()
    store.set("name", "new value")
    newest = path.read_bytes()
    path.write_bytes(copy)
    for use in (
        lambda: store.get("name"),
        lambda: store.set("other", "x"),
        lambda: FileStore(path, "right", seen),
    ):
        with pytest.raises(StoreError) as caught:
            use()
        assert caught.value.kind == "older"
        assert "older copy" in caught.value.text
    assert path.read_bytes() == copy
    again = FileStore(path, "right", seen, accept_older=True)
    assert again.get("name") == "old value"
    assert FileStore(path, "right", seen).get("name") == "old value"
    path.write_bytes(newest)
    with pytest.raises(StoreError) as caught:
        FileStore(path, "right", seen)
    assert caught.value.kind == "older"


def test_a_second_future_with_the_same_counter_is_noticed(path, seen):
    store = FileStore(path, "right", seen)
    before = path.read_bytes()
    store.set("name", "one")
    one = path.read_bytes()
    path.write_bytes(before)
    elsewhere = FileStore(path, "right", Seen(path.with_name("elsewhere.json")))
    elsewhere.set("name", "two")
    with pytest.raises(StoreError) as caught:
        FileStore(path, "right", seen)
    assert caught.value.kind == "older"
    path.write_bytes(one)
    assert FileStore(path, "right", seen).get("name") == "one"


def test_folder_and_files_are_for_their_owner_also_where_they_were_not(tmp_path):
    folder = tmp_path / "vault"
    folder.mkdir(mode=0o755)
    path = folder / "vault.json"
    store = FileStore(path, "right")
    path.chmod(0o644)
    store.set("name", "value")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}


def test_the_state_before_the_last_change_is_kept_and_comes_back(path, seen):
    store = FileStore(path, "right", seen)
    store.set("name", "before")
    store.set("name", "after")
    path.write_text("damaged")
    with pytest.raises(StoreError) as caught:
        FileStore(path, "right", seen)
    assert caught.value.kind == "unreadable"
    with pytest.raises(StoreError):
        restore_previous(path, "wrong", seen)
    assert path.read_text() == "damaged"
    restore_previous(path, "right", seen)
    assert FileStore(path, "right", seen).get("name") == "before"
    assert path.with_name("vault.json.damaged-1").read_text() == "damaged"


def test_a_file_that_is_gone_is_not_made_anew_beside_its_state_of_before(path, seen):
    store = FileStore(path, "right", seen)
    store.set("name", "before")
    store.set("name", "after")
    path.unlink()
    for use in (lambda: FileStore(path, "right", seen), lambda: store.set("name", "x")):
        with pytest.raises(StoreError) as caught:
            use()
        assert caught.value.kind == "unreadable"
    assert not path.exists()
    restore_previous(path, "right", seen)
    assert FileStore(path, "right", seen).get("name") == "before"


@pytest.mark.dear
def test_after_another_passphrase_the_old_one_opens_nothing(path, seen):
    store = FileStore(path, "old one", seen)
    store.set("name", "value")
    store.change_passphrase("new one")
    assert store.get("name") == "value"
    assert FileStore(path, "new one", seen).get("name") == "value"
    for file in (path, previous_file(path)):
        with pytest.raises(StoreError):
            FileStore(file, "old one")


def test_a_change_of_the_passphrase_that_can_not_be_written_changes_nothing(path, monkeypatch):
    store = FileStore(path, "old one")
    store.set("name", "value")
    problem = Problem(what="There is no space left.", todo="Free some.")
    monkeypatch.setattr("inspector.vault.file_store.write_file", lambda *_, **__: problem)
    with pytest.raises(StoreError):
        store.change_passphrase("new one")
    monkeypatch.undo()
    store.set("name", "later value")
    assert FileStore(path, "old one").get("name") == "later value"


def test_a_closed_store_has_no_key_any_more(path):
    store = FileStore(path, "right")
    store.set("name", "value")
    store.close()
    assert store._key.wiped
    for use in (lambda: store.get("name"), lambda: store.set("name", "x"), store.names):
        with pytest.raises(StoreError) as caught:
            use()
        assert caught.value.kind == "locked"


def test_what_another_process_changed_between_reading_and_writing_is_kept(path, monkeypatch):
    """A file system without locks: the bytes are compared before they are replaced."""
    store, other = FileStore(path, "right"), FileStore(path, "right")
    monkeypatch.setattr("inspector.vault.file_store.held", lambda *_: nullcontext())
    sealed, pending = file_format.sealed, ["from elsewhere"]

    def meanwhile(*arguments):
        if pending:
            other.set("other", pending.pop())
        return sealed(*arguments)

    monkeypatch.setattr(file_format, "sealed", meanwhile)
    store.set("name", "value")
    assert (store.get("name"), store.get("other")) == ("value", "from elsewhere")
