"""The vault file of one folder: whether there is one, how it stands, and what opens it."""

from pathlib import Path

from inspector.vault import file_format
from inspector.vault.file_store import (
    FileStore,
    is_older,
    previous_file,
    put_back,
    restore_previous,
    vault_file,
)
from inspector.vault.seen import Seen
from inspector.vault.store import StoreError
from inspector.wording import tr


class FileKeeping:
    """seen: the file, outside the folder, that remembers the newest state."""

    def __init__(self, folder: Path, seen: Path | None = None) -> None:
        self.path = vault_file(folder)
        self._seen = Seen(seen or folder / "vault.seen.json")

    @property
    def exists(self) -> bool:
        """Whether secrets lie here, be it in the state before the last change alone."""
        return self.path.exists() or self.previous.exists()

    @property
    def previous(self) -> Path:
        """The state before the last change."""
        return previous_file(self.path)

    def obstacle(self) -> StoreError:
        """Say why nothing can be read before the passphrase is entered: it may be worse."""
        try:
            file, _ = file_format.read(self.path)
        except StoreError as error:
            return error
        mark = self._seen.of(file.id)
        if mark is not None and is_older(file, mark):
            return put_back(file, mark)
        text = tr("Secrets are in the vault file, which is locked: enter its passphrase.")
        return StoreError("locked", text)

    def open(self, passphrase: str, *, accept_older: bool = False) -> FileStore:
        """Open the file, or make it. Raises StoreError."""
        return FileStore(self.path, passphrase, self._seen, accept_older=accept_older)

    def restore(self, passphrase: str) -> None:
        """Go back to the state before the last change; what there is now is kept aside."""
        restore_previous(self.path, passphrase, self._seen)
