"""Keeps open tabs over a restart or a crash: what they show by reference, never a secret."""

import threading
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from inspector.disk.aside import set_aside
from inspector.disk.atomic import write_file
from inspector.disk.encoding import encoded
from inspector.disk.reading import Unread, read_text
from inspector.library.refs import refs_of, refs_of_plain, with_each
from inspector.model.collection import Problem
from inspector.model.credential import Credential
from inspector.model.credential_facts import CredentialFacts
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.vault.vault import Vault
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.library.hide import Hider  # late: it brings the redaction in

FORMAT = 1


class Draft(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One open tab. saved: id of its request in a collection. edited: differs from that file.

    practice: slug of the practice scenario. environment: name of the chosen one. answer: the id
    of the attempt that was shown, which the history has. place: among all tabs, -1 = as it stands.
    """

    request: Request
    saved: str = ""
    edited: bool = False
    environment: str = ""
    practice: str = ""
    answer: str = ""
    place: int = -1


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An attempt that a tab shows.

    attempt: its id in the history. copy: the name of what was kept for the tab alone, of an
    attempt that came from elsewhere; part_of: likewise, the recording it belongs to. label, works:
    what a comparison says of it. request, environment: in place of an attempt where nothing was
    sent. tab: the place of the tab it was sent from, -1 = none.
    """

    attempt: str = ""
    copy: str = ""
    part_of: str = ""
    label: str = ""
    works: bool = False
    request: Request | None = None
    environment: str = ""
    tab: int = -1


class OpenToken(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A token that is looked at. ref: where the vault has it. place: where it stood, in words.

    carrier: the attempt that carried it, in the exchange of that index. tab: as in Shown. edited:
    its header and claims as they were typed.
    """

    ref: SecretRef
    place: str = ""
    carrier: Shown = Shown()
    exchange: int = -1
    tab: int = -1
    edited: tuple[str, str] | None = None


class OpenTab(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A tab that is no request. place: its index among all that come back. kind: of its screen.

    files: what it was read from. entry: the exchange that is explained, -1 = none. about: what a
    page is about, in the words of its kind (an environment, a folder). chosen: what was chosen in
    it, by name; nothing secret. own: a record that its kind alone knows, None for none; once it was
    read it is plain lists and objects.
    """

    place: int
    kind: str
    title: str = ""
    files: tuple[str, ...] = ()
    shown: tuple[Shown, ...] = ()
    tokens: tuple[OpenToken, ...] = ()
    entry: int = -1
    about: str = ""
    chosen: dict[str, Any] = {}
    own: Any = None


class Session(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The open tabs: requests in their order, and the others with their places among them.

    active: the place of the one that was shown, -1 = none. windows: the tabs of further windows;
    these name no others.
    """

    format: int = FORMAT
    tabs: tuple[Draft, ...] = ()
    others: tuple[OpenTab, ...] = ()
    active: int = -1
    windows: tuple["Session", ...] = ()


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
            hidden = self._hide(session)
            problem = write_file(self._path, encoded(hidden), private=True)
            self._keep(hidden)
        return (problem,) if problem else ()

    def load(self) -> tuple[Session, tuple[Problem, ...]]:
        """Read the tabs; a damaged file is kept aside and told, and there are no tabs then."""
        if not self._path.exists():
            return Session(), ()
        try:
            text = read_text(self._path)
            session = msgspec.convert(_as_named_now(msgspec.json.decode(text)), Session)
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

    def _hide(self, session: Session) -> Session:
        """Hide what is secret in every request and credential, whichever record holds it."""
        return with_each(session, (Request, CredentialFacts), self._hidden)

    def _hidden(self, held: Request | CredentialFacts) -> Request | CredentialFacts:
        if isinstance(held, Request):
            return self._hider.hide(held)
        credential: Credential = held  # type: ignore[assignment] # the union has every record
        return self._hider.hide(Request(credential=credential)).credential

    def _keep(self, session: Session) -> None:
        """Persist what the tabs use; take back what they no longer use and nobody else kept.

        Practice tabs are made anew, so their secrets are not persisted.
        """
        windows = (session, *session.windows)
        lasting = tuple(tab for each in windows for tab in each.tabs if not tab.practice)
        others = tuple(each.others for each in windows)
        plain = (tab.own for each in others for tab in each)
        refs = (*refs_of((lasting, others)), *refs_of_plain(list(plain)))
        used = {ref for ref in refs if ref.place == "keyring"}
        self._vault.persist(used, draft=True)
        self._vault.withdraw(self._used - used)
        self._used = used

    def _damaged(self, reason: str) -> Problem:
        kept = set_aside(self._path)
        return Problem(
            what=tr(
                "The open tabs of the last run can't be read: {reason}.", reason=reason.rstrip(".")
            ),
            where=str(self._path),
            todo=tr("The file is kept as {path}.", path=kept or self._path),
        )


def _as_named_now(session: Any) -> Any:
    """Return a file's session with each tab's own record under `own`; before it was `matrix`."""
    for tab in _objects(session, "others"):
        if "matrix" in tab:
            tab["own"] = tab.pop("matrix")
    for window in _objects(session, "windows"):
        _as_named_now(window)
    return session


def _objects(session: Any, name: str) -> list[dict[str, Any]]:
    found = session.get(name) if isinstance(session, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
