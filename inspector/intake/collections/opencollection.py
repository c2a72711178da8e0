"""Reads OpenCollection: one bundled YAML or JSON file, or the folder that Bruno keeps.

Source: the types of @opencollection/types, and the files that Bruno writes. A request without
`auth` sends none; a folder without it, and `auth: inherit`, take what lies above.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import msgspec

from inspector.intake.collections.opencollection_shape import Shape
from inspector.intake.collections.taking import (
    Taking,
    mapping,
    text,
)
from inspector.intake.results import Reading, Unreadable
from inspector.intake.text import plain
from inspector.intake.yaml_text import read_yaml
from inspector.model.collection import Collection, Folder
from inspector.model.request import (
    Request,
)
from inspector.wording import tr

NAME = "opencollection"
SUFFIXES = (".opencollection.yml", ".opencollection.yaml")
HEADS = ("opencollection.yml", "opencollection.yaml")
_LOOKED_AT = 65_536  # bytes
_Entry = Mapping[str, Any]


def title() -> str:
    """Return what it is called."""
    return tr("OpenCollection")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("An OpenCollection: its requests are taken in as a collection.")


def fit(data: bytes) -> float:
    """Return how surely the data is a bundled collection."""
    head = plain(data[:_LOOKED_AT])
    return (
        0.99
        if head.lstrip().startswith((b"opencollection:", b'"opencollection"'))
        or (b'"opencollection"' in head[:400])
        else 0.0
    )


def fit_folder(files: Mapping[str, bytes]) -> float:
    """Return how surely a folder is one, by the file at its top."""
    return 0.99 if any(head in files for head in HEADS) else 0.0


def read(data: bytes) -> Reading:
    """Return the collection; raise Unreadable."""
    taking = Taking()
    return reading(NAME, taking, Shape(taking).collection(parsed(data, taking)))


def read_folder(files: Mapping[str, bytes], name: str) -> Reading:
    """Return the collection of a folder; a file that can't be read is told and left out."""
    taking = Taking()
    entries = {
        path: entry
        for path, data in files.items()
        if path.endswith((".yml", ".yaml")) and (entry := _entry(path, data, taking)) is not None
    }
    return reading(NAME, taking, collection_of(Shape(taking), entries, name))


def reading(kind: str, taking: Taking, collection: Collection) -> Reading:
    """Return what was read, with secrets and losses."""
    known = taking.variables(collection.variables)
    return Reading(
        kind=kind,
        collection=msgspec.structs.replace(collection, variables=known),
        secrets=taking.pocket.secrets,
        losses=tuple(taking.losses),
    )


def parsed(data: bytes, taking: Taking) -> _Entry:
    """Return the object that YAML (or JSON, which is YAML) holds; raise Unreadable."""
    read_ = read_yaml(plain(data).decode("utf-8", "replace"))
    for each in read_.unquoted:
        taking.lose(each.problem)
    return mapping(read_.value)


def _entry(path: str, data: bytes, taking: Taking) -> _Entry | None:
    with taking.inside(path):
        try:
            return parsed(data, taking)
        except Unreadable as error:
            problem = error.problem
            taking.lose(
                tr(
                    "{file} was left out: {reason}",
                    file=path,
                    reason=f"{problem.what} {problem.where}".strip(),
                )
            )
            return None


def collection_of(shape: Shape, entries: Mapping[str, _Entry], name: str) -> Collection:
    """Return the collection that a folder's entries make. entries: by their paths."""
    head = next((entries[each] for each in HEADS if each in entries), {})
    top = shape.collection(head)
    folders, requests = _folder_inside(shape, entries, "")
    environments = tuple(
        shape.environment(entry, PurePosixPath(path).stem)
        for path, entry in entries.items()
        if PurePosixPath(path).parent.as_posix() == "environments"
    )
    return msgspec.structs.replace(
        top,
        name=top.name or name,
        folders=(*top.folders, *folders),
        requests=(*top.requests, *requests),
        environments=(*top.environments, *environments),
    )


def _folder_inside(
    shape: Shape, entries: Mapping[str, _Entry], at: str
) -> tuple[tuple[Folder, ...], tuple[Request, ...]]:
    start = f"{at}/" if at else ""
    inside = {
        path.removeprefix(start): entry for path, entry in entries.items() if path.startswith(start)
    }
    names = dict.fromkeys(path.partition("/")[0] for path in inside if "/" in path)
    folders = []
    for name in names:
        if not at and name == "environments":
            continue
        head = next(
            (
                entries[f"{start}{name}/{each}"]
                for each in ("folder.yml", "folder.yaml")
                if f"{start}{name}/{each}" in entries
            ),
            {},
        )
        shown = text(mapping(head.get("info")).get("name")) or name
        with shape.taking.inside(shown):
            below = _folder_inside(shape, entries, f"{start}{name}")
            if below[0] or below[1] or head:
                folders.append((_place(head), shape.folder(head, shown, *below)))
    found = [
        (_place(entry), shape.request(entry, PurePosixPath(path).stem))
        for path, entry in inside.items()
        if "/" not in path
        and path not in {*HEADS, "folder.yml", "folder.yaml"}
        and shape.is_request(entry)
    ]
    made = (each for _, each in sorted(found, key=lambda pair: pair[0]))
    return (
        tuple(each for _, each in sorted(folders, key=lambda pair: pair[0])),
        tuple(each for each in made if each is not None),
    )


def _place(entry: _Entry) -> float:
    found = mapping(entry.get("info")).get("seq")
    return float(found) if isinstance(found, int | float) else float("inf")
