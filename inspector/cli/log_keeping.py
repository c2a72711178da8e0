"""Keeps the refused lines of logs in the history, which the window shows."""

import secrets

from inspector.cli.kept_secrets import fingerprint_key, kept_vault, unlock
from inspector.logs.parts import Take
from inspector.logs.source import STDIN
from inspector.logs.taking import take
from inspector.model.collection import Problem
from inspector.record import History
from inspector.settings.places import places
from inspector.vault.vault import Vault
from inspector.wording import tr
from inspector.workbench.attempts.log_attempts import LogKept, Secrets, keep, typed_host


def wrong_use(names: tuple[str, ...], host: str) -> Problem | None:
    """Return what can't be kept, None where all can."""
    if STDIN in names:
        what = tr("Standard input can't be kept: it is read once, for the report.")
        return Problem(what=what, where="--keep", todo=tr("Write it to a file first."))
    if typed_host(host) is None:
        what = tr("{host} is no host.", host=host)
        todo = tr("Write api.example.com or http://localhost:8080.")
        return Problem(what=what, where="--host", todo=todo)
    return None


def keep_lines(order: Take, host: str, passphrase_file: str = "") -> LogKept:
    """Keep the lines asked for. Raises HistoryError, NotReadable.

    passphrase_file: what opens the vault file, if the key of the fingerprints lies in one; without
    it the key is one for this run.
    """
    where = places()
    vault = kept_vault()
    history = History(where.history)
    try:
        if passphrase_file:
            unlock(vault, passphrase_file)
        return keep(
            take(order), typed_host(host) or "", history, _secrets(vault), lambda _done: True
        )
    finally:
        history.close()
        vault.close()


def _secrets(vault: Vault) -> Secrets:
    """Return the vault's values and key; where the keyring refuses, a key for this run."""
    return Secrets(vault.known_values(), fingerprint_key(vault) or secrets.token_bytes(32))
