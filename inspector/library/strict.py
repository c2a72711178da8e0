"""Turns parsed TOML into records, noting everything that does not fit instead of giving up.

A value that does not fit is left at its default; an unknown key is noted. Secrets are tables such
as `{ keyring = "name" }`; a string with `{{variables}}` is a template; any other string is a
secret in clear, which is taken into memory and warned about.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, get_args

import msgspec
from msgspec import inspect as ms

from inspector.disk.toml_lines import Path, spelled
from inspector.library.records import NOT_WRITTEN
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.secret import NO_SECRET, Place, SecretRef
from inspector.wording import tr

PLACES = frozenset(get_args(Place)) - {"text", "memory"}


class Note(msgspec.Struct, frozen=True):
    """Something that does not fit, at a path of the file."""

    path: Path
    what: str
    todo: str


class _Unfit(Exception):  # noqa: N818 - it ends one value; the note is taken already
    """The value was noted and can't be used."""


@cache
def _type(kind: type) -> ms.Type:
    return ms.type_info(kind)


@cache
def _shape(kind: type) -> tuple[dict[str, ms.Field], tuple[str, ...]]:
    """Return the fields of a record by their names in files, and the names that must be there."""
    node = _type(kind)
    fields = node.fields if isinstance(node, ms.StructType) else ()
    required = tuple(field.encode_name for field in fields if field.required)
    return {field.encode_name: field for field in fields}, required


