"""The items of an HTTPie command: headers, query parameters, fields and files."""

import json
import re
from typing import NamedTuple

from inspector.model.request import (
    Body,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    NoBody,
    QueryParam,
    RawBody,
    RequestHeader,
)

# The longest separator at the earliest place decides (HTTPie manual, Request items).
_ITEM = re.compile(
    r"((?:[^\\:=@]|\\.)*?)(:=@|==@|=@|:@|:=|==|:|=|@)(.*)\Z",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\([:=@\\])")


class Items(NamedTuple):
    """What the items say; left_out: those that need a file or are no items."""

    headers: tuple[RequestHeader, ...]
    query: tuple[QueryParam, ...]
    body: Body
    left_out: tuple[str, ...]


def is_item(word: str) -> bool:
    """Whether a word has the form of an item."""
    found = _ITEM.match(word)
    return bool(found and found.group(1))


def items(words: list[str], *, form: bool, raw: str) -> Items:
    """Sort the items by their separators. form: fields make a form, not JSON. raw: the body."""
    headers: list[RequestHeader] = []
    query: list[QueryParam] = []
    fields: list[tuple[str, str, str]] = []
    left_out: list[str] = []
    for word in words:
        found = _ITEM.match(word)
        name, separator, value = found.groups() if found else ("", "", word)
        name = _ESCAPED.sub(r"\1", name)
        if separator == ":":
            headers.append(_header(name, value))
        elif separator == "==":
            query.append(QueryParam(name, value))
        elif separator in ("=", ":=", "@"):
            fields.append((name, separator, value))
        else:
            left_out.append(word)
    body = RawBody(text=raw) if raw else _body(fields, form=form)
    return Items(tuple(headers), tuple(query), body, tuple(left_out))


def _header(name: str, value: str) -> RequestHeader:
    """`Name:` switches a default off, `Name;` is HTTPie's empty value."""
    return RequestHeader(name, value.lstrip(), enabled=bool(value.strip()))


def _body(fields: list[tuple[str, str, str]], *, form: bool) -> Body:
    if not fields:
        return NoBody()
    if any(separator == "@" for _, separator, _ in fields):
        return MultipartBody(fields=tuple(_field(*field) for field in fields))
    if form:
        return FormBody(fields=tuple(FormField(name, value) for name, _, value in fields))
    pairs = (
        f"{json.dumps(name)}: {value if how == ':=' else json.dumps(value, ensure_ascii=False)}"
        for name, how, value in fields
    )
    return JsonBody(text="{" + ", ".join(pairs) + "}")


def _field(name: str, separator: str, value: str) -> FormField:
    if separator != "@":
        return FormField(name, value)
    path, _, kind = value.partition(";type=")
    return FormField(name, file=path, content_type=kind)
