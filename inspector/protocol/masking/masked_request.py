"""Masks secrets that somebody typed straight into a composed request instead of a secret field."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from inspector.model.message import Header, latin1
from inspector.model.request import (
    Body,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.protocol.field_names import is_secret_name
from inspector.protocol.masking.known_values import KnownValues
from inspector.protocol.masking.masked_parts import masked_text, masked_url, masked_value
from inspector.protocol.masking.masks import mask
from inspector.protocol.masking.secret_spans import is_secret_pair

Row = TypeVar("Row", QueryParam, FormField)
Cleaner = Callable[[str], str]


def masked_request(request: Request, known: KnownValues | None = None) -> Request:
    """Return the request with literal secrets masked; `{{variables}}` and references stay.

    Examples are left out: they belong to the request's file, and not to each attempt.
    """
    values = known or KnownValues(())

    def clean(text: str) -> str:
        return masked_text(text, values)

    return replace(
        request,
        name=clean(request.name),
        description=clean(request.description),
        url=masked_url(latin1(request.url), values),
        query=tuple(_row(row, clean) for row in request.query),
        headers=tuple(_header(row, values) for row in request.headers),
        body=_body(request.body, clean),
        credential=request.credential.with_texts(partial(_value, clean=clean), within=True),
        options=replace(request.options, proxy=masked_url(request.options.proxy, values)),
        examples=(),
    )


def _is_variable(value: str) -> bool:
    return value.startswith("{{") and value.endswith("}}")


def _header(row: RequestHeader, known: KnownValues) -> RequestHeader:
    if _is_variable(row.value.rpartition(" ")[2]):
        return row
    header = Header(row.name, latin1(row.value))
    return replace(row, value=masked_value(header, known))


def _row(row: Row, clean: Cleaner) -> Row:
    if (
        row.value
        and not _is_variable(row.value)
        and is_secret_pair(row.name, row.value, is_form=True)
    ):
        return replace(row, value=mask(row.value))
    return replace(row, value=clean(row.value))


def _value(name: str, value: str, clean: Cleaner) -> str:
    if value and is_secret_name(name) and not _is_variable(value):
        return mask(value)
    return clean(value)


def _body(body: Body, clean: Cleaner) -> Body:
    if isinstance(body, JsonBody | RawBody):
        return replace(body, text=clean(body.text))
    if isinstance(body, FormBody | MultipartBody):
        return replace(body, fields=tuple(_row(row, clean) for row in body.fields))
    return body
