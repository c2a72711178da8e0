"""Reads and writes one file of a collection: TOML, strictly, with every byte that it can keep."""

import re
import tomllib
from collections.abc import Callable, Mapping, MutableMapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
import tomlkit
from tomlkit.items import (
    AoT,
    Array,
    InlineTable,
    Item,
    String,
    StringType,
    Table,
    Trivia,
    Whitespace,
)

from inspector.disk.encoding import encoded
from inspector.disk.toml_lines import line_of, spelled
from inspector.library.records import NOT_WRITTEN
from inspector.library.strict import Note, StrictReader
from inspector.model.collection import Problem
from inspector.model.secret import SecretRef
from inspector.wording import tr

# ---------------- Turns records into the plain values that their TOML holds
Plain = dict[str, Any]
# A surrogate alone has no form in TOML, nor in UTF-8.
_LONE = re.compile(r"[\ud800-\udfff]")


class InClear(msgspec.Struct, frozen=True):
    """A secret that only this run knows; a file that has it in clear keeps what it says there.

    name: where it stands in its file, or the reference's own name.
    """

    name: str


def plain(record: msgspec.Struct) -> Plain:
    """Return the record's values by key, in the order they are written."""
    config = record.__struct_config__
    values: Plain = {}
    if config.tag_field is not None:
        values[config.tag_field] = config.tag
    for field in msgspec.structs.fields(record):
        value = getattr(record, field.name)
        if field.name not in NOT_WRITTEN and value != _default(field):
            values[field.encode_name] = _value(value)
    return values


def _default(field: msgspec.structs.FieldInfo) -> Any:
    if field.default is not msgspec.NODEFAULT:
        return field.default
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return msgspec.NODEFAULT


def _value(value: Any) -> Any:
    if isinstance(value, SecretRef):
        return _reference(value)
    if isinstance(value, msgspec.Struct):
        return plain(value)
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _value(item) for key, item in value.items()}
    if isinstance(value, str):
        return _LONE.sub("\N{REPLACEMENT CHARACTER}", value)
    return 0 if value is None else value  # TOML has no null


def _reference(ref: SecretRef) -> Any:
    if ref.place == "text":
        return ref.name
    if ref.place == "memory":
        return InClear(ref.name.rpartition(":")[2])
    return {ref.place: ref.name}


# ---------------- Makes TOML items from plain values: long texts in ''' blocks, rows one a line
_NOT_IN_BLOCK = re.compile(r"'''|[\x00-\x08\x0b-\x1f\x7f]|'\Z")


def item(value: Any) -> Item:
    """Return the item that stands after a `key =`."""
    if isinstance(value, InClear):
        return item({"ask": value.name})
    if isinstance(value, dict):
        return _inline(value)
    if isinstance(value, list):
        return _array(value)
    if isinstance(value, str):
        return _text(value)
    made: Item = tomlkit.item(value)
    return made


def table(values: Plain) -> Table:
    """Return a `[table]` of the values."""
    made = tomlkit.table()
    for key, value in values.items():
        made.append(key, item(value))
    return made


def _inline(values: Plain) -> InlineTable:
    made = tomlkit.inline_table()
    for key, value in values.items():
        made.append(key, item(value))
    return made


def _array(values: list[Any]) -> Array:
    # At once: what is appended makes the library count all that stands before it anew.
    parts: list[Item] = []
    for value in values:
        parts += (Whitespace(","), Whitespace(" "), item(value)) if parts else (item(value),)
    return Array(parts, Trivia(), multiline=any(isinstance(value, dict) for value in values))


def _text(value: str) -> Item:
    if "\n" in value and not _NOT_IN_BLOCK.search(value):
        # The line end after the opening quotes is not part of the value.
        return String(StringType.MLL, value, "\n" + value, Trivia())
    return tomlkit.string(value)


