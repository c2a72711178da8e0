"""The command Save: to the request's file, or where the user says."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from inspector.gui.library.collections import Collections
from inspector.gui.library.libraries import OWN, Libraries
from inspector.gui.library.nodes import Node
from inspector.gui.library.open_requests import Clash, OpenRequests
from inspector.gui.library.save_dialog import SaveDialog, Target
from inspector.gui.library.telling import went_well
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.library.results import Done
from inspector.model.request import Request
from inspector.wording import tr


class Saving(QObject):
    """Writes requests through the owner's queue; what was written becomes the tab's.

    near: the chosen row, whose folder is offered first for a new request.
    """

    def __init__(
        self, tools: Tools, owner: Collections, tabs: OpenRequests, near: Callable[[], Node | None]
    ) -> None:
        super().__init__()
        self._tools = tools
        self._owner = owner
        self._open = tabs
        self._near = near
        self._dialog: SaveDialog | None = None
        tools.actions.provide("save", lambda _: self.save(), when=self._can_save)
        owner.changed.connect(tools.actions.refresh)

    def save(self) -> None:
        """Save the active tab's request."""
        document = self._tools.tabs.active_request
        if document is None:
            return
        if self._open.clash_of(document) is not None:
            self._open.clashed.emit()
            self._tools.notices.warn(tr("First choose which version counts, in the sidebar."))
        elif document.path in self._owner.by_key:
            self._write(document, overwrite=False)
        else:
            self.ask(document)

    def keep_ours(self, clash: Clash) -> None:
        """Write the tab's version over the file's."""
        self._open.settle(clash)
        self._write(clash.document, overwrite=True)

    def ask(self, document: RequestDocument, parent: QWidget | None = None) -> SaveDialog:
        """Let the user choose where a new request goes."""
        over = parent or QApplication.activeWindow()
        dialog = SaveDialog(self._tools.theme, self._owner.nodes, document.title, over)
        near = self._near()
        if near is not None:
            dialog.suggest(near.key if near.kind != "request" else near.parent)
        dialog.chosen.connect(lambda target: self.add(document, target))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self._dialog = dialog  # without a window in front nobody else would keep it
        return dialog

    def add(self, document: RequestDocument, target: Target) -> None:
        """Write a request that has no file yet."""
        sent = document.current.value
        request = msgspec.structs.replace(sent, name=target.name, id="")

        def work(libraries: Libraries) -> tuple[Done, str]:
            return _add(libraries, request, target)

        self._owner.do(work, first=lambda result: self._added(document, sent, *result))

    def _can_save(self) -> bool:
        document = self._tools.tabs.active_request
        return self._owner.loaded and document is not None and document.kind == "request"

    def _write(self, document: RequestDocument, *, overwrite: bool) -> None:
        node = self._owner.by_key.get(document.path)
        if node is None:
            self.ask(document)
            return
        sent = document.current.value
        request = msgspec.structs.replace(sent, id=node.id)
        place = node.place

        def work(libraries: Libraries) -> Done:
            return libraries.library(place).save(request, overwrite=overwrite)

        self._owner.do(work, first=lambda done: self._wrote(document, sent, done))

    def _wrote(self, document: RequestDocument, sent: Request, done: Done) -> None:
        if done.clash is not None:
            self._open.raise_clash(document, done.clash.theirs)
        elif went_well(done, self._tools.notices):
            self._take(document, sent, done, document.path)

    def _added(self, document: RequestDocument, sent: Request, done: Done, path: str) -> None:
        if went_well(done, self._tools.notices):
            self._take(document, sent, done, path)

    def _take(self, document: RequestDocument, sent: Request, done: Done, path: str) -> None:
        """The tab has what was written, unless the user typed on meanwhile."""
        written = done.request
        if written is None:
            return
        if document.current.value == sent:
            document.current.replace(written, tr("Save"))
        document.mark_saved(written, path)
        if not done.warnings:
            self._tools.notices.say(tr("“{name}” was saved.", name=document.title))


def _add(libraries: Libraries, request: Request, target: Target) -> tuple[Done, str]:
    """Write a request into a folder, or into a new collection; on a worker thread."""
    library, parent = libraries.library(target.place), target.parent
    if target.collection:
        library = libraries.library(OWN)
        made = library.new_collection(target.collection)
        if made.problem:
            return made, ""
        parent = made.id
    done = library.add(parent, request)
    return done, "" if done.problem else str(library.path(done.id))
