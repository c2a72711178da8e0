"""Reads and replaces a value inside a request by its dotted path (`credential.token`)."""

from typing import Any

import msgspec

from inspector.model.credential import Basic, NoCredential
from inspector.model.request import Request


def value_at(request: Request, path: str) -> Any:
    """Return the value at a path; None where this request has no such field."""
    record: Any = request
    for name in path.split("."):
        record = getattr(record, name, None)
    return record


def with_value(request: Request, path: str, value: object) -> Request:
    """Return the request with another value at the path."""
    changed: Request = _replace(request, path.split("."), value)
    if changed.options.proxy_credential == Basic():
        options = msgspec.structs.replace(changed.options, proxy_credential=NoCredential())
        return msgspec.structs.replace(changed, options=options)
    return changed


def _replace(record: Any, names: list[str], value: object) -> Any:
    name, *rest = names
    if record == NoCredential():
        record = Basic()  # a proxy login begins to exist when its first field is filled in
    inner = _replace(getattr(record, name), rest, value) if rest else value
    return msgspec.structs.replace(record, **{name: inner})
