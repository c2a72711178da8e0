"""A keyring of the system for tests: a private bus with an unlocked gnome-keyring; and fakes."""

import contextlib
import os
import shutil
import subprocess

import pytest

from inspector.vault.store import StoreError
from tests.fixtures.fake_keyring import FakeBackend


@pytest.fixture
def backend():
    return FakeBackend()


@pytest.fixture
def session_bus(tmp_path, monkeypatch):
    """Start a private D-Bus and point this process at it."""
    config = tmp_path / "bus.conf"
    config.write_text(
        "<!DOCTYPE busconfig PUBLIC '-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN'"
        " 'http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd'>"
        f"<busconfig><type>session</type><listen>unix:path={tmp_path}/bus</listen>"
        "<policy context='default'><allow send_destination='*' eavesdrop='true'/>"
        "<allow eavesdrop='true'/><allow own='*'/></policy></busconfig>"
    )
    command = [
        shutil.which("dbus-daemon"),
        f"--config-file={config}",
        "--print-address",
        "--nofork",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as bus:
        address = bus.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address
        bus.terminate()
        bus.wait(60)


class GnomeKeyring:
    """gnome-keyring on a bus, unlocked with a passphrase of the test; empty after each `begin`."""

    def __init__(self, address, folder):
        self._address, self._folder = address, folder
        self.number = 0
        self._process = None

    def begin(self):
        """Start it with a home of its own."""
        self.number += 1
        home = self._folder / f"keyring-{self.number}"
        home.mkdir()
        environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "data")}
        environment |= {"XDG_RUNTIME_DIR": str(home), "DBUS_SESSION_BUS_ADDRESS": self._address}
        environment.pop("DISPLAY", None)
        self._process = subprocess.Popen(
            ["gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._process.stdin.write(b"passphrase of the test")
        self._process.stdin.close()
        _wait_for_service(self._address)

    def has_aborted(self):
        """Whether it ended by itself."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        return self._process.returncode is not None

    def end(self):
        """Stop it."""
        self._process.terminate()
        self._process.wait(60)


@pytest.fixture
def gnome_keyring(session_bus, tmp_path):
    """Start gnome-keyring on that bus."""
    made = GnomeKeyring(session_bus, tmp_path)
    made.begin()
    yield made
    made.end()


@pytest.fixture
def played(gnome_keyring):
    """Play a story, and anew where gnome-keyring itself aborted in it.

    It does in two of a hundred: GLib fails where a client leaves while a property is read for it
    (gdbusconnection.c, invoke_get_property_in_idle_cb). A story that fails beside a keyring that
    lives has failed. The unlocking speaks to it by a library of its own, with errors of its own.
    """
    from secretstorage.exceptions import SecretStorageException

    def play(story):
        for _ in range(3):
            try:
                return story()
            except (AssertionError, StoreError, SecretStorageException):
                if not gnome_keyring.has_aborted():
                    raise
            gnome_keyring.begin()
        raise AssertionError("gnome-keyring aborts each time")

    return play


@pytest.fixture
def unlock(session_bus):
    """Unlock the keyring as its person does who types the passphrase; no screen is needed."""
    import secretstorage
    from secretstorage.util import DBusAddressWrapper, format_secret, open_session

    inner = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"

    def typed():
        with contextlib.closing(secretstorage.dbus_init()) as connection:
            service = DBusAddressWrapper("/org/freedesktop/secrets", inner, connection)
            secret = format_secret(
                open_session(connection), b"passphrase of the test", "text/plain"
            )
            path = secretstorage.get_default_collection(connection).collection_path
            service.call("UnlockWithMasterPassword", "o(oayays)", path, secret)

    return typed


def _wait_for_service(address):
    """Ask the bus until the Secret Service is there and its own collection is open."""
    import threading

    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import Proxy, open_dbus_connection

    with open_dbus_connection(address) as connection:
        asker = Proxy(message_bus, connection)
        for _ in range(200):
            if asker.NameHasOwner("org.freedesktop.secrets")[0] and _is_open(connection):
                return
            threading.Event().wait(0.05)
    pytest.fail("gnome-keyring did not start")


def _is_open(connection):
    """Whether the collection that passwords go to exists and is unlocked."""
    from secretstorage import Collection
    from secretstorage.exceptions import SecretStorageException

    try:
        return not Collection(connection, "/org/freedesktop/secrets/aliases/default").is_locked()
    except SecretStorageException:
        return False