# ---------------- Brings files of older formats forward, refuses newer ones
FORMAT = 1
Data = dict[str, Any]
Step = Callable[[Data], Data]
STEPS: dict[int, Step] = {}


class TooNew(Exception):  # noqa: N818 - told to the user as a Problem
    """The file has a format that this version does not know."""


def forward(data: Data, steps: Mapping[int, Step] = STEPS, newest: int = FORMAT) -> Data:
    """Return the values in the newest format, without the key `format`.

    A file without it is of format 1. Raises TooNew, with a sentence, for an unknown format.
    """
    found = data.get("format", 1)
    if isinstance(found, bool) or not isinstance(found, int) or not 1 <= found <= newest:
        raise TooNew(
            tr(
                "The file has format {format}; this version knows 1 to {newest}.",
                format=found,
                newest=newest,
            )
        )
    values = {key: value for key, value in data.items() if key != "format"}
    for number in range(found, newest):
        values = steps[number](values)
    return values


# ---------------- Changes a TOML document where values differ
def edit(document: tomlkit.TOMLDocument, before: Plain, after: Plain) -> None:
    """Turn the document, which says `before`, into one that says `after`."""
    _tables(document, before, after, top=True)


def _tables(into: MutableMapping[str, Any], before: Plain, after: Plain, *, top: bool) -> None:
    for key in before:
        if key not in after and key in into:
            del into[key]
    for key, value in after.items():
        if key in before and before[key] == value:
            continue
        _set(into, key, before.get(key), value, top=top)


def _set(into: MutableMapping[str, Any], key: str, before: Any, after: Any, *, top: bool) -> None:
    there = into.get(key)
    if isinstance(there, MutableMapping) and _same_kind(before, after):
        _tables(there, before, after, top=False)
    elif isinstance(there, Array) and isinstance(before, list) and isinstance(after, list):
        if len(there) == len(before):
            _rows(there, before, after)
        else:  # a row of the file did not fit, so which is which is not known
            _replace(into, key, after)
    elif isinstance(there, AoT) or (top and isinstance(after, dict)):
        into.pop(key, None)
        into[key] = table(after) if isinstance(after, dict) else item(after)
    else:
        _replace(into, key, after)


def _replace(into: MutableMapping[str, Any], key: str, value: Any) -> None:
    """Put the value in the place of the old one, whose comment stays at the line's end."""
    made = item(value)
    there = into.get(key)
    trivia = getattr(there, "trivia", None)
    if trivia is not None:
        made.trivia.comment_ws = trivia.comment_ws
        made.trivia.comment = trivia.comment
        made.trivia.trail = trivia.trail
    into[key] = made


def _same_kind(before: Any, after: Any) -> bool:
    """Whether both are tables of one kind, so that the first can be turned into the second."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return False
    return bool(before.keys() & after.keys()) and bool(before.get("kind") == after.get("kind"))


def _rows(there: Array, before: list[Any], after: list[Any]) -> None:
    """Change, remove and insert rows; rows that stay keep their comments."""
    steps = SequenceMatcher(None, _keys(before), _keys(after), autojunk=False).get_opcodes()
    for _, start, end, first, last in reversed([step for step in steps if step[0] != "equal"]):
        kept = min(end - start, last - first)
        for number in range(end - 1, start + kept - 1, -1):
            del there[number]
        for offset in range(kept):
            _row(there, start + offset, before[start + offset], after[first + offset])
        for offset in range(kept, last - first):
            there.insert(start + offset, item(after[first + offset]))


def _row(there: Array, number: int, before: Any, after: Any) -> None:
    row = there[number]
    if isinstance(row, MutableMapping) and _same_kind(before, after):
        _tables(row, before, after, top=False)
    else:
        there[number] = item(after)


def _keys(rows: list[Any]) -> list[str]:
    return [encoded(row).decode() for row in rows]


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
        values = forward(data)
    except TooNew as error:
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
    document.append("format", item(FORMAT))
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
