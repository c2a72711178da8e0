"""Opens saved requests as tabs and keeps open tabs and their files in step."""

from collections.abc import Callable, Iterator
from functools import partial
from os import sep
from pathlib import Path
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.disk.encoding import encoded
from inspector.gui.library.collections import Collections
from inspector.gui.state.actions import Offer
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.ask_card import AskCard
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.painting import clear
from inspector.model.request import Request
from inspector.presentation.library.nodes import Node, walk
from inspector.vault.vault import Vault
from inspector.wording import tr


class Clash(msgspec.Struct, frozen=True, eq=False):
    """A tab with unsaved changes whose file was changed too. theirs: None where it is gone."""

    document: RequestDocument
    theirs: Request | None


class OpenRequests(QObject):
    """clashed(): there is a clash to decide about, or one less."""

    clashed = Signal()

    def __init__(self, tools: Tools, owner: Collections) -> None:
        super().__init__()
        self._tools = tools
        self._owner = owner
        self._clashes: dict[RequestDocument, Clash] = {}
        self._missed: set[RequestDocument] = set()
        self._inherited: dict[RequestDocument, Request] = {}
        owner.changed.connect(self._follow_files)
        owner.moved.connect(self._follow_move)
        owner.gone.connect(self._let_go)
        tools.tabs.changed.connect(self._keep_status)
        tools.tabs.opened.connect(self._adopt)
        tools.tabs.closed.connect(self._closed)
        tools.actions.offer(self._offers)

    @property
    def clash(self) -> Clash | None:
        """The clash to decide about next."""
        return next(iter(self._clashes.values()), None)

    def clash_of(self, document: RequestDocument) -> Clash | None:
        """Return the clash of a tab."""
        return self._clashes.get(document)

    def open(self, key: str, *, keep: bool) -> None:
        """Open a saved request; not kept: as the preview, which the next one replaces."""
        node = self._owner.by_key.get(key)
        if node is None or node.request is None:
            return
        known = next((each for each in self._documents() if each.path == key), None)
        document = known or self._tools.tabs.open_request(node.request, key, preview=not keep)
        self._tools.tabs.activate(document)
        if keep:
            document.set_preview(False)

    def raise_clash(self, document: RequestDocument, theirs: Request | None) -> None:
        """Ask the user which version counts."""
        self._clashes[document] = Clash(document, theirs)
        self.clashed.emit()

    def settle(self, clash: Clash) -> None:
        """The clash is decided."""
        if self._clashes.get(clash.document) is clash:
            del self._clashes[clash.document]
            self.clashed.emit()

    def take_theirs(self, clash: Clash) -> None:
        """Let the tab have the file's version; what it had is one undo away."""
        document, theirs = clash.document, clash.theirs
        self.settle(clash)
        if theirs is None:
            document.saved, document.path = None, ""
            document.changed.emit()
            return
        document.current.replace(theirs, tr("Take the version on the disk"))
        document.mark_saved(theirs, document.path)

    def _follow_move(self, old: str, new: str) -> None:
        """Files were moved or renamed: their tabs follow."""
        for document in self._documents():
            if document.path == old:
                document.path = new
            elif document.path.startswith(old + sep):
                document.path = new + document.path.removeprefix(old)

    def _let_go(self, key: str) -> None:
        """Files were deleted: tabs without changes close, others are unsaved from now on."""
        for document in tuple(self._documents()):
            if document.path == key or document.path.startswith(key + sep):
                if document.modified:
                    document.saved, document.path = None, ""
                    document.changed.emit()
                else:
                    self._tools.tabs.close(document)

    # ------------------------------------------------------------ following
    def _documents(self) -> Iterator[RequestDocument]:
        for document in self._tools.tabs.documents:
            if isinstance(document, RequestDocument):
                yield document

    def _adopt(self, document: object) -> None:
        """Let a tab inherit from the folder its file is in, wherever that is by then."""
        if isinstance(document, RequestDocument):
            at = self._tools.environments
            document.inherit = lambda request: self._owner.inherited(
                document.path, request, at.active_name
            )
            document.claims = lambda: (
                self._owner.resolved(document.path, document.current.value, at.active_name).claims
            )
            document.logins = lambda: self._owner.logins(document.path)

    def _follow_files(self) -> None:
        for document in tuple(self._documents()):
            self._adopt(document)
            if document.path:
                self._compare(document)
                self._renew(document)

    def _compare(self, document: RequestDocument) -> None:
        node = self._owner.by_key.get(document.path)
        theirs = node.request if node else None
        if theirs is None:
            self._miss(document)
            return
        self._missed.discard(document)
        if theirs == document.saved:
            return
        ours, before = document.current.value, document.saved
        if before is None or ours == theirs:
            document.saved = theirs
            document.changed.emit()
        elif not document.modified:
            self._show(document, theirs, theirs)
        elif _named(before, theirs) == theirs:
            self._show(document, _named(ours, theirs), theirs)
        else:
            self.raise_clash(document, theirs)

    def _miss(self, document: RequestDocument) -> None:
        """Say once that a tab's file can't be found or read any more."""
        if document not in self._missed:
            self._missed.add(document)
            text = tr("The file of “{name}” is gone or damaged.", name=document.title)
            self._tools.notices.warn(f"{text} {tr('The tab still has the request.')}")

    def _renew(self, document: RequestDocument) -> None:
        """Let the tab look again at what it inherits, where that is another by now."""
        full = document.inherit(document.current.value)
        before = self._inherited.get(document, full)
        self._inherited[document] = full
        if before.credential != full.credential:
            preview = document.preview
            document.current.changed.emit(document.current.value)
            document.set_preview(preview)

    @staticmethod
    def _show(document: RequestDocument, shown: Request, saved: Request) -> None:
        """Let a tab show what became of its file; a preview stays one."""
        preview = document.preview
        document.saved = saved
        document.current.replace(shown, tr("Follow the file"))
        document.set_preview(preview)
        document.changed.emit()

    def _keep_status(self, document: object) -> None:
        if not isinstance(document, RequestDocument) or not document.path or not document.status:
            return
        kept = self._owner.remembered
        if self._owner.loaded and kept.statuses.get(document.path) != document.status:
            self._owner.remember(kept.with_status(document.path, document.status))

    def _closed(self, document: object) -> None:
        if not isinstance(document, RequestDocument):
            return
        self._missed.discard(document)
        self._inherited.pop(document, None)
        if document in self._clashes:
            self.settle(self._clashes[document])

    def _offers(self) -> Iterator[Offer]:
        """Return the saved requests for the command palette."""
        for node in walk(self._owner.nodes):
            if node.request is not None:
                title = f"{node.method} {node.name}"
                run = partial(self.open, node.key, keep=True)
                yield Offer(f"request:{node.key}", title, tr("saved request"), run, node.request)


