"""The keyring store keeps every value whole, on a real gnome-keyring and on small ones."""

import pytest

from inspector.vault import backends
from inspector.vault.keyring_store import KeyringStore
from inspector.vault.names import Names
from inspector.vault.store import StoreError

PEM = "-----BEGIN PRIVATE KEY-----\nMIIEv\n  line two\r\n-----END PRIVATE KEY-----\n"
VALUES = {
    "short": "pässword ✓ \x00 \udc80",
    "empty": "",
    "pem": PEM,
    "token": "eyJ" + "a" * 4000,
    "edge": "x" * 735,
    "long": "0123456789" * 10_000,
}


@pytest.fixture
def store(backend, tmp_path):
    return KeyringStore(backend, Names(tmp_path / "names"))


@pytest.mark.parametrize("name", VALUES)
def test_a_value_comes_back_equal_from_a_keyring_of_1280_characters(store, backend, name):
    store.set(name, VALUES[name])
    assert store.get(name) == VALUES[name]
    assert all("\n" not in line for line in backend.entries.values())


def test_replacing_leaves_nothing_of_the_old_value(store, backend):
    store.set("token", VALUES["long"])
    store.set("token", "new")
    assert store.get("token") == "new"
    assert len(backend.entries) == 1
    store.delete("token")
    assert backend.entries == {}
    assert store.get("token") is None
    store.delete("token")


def test_a_failure_while_replacing_leaves_the_old_value(store, backend):
    store.set("token", VALUES["token"])
    before = dict(backend.entries)
    backend.fail_after = 2
    with pytest.raises(StoreError) as caught:
        store.set("token", VALUES["long"])
    assert caught.value.kind == "refused"
    assert store.get("token") == VALUES["token"]
    assert backend.entries == before


def test_names_are_listed_though_keyrings_cannot(store):
    for name in ("b", "a/ü", "c#1"):
        store.set(name, "value")
    store.delete("b")
    assert store.names() == ("a/ü", "c#1")


@pytest.mark.parametrize("damage", ["gone", "cut", "head"])
def test_a_damaged_value_is_said_and_never_returned_half(store, backend, damage):
    store.set("token", VALUES["long"])
    head, *pieces = sorted(backend.entries, key=lambda entry: "#" in entry[0])
    if damage == "gone":
        del backend.entries[pieces[3]]
    elif damage == "cut":
        backend.entries[pieces[3]] = backend.entries[pieces[3]][:-1]
    else:
        backend.entries[head] = "something else"
    with pytest.raises(StoreError) as caught:
        store.get("token")
    assert caught.value.kind == "damaged"
    assert "0123" not in str(caught.value)


def test_the_errors_text_of_a_backend_is_not_repeated(store, backend):
    backend.set_password = lambda *args: (_ for _ in ()).throw(ValueError(f"bad: {args}"))
    with pytest.raises(StoreError) as caught:
        store.set("token", "hunter2hunter2")
    assert "hunter2" not in repr(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.server("gnome-keyring")
def test_a_real_keyring_keeps_every_value(played, tmp_path):
    played(lambda: _every_value_is_kept(tmp_path))


def _every_value_is_kept(folder):
    real, reason = backends.backend()
    assert real is not None, reason
    store = KeyringStore(real, Names(folder / "names"))
    for name, value in VALUES.items():
        store.set(name, value)
    assert {name: store.get(name) for name in VALUES} == VALUES
    for name in VALUES:
        store.delete(name)
    assert store.names() == ()
    assert store.get("pem") is None


@pytest.mark.server("gnome-keyring")
def test_a_pem_of_8_kb_is_there_for_the_next_run_until_it_is_deleted(played, tmp_path):
    pem = "-----BEGIN PRIVATE KEY-----\n" + f"{'k' * 64}\n" * 126 + "-----END PRIVATE KEY-----\n"
    assert len(pem) > 8 * 1024
    played(lambda: _is_there_for_the_next_run(pem, tmp_path))


def _is_there_for_the_next_run(pem, folder):
    KeyringStore(backends.backend()[0], Names(folder / "names")).set("pem", pem)
    again = KeyringStore(backends.backend()[0], Names(folder / "names"))
    assert (again.names(), again.get("pem")) == (("pem",), pem)
    again.delete("pem")
    assert KeyringStore(backends.backend()[0], Names(folder / "names")).get("pem") is None
