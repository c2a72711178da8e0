"""What the user does to the tree: making, renaming, copying, moving, deleting."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Signal

from inspector.disk.reading import read_problem
from inspector.gui.library.collections import (
    OWN,
    Collections,
    Libraries,
    holds_collections,
    sentence,
    went_well,
)
from inspector.gui.library.open_requests import OpenRequests
from inspector.gui.library.tree_model import Drop
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.menu import Entry
from inspector.library.edits import Deleted
from inspector.library.results import Done
from inspector.library.taking_in import count
from inspector.model.collection import Collection, Problem
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.request import Request
from inspector.presentation.library.nodes import Node
from inspector.wording import tr, tr_n

Made = tuple[Done, str]
Found = Literal["collections", "none"] | Problem


_MOST_GONE = 8


class Gone(NamedTuple):
    """Something that was deleted: its name, and the way back."""

    name: str
    deleted: Deleted


class Changing(QObject):
    """Asks the owner for each change. made(key): a new row whose name is to be typed.

    gone: what was deleted in this run and can come back, the last one last.
    """

    made = Signal(str)

    def __init__(self, tools: Tools, owner: Collections, tabs: OpenRequests) -> None:
        super().__init__()
        self._tools = tools
        self._owner = owner
        self._open = tabs
        self.gone: tuple[Gone, ...] = ()

    # ------------------------------------------------------------ making
    def new_collection(self) -> None:
        """Make an empty collection in the program's own folder."""
        self._make(
            OWN, lambda libraries: libraries.library(OWN).new_collection(tr("New collection"))
        )

    def new_folder(self, near: Node | None) -> None:
        """Make a folder in the chosen one, or beside the chosen request."""
        folder = self._folder_of(near)
        if folder is not None:
            place, parent = folder.place, folder.id
            name = tr("New folder")
            self._make(place, lambda each: each.library(place).new_folder(parent, name))

    def new_request(self, near: Node | None) -> None:
        """Make a request in the chosen folder; without any folder, an unsaved one."""
        folder = self._folder_of(near)
        if folder is None:
            self._tools.actions.run("new-tab")
            return
        request = Request(
            name=tr("New request"),
            credential=InheritCredential(),
            options=self._tools.settings.request_options(),
        )
        place, parent = folder.place, folder.id
        self._make(place, lambda each: each.library(place).add(parent, request))

    def export(self, key: str) -> None:
        """Show what a collection becomes for other programs."""
        from inspector.gui.library.export_document import ExportDocument  # noqa: PLC0415 - first use

        found = self._owner.collection_of(key)
        if found is not None:
            self._tools.tabs.open(ExportDocument(found[2]))

    def document(self, node: Node) -> None:
        """Show what is written about a folder, to be read and changed."""
        from inspector.gui.library.folder_docs_page import FolderDocsDocument  # noqa: PLC0415 - first use

        tabs = self._tools.tabs
        about = (each for each in tabs.documents if isinstance(each, FolderDocsDocument))
        there = next((each for each in about if each.topic == node.key), None)
        if there is not None:
            tabs.activate(there)
        else:
            tabs.open(FolderDocsDocument(node))

    def take_in(self, collection: Collection) -> None:
        """Write a collection that a file brought into the program's own folder.

        One of that name that is there already is brought up to date.
        """
        folder = next(
            (
                Path(node.key)
                for node in self._owner.nodes
                if node.kind == "collection" and node.place == OWN and node.name == collection.name
            ),
            None,
        )
        self._owner.do(
            lambda each: each.library(OWN).take_in(collection, folder),
            lambda done: self._taken(collection, done, again=folder is not None),
        )

    def _taken(self, collection: Collection, done: Done, *, again: bool) -> None:
        if not went_well(done, self._tools.notices):
            return
        text = (
            tr_n(
                "“{name}” was brought up to date: {count} request.",
                "“{name}” was brought up to date: {count} requests.",
                count(collection),
                name=collection.name,
            )
            if again
            else tr_n(
                "“{name}” was taken in: {count} request.",
                "“{name}” was taken in: {count} requests.",
                count(collection),
                name=collection.name,
            )
        )
        self._tools.notices.say(text)

    def duplicate(self, node: Node) -> None:
        """Write a copy of a request beside it."""
        self._make(node.place, lambda each: each.library(node.place).duplicate(node.id))

    # ------------------------------------------------------------ changing
    def rename(self, key: str, name: str) -> None:
        """Give a row another name."""
        node = self._owner.by_key.get(key)
        if node is not None:
            self._change(node, lambda each: each.library(node.place).rename(node.id, name))

    def drop(self, drop: Drop) -> None:
        """Move a row where it was let go."""
        nodes = self._owner.by_key
        node, parent = nodes.get(drop.source), nodes.get(drop.parent)
        if node is None or parent is None:
            return
        if node.place != parent.place:
            text = tr(
                "“{name}” can only move within the folder it was opened from.", name=node.name
            )
            self._tools.notices.warn(text)
            return
        self._move(node, parent, drop.before)

    def shift(self, key: str, where: str) -> None:
        """Move a row by keys: up, down, out of its folder, into the folder above it."""
        node = self._owner.by_key.get(key)
        parent = self._owner.by_key.get(node.parent) if node else None
        if node is None or parent is None:
            return
        alike = [each for each in parent.children if _is_folder(each) == _is_folder(node)]
        at = alike.index(node)
        if where == "up" and at > 0:
            self._move(node, parent, alike[at - 1].entry)
        elif where == "down" and at < len(alike) - 1:
            after = alike[at + 2].entry if at + 2 < len(alike) else ""
            self._move(node, parent, after)
        elif where == "out" and parent.parent:
            self._move(node, self._owner.by_key[parent.parent], "")
        elif where == "in":
            folders = [each for each in parent.children if _is_folder(each)]
            before = folders[: folders.index(node)] if node in folders else folders
            if before:
                self._move(node, before[-1], "")

    # ------------------------------------------------------------ deleting
    def delete(self, key: str) -> None:
        """Delete a row; it can be brought back for ten seconds. Opened folders are only closed."""
        node = self._owner.by_key.get(key)
        if node is None:
            return
        if node.kind == "collection" and node.place != OWN:
            self.close(node)
            return
        place, some_id = node.place, node.id
        self._owner.do(
            lambda each: each.library(place).delete(some_id),
            first=lambda result: self._deleted(node, result),
        )

    def close(self, node: Node) -> None:
        """Leave an opened folder alone; its files stay."""
        place = node.place
        self._owner.gone.emit(node.key)
        self._owner.do(lambda libraries: libraries.close(place))
        self._owner.remember(self._owner.remembered.without_place(place))
        text = tr("“{name}” was closed. Its files are where they were.", name=node.name)
        self._tools.notices.offer_undo(text, tr("Open again"), lambda: self.open_folder(place))

    # ------------------------------------------------------------ opening
    def open_folder(self, place: str) -> None:
        """Take in a folder with collections; offer to make an ordinary one a collection."""
        self._owner.do(
            lambda libraries: _open(libraries, place), lambda found: self._took(place, found)
        )

    def _took(self, place: str, found: Found) -> None:
        if isinstance(found, Problem):
            self._tools.notices.warn(sentence(found))
            return
        if found == "collections":
            self._owner.remember(self._owner.remembered.with_place(place))
            return
        text = tr("{name} holds no collection yet.", name=Path(place).name)
        self._tools.notices.say(text, tr("Make it one"), lambda: self._make_collection(place))

    def _make_collection(self, place: str) -> None:
        self._owner.do(
            lambda libraries: _make_here(libraries, place),
            lambda problem: self._here(place, problem),
        )

    def _here(self, place: str, problem: Problem | None) -> None:
        if problem is not None:
            self._tools.notices.warn(sentence(problem))
        else:
            self._owner.remember(self._owner.remembered.with_place(place))

    # ------------------------------------------------------------ inside
    def _folder_of(self, near: Node | None) -> Node | None:
        """Return the folder that new things go to: the chosen one, else the first collection."""
        if near is not None:
            return near if _is_folder(near) else self._owner.by_key.get(near.parent)
        return next(iter(self._owner.nodes), None)

    def _make(self, place: str, work: Callable[[Libraries], Done]) -> None:
        self._owner.do(lambda libraries: _with_path(libraries, place, work), self._tell_made)

    def _tell_made(self, result: Made) -> None:
        done, path = result
        if went_well(done, self._tools.notices):
            if not done.id.endswith("/"):
                self._open.open(path, keep=True)
            self.made.emit(path)

    def _move(self, node: Node, parent: Node, before: str) -> None:
        self._change(node, lambda each: each.library(node.place).move(node.id, parent.id, before))

    def _change(self, node: Node, work: Callable[[Libraries], Done]) -> None:
        def follow(result: Made) -> None:
            done, path = result
            if went_well(done, self._tools.notices) and path != node.key:
                self._owner.follow_move(node.key, path)

        self._owner.do(lambda each: _with_path(each, node.place, work), first=follow)

    def _deleted(self, node: Node, result: Deleted | Problem) -> None:
        if isinstance(result, Problem):
            self._tools.notices.warn(sentence(result))
            return
        self._owner.gone.emit(node.key)
        gone = Gone(node.name, result)
        self.gone = (*self.gone, gone)
        text = tr("“{name}” was deleted.", name=node.name)
        self._tools.notices.offer_undo(text, tr("Undo"), lambda: self.restore(gone))

    def gone_entries(self) -> tuple[Entry, ...]:
        """Return a line of a menu for each of the last things deleted, which brings it back."""
        lines = tuple(
            Entry(tr("Bring back “{name}”", name=one.name), partial(self.restore, one), "undo-2")
            for one in reversed(self.gone[-_MOST_GONE:])
        )
        return (Entry(), *lines) if lines else ()

    def undo_delete(self) -> None:
        """Bring back what was deleted last."""
        if self.gone:
            self.restore(self.gone[-1])

    def restore(self, gone: "Gone") -> None:
        """Bring back something that was deleted, where it was; once."""
        if gone in self.gone:
            self.gone = tuple(each for each in self.gone if each is not gone)
            self._owner.do(lambda _libraries: gone.deleted.restore(), self._restored)

    def _restored(self, problem: Problem | None) -> None:
        if problem is not None:
            self._tools.notices.warn(sentence(problem))


def _is_folder(node: Node) -> bool:
    return node.kind != "request"


def _with_path(libraries: Libraries, place: str, work: Callable[[Libraries], Done]) -> Made:
    """Do it and say where it lies; on a worker thread."""
    done = work(libraries)
    return done, str(libraries.library(place).path(done.id)) if done.id else ""


def _open(libraries: Libraries, place: str) -> Found:
    """Open a folder if it has collections; on a worker thread."""
    try:
        if not holds_collections(Path(place)):
            return "none"
    except OSError as error:
        return read_problem(Path(place), error)
    libraries.open(place)
    return "collections"


def _make_here(libraries: Libraries, place: str) -> Problem | None:
    """Make a folder a collection of its own name and open it; on a worker thread."""
    problem = libraries.found(place)
    if problem is None:
        libraries.open(place)
    return problem