def _named(request: Request, like: Request) -> Request:
    """Return the request with the name and place of another."""
    return msgspec.structs.replace(request, id=like.id, name=like.name)


# ---------------- Shows both versions of a request that was changed in its tab and on the disk
# ---------------- Says in which fields two versions of a request differ, without secrets
_LONGEST = 80


class Difference(NamedTuple):
    """A field and what both versions have there, masked and cut."""

    field: str
    ours: str
    theirs: str


def differences(ours: Request, theirs: Request, vault: Vault) -> tuple[Difference, ...]:
    """Return the fields that differ."""
    known = vault.known_values()
    found = []
    for field, title in _titles().items():
        mine, other = getattr(ours, field), getattr(theirs, field)
        if mine != other:
            found.append(Difference(title, _text(mine, known), _text(other, known)))
    return tuple(found)


def _text(value: object, known: tuple[str, ...]) -> str:
    from inspector.protocol.redaction import masked_text  # noqa: PLC0415 - clashes are rare

    plain = value if isinstance(value, str) else encoded(value).decode()
    masked = masked_text(plain, known)
    return masked if len(masked) <= _LONGEST else f"{masked[:_LONGEST]}…"


def _titles() -> dict[str, str]:
    return {
        "name": tr("Name"),
        "method": tr("Method"),
        "url": tr("Address"),
        "query": tr("Params"),
        "headers": tr("Headers"),
        "body": tr("Body"),
        "credential": tr("Auth"),
        "options": tr("Options"),
        "description": tr("Description"),
    }


