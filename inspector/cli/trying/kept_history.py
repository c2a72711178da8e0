"""Asks the window's history what was sent to a server before, where the settings keep one."""

from collections.abc import Callable

from inspector.model.attempt import Attempt
from inspector.settings.places import places
from inspector.settings.store import Settings
from inspector.vault.vault import Vault

Ask = Callable[[Attempt], tuple[Attempt, ...]]


def asking(vault: Vault | None, passphrase_file: str = "") -> Ask:
    """Return what asks it; nothing is opened before. vault: the open one, None opens the kept one.

    passphrase_file: what opens that, if it is a file. Without the key of the fingerprints nothing
    tells one credential from another: then it is as if nothing was kept.
    """
    found: dict[str, tuple[Attempt, ...]] = {}

    def ask(attempt: Attempt) -> tuple[Attempt, ...]:
        if attempt.id not in found:
            found[attempt.id] = _before(attempt, vault, passphrase_file) if _is_kept() else ()
        return found[attempt.id]

    return ask


def _is_kept() -> bool:
    where = places()
    settings = Settings(where.settings)
    settings.load()
    return settings.flag("history.keep") and where.history.exists()


def _before(attempt: Attempt, vault: Vault | None, passphrase_file: str) -> tuple[Attempt, ...]:
    from inspector.cli.kept_secrets import fingerprint_key  # noqa: PLC0415 - as below
    from inspector.record import History  # noqa: PLC0415 - only where it is asked
    from inspector.record.database import HistoryError  # noqa: PLC0415 - as above
    from inspector.workbench.attempts.kept_before import kept_before  # noqa: PLC0415 - as above

    key = fingerprint_key(vault) if vault is not None else _kept_key(passphrase_file)
    if not key:
        return ()
    history = History(places().history)
    try:
        return kept_before(history, key, attempt)
    except HistoryError:  # what can't be read was not asked for by name
        return ()
    finally:
        history.close()


def _kept_key(passphrase_file: str) -> bytes:
    from inspector.cli.kept_secrets import fingerprint_key, kept_vault, unlock  # noqa: PLC0415 - as above

    kept = kept_vault()
    try:
        if passphrase_file:
            unlock(kept, passphrase_file)
        return fingerprint_key(kept)
    finally:
        kept.close()
