"""The menus of the sidebar: what can be made, and what can be done with a row."""

from collections.abc import Callable
from typing import NamedTuple

from inspector.gui.library.collections import OWN
from inspector.gui.widgets.menu import Entry
from inspector.presentation.library.nodes import Node
from inspector.wording import tr


class RowActions(NamedTuple):
    """Who carries out what the menus offer."""

    new_request: Callable[[Node | None], object]
    new_folder: Callable[[Node | None], object]
    new_collection: Callable[[], object]
    open_folder: Callable[[], object]
    run: Callable[[Node], object]
    changes: Callable[[Node], object]
    rename: Callable[[Node], object]
    duplicate: Callable[[Node], object]
    credential: Callable[[Node], object]
    document: Callable[[Node], object]
    bind: Callable[[Node], object]
    binds: Callable[[Node], bool]
    shift: Callable[[Node, str], object]
    export: Callable[[Node], object]
    show_files: Callable[[Node], object]
    close: Callable[[Node], object]
    delete: Callable[[Node], object]


def new_entries(node: Node | None, actions: RowActions, *, any_folder: bool) -> tuple[Entry, ...]:
    """Return what can be made; node: the chosen row."""
    return (
        Entry(tr("New request"), lambda: actions.new_request(node), "send"),
        Entry(tr("New folder"), lambda: actions.new_folder(node), "folder", enabled=any_folder),
        Entry(tr("New collection"), actions.new_collection, "plus"),
        Entry(),
        Entry(tr("Open folder…"), actions.open_folder, "folder-open"),
    )


def row_entries(node: Node, actions: RowActions) -> tuple[Entry, ...]:
    """Return what can be done with a row."""
    request, opened = node.kind == "request", node.kind == "collection" and node.place != OWN
    inside = () if request else _inside(node, actions)
    last = (
        Entry(tr("Close"), lambda: actions.close(node), "x")
        if opened
        else Entry(tr("Delete"), lambda: actions.delete(node), "trash-2", tr("Del"))
    )
    copy = _request_entries(node, actions) if request else ()
    return (
        *inside,
        Entry(tr("Run…"), lambda: actions.run(node), "play"),
        *(_changes(node, actions) if node.kind == "collection" else ()),
        Entry(tr("Rename"), lambda: actions.rename(node), "pencil", "F2"),
        *copy,
        *(() if node.kind == "collection" else _moves(node, actions)),
        *(_leaving(node, actions) if node.kind == "collection" else ()),
        Entry(tr("Show in the file manager"), lambda: actions.show_files(node), "external-link"),
        Entry(),
        last,
    )


def _leaving(node: Node, actions: RowActions) -> tuple[Entry, ...]:
    return (Entry(tr("Export…"), lambda: actions.export(node), "file-up"),)


def _request_entries(node: Node, actions: RowActions) -> tuple[Entry, ...]:
    bound = actions.binds(node)
    words = tr("Don't log in with it any more") if bound else tr("Log in with it for its folder")
    return (
        Entry(tr("Duplicate"), lambda: actions.duplicate(node), "copy"),
        Entry(words, lambda: actions.bind(node), "user-lock"),
    )


def _inside(node: Node, actions: RowActions) -> tuple[Entry, ...]:
    return (
        Entry(tr("New request here"), lambda: actions.new_request(node), "send"),
        Entry(tr("New folder here"), lambda: actions.new_folder(node), "folder"),
        Entry(tr("Credential…"), lambda: actions.credential(node), "key-round"),
        Entry(tr("Documentation…"), lambda: actions.document(node), "file-text"),
        Entry(),
    )


def _moves(node: Node, actions: RowActions) -> tuple[Entry, ...]:
    return (
        Entry(tr("Move up"), lambda: actions.shift(node, "up"), "", tr("Alt+Up")),
        Entry(tr("Move down"), lambda: actions.shift(node, "down"), "", tr("Alt+Down")),
        Entry(tr("Move out of the folder"), lambda: actions.shift(node, "out"), "", tr("Alt+Left")),
        Entry(
            tr("Move into the folder above"), lambda: actions.shift(node, "in"), "", tr("Alt+Right")
        ),
    )


def _changes(node: Node, actions: RowActions) -> tuple[Entry, ...]:
    text = tr("Changes since the last commit…")
    return (Entry(text, lambda: actions.changes(node), "git-compare-arrows"),)
