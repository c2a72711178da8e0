"""Finds the references to secrets in a record, and replaces them."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, TypeVar

import msgspec

from inspector.compose.variables import VAULT
from inspector.disk.encoding import encoded
from inspector.model.secret import SecretRef

R = TypeVar("R")
# How free text (a header value, a body) refers to a secret of the vault.
_IN_TEXT = re.compile(rf"\{{\{{\s*{re.escape(VAULT)}([\w.\-]+)\s*\}}\}}")


def refs_of(record: Any) -> tuple[SecretRef, ...]:
    """Return every reference in a record to something that was entered, each once."""
    found: dict[SecretRef, None] = {}

    def note(ref: SecretRef) -> SecretRef:
        if ref:
            found[ref] = None
        return ref

    with_refs(record, note)
    for name in text_refs(record):
        found[SecretRef(place="keyring", name=name)] = None
    return tuple(found)


def text_refs(record: Any) -> tuple[str, ...]:
    """Return the names of the vault's secrets that texts of a record refer to."""
    return tuple(dict.fromkeys(_IN_TEXT.findall(encoded(record).decode())))


def in_text(ref: SecretRef) -> str:
    """Return how free text refers to a secret of the vault."""
    return f"{{{{{VAULT}{ref.name}}}}}"


def refs_of_plain(value: Any) -> Iterator[SecretRef]:
    """Yield the references in a record that was read as plain lists and objects."""
    if isinstance(value, dict):
        if value.keys() == set(SecretRef.__struct_fields__):
            with suppress(msgspec.ValidationError):
                yield msgspec.convert(value, SecretRef)
        value = list(value.values())
    for inside in value if isinstance(value, list) else ():
        yield from refs_of_plain(inside)


def with_refs(record: R, change: Callable[[SecretRef], SecretRef]) -> R:
    """Return the record with every reference changed."""
    return with_each(record, (SecretRef,), change)


def with_each(record: R, kinds: tuple[type, ...], change: Callable[[Any], Any]) -> R:
    """Return the record with every record of these kinds in it changed, the outermost first."""
    return _walk(record, kinds, change)  # type: ignore[no-any-return]  # a walk keeps the type


def _walk(value: Any, kinds: tuple[type, ...], change: Callable[[Any], Any]) -> Any:
    if isinstance(value, kinds):
        return change(value)
    if isinstance(value, msgspec.Struct):
        before = msgspec.structs.asdict(value)
        after = {name: _walk(inside, kinds, change) for name, inside in before.items()}
        changed = {name: inside for name, inside in after.items() if inside is not before[name]}
        return msgspec.structs.replace(value, **changed) if changed else value
    if isinstance(value, tuple):
        items = tuple(_walk(item, kinds, change) for item in value)
        same = all(one is other for one, other in zip(items, value, strict=True))
        return value if same else items
    if isinstance(value, dict):
        return {key: _walk(item, kinds, change) for key, item in value.items()}
    return value
