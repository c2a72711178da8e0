"""The files of a Postman folder of format 3: which folders are collections, and what rows hold."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from inspector.intake.collections.taking import (
    Taking,
    mapping,
    rows,
    text,
)
from inspector.intake.results import Unreadable
from inspector.intake.text import plain
from inspector.intake.yaml_text import read_yaml
from inspector.wording import tr

REQUESTS = (".request.yaml", ".request.yml")


_Entry = Mapping[str, Any]
DEFINITION = ".resources/definition.y"


def read_entry(path: str, data: bytes, taking: Taking) -> _Entry | None:
    """Return a file's object; one that can't be read is told (its program hides it silently)."""
    with taking.inside(path) if path else taking.here():
        try:
            read_ = read_yaml(plain(data).decode("utf-8", "replace"))
        except Unreadable as error:
            said = f"{error.problem.what} {error.problem.where}".strip()
            taking.lose(tr("{file} was left out: {reason}", file=path, reason=said))
            return None
        for each in read_.unquoted:
            taking.lose(each.problem)
    return mapping(read_.value)


def tops(entries: Mapping[str, _Entry]) -> list[str]:
    """Return the folders that are collections: the highest with a definition, or with requests."""
    folders = {
        path.partition(DEFINITION)[0].rstrip("/") for path in entries if DEFINITION in path
    } | {
        PurePosixPath(path).parent.as_posix().removeprefix(".")
        for path in entries
        if path.endswith(REQUESTS) and ".resources" not in path
    }
    return sorted(
        each
        for each in folders
        if not any(each != other and _lies_in(each, other) for other in folders)
    )


def _lies_in(folder: str, other: str) -> bool:
    return not other or folder.startswith(f"{other}/")


class Rules(NamedTuple):
    """What an `auth` block says where it is a list of rules."""

    first: Any
    others: int


def rows_or_map(found: Any) -> Sequence[_Entry]:
    """Return rows of key and value, whether they are a list of them or a map."""
    if isinstance(found, Mapping):
        return [
            {"key": name, **(value if isinstance(value, Mapping) else {"value": value})}
            for name, value in found.items()
        ]
    return rows(found)


def first_rule(given: Any) -> Rules:
    """Return what an `auth` says first where it is a list of rules, and how many others it has."""
    found = given.get("rules") if isinstance(given, Mapping) and "rules" in given else given
    if isinstance(found, list):
        return Rules(found[0] if found else None, max(0, len(found) - 1))
    return Rules(found, 0)


def order_of(entry: _Entry) -> tuple[float, str]:
    """Return where an entry stands: by number, else by text (a fractional index)."""
    found = entry.get("order")
    return (float(found), "") if isinstance(found, int | float) else (float("inf"), text(found))


def ordered(found: Sequence[Any]) -> tuple[Any, ...]:
    """Return the second of each pair, in the order of the first."""
    return tuple(each for _, each in sorted(found, key=lambda pair: pair[0]))