_MOST = 4


class ClashCard(AskCard):
    """ours_chosen(Clash), theirs_chosen(Clash): the answer. Hidden without a question."""

    ours_chosen = Signal(object)
    theirs_chosen = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, heading="warning", icon=None)
        self._vault = tools.vault
        self._clash: Clash | None = None
        self.setObjectName("clash_card")
        self.ours = _button(tools.theme, tr("Keep mine"))
        self.theirs = _button(tools.theme, tr("Take the file’s"))
        self.body.setContentsMargins(10, 8, 10, 8)
        self.column.addWidget(self.ours)
        self.column.addWidget(self.theirs)
        self.ours.clicked.connect(lambda: self.ours_chosen.emit(self._clash))
        self.theirs.clicked.connect(lambda: self.theirs_chosen.emit(self._clash))
        self.show_clash(None)

    def show_clash(self, clash: Clash | None) -> None:
        """Ask about this one; None hides the card."""
        self._clash = clash
        self.setVisible(clash is not None)
        clear(self.rows)
        if clash is None:
            return
        name = clash.document.title
        if clash.theirs is None:
            self.title.setText(tr("The file of “{name}” is gone or damaged.", name=name))
        else:
            self.title.setText(tr("“{name}” was changed here and on the disk.", name=name))
            found = differences(clash.document.current.value, clash.theirs, self._vault)
            for each in found[:_MOST]:
                self.rows.addWidget(_row(each))
        self.setAccessibleName(self.title.text())


def _row(each: Difference) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(Label(each.field, "field"))
    column.addWidget(Label(tr("Mine: {value}", value=each.ours), "small", wrap=True))
    column.addWidget(Label(tr("File: {value}", value=each.theirs), "small", wrap=True))
    return box


def _button(theme: Theme, text: str) -> Button:
    button = Button(theme, text, "small")
    button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
    return button


# ---------------- Opens runs of what is saved
class OpenRuns:
    """The command run-collection: a run of a collection, a folder or one request as a tab.

    current: the chosen row, what is run without another one named.
    """

    def __init__(
        self, tools: Tools, owner: Collections, current: Callable[[], Node | None]
    ) -> None:
        self._tools = tools
        self._owner = owner
        self._current = current
        tools.actions.provide("run-collection", self._run)

    def open(self, node: Node) -> None:
        """Open a run of all that is in a row; nothing is sent before its button."""
        found, top = self._owner.collection_of(node.key), self._top(node)
        if found is None:
            return
        from inspector.gui.running.run_document import RunDocument  # noqa: PLC0415 - loads at the first run
        from inspector.workbench.runs.planning import Source  # noqa: PLC0415 - as above

        inside = node.id.partition("/")[2].rstrip("/")
        source = Source(name=node.name, collection=found[2], place=top.key, inside=inside)
        self._tools.tabs.open(RunDocument(source, self._tools))

    def open_changes(self, node: Node) -> None:
        """Show what differs in a collection since the last commit."""
        from inspector.gui.library.changes_page import ChangesDocument  # noqa: PLC0415 - few ask

        self._tools.tabs.open(ChangesDocument(Path(node.key), node.name))

    def _run(self, node: object) -> None:
        """Run the given row, else the chosen folder, else the collection of the active tab."""
        chosen = node if isinstance(node, Node) else self._chosen()
        if chosen is None:
            self._tools.notices.say(tr("There is no collection to run. Save a request first."))
        else:
            self.open(chosen)

    def _chosen(self) -> Node | None:
        nodes, current = self._owner.by_key, self._current()
        active = self._tools.tabs.active_request
        shown = nodes.get(active.path) if active is not None else None
        near = current or shown
        if near is not None and near.kind == "request":
            return self._top(near)
        return near or next(iter(self._owner.nodes), None)

    def _top(self, node: Node) -> Node:
        """Return the collection that a row belongs to."""
        while (above := self._owner.by_key.get(node.parent)) is not None:
            node = above
        return node
