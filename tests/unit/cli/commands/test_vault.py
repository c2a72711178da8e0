"""`vault` makes the vault file, tries and changes its passphrase, and goes back."""

import errno
import io
import shutil
from types import SimpleNamespace

import pytest

from inspector.disk.atomic import write_problem
from inspector.settings.places import places
from inspector.settings.store import Settings
from inspector.vault import backends, file_store


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch):
    monkeypatch.delenv("REQUEST_INSPECTOR_VAULT", raising=False)
    monkeypatch.setattr(backends, "backend", lambda: (None, "There is no keyring."))


@pytest.fixture
def typed(monkeypatch):
    """Give the lines of standard input."""

    def give(*lines):
        data = "".join(f"{line}\n" for line in lines).encode()
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))

    return give


@pytest.fixture
def vault(cli, typed):
    def run(action, *lines, more=()):
        typed(*lines)
        return cli("vault", action, "--passphrase-file", "-", *more)

    return run


def test_a_file_is_made_opened_and_given_another_passphrase(cli, vault):
    assert cli("vault").out == "There is no keyring.\n"
    made = vault("make", "first one")
    assert (made.status, made.err) == (0, "")
    assert str(places().vault) in made.out
    settings = Settings(places().settings)
    settings.load()
    assert settings.text("secrets.place") == "file"
    assert "locked" in cli("vault", "status").out
    assert "holds 0 values" in vault("unlock", "first one").out
    changed = vault("change", "first one", "second", more=("--new-passphrase-file", "-"))
    assert changed.status == 0
    refused = vault("unlock", "first one")
    assert (refused.status, refused.out) == (2, "")
    assert "does not open" in refused.err
    assert vault("unlock", "second").status == 0
    for ran in (made, changed, refused):
        assert "first one" not in ran.out + ran.err


def test_what_is_in_the_keyring_is_copied(vault, monkeypatch):
    from inspector.vault.keyring_store import KeyringStore
    from inspector.vault.names import Names

    class Backend(dict):
        def get_password(self, service, user):
            return self.get(service)

        def set_password(self, service, user, value):
            self[service] = value

    backend = Backend()
    KeyringStore(backend, Names(places().vault)).set("name", "value")
    monkeypatch.setattr(backends, "backend", lambda: (backend, ""))
    assert vault("make", "first one").status == 0
    assert "holds 1 value." in vault("unlock", "first one").out


def _again(ran):
    """Whether it asks for the passphrase once more."""
    return "Type it again" in ran.err


def _full(path, *_arguments, **_options):
    return write_problem(path, OSError(errno.ENOSPC, "No space left on device"))


def test_a_disk_that_takes_nothing_is_told_and_no_passphrase_asked_for_again(vault, monkeypatch):
    folder = places().vault
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder is to be")
    made = vault("make", "first one")
    assert made.status == 2
    assert f"Check the folder {folder}" in made.err
    folder.unlink()
    with monkeypatch.context() as full:
        full.setattr(file_store, "write_file", _full)
        second = vault("make", "first one")
    assert "no space left" in second.err
    assert vault("make", "first one").status == 0
    monkeypatch.setattr(file_store, "write_file", _full)
    changed = vault("change", "first one", "second", more=("--new-passphrase-file", "-"))
    assert "no space left" in changed.err
    assert not any(map(_again, (made, second, changed)))
    assert _again(vault("unlock", "wrong"))


def test_wrong_uses_change_nothing(vault):
    assert "no vault file yet" in vault("unlock", "any").err
    assert vault("make", "").status == 2
    assert not (places().vault / "vault.json").exists()
    vault("make", "first one")
    before = (places().vault / "vault.json").read_bytes()
    assert "already" in vault("make", "another").err
    new = ("--new-passphrase-file", "-")
    assert vault("change", "wrong", "another", more=new).status == 2
    assert vault("change", "first one", "", more=new).status == 2
    assert (places().vault / "vault.json").read_bytes() == before


def test_an_older_and_a_damaged_file_are_told_and_come_back(cli, vault):
    vault("make", "first one")
    path = places().vault / "vault.json"
    copy = path.read_bytes()
    vault("change", "first one", "second", more=("--new-passphrase-file", "-"))
    shutil.copy(path, path.with_name("newest"))
    path.write_bytes(copy)
    told = cli("vault")
    assert told.status == 1
    assert "older copy" in told.out
    assert vault("unlock", "first one").status == 2
    assert vault("unlock", "first one", more=("--use-older-copy",)).status == 0
    assert cli("vault").status == 0
    path.write_text("damaged")
    assert cli("vault").status == 1
    assert vault("restore", "first one").status == 0
    assert vault("unlock", "first one").status == 0
    assert path.with_name("vault.json.damaged-1").read_text() == "damaged"
