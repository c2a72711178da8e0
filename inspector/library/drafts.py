"""Keeps open tabs over a restart or a crash: requests with references, never a secret."""

import threading
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from inspector.disk.aside import set_aside
from inspector.disk.atomic import write_file
from inspector.disk.encoding import encoded
from inspector.disk.reading import Unread, read_text
from inspector.library.refs import refs_of
from inspector.model.collection import Problem
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.vault.vault import Vault
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.library.hide import Hider  # late: it brings the redaction in

FORMAT = 1


class Draft(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One open tab. saved: id of its request in a collection. edited: differs from that file.

    practice: slug of the practice scenario. environment: name of the chosen one.
    """

    request: Request
    saved: str = ""
    edited: bool = False
    environment: str = ""
    practice: str = ""


class Session(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The open tabs in their order; active: index of the one that was shown, -1 = none."""

    format: int = FORMAT
    tabs: tuple[Draft, ...] = ()
    active: int = -1


class Drafts:
    """The file of open tabs. Methods do I/O: call them off the window's thread."""

    def __init__(self, path: Path, vault: Vault) -> None:
        self._path = path
        self._vault = vault
        self._used: set[SecretRef] = set()
        self._lock = threading.Lock()

    @cached_property
    def _hider(self) -> "Hider":
        from inspector.library.hide import Hider  # noqa: PLC0415 - not before the first draft

        return Hider(self._vault)

    def save(self, session: Session) -> tuple[Problem, ...]:
        """Write the tabs. Their secrets are kept in the vault; ones no longer used go."""
        with self._lock:
            tabs = tuple(
                msgspec.structs.replace(tab, request=self._hider.hide(tab.request))
                for tab in session.tabs
            )
            hidden = msgspec.structs.replace(session, tabs=tabs)
            problem = write_file(self._path, encoded(hidden), private=True)
            self._keep(hidden)
        return (problem,) if problem else ()

    def load(self) -> tuple[Session, tuple[Problem, ...]]:
        """Read the tabs; a damaged file is kept aside and told, and there are no tabs then."""
        if not self._path.exists():
            return Session(), ()
        try:
            text = read_text(self._path)
            session = msgspec.json.decode(text, type=Session)
        except Unread as error:
            return Session(), (self._damaged(error.problem.what),)
        except (msgspec.DecodeError, RecursionError) as error:
            return Session(), (self._damaged(str(error)),)
        if session.format != FORMAT:
            reason = tr("it has format {format}", format=session.format)
            return Session(), (self._damaged(reason),)
        return session, ()

    def clear(self) -> tuple[Problem, ...]:
        """Forget the tabs, as the option to keep them was switched off."""
        return self.save(Session()) if self._path.exists() else ()

    def _keep(self, session: Session) -> None:
        """Persist what the tabs use; take back what they no longer use and nobody else kept.

        Practice tabs are made anew, so their secrets are not persisted.
        """
        lasting = tuple(tab for tab in session.tabs if not tab.practice)
        used = {ref for ref in refs_of(lasting) if ref.place == "keyring"}
        self._vault.persist(used, draft=True)
        self._vault.withdraw(self._used - used)
        self._used = used

    def _damaged(self, reason: str) -> Problem:
        kept = set_aside(self._path)
        return Problem(
            what=tr("The open tabs of the last run can't be read: {reason}.", reason=reason),
            where=str(self._path),
            todo=tr("The file is kept as {path}.", path=kept or self._path),
        )