class StrictReader:
    """Reads one file; `notes` and `secrets` (by their new references) fill while it does."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.notes: list[Note] = []
        self.secrets: dict[SecretRef, str] = {}

    def read(self, kind: type, data: dict[str, Any]) -> Any:
        """Return the record of that type, with defaults for what does not fit."""
        node = _type(kind)
        if not isinstance(node, ms.StructType):
            raise TypeError(kind)
        return self._struct(node, data, ())

    def _value(self, node: ms.Type, data: Any, at: Path) -> Any:
        if isinstance(node, ms.UnionType):
            return self._union(node, data, at)
        if isinstance(node, ms.StructType):
            return self._secret(data, at) if node.cls is SecretRef else self._table(node, data, at)
        if isinstance(node, ms.VarTupleType):
            return self._list(node, data, at)
        if isinstance(node, ms.DictType):
            return self._names(node, data, at)
        return self._plain(node, data, at)

    # ------------------------------------------------------------ tables
    def _table(self, node: ms.StructType, data: Any, at: Path) -> Any:
        if not isinstance(data, dict):
            raise self._unfit(at, tr("Write it as a table, with names and values."))
        return self._struct(node, data, at)

    def _struct(self, node: ms.StructType, data: dict[str, Any], at: Path) -> Any:
        fields, required = _shape(node.cls)
        values = {}
        for key, inside in data.items():
            if key == node.tag_field:
                continue
            if key not in fields or key in NOT_WRITTEN:
                self._unknown((*at, key), [name for name in fields if name not in NOT_WRITTEN])
                continue
            try:
                values[key] = self._value(fields[key].type, inside, (*at, key))
            except _Unfit:
                continue
        missing = [name for name in required if name not in values]
        if missing:
            raise self._unfit(at, tr("Add {names}.", names=", ".join(missing)))
        return node.cls(**values)

    def _names(self, node: ms.DictType, data: Any, at: Path) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise self._unfit(at, tr("Write it as a table, with names and values."))
        values = {}
        for key, inside in data.items():
            try:
                values[key] = self._value(node.value_type, inside, (*at, key))
            except _Unfit:
                continue
        return values

    def _list(self, node: ms.VarTupleType, data: Any, at: Path) -> tuple[Any, ...]:
        if not isinstance(data, list):
            raise self._unfit(at, tr("Write it as a list in [ ]."))
        values = []
        for number, inside in enumerate(data):
            try:
                values.append(self._value(node.item_type, inside, (*at, number)))
            except _Unfit:
                continue
        return tuple(values)

    # ------------------------------------------------------------ one of several
    def _union(self, node: ms.UnionType, data: Any, at: Path) -> Any:
        tagged = {
            item.tag: item for item in node.types if isinstance(item, ms.StructType) and item.tag
        }
        if tagged:
            return self._tagged(tagged, data, at)
        if any(isinstance(item, ms.NoneType) for item in node.types):
            # TOML has no null: 0 stands for "none" (a time limit of 0 is no limit).
            inner = next(item for item in node.types if not isinstance(item, ms.NoneType))
            return self._value(inner, data, at) or None
        return data if isinstance(data, str) else self._secret(data, at)

    def _tagged(self, tagged: dict[Any, ms.StructType], data: Any, at: Path) -> Any:
        if not isinstance(data, dict):
            raise self._unfit(at, tr("Write it as a table, with names and values."))
        kind = data.get("kind")
        if isinstance(kind, str) and kind in tagged:
            return self._struct(tagged[kind], data, at)
        unfit = self._unfit((*at, "kind"), _one_of(sorted(map(str, tagged))))
        if isinstance(kind, str) and Unsupported.tag() in tagged:
            return Unsupported(scheme=kind)  # never sent as if there were no credential
        raise unfit

    # ------------------------------------------------------------ values
    def _plain(self, node: ms.Type, data: Any, at: Path) -> Any:
        if isinstance(node, ms.LiteralType):
            return self._chosen(node, data, at)
        wanted, todo = _PLAIN[type(node)]()
        # In Python a bool is an int, and a whole number serves as any number.
        fits = isinstance(data, wanted) and isinstance(data, bool) == (wanted is bool)
        if not fits or data != data:  # noqa: PLR0124 - the latter is only so for NaN
            raise self._unfit(at, todo)
        return float(data) if isinstance(node, ms.FloatType) else data

    def _chosen(self, node: ms.LiteralType, data: Any, at: Path) -> Any:
        if isinstance(data, str) and data in node.values:
            return data
        raise self._unfit(at, _one_of([str(value) for value in node.values]))

    def _secret(self, data: Any, at: Path) -> SecretRef:
        if isinstance(data, str):
            return self._clear(data, at)
        if isinstance(data, dict) and len(data) == 1:
            ((place, name),) = data.items()
            if place in PLACES and isinstance(name, str):
                return SecretRef(place=place, name=name)
        todo = tr('Write { keyring = "…" }, { environment = "…" } or { ask = "…" }.')
        raise self._unfit(at, todo)

    def _clear(self, text: str, at: Path) -> SecretRef:
        if not text:
            return NO_SECRET
        if "{{" in text:
            return SecretRef(place="text", name=text)
        ref = SecretRef(place="memory", name=f"{self._source}:{spelled(at)}")
        self.secrets[ref] = text
        what = tr("A secret stands in clear in this file.")
        todo = tr("Save the request from the program: it moves the secret to the keyring.")
        self.notes.append(Note(at, what, todo))
        return ref

    # ------------------------------------------------------------ notes
    def _unknown(self, at: Path, known: list[str]) -> None:
        what = tr("There is no key {key} here.", key=at[-1])
        todo = tr("Correct or remove it. Known keys: {names}.", names=", ".join(known))
        self.notes.append(Note(at, what, todo))

    def _unfit(self, at: Path, todo: str) -> _Unfit:
        what = tr("The value of {key} does not fit and is left out.", key=spelled(at))
        self.notes.append(Note(at, what, todo))
        return _Unfit(what)


def _one_of(known: list[str]) -> str:
    return tr("Write one of: {names}.", names=", ".join(f'"{name}"' for name in known))


_PLAIN: dict[type[ms.Type], Callable[[], tuple[type | tuple[type, ...], str]]] = {
    ms.BoolType: lambda: (bool, tr("Write true or false.")),
    ms.IntType: lambda: (int, tr("Write a whole number.")),
    ms.FloatType: lambda: ((int, float), tr("Write a number.")),
    ms.StrType: lambda: (str, tr("Write text in quotes.")),
}
