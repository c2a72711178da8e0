"""Opens the vault where the settings say that secrets are kept, for window and command line."""

from inspector.settings.places import Places
from inspector.settings.store import Settings
from inspector.vault.choose import open_vault
from inspector.vault.vault import Vault


def vault_of(where: Places, settings: Settings) -> Vault:
    """Return the vault; nothing is opened yet, and the settings are asked when it is.

    An explicit choice in the settings beats the environment variable.
    """

    def wanted() -> str:
        chosen = settings.text("secrets.place")
        return "" if chosen == "auto" else chosen

    return open_vault(where.vault, wanted, where.vault_seen)
