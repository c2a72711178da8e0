"""Turns records into the plain values that their TOML holds; what is at its default is left out."""

import re
from typing import Any

import msgspec

from inspector.library.records import NOT_WRITTEN
from inspector.model.secret import SecretRef

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
