"""Reads and sets the fields of a request's body: a form, a JSON object, or text of these kinds."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlencode

import msgspec

from inspector.model.request import (
    Body,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    NoBody,
    RawBody,
    Request,
)

_FORM = "application/x-www-form-urlencoded"
_replace = msgspec.structs.replace


def fields_of(request: Request) -> dict[str, str]:
    """Return names and texts of a body's fields, the outermost level; {} for other bodies."""
    body = request.body
    if isinstance(body, FormBody | MultipartBody):
        return {field.name: field.value for field in body.fields if field.enabled}
    if isinstance(body, JsonBody) or (isinstance(body, RawBody) and "json" in body.content_type):
        return {name: text for name, text in _object(body.text).items() if isinstance(text, str)}
    if isinstance(body, RawBody) and _is_form(body):
        return dict(parse_qsl(body.text, keep_blank_values=True))
    return {}


def with_field(request: Request, name: str, value: str) -> Request:
    """Return the request with a field of its body set; a body of another kind stays as it is."""
    return _replace(request, body=_with(request.body, name, value))


def _with(body: Body, name: str, value: str) -> Body:
    if isinstance(body, NoBody):
        return FormBody(fields=(FormField(name, value),))
    if isinstance(body, FormBody | MultipartBody):
        return _replace(body, fields=_set(body.fields, name, value))
    if isinstance(body, RawBody) and _is_form(body):
        pairs = parse_qsl(body.text, keep_blank_values=True)
        fields = _set(tuple(FormField(*pair) for pair in pairs), name, value)
        return _replace(body, text=urlencode([(field.name, field.value) for field in fields]))
    if isinstance(body, JsonBody) or (isinstance(body, RawBody) and "json" in body.content_type):
        content = _object(body.text)
        return _replace(body, text=json.dumps({**content, name: value}, ensure_ascii=False))
    return body


def _set(fields: tuple[FormField, ...], name: str, value: str) -> tuple[FormField, ...]:
    if not any(field.name == name and field.enabled for field in fields):
        return (*fields, FormField(name, value))
    return tuple(
        _replace(field, value=value) if field.name == name and field.enabled else field
        for field in fields
    )


def _is_form(body: RawBody) -> bool:
    kind = body.content_type.partition(";")[0].strip().lower()
    return kind == _FORM or (not kind and "=" in body.text and body.text[:1] not in "{[<")


def _object(text: str) -> dict[str, Any]:
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
