"""The tab of the vault: the rows as they are known now, what is looked for, and the changes."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime

import msgspec
from PySide6.QtCore import Signal

from inspector.gui.state.actions import Offer
from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.state.tools import Tools
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.model.vault_entry import VaultEntry
from inspector.presentation.status.remark import Remark
from inspector.presentation.vault.secret_rows import (
    SecretRow,
    SortKey,
    needs_look,
    secret_rows,
    shown,
    sorted_by,
    uses_of,
    written_in,
)
from inspector.presentation.vault.secret_words import headline
from inspector.protocol.urls import bindable_host
from inspector.vault.store import VaultStatus
from inspector.wording import tr
from inspector.workbench.kept_secrets import kept_secrets

_replace = msgspec.structs.replace


class VaultDocument(Document):
    """renewed(): rows, or what is looked for, are others."""

    renewed = Signal()
    _store_changed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__("secrets")
        self._tools = tools
        self.rows: tuple[SecretRow, ...] = ()
        self.loaded = False
        self.words, self.group = "", ""
        self.sort: SortKey = "name"
        self.turned = False
        self._looking = self._again = False
        # The vault tells on its own thread; the signal brings it to the window's.
        self._store_changed.connect(self.look)
        self.destroyed.connect(tools.vault.on_status(self._told))
        tools.tabs.activated.connect(self._activated)

    @property
    def store(self) -> VaultStatus:
        """Where secrets are kept."""
        return self._tools.vault.status

    @property
    def visible(self) -> tuple[SecretRow, ...]:
        """The rows that fit what is looked for, in their order."""
        found = shown(self.rows, self.words, self.group)
        return sorted_by(found, self.sort, turned=self.turned)

    @property
    def remark(self) -> Remark | None:
        """How many need a look."""
        look = sum(map(needs_look, self.rows))
        icon, ink = ("triangle-alert", "warn") if look else ("shield-check", "text2")
        return Remark(icon, ink, headline(self.rows), "show-vault")

    # ------------------------------------------------------------ what is shown
    def look(self) -> None:
        """Gather the secrets anew, away from the window's thread."""
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False
        tools = self._tools
        uses = uses_of(self._requests())
        environments, now = tools.environments.all, datetime.now(UTC)
        offers = tools.actions.offers()
        saved = tuple((each.id, each.request) for each in offers if each.request is not None)

        async def gathered() -> tuple[SecretRow, ...]:
            found = await kept_secrets(tools.vault, uses)
            written = await asyncio.to_thread(written_in, found, saved)
            return await asyncio.to_thread(secret_rows, found, uses, environments, now, written)

        job = tools.background.follow(tools.workbench.submit(gathered()))
        job.succeeded.connect(self._take)
        job.ended.connect(self._looked)

    def look_for(self, words: str) -> None:
        """Show what has these words."""
        self.words = words
        self.renewed.emit()

    def choose_group(self, group: str) -> None:
        """Show one kind, those that need a look, or all."""
        self.group = group
        self.renewed.emit()

    def sort_by(self, key: SortKey) -> None:
        """Put the rows in the order of a column; once more turns it."""
        self.turned = not self.turned if key == self.sort else False
        self.sort = key
        self.renewed.emit()

    def open_use(self, key: str) -> None:
        """Open a request that uses a secret."""
        tab = next((each for each in self._tabs() if each.key == key), None)
        if tab is not None:
            self._tools.tabs.activate(tab)
            return
        offer = next((each for each in self._tools.actions.offers() if each.id == key), None)
        if offer is not None:
            offer.run()

    # ------------------------------------------------------------ what the person does
    def rename(self, row: SecretRow, label: str) -> None:
        """Call a secret otherwise; what refers to it does not change."""
        self._change(row.ref, lambda entry: _replace(entry, label=label.strip()))

    def rotate_by(self, row: SecretRow, by: date | None) -> None:
        """Set the day on which it is to be replaced."""
        self._change(row.ref, lambda entry: _replace(entry, rotate_by=by))

    def bind(self, row: SecretRow, host: str) -> bool:
        """Let it go to a host, typed as a name or an address; False where it is none."""
        name = bindable_host(host if "://" in host else f"https://{host.strip()}")
        if not name or " " in name:
            return False
        now = datetime.now(UTC)
        self._change(row.ref, lambda entry: entry.bound_to(name, now))
        return True

    def unbind(self, row: SecretRow, host: str) -> None:
        """Ask again before it goes to a host."""
        self._change(row.ref, lambda entry: entry.not_bound_to(host))

    def replace(self, row: SecretRow, value: str) -> None:
        """Give it another value, for all that use it."""
        self._put({row.ref: value}, tr("“{name}” has its new value.", name=row.name))

    def add(self, values: dict[str, str]) -> None:
        """Keep values under names."""
        vault = self._tools.vault
        self._put({vault.put(value, label=name): value for name, value in values.items()}, "")

    def delete(self, row: SecretRow) -> None:
        """Delete a secret; it can be brought back for ten seconds."""
        vault, entry, value = self._tools.vault, row.secret.entry, row.secret.text
        job = self._tools.background.follow(vault.delete([row.ref]))
        job.succeeded.connect(lambda _problems: self.look())

        def undo() -> None:
            vault.entries.change(row.ref, lambda _none: entry)
            self._put({row.ref: value}, "")

        said = tr("“{name}” is deleted.", name=row.name)
        self._tools.notices.offer_undo(said, tr("Undo"), undo)

    # ------------------------------------------------------------ inside
    def _put(self, values: dict[SecretRef, str], said: str) -> None:
        vault = self._tools.vault
        vault.hold(values)
        for ref in values:
            vault.entries.change(ref, _created)
        job = self._tools.background.follow(vault.persist(values))
        job.succeeded.connect(lambda problems: self._stored(problems, said))

    def _stored(self, problems: tuple[object, ...], said: str) -> None:
        for each in problems:
            self._tools.notices.warn(str(getattr(each, "what", "")))
        if said and not problems:
            self._tools.notices.say(said)
        self.look()

    def _change(self, ref: SecretRef, change: Callable[[VaultEntry], VaultEntry]) -> None:
        job = self._tools.background.follow(self._tools.vault.entries.change(ref, change))
        job.succeeded.connect(lambda _entry: self.look())

    def _requests(self) -> tuple[tuple[str, Request], ...]:
        """Return the saved requests and the open ones, each with what opens it."""
        tabs = tuple(self._tabs())
        saved = {tab.path for tab in tabs if tab.path}
        offers = (each for each in self._tools.actions.offers() if each.request is not None)
        kept = tuple(
            (each.id, each.request)
            for each in offers
            if each.request is not None and not _is_open(each, saved)
        )
        return (*kept, *((tab.key, tab.current.value) for tab in tabs))

    def _tabs(self) -> list[RequestDocument]:
        return [each for each in self._tools.tabs.documents if isinstance(each, RequestDocument)]

    def _take(self, rows: tuple[SecretRow, ...]) -> None:
        self.rows, self.loaded = rows, True
        self.renewed.emit()
        self.changed.emit()

    def _looked(self) -> None:
        self._looking = False
        if self._again:
            self.look()

    def _activated(self, document: object) -> None:
        if document is self:
            self.look()

    def _told(self, _status: VaultStatus) -> None:
        try:
            self._store_changed.emit()
        except RuntimeError:
            return  # the tab is gone already


def _created(entry: VaultEntry) -> VaultEntry:
    return entry if entry.created is not None else _replace(entry, created=datetime.now(UTC))


def _is_open(offer: Offer, paths: set[str]) -> bool:
    return offer.id.removeprefix("request:") in paths


# ---------------- The one page of the vault
def vault_page(tools: Tools) -> VaultDocument | None:
    """Return the tab where it is open."""
    found = (each for each in tools.tabs.documents if isinstance(each, VaultDocument))
    return next(found, None)


def open_vault_page(tools: Tools) -> VaultDocument:
    """Open the tab, or bring it to the front."""
    known = vault_page(tools)
    if known is not None:
        tools.tabs.activate(known)
        return known
    made = VaultDocument(tools)
    tools.tabs.open(made)
    made.look()
    return made
