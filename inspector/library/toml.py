"""Reads and writes one file of a collection: TOML, strictly, with every byte that it can keep."""

import re
import tomllib
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
import tomlkit

from inspector.disk.toml_lines import line_of, spelled
from inspector.library import formats
from inspector.library.edit import edit
from inspector.library.items import item, table
from inspector.library.plain import plain
from inspector.library.strict import Note, StrictReader
from inspector.model.collection import Problem
from inspector.model.secret import SecretRef
from inspector.wording import tr

R = TypeVar("R", bound=msgspec.Struct)


class Read(msgspec.Struct, Generic[R], frozen=True, kw_only=True):
    """What a file says. record: None where it is no TOML or of a newer format.

    secrets: values that stood in clear, by the references that the record has for them.
    """

    record: R | None
    problems: tuple[Problem, ...] = ()
    secrets: dict[SecretRef, str] = {}


def read(path: Path, text: str, kind: type[R]) -> Read[R]:
    """Read the text of that file as a record of that type."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Read(record=None, problems=(_no_toml(path, text, error),))
    try:
        values = formats.forward(data)
    except formats.TooNew as error:
        todo = tr("Open it with a newer version of the program.")
        where = _where(path, text, ("format",))
        return Read(record=None, problems=(Problem(what=str(error), where=where, todo=todo),))
    reader = StrictReader(str(path))
    record = reader.read(kind, values)
    notes = sorted(reader.notes, key=lambda note: line_of(text, note.path))
    problems = tuple(_problem(path, text, note) for note in notes)
    return Read(record=record, problems=problems, secrets=reader.secrets)


def write(old: str, record: msgspec.Struct) -> str:
    """Return the text of a file that says `record`.

    old: the file's text so far, empty for a new one. What is the same in both stays as it is,
    comments, unknown keys and values that did not fit included.
    """
    if not old.strip():
        return fresh(record)
    before = read(Path("file"), old, type(record))
    if before.record is None:
        return fresh(record)
    try:
        document = tomlkit.parse(old)
        edit(document, plain(before.record), plain(record))
        text = tomlkit.dumps(document)
    except (ValueError, KeyError, IndexError, TypeError, tomlkit.exceptions.TOMLKitError):
        return fresh(record)
    return text if _says(text, record) else fresh(record)


def fresh(record: msgspec.Struct) -> str:
    """Return the text of a new file: single values first, then rows, then tables."""
    document = tomlkit.document()
    document.append("format", item(formats.FORMAT))
    values = plain(record)
    for key, value in values.items():
        if not isinstance(value, list | dict):
            document.append(key, item(value))
    for key, value in values.items():
        if isinstance(value, list):
            document.add(tomlkit.nl())
            document.append(key, item(value))
    for key, value in values.items():
        if isinstance(value, dict):
            document.add(tomlkit.nl())
            document.append(key, table(value))
    return tomlkit.dumps(document)


def _says(text: str, record: msgspec.Struct) -> bool:
    """Whether a text really says that record: what is written is always read once more."""
    again = read(Path("file"), text, type(record)).record
    return again is not None and plain(again) == plain(record)


def _no_toml(path: Path, text: str, error: Exception) -> Problem:
    found = re.search(r"line (\d+)", str(error))
    line = int(found.group(1)) if found else text.count("\n") + 1
    what = tr("This is no valid TOML: {reason}.", reason=str(error).rstrip("."))
    todo = tr("Correct the file in a text editor; nothing is changed until then.")
    return Problem(what=what, where=f"{path}:{line}", todo=todo)


def _problem(path: Path, text: str, note: Note) -> Problem:
    return Problem(what=note.what, where=_where(path, text, note.path), todo=note.todo)


def _where(path: Path, text: str, at: tuple[str | int, ...]) -> str:
    return f"{path}:{line_of(text, at)}: {spelled(at)}"
