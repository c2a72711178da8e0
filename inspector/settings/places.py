"""Says which folders the program's files lie in, for this user and system."""

import os
from pathlib import Path

import msgspec
import platformdirs

VARIABLE = "REQUEST_INSPECTOR_HOME"
_NAME = "request-inspector"


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """config: settings. data: collections, names of secrets. state: drafts, windows, logs.

    cache: what can be made anew at any time.
    """

    config: Path
    data: Path
    state: Path
    cache: Path

    @property
    def settings(self) -> Path:
        """The file of options."""
        return self.config / "settings.toml"

    @property
    def per_host(self) -> Path:
        """The file that says which host has which client certificate and which proxy."""
        return self.config / "hosts.toml"

    @property
    def collections(self) -> Path:
        """The folder that holds the collections made in the window."""
        return self.data / "collections"

    @property
    def vault(self) -> Path:
        """The folder of the names of secrets and of the vault file; values are never plain."""
        return self.data / "vault"

    @property
    def token_locks(self) -> Path:
        """Locks of kept tokens, so that one process at a time renews each."""
        return self.state / "token-locks"

    @property
    def agreed_commands(self) -> Path:
        """The file of digests of the commands that the user agreed to run."""
        return self.state / "agreed-commands.json"

    @property
    def vault_seen(self) -> Path:
        """The file that tells an old copy of the vault file from the newest; it lies elsewhere."""
        return self.state / "vault-seen.json"

    @property
    def history(self) -> Path:
        """The database of attempts, without secrets."""
        return self.data / "history.sqlite"

    @property
    def drafts(self) -> Path:
        """The file of unsaved tabs."""
        return self.state / "drafts.json"

    @property
    def open_copies(self) -> Path:
        """The folder of what open tabs show that is in no history, without secrets."""
        return self.state / "open"

    @property
    def crashes(self) -> Path:
        """The folder of what crashes of the program left, without secrets."""
        return self.state / "crashes"

    @property
    def tables(self) -> Path:
        """The folder of copies of what was parsed from shipped files."""
        return self.cache / "tables"

    @property
    def log(self) -> Path:
        """The program's own log."""
        return self.state / "log.txt"


def places() -> Places:
    """Return the folders; the variable REQUEST_INSPECTOR_HOME puts all of them under one.

    Nothing is created.
    """
    home = os.environ.get(VARIABLE, "")
    if home:
        root = Path(home).expanduser().absolute()
        return Places(
            config=root / "config",
            data=root / "data",
            state=root / "state",
            cache=root / "cache",
        )
    found = platformdirs.PlatformDirs(_NAME, appauthor=False)
    return Places(
        config=found.user_config_path,
        data=found.user_data_path,
        state=found.user_state_path,
        cache=found.user_cache_path,
    )
