"""The keyring of Linux desktops (Secret Service), with its connections closed and a lock.

The class of the package `keyring` leaves its connection to the bus open where the collection can't
be reached, and can't lock.
"""

from contextlib import ExitStack, closing

import secretstorage
from keyring.backends import SecretService
from keyring.errors import KeyringLocked


class Keyring(SecretService.Keyring):
    """As that of `keyring`, over the default collection of the Secret Service."""

    def get_preferred_collection(self) -> secretstorage.Collection:
        """Return the collection, unlocked; its connection is the caller's to close.

        Raises KeyringLocked where the person did not unlock it, and what the service raises.
        """
        with ExitStack() as stack:
            connection = stack.enter_context(closing(secretstorage.dbus_init()))
            found = secretstorage.get_default_collection(connection)
            if found.is_locked():
                found.unlock()
                if found.is_locked():
                    raise KeyringLocked("not unlocked")
            stack.pop_all()  # from here on it is the caller's
        return found

    def unlock_all(self) -> None:
        """Let the person unlock it. Raises as `get_preferred_collection`."""
        self.get_preferred_collection().connection.close()

    def lock_all(self) -> None:
        """Lock it, for every program of the session."""
        with closing(secretstorage.dbus_init()) as connection:
            secretstorage.get_default_collection(connection).lock()
