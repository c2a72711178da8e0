"""The vault over a real gnome-keyring on a bus of its own: from storing to deleting, and locked."""

import asyncio
import gc

import pytest

from inspector.vault import backends
from inspector.vault.choose import open_vault

pytestmark = pytest.mark.server("gnome-keyring")
PEM = "-----BEGIN PRIVATE KEY-----\n" + f"{'k' * 64}\n" * 126 + "-----END PRIVATE KEY-----\n"


@pytest.fixture
def run(gnome_keyring, tmp_path):
    """Begin another run of the program."""
    begun = []

    def begin():
        begun.append(open_vault(tmp_path / f"vault-{gnome_keyring.number}", "keyring"))
        return begun[-1]

    yield begin
    for vault in begun:
        vault.close()
    gc.collect()  # a connection to the bus that was left open is told now, which fails the test


def value(vault, ref):
    found = asyncio.run(vault.resolve_all([ref]))
    return found[ref].reveal() if ref in found else None


def test_stored_read_locked_unlocked_deleted(run, unlock, played):
    played(lambda: _from_storing_to_deleting(run, unlock))


def _from_storing_to_deleting(run, unlock):
    first = run()
    ref = first.put(PEM, label="pem")
    assert len(PEM) > 8 * 1024
    assert first.persist([ref]).result(60) == ()
    assert (first.status.kind, first.status.keyring) == ("keyring", True)

    second = run()
    assert second.names().result(60) == (ref.name,)
    assert value(second, ref) == PEM
    assert second.lock().result(60).kind == "locked"
    assert second.status.keyring
    assert second.peek(ref) is None
    assert value(second, ref) is None

    third = run()  # another program finds it locked as well, and nobody is there to unlock it
    assert value(third, ref) is None
    assert (third.status.kind, third.status.closed) == ("locked", True)
    assert third.persist([third.put("new")]).result(60) != ()

    unlock()
    assert second.choose_again().result(60).kind == "keyring"
    assert value(second, ref) == PEM
    assert value(third, ref) == PEM
    assert second.delete([ref]).result(60) == ()
    assert value(run(), ref) is None


def test_a_keyring_that_went_away_refuses_and_says_why(run, session_bus, monkeypatch):
    vault = run()
    ref = vault.put("value", label="x")
    assert vault.persist([ref]).result(60) == ()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"{session_bus.partition(',')[0]}-gone")
    problems = vault.persist([vault.put("another")]).result(60)
    assert "stays in memory" in problems[0].todo
    assert vault.status.kind == "refused"
    assert vault.status.text == "The keyring refused: it is not running."
    assert [*vault.at_risk.values()] == ["secret"]
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", session_bus)
    assert vault.choose_again().result(60).kind == "keyring"
    assert vault.at_risk == {}


def test_it_is_our_class_which_a_program_may_lock(gnome_keyring):
    found, _ = backends.backend()
    from inspector.vault.secret_service import Keyring

    assert isinstance(found, Keyring)
    assert backends.can_lock()
