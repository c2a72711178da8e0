"""The vault answers from memory at once and from the store when asked."""

import asyncio
import threading

import pytest

from inspector.model.secret import SecretRef
from inspector.protocol.masking.judged_names import JudgedNames
from inspector.vault import Vault
from inspector.vault.access import Access, Chosen
from inspector.vault.keyring_store import KeyringStore
from inspector.vault.names import Names


@pytest.fixture
def make(backend, tmp_path):
    made = []

    def build(limit=5.0):
        store = KeyringStore(backend, Names(tmp_path / "names"))
        made.append(Vault(Access(lambda: Chosen(store=store, kind="keyring", text="k")), limit))
        return made[-1]

    yield build
    for vault in made:
        vault.close()


def resolve(vault, *refs):
    found = asyncio.run(vault.resolve_all(refs))
    return {ref: secret.reveal() for ref, secret in found.items()}


def test_a_new_value_is_there_at_once_and_not_written(make, backend):
    vault = make()
    ref = vault.put("the value", label="orders")
    assert ref.place == "keyring"
    assert ref.name.startswith("orders-")
    assert vault.peek(ref) == "the value"
    assert resolve(vault, ref) == {ref: "the value"}
    assert backend.entries == {}
    assert vault.put("the value") != ref


def test_another_run_finds_what_was_persisted(make):
    vault = make()
    ref = vault.put("the value")
    assert vault.persist([ref]).result(60) == ()
    other = make()
    assert other.peek(ref) is None
    assert resolve(other, ref) == {ref: "the value"}
    assert other.peek(ref) == "the value"
    assert other.known_values() == ("the value",)


def test_a_secret_for_this_run_is_never_written(make, backend):
    vault = make()
    ref = vault.put("the value", place="memory")
    vault.persist([ref]).result(60)
    assert backend.entries == {}
    assert resolve(vault, ref) == {ref: "the value"}


def test_what_is_not_there_is_left_out(make, monkeypatch):
    vault = make()
    monkeypatch.setenv("A_TOKEN", "from outside")
    here = SecretRef(place="environment", name="A_TOKEN")
    refs = [
        here,
        SecretRef(place="environment", name="NOT_SET_TOKEN"),
        SecretRef(place="keyring", name="gone"),
        SecretRef(place="ask", name="password"),
        SecretRef(place="text", name="{{user}}"),
    ]
    assert resolve(vault, *refs) == {here: "from outside"}
    vault.hold({refs[3]: "typed"})
    assert resolve(vault, *refs) == {here: "from outside", refs[3]: "typed"}
    assert set(vault.known_values()) == {"from outside", "typed"}


def test_a_changed_value_is_written_and_an_equal_one_is_not(make, backend):
    vault = make()
    ref = vault.put("one")
    vault.persist([ref]).result(60)
    backend.fail_after = 0
    assert vault.persist([ref]).result(60) == ()
    vault.hold({ref: "two"})
    (problem,) = vault.persist([ref]).result(60)
    assert "refused" in problem.what
    backend.fail_after = None
    assert vault.persist([ref]).result(60) == ()
    assert resolve(make(), ref) == {ref: "two"}


def test_deleting_forgets_the_value_but_still_masks_it(make, backend):
    vault = make()
    ref = vault.put("the value")
    vault.persist([ref]).result(60)
    assert vault.delete([ref]).result(60) == ()
    assert vault.peek(ref) is None
    assert backend.entries == {}
    assert resolve(vault, ref) == {}
    assert vault.known_values() == ("the value",)


def test_a_keyring_that_hangs_leaves_the_secret_out_and_says_so(make, backend):
    vault = make(limit=0.2)
    answer = threading.Event()
    backend.get_password = lambda *args: answer.wait(60) and None
    ref = SecretRef(place="keyring", name="some")
    seen = []
    vault.on_status(seen.append)
    try:
        assert resolve(vault, ref) == {}
        assert vault.status.kind == "locked"
        assert seen[-1].kind == "locked"
    finally:
        answer.set()


def test_one_damaged_value_does_not_hide_the_others(make, backend):
    vault = make()
    good, bad = vault.put("good value"), vault.put("bad value")
    vault.persist([good, bad]).result(60)
    for entry in backend.entries:
        if bad.name in entry[0]:
            backend.entries[entry] = "damaged"
    assert resolve(make(), bad, good) == {good: "good value"}


def test_the_fingerprint_key_outlives_the_run(make):
    assert make().fingerprint_key().result(60) == make().fingerprint_key().result(60)


def test_a_vault_in_memory_does_all_of_it():
    vault = Vault.in_memory()
    ref = vault.put("the value")
    assert vault.persist([ref]).result(60) == ()
    assert vault.open().result(60).kind == "memory"
    assert resolve(vault, ref) == {ref: "the value"}
    vault.close()


def test_values_for_a_draft_are_taken_back_unless_somebody_keeps_them(make, backend):
    vault = make()
    kept, dropped = vault.put("value one"), vault.put("value two")
    vault.persist([kept, dropped], draft=True).result(60)
    vault.persist([kept]).result(60)
    assert vault.withdraw([kept, dropped]).result(60) == ()
    assert resolve(make(), kept, dropped) == {kept: "value one"}
    assert vault.peek(dropped) == "value two"
    vault.persist([dropped], draft=True).result(60)
    assert resolve(make(), dropped) == {dropped: "value two"}


def test_half_typed_values_are_not_looked_for(make):
    vault = make()
    refs = [vault.put("password12"[:length]) for length in range(1, 11)]
    assert vault.known_values() == ("password12",)
    resolve(vault, refs[8])
    assert vault.known_values() == ("password1", "password12")


def test_a_guess_is_forgotten_once_its_header_is_judged_harmless():
    answers = [JudgedNames()]
    vault = Vault.in_memory()
    vault.judged_by(lambda: answers[-1])
    for _ in range(2):
        vault.put("only a guess", guessed="X-Acme-Blub")
    vault.put("known before")
    vault.put("known before", guessed="X-Acme-Blub")
    assert set(vault.known_values()) == {"only a guess", "known before"}
    assert vault.known_values().guesses == {"only a guess"}
    answers.append(JudgedNames.of((), ["x-acme-blub"]))
    assert tuple(vault.known_values()) == ("known before",)
    assert vault.known_values().judged == answers[-1]
    answers.pop()
    vault.put("only a guess")  # now somebody says that it is a secret
    answers.append(JudgedNames.of((), ["x-acme-blub"]))
    assert "only a guess" in vault.known_values()
    vault.close()
