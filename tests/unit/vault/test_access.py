"""The store is opened once, and its state is told."""

import pytest

from inspector.vault.access import Access, Chosen
from inspector.vault.memory_store import MemoryStore
from inspector.vault.store import StoreError


class Locked(MemoryStore):
    locked = True

    def get(self, name):
        if self.locked:
            raise StoreError("locked", "The keyring is locked.")
        return super().get(name)


def test_the_status_follows_the_store():
    store = Locked()
    access = Access(lambda: Chosen(store=store, kind="keyring", text="In the keyring."))
    seen = []
    access.watch(seen.append)
    assert access.status.kind == "unopened"
    assert access.open().kind == "keyring"
    with pytest.raises(StoreError):
        access.call(lambda opened: opened.get("a"))
    assert access.status.text == "The keyring is locked."
    store.locked = False
    assert access.call(lambda opened: opened.get("a")) is None
    assert [status.kind for status in seen] == ["keyring", "locked", "keyring"]


def test_a_failed_choice_is_tried_again():
    answers = [
        StoreError("busy", "No answer."),
        Chosen(store=MemoryStore(), kind="memory", text="m"),
    ]

    def choose():
        answer = answers.pop(0)
        if isinstance(answer, StoreError):
            raise answer
        return answer

    access = Access(choose)
    assert access.open().kind == "locked"
    assert access.open().kind == "memory"


def test_a_failure_is_given_in_words():
    access = Access(lambda: Chosen(store=Locked(), kind="keyring", text=""))
    problem = access.attempt(lambda store: store.get("a"))
    assert problem.what == "The keyring is locked."
    assert problem.todo
    with pytest.raises(StoreError):
        access.use_file("passphrase")
