"""The kinds of body: their names, and what is carried over when the kind is changed; pure."""

import json
from collections.abc import Callable
from typing import NamedTuple

from inspector.gui.lists.key_value_rows import Row
from inspector.model.moments import same_size
from inspector.model.request import (
    Body,
    FileBody,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    NoBody,
    RawBody,
)
from inspector.protocol.graphql.call import GraphqlCall, is_document, read, write
from inspector.wording import tr


class BodyKind(NamedTuple):
    """editor: which editor it needs. make: the body from what was there before.

    A body that several kinds could show is of the one that says most of it.
    """

    type: type[Body]
    title: str
    editor: str
    make: Callable[[Body], Body]


def body_kinds() -> tuple[BodyKind, ...]:
    """Return the kinds in the order of the list."""
    return (
        BodyKind(NoBody, tr("No body"), "", lambda _: NoBody()),
        BodyKind(JsonBody, "JSON", "text", lambda old: JsonBody(text=_text(old))),
        BodyKind(FormBody, tr("Form"), "fields", lambda old: FormBody(fields=_fields(old))),
        BodyKind(
            MultipartBody,
            tr("Multipart form with files"),
            "fields",
            lambda old: MultipartBody(fields=_fields(old)),
        ),
        BodyKind(RawBody, tr("Text as typed"), "text", lambda old: RawBody(text=_text(old))),
        BodyKind(FileBody, tr("A file"), "file", lambda _: FileBody()),
        BodyKind(JsonBody, "GraphQL", "graphql", lambda old: JsonBody(text=_graphql(_text(old)))),
    )


def kind_index(body: Body) -> int:
    """Return the place of a body's kind in the list."""
    editor = "graphql" if isinstance(body, JsonBody) and read(body.text) is not None else ""
    known = enumerate(body_kinds())
    fits = [(at, kind.editor) for at, kind in known if isinstance(body, kind.type)]
    return next((at for at, each in fits if each == editor), fits[0][0])


def _graphql(text: str) -> str:
    """Return the body of a GraphQL request; a query that stood there as text is kept."""
    if read(text) is not None:
        return text
    return write(GraphqlCall(query=text if is_document(text) and not _is_json(text) else ""))


def _is_json(text: str) -> bool:
    try:
        json.loads(same_size(text))
    except (ValueError, RecursionError):
        return False
    return True


def _text(body: Body) -> str:
    return body.text if isinstance(body, JsonBody | RawBody) else ""


def _fields(body: Body) -> tuple[FormField, ...]:
    return body.fields if isinstance(body, FormBody | MultipartBody) else ()


def rows_of(body: Body) -> tuple[Row, ...]:
    """Return form fields as rows; a file is written `@path`, as curl writes it."""
    return tuple(
        Row(field.name, f"@{field.file}" if field.file else _escaped(field.value), field.enabled)
        for field in _fields(body)
    )


def fields_from(rows: tuple[Row, ...], body: Body) -> tuple[FormField, ...]:
    """Return rows as form fields; only multipart bodies can hold files."""
    files = isinstance(body, MultipartBody)
    return tuple(_field(row, files=files) for row in rows)


def _field(row: Row, *, files: bool) -> FormField:
    if files and row.value.startswith("@"):
        return FormField(row.name, enabled=row.enabled, file=row.value[1:])
    value = row.value[1:] if row.value.startswith("\\@") else row.value
    return FormField(row.name, value, row.enabled)


def _escaped(value: str) -> str:
    return f"\\{value}" if value.startswith("@") else value
