"""Reads and sets the fields of a request's body: a form, a JSON object, or text of these kinds."""

import json
from typing import Any, TypeGuard
from urllib.parse import parse_qsl, quote_plus, unquote_plus

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
from inspector.protocol.media_types import family

_replace = msgspec.structs.replace


def fields_of(request: Request) -> dict[str, str]:
    """Return names and texts of a body's fields, the outermost level; {} for other bodies."""
    body = request.body
    if isinstance(body, FormBody | MultipartBody):
        return {field.name: field.value for field in body.fields if field.enabled}
    if _is_json(body):
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
        return _replace(body, text=_with_pair(body.text, name, value))
    if _is_json(body):
        content = _object(body.text)
        return _replace(body, text=json.dumps({**content, name: value}, ensure_ascii=False))
    return body


def as_stored(request: Request, value: str) -> str:
    """Return a value as a secret must hold it for a field of this body: text stays as written."""
    body = request.body
    return quote_plus(value) if isinstance(body, RawBody) and _is_form(body) else value


def _with_pair(text: str, name: str, value: str) -> str:
    """Set a pair of an encoded form; the others keep their bytes, and references their braces."""
    pairs = [pair for pair in text.split("&") if pair]
    new = f"{quote_plus(name)}={quote_plus(value, safe='{}')}"
    named = [unquote_plus(pair.partition("=")[0]) == name for pair in pairs]
    kept = [new if here else pair for pair, here in zip(pairs, named, strict=True)]
    return "&".join(kept if any(named) else [*kept, new])


def _set(fields: tuple[FormField, ...], name: str, value: str) -> tuple[FormField, ...]:
    if not any(field.name == name and field.enabled for field in fields):
        return (*fields, FormField(name, value))
    return tuple(
        _replace(field, value=value) if field.name == name and field.enabled else field
        for field in fields
    )


def _is_form(body: RawBody) -> bool:
    if body.content_type:
        return family(body.content_type) == "form"
    return "=" in body.text and body.text[:1] not in "{[<"  # references in it are no text yet


def _is_json(body: Body) -> TypeGuard[JsonBody | RawBody]:
    if isinstance(body, RawBody):
        return family(body.content_type) == "json"
    return isinstance(body, JsonBody)


def _object(text: str) -> dict[str, Any]:
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
