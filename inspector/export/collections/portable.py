"""Makes a collection that may leave: a variable stands where each secret stood.

No value goes along. Every reference, and every secret that stands in a text, becomes a
`{{variable}}` without a value, which whoever opens the file sets.
"""

import re
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from inspector.compose.variables import DEEPEST, VAULT
from inspector.compose.variables import NAME as VARIABLE
from inspector.intake.usable_names import usable
from inspector.library.hide import Hider
from inspector.model.collection import Collection, Environment
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.vault.vault import Vault

R = TypeVar("R")
_IN_TEXT = re.compile(rf"\{{\{{\s*{re.escape(VAULT)}([\w.\-]+)\s*\}}\}}")
_NUMBER = re.compile(r"-[0-9a-f]{12}\Z")
_BETTER = {"value": "api_key", "secret": "client_secret", "refresh": "refresh_token"}


class Portable(msgspec.Struct, frozen=True, kw_only=True):
    """A collection without a secret. variables: those that stand where secrets stood.

    known: the secrets that stood in its texts, to be looked for in what is written.
    """

    collection: Collection
    variables: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


def portable(collection: Collection, known: Iterable[str] = ()) -> Portable:
    """Return the collection as it may leave. known: secrets, wherever they stand."""
    vault = Vault.in_memory()
    try:
        values = enumerate(dict.fromkeys(known))
        vault.hold({SecretRef(place="memory", name=f"known-{at}"): value for at, value in values})
        hidden = Hider(vault).hide_whole(collection)
        met = tuple(vault.known_values())
    finally:
        vault.close()
    naming = _Naming(hidden)
    made = naming.named(hidden)
    variables = {**naming.made, **made.variables}
    return Portable(
        collection=msgspec.structs.replace(made, variables=variables),
        variables=tuple(name for name, value in variables.items() if isinstance(value, SecretRef)),
        known=met,
    )


class _Naming:
    """Gives each reference the name of a variable; the same reference gets the same one."""

    def __init__(self, collection: Collection) -> None:
        self.made: dict[str, SecretRef] = {}
        self._names: dict[SecretRef, str] = {}
        self._used = set(collection.variables).union(
            *(each.values for each in collection.environments)
        )
        tables = (collection.variables, *(each.values for each in collection.environments))
        for table in tables:
            for name, value in table.items():
                if isinstance(value, SecretRef):
                    self._names.setdefault(value, name)

    def named(self, value: R, hint: str = "") -> R:
        """Return a record with variables for references. hint: what a value is called there."""
        return self._any(value, hint)  # type: ignore[no-any-return] # a walk keeps the type

    def _any(self, value: Any, hint: str) -> Any:
        if isinstance(value, SecretRef):
            return self._reference(value, hint)
        if isinstance(value, str):
            return _IN_TEXT.sub(lambda found: self._text(found[1], hint), value)
        if isinstance(value, tuple):
            return tuple(self._any(each, hint) for each in value)
        if isinstance(value, Collection | Environment):
            return self._table(value)
        return self._record(value) if isinstance(value, msgspec.Struct) else value

    def _record(self, record: msgspec.Struct) -> msgspec.Struct:
        own = getattr(record, "name", "")
        called = own if isinstance(own, str) and "value" in record.__struct_fields__ else ""
        changed = {
            field: made
            for field in record.__struct_fields__
            if (made := self._any(before := getattr(record, field), called or field)) is not before
        }
        return msgspec.structs.replace(record, **changed) if changed else record

    def _table(self, record: Collection | Environment) -> msgspec.Struct:
        """Keep what a table holds: its secret entries have names already."""
        field = "variables" if isinstance(record, Collection) else "values"
        table: dict[str, str | SecretRef] = {
            name: _asked(name, value) if isinstance(value, SecretRef) else self._any(value, name)
            for name, value in getattr(record, field).items()
        }
        return msgspec.structs.replace(self._record(record), **{field: table})

    def _reference(self, ref: SecretRef, hint: str) -> SecretRef:
        if ref.place == "text":
            return SecretRef(place="text", name=self._any(ref.name, hint))
        return SecretRef(place="text", name=f"{{{{{self._name(ref, hint)}}}}}")

    def _text(self, name: str, hint: str) -> str:
        return f"{{{{{self._name(SecretRef(place='keyring', name=name), hint)}}}}}"

    def _name(self, ref: SecretRef, hint: str) -> str:
        if ref in self._names:
            return self._names[ref]
        hint = _label(ref) or hint
        wanted = usable(_BETTER.get(hint, hint) or "secret")
        name = self._free(wanted)
        if ref.name:  # what is only asked for is another secret in each place
            self._names[ref] = name
        self.made[name] = _asked(name, ref)
        return name

    def _free(self, wanted: str) -> str:
        name, number = wanted, 2
        while name in self._used:
            name, number = f"{wanted}_{number}", number + 1
        self._used.add(name)
        return name


def _label(ref: SecretRef) -> str:
    """Return what people called a secret; empty where only its place says what it is."""
    label = _NUMBER.sub("", ref.name)
    made = label in {"", "secret"} or label.startswith("pasted")
    return "" if made and ref.place not in {"environment", "ask"} else label


def _asked(name: str, ref: SecretRef) -> SecretRef:
    """Return what a variable without a value is; one of the operating system stays one."""
    if ref.place == "environment":
        return ref
    if ref.place == "text" and "{{" in ref.name:
        return ref
    return SecretRef(place="ask", name=name) if ref != NO_SECRET else ref


def with_values(collection: Collection) -> Collection:
    """Return a collection with the values of its plain variables in all texts."""
    values = {n: v for n, v in collection.variables.items() if isinstance(v, str) and v}

    def filled(value: Any, depth: int = 0) -> Any:
        if isinstance(value, str) and "{{" in value and depth < DEEPEST:
            made = VARIABLE.sub(lambda found: values.get(found[1], found[0]), value)
            return made if made == value else filled(made, depth + 1)
        if isinstance(value, tuple):
            return tuple(map(filled, value))
        if not isinstance(value, msgspec.Struct):
            return value
        changed = {
            field: made
            for field in value.__struct_fields__
            if (made := filled(before := getattr(value, field))) is not before
        }
        return msgspec.structs.replace(value, **changed) if changed else value

    return filled(collection)  # type: ignore[no-any-return] # a walk keeps the type
