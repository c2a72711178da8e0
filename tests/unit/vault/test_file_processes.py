"""Several processes share one vault file, and one that is killed loses nothing."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from inspector.vault.file_store import FileStore
from inspector.vault.seen import Seen
from inspector.vault.store import StoreError

ROOT = Path(__file__).parents[3]
PROGRAM = Path(__file__).with_name("two_processes.py")
LIMIT = 50


@contextmanager
def process(*arguments):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(PROGRAM), *map(str, arguments)]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        try:
            yield running
        finally:
            if running.poll() is None:
                running.kill()


def together(*each):
    """Start processes, let them begin at once, and wait for their good end."""
    first, second = each
    with process(*first) as one, process(*second) as other:
        for running in (one, other):
            assert running.stdout.readline() == "ready\n"
        for running in (one, other):
            running.stdin.write("\n")
            running.stdin.flush()
        for running in (one, other):
            assert running.wait(LIMIT) == 0


def test_two_that_write_lose_nothing(tmp_path):
    together(("write", tmp_path, "a", 100), ("write", tmp_path, "b", 100))
    store = FileStore(tmp_path / "vault.json", "passphrase", Seen(tmp_path / "state" / "seen.json"))
    wanted = {
        f"{who}-{number}": f"value {number} of {who}" for who in "ab" for number in range(100)
    }
    assert {name: store.get(name) for name in store.names()} == wanted


def test_two_that_create_at_once_share_one_file(tmp_path):
    together(("create", tmp_path, "a"), ("create", tmp_path, "b"))
    store = FileStore(tmp_path / "vault.json", "passphrase")
    assert (store.get("a"), store.get("b")) == ("value of a", "value of b")
    content = json.loads((tmp_path / "vault.json").read_text())
    assert content["counter"] == 3  # made once, and two secrets


@pytest.mark.parametrize(("work", "least"), [("killed_writing", 10), ("killed_changing", 10)])
def test_a_kill_at_any_step_loses_nothing(tmp_path, work, least):
    with process(work, tmp_path) as running:
        steps, _ = running.communicate(timeout=LIMIT)
        assert running.returncode == 0
    assert int(steps) > least


def test_who_waits_too_long_for_another_is_told(tmp_path, monkeypatch):
    store = FileStore(tmp_path / "vault.json", "passphrase")
    store.set("name", "value")
    monkeypatch.setattr("inspector.vault.file_store.PATIENCE", 0.1)
    with process("hold", tmp_path) as running:
        assert running.stdout.readline() == "ready\n"
        with pytest.raises(StoreError) as caught:
            store.set("name", "other")
        assert caught.value.kind == "busy"
        assert "Another program" in caught.value.text
        assert store.get("name") == "value"  # reading needs no lock
    store.set("name", "other")
    assert store.get("name") == "other"


def test_an_open_store_sees_what_another_wrote(tmp_path):
    one = FileStore(tmp_path / "vault.json", "passphrase")
    other = FileStore(tmp_path / "vault.json", "passphrase")
    one.set("name", "first")
    assert other.get("name") == "first"
    other.set("name", "second")
    assert one.get("name") == "second"


def test_a_passphrase_changed_elsewhere_locks(tmp_path):
    one = FileStore(tmp_path / "vault.json", "passphrase")
    one.set("name", "value")
    FileStore(tmp_path / "vault.json", "passphrase").change_passphrase("another")
    for call in (lambda: one.get("name"), lambda: one.set("name", "x"), one.names):
        with pytest.raises(StoreError) as caught:
            call()
        assert caught.value.kind == "locked"
    assert FileStore(tmp_path / "vault.json", "another").get("name") == "value"
