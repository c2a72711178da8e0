"""Opens the vault for a command, and unlocks its file where the command needs it."""

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TypeVar

from inspector.cli.inputs import NotReadable
from inspector.cli.messages import complain
from inspector.cli.passphrase import OPTION, read_passphrase
from inspector.model.collection import Problem
from inspector.settings.judged import judged_names
from inspector.settings.places import places
from inspector.settings.store import Settings
from inspector.vault.choose import open_vault
from inspector.vault.store import StoreError
from inspector.vault.vault import Vault
from inspector.wording import tr
from inspector.workbench.vault_opening import vault_of


def kept_vault() -> Vault:
    """Return the vault where the settings say; what it can't read is told on stderr."""
    where = places()
    settings = Settings(where.settings)
    settings.load()
    vault = vault_of(where, settings)
    vault.judged_by(lambda: judged_names(settings))
    vault.on_trouble(complain)
    return vault


Got = TypeVar("Got")
_KEY_LIMIT = 5.0  # seconds that the keyring may take


def fingerprint_key(vault: Vault) -> bytes:
    """Return the key of the history's fingerprints, empty where its store refuses it."""
    try:
        return vault.fingerprint_key().result(_KEY_LIMIT)
    except (StoreError, TimeoutError):
        return b""


@contextmanager
def file_vault() -> Iterator[Vault]:
    """Open the vault file alone, whatever else is there; raises NotReadable where there is none."""
    where = places()
    vault = open_vault(where.vault, "file", where.vault_seen)
    try:
        if not vault.open().result().file:
            todo = tr("Make one with request-inspector vault make.")
            raise NotReadable(Problem(what=tr("There is no vault file yet."), todo=todo))
        yield vault
    finally:
        vault.close()


def unlock(vault: Vault, passphrase_file: str) -> None:
    """Open the vault file where secrets are kept in one; raises NotReadable.

    The passphrase is typed where no file with it was given.
    """
    status = vault.open().result()
    if status.kind in {"older", "unreadable"}:
        todo = tr("See request-inspector vault --help.")
        raise NotReadable(Problem(what=status.text, todo=todo))
    if status.kind == "locked" and status.file:
        words = read_passphrase(passphrase_file, tr("Passphrase of the vault file: "))
        done(vault.use_file(words))


def done(future: "Future[Got]") -> Got:
    """Wait for the vault and return what it hands back; raises NotReadable."""
    try:
        return future.result()
    except StoreError as error:
        todo = tr("See request-inspector vault --help.")
        if error.kind == "passphrase":
            todo = tr("Type it again, or give {option}.", option=OPTION)
        elif error.kind == "refused":
            todo = ""  # the text says it: of a full disk, of a folder that is none
        raise NotReadable(Problem(what=error.text, todo=todo)) from None
