"""The collections as a tree of nodes for the sidebar, and the filter over it."""

from collections.abc import Collection as Keys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from inspector.library.files import Loaded
from inspector.model.collection import Collection, Folder, Problem
from inspector.model.credential import Credential
from inspector.model.request import Request

NodeKind = Literal["collection", "folder", "request"]


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What one place holds. place: the folder that was opened, "" for the program's own.

    root: the folder that ids count from.
    """

    place: str
    root: Path
    loaded: tuple[Loaded, ...] = ()
    problems: tuple[Problem, ...] = ()


class Node(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A row of the tree. key: path of its file or folder; id: as the library calls it.

    request: what the file holds, for requests. auth: whether a folder passes on a credential.
    description: of a folder or collection.
    """

    key: str
    kind: NodeKind
    id: str
    place: str
    name: str
    parent: str = ""
    request: Request | None = None
    auth: bool = False
    description: str = ""
    children: tuple["Node", ...] = ()

    @property
    def method(self) -> str:
        """The method of a request, empty for folders."""
        return self.request.method if self.request else ""

    @property
    def entry(self) -> str:
        """How the order of its folder calls it."""
        return self.id.rstrip("/").rsplit("/", 1)[-1]


def tree_of(held: Iterable[Held]) -> tuple[Node, ...]:
    """Return the collections of all places as nodes."""
    return tuple(_collection(each, loaded) for each in held for loaded in each.loaded)


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Return all nodes, each before its children."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def filtered(nodes: Iterable[Node], text: str, also: Keys[str] = frozenset()) -> tuple[Node, ...]:
    """Return what contains the text in its name, method or address, with the way to it.

    also: keys of what has it elsewhere.
    """
    wanted = text.strip().lower()
    if not wanted:
        return tuple(nodes)
    kept = []
    for node in nodes:
        if _matches(node, wanted):
            kept.append(node)
            continue
        inside = filtered(node.children, wanted, also)
        if inside or node.key in also:
            kept.append(msgspec.structs.replace(node, children=inside))
    return tuple(kept)


def _matches(node: Node, wanted: str) -> bool:
    url = node.request.url if node.request else ""
    return wanted in f"{node.method} {node.name} {url}".lower()


def _collection(held: Held, loaded: Loaded) -> Node:
    key = str(held.root / loaded.id.rstrip("/"))
    return Node(
        key=key,
        kind="collection",
        id=loaded.id,
        place=held.place,
        name=loaded.collection.name,
        auth=_passes_on(loaded.collection.credential),
        description=loaded.collection.description,
        children=_children(held, loaded.id, loaded.collection, key),
    )


def _children(
    held: Held, collection_id: str, inside: Collection | Folder, parent: str
) -> tuple[Node, ...]:
    folders = tuple(_folder(held, collection_id, each, parent) for each in inside.folders)
    requests = tuple(_request(held, each, parent) for each in inside.requests)
    return (*folders, *requests)


def _folder(held: Held, collection_id: str, folder: Folder, parent: str) -> Node:
    folder_id = f"{collection_id}{folder.path}/"
    key = str(held.root / folder_id.rstrip("/"))
    return Node(
        key=key,
        kind="folder",
        id=folder_id,
        place=held.place,
        name=folder.name,
        parent=parent,
        auth=_passes_on(folder.credential),
        description=folder.description,
        children=_children(held, collection_id, folder, key),
    )


def _request(held: Held, request: Request, parent: str) -> Node:
    return Node(
        key=str(held.root / f"{request.id}.toml"),
        kind="request",
        id=request.id,
        place=held.place,
        name=request.name,
        parent=parent,
        request=request,
    )


def _passes_on(credential: Credential) -> bool:
    return credential.is_given
