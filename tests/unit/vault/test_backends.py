"""The keyring is chosen by class, and its absence is said."""

import sys

import pytest

from inspector.vault import backends


def test_without_a_session_there_is_none(monkeypatch, tmp_path):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    found, reason = backends.backend()
    assert found is None
    assert "for this run only" in reason


@pytest.mark.parametrize("platform", ["darwin", "win32", "linux"])
def test_another_systems_backend_is_not_taken(platform, monkeypatch, tmp_path):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    monkeypatch.setattr(sys, "platform", platform)
    assert backends.backend()[0] is None
    assert backends.title()


@pytest.mark.server("gnome-keyring")
def test_a_bus_without_a_keyring_has_none(session_bus):
    found, _ = backends.backend()
    from keyring.backends.SecretService import Keyring

    # The system may offer to start a keyring on that bus; what is taken is that class or nothing.
    assert found is None or isinstance(found, Keyring)
