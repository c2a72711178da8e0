"""The workspaces of an Insomnia export as trees: of the list of format 4, the tree of format 5."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from inspector.intake.collections.taking import (
    is_on,
    mapping,
    rows,
    text,
)

_Entry = Mapping[str, Any]


class Tree(NamedTuple):
    """A workspace. entries: requests and folders (with `children`); base: variables."""

    name: str
    description: str
    entries: Sequence[_Entry]
    base: _Entry
    environments: Sequence[_Entry]


def tree_of(whole: _Entry) -> Tree:
    """Return the tree of a file of format 5."""
    environments = mapping(whole.get("environments"))
    return Tree(
        text(whole.get("name")),
        text(mapping(whole.get("meta")).get("description")),
        in_order(rows(whole.get("collection"))),
        data_of(environments),
        rows(environments.get("subEnvironments")),
    )


def in_order(found: Sequence[_Entry]) -> Sequence[_Entry]:
    """Return entries as the program shows them."""

    def key(entry: _Entry) -> float:
        value = mapping(entry.get("meta")).get("sortKey", entry.get("metaSortKey"))
        return float(value) if isinstance(value, int | float) else 0.0

    return sorted(found, key=key)


def trees_of(resources: Sequence[_Entry]) -> list[Tree]:
    """Return the workspaces of a file of format 4; what has no workspace makes one of its own."""
    below: dict[str, list[_Entry]] = {}
    known = {text(each.get("_id")) for each in resources}
    for each in resources:
        parent = text(each.get("parentId"))
        below.setdefault(parent if parent in known else "", []).append(each)
    spaces = [each for each in resources if each.get("_type") == "workspace"]
    alone = [each for each in below.get("", ()) if each.get("_type") != "workspace"]
    trees = [_workspace(each, below) for each in spaces]
    entries = _children(alone, below, 0)
    if entries:
        trees.append(Tree("", "", entries, {}, ()))
    full = [tree for tree in trees if tree.entries or tree.environments or tree.base]
    return full or trees[:1]


def _workspace(space: _Entry, below: Mapping[str, list[_Entry]]) -> Tree:
    inside = below.get(text(space.get("_id")), [])
    bases = [each for each in inside if each.get("_type") == "environment"]
    subs = [each for base in bases for each in below.get(text(base.get("_id")), ())]
    return Tree(
        text(space.get("name")),
        text(space.get("description")),
        _children(inside, below, 0),
        data_of(bases[0]) if bases else {},
        in_order([each for each in subs if each.get("_type") == "environment"]),
    )


def _children(
    inside: Sequence[_Entry], below: Mapping[str, list[_Entry]], depth: int
) -> list[_Entry]:
    found: list[_Entry] = []
    for each in in_order(inside):
        kind = text(each.get("_type"))
        if kind == "request_group" and depth <= len(below):
            inner = _children(below.get(text(each.get("_id")), []), below, depth + 1)
            found.append({**each, "children": inner})
        elif kind.endswith("request"):
            found.append(each)
    return found


def data_of(given: _Entry) -> _Entry:
    """Return the values of an environment: an object, or a table of pairs beside it."""
    pairs = {
        text(row.get("name")): row.get("value")
        for row in rows(given.get("kvPairData"))
        if is_on(row)
    }
    return {**mapping(given.get("data")), **pairs}


def flat(data: _Entry, before: str = "") -> dict[str, Any]:
    """Return nested values under dotted names, as texts refer to them."""
    found: dict[str, Any] = {}
    for name, value in data.items():
        if isinstance(value, Mapping) and value and before.count(".") < 20:  # noqa: PLR2004 - nobody nests so deep
            found |= flat(value, f"{before}{name}.")
        elif isinstance(value, list):
            found |= flat({str(at): each for at, each in enumerate(value)}, f"{before}{name}.")
        else:
            found[f"{before}{name}"] = value
    return found
