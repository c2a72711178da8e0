"""The vault file: unreadable without its passphrase, and no change to it goes unnoticed."""

import base64
import json

import pytest

from inspector.vault.file_store import FileStore
from inspector.vault.store import StoreError


@pytest.fixture
def path(tmp_path):
    return tmp_path / "vault.json"


def changed(path, change):
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


def test_it_opens_again_under_its_passphrase_only(path):
    FileStore(path, "right").set("name", "the secret value")
    assert FileStore(path, "right").get("name") == "the secret value"
    with pytest.raises(StoreError) as caught:
        FileStore(path, "wrong")
    assert caught.value.kind == "refused"


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
