"""Reads and sets the fields of a request's body: a form, a JSON object, or text of these kinds."""

import json
import re
from collections.abc import Iterator
from typing import Any, TypeGuard
from urllib.parse import parse_qsl, quote_plus, unquote_plus

import msgspec

from inspector.compose.xml_fields import as_xml_text, is_xml, with_xml_field, xml_fields
from inspector.model.request import (
    Body,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    NoBody,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.protocol.media_types import family
from inspector.protocol.naming.rpc_logins import is_login_method

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


def deep_fields_of(request: Request) -> dict[str, str]:
    """Return the texts of a body by their paths: those of a JSON object wherever they lie in it.

    A path is written as `auth.user.password` or `params.1.password`, as `with_field` takes it; of
    XML a name alone.
    """
    body = request.body
    if isinstance(body, RawBody) and _is_xml(body):
        return xml_fields(body.text)
    return dict(_deep(_object(body.text))) if _is_json(body) else fields_of(request)


def _deep(members: dict[str, Any], depth: int = 0) -> Iterator[tuple[str, str]]:
    for name, value in members.items():
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, dict) and depth < _DEEPEST:
            yield from ((f"{name}.{path}", text) for path, text in _deep(value, depth + 1))
        elif isinstance(value, list) and depth < _DEEPEST:
            inner = {str(at): each for at, each in enumerate(value[:_ITEMS])}
            named = ((path, text) for path, text in _deep(inner, depth + 1) if "." in path)
            yield from ((f"{name}.{path}", text) for path, text in named)


_DEEPEST, _ITEMS = 8, 20


def login_places(request: Request) -> tuple[str, ...]:
    """Return the paths of what a login of JSON-RPC hands over by position, its password last."""
    call = _object(request.body.text) if _is_json(request.body) else {}
    method, given = call.get("method"), call.get("params")
    if not isinstance(method, str) or not is_login_method(method) or not isinstance(given, list):
        return ()
    texts = all(isinstance(each, str) for each in given) and len(given) <= _NAME_AND_PASSWORD
    return tuple(f"params.{at}" for at in range(len(given))) if texts else ()


_NAME_AND_PASSWORD = 2


def arguments_of(request: Request) -> dict[str, str]:
    """Return the paths of the variables of a GraphQL call, by the arguments that they fill.

    A variable may be called anything: `login(user: $u)` has its user in `variables.u`.
    """
    call = _object(request.body.text) if _is_json(request.body) else {}
    query, given = call.get("query"), call.get("variables")
    if not isinstance(query, str) or not isinstance(given, dict):
        return {}
    filled = _ARGUMENT.findall(query[:_LONGEST_QUERY])
    return {name: f"variables.{own}" for name, own in filled if isinstance(given.get(own), str)}


_LONGEST_QUERY = 10_000
# finds `user: $u`
# but not `$u: String!`
_ARGUMENT = re.compile(r"(?<![$\w])(\w{1,60})\s{0,4}:\s{0,4}\$(\w{1,60})")


def is_form(body: Body) -> bool:
    """Whether a body is a form: fields, or text that is encoded as one."""
    return isinstance(body, FormBody | MultipartBody) or (
        isinstance(body, RawBody) and _is_form(body)
    )


def with_field(request: Request, name: str, value: str) -> Request:
    """Return the request with a field of its body set; a body of another kind stays as it is."""
    rows = _rows_of_a_body(request)
    return _replace(request, body=_with(request.body, name, value), headers=rows)


def _rows_of_a_body(request: Request) -> tuple[RequestHeader, ...]:
    """Return the headers of a request that gets a body: what held back the length of none goes."""
    if not isinstance(request.body, NoBody):
        return request.headers
    return tuple(r for r in request.headers if r.enabled or r.name.lower() != "content-length")


def without_field(request: Request, name: str) -> Request:
    """Return the request without a field of its body; a body of another kind stays as it is."""
    return _replace(request, body=_without(request.body, name))


def as_form(request: Request) -> Request:
    """Return the request with the members of a JSON object as the fields of a form.

    What is no text, number or truth stays as it is written: such a body can't be a form. Where
    there is no body, the parameters of the address become the fields.
    """
    if isinstance(request.body, NoBody):
        return _with_query_as_form(request)
    content = _object(request.body.text) if _is_json(request.body) else {}
    if not content or any(isinstance(value, dict | list) for value in content.values()):
        return request
    fields = tuple(
        FormField(name, value if isinstance(value, str) else json.dumps(value))
        for name, value in content.items()
        if value is not None
    )
    return _of_another_kind(request, FormBody(fields=fields))


def _with_query_as_form(request: Request) -> Request:
    base, _, rest = request.url.partition("?")
    query, mark, fragment = rest.partition("#")
    typed = parse_qsl(query, keep_blank_values=True)
    chosen = ((row.name, row.value) for row in request.query if row.enabled)
    fields = tuple(FormField(name, value) for name, value in (*typed, *chosen))
    if not fields:
        return request
    bare = _replace(request, url=base + mark + fragment, query=())
    return _of_another_kind(bare, FormBody(fields=fields))


def as_json(request: Request) -> Request:
    """Return the request with the fields of a form as the members of a JSON object.

    A JSON object that goes out as another kind of body becomes one that is called what it is; no
    body becomes an empty object.
    """
    body = request.body
    if isinstance(body, NoBody):
        return _of_another_kind(request, JsonBody(text="{}"))
    if isinstance(body, RawBody) and _is_json(body):  # it is, under the name of another kind
        return _of_another_kind(request, JsonBody(text=body.text))
    held = isinstance(body, RawBody) and "{{" in body.text  # encoded for a form, as it is kept
    if not is_form(body) or isinstance(body, MultipartBody) or held:
        return request
    text = json.dumps(fields_of(request), ensure_ascii=False)
    return _of_another_kind(request, JsonBody(text=text))


def _of_another_kind(request: Request, body: Body) -> Request:
    rows = tuple(row for row in _rows_of_a_body(request) if row.name.lower() != "content-type")
    return _replace(request, body=body, headers=rows)


def _without(body: Body, name: str) -> Body:
    if isinstance(body, FormBody | MultipartBody):
        kept = tuple(field for field in body.fields if field.name != name)
        return _replace(body, fields=kept)
    if isinstance(body, RawBody) and _is_form(body):
        pairs = body.text.split("&")
        own = [pair for pair in pairs if unquote_plus(pair.partition("=")[0]) != name]
        return _replace(body, text="&".join(own))
    if _is_json(body):
        content = {key: value for key, value in _object(body.text).items() if key != name}
        return _replace(body, text=json.dumps(content, ensure_ascii=False))
    return body


def _with(body: Body, name: str, value: str) -> Body:
    if isinstance(body, NoBody):
        return FormBody(fields=(FormField(name, value),))
    if isinstance(body, FormBody | MultipartBody):
        return _replace(body, fields=_set(body.fields, name, value))
    if isinstance(body, RawBody) and _is_form(body):
        return _replace(body, text=_with_pair(body.text, name, value))
    if isinstance(body, RawBody) and _is_xml(body):
        return _replace(body, text=with_xml_field(body.text, name, value))
    return _with_json(body, name, value) if _is_json(body) else body


def _with_json(body: JsonBody | RawBody, name: str, value: str) -> Body:
    """Set a member of an object; a list, or a variable where a value belongs, stays as it is."""
    members = _object(body.text)
    if body.text.strip() and not members and "".join(body.text.split()) != "{}":
        return body
    content = _with_member(members, name, value)
    return _replace(body, text=json.dumps(content, ensure_ascii=False))


def _with_member(members: dict[str, Any], path: str, value: str) -> dict[str, Any]:
    """Set a member: that of the name, else the one that the path leads to."""
    first, dot, rest = path.partition(".")
    inner = members.get(first)
    if path in members or not dot or not isinstance(inner, dict | list):
        return {**members, path: value}
    if isinstance(inner, dict):
        return {**members, first: _with_member(inner, rest, value)}
    items = _with_member({str(at): each for at, each in enumerate(inner)}, rest, value)
    return {**members, first: list(items.values())} if len(items) == len(inner) else members


def as_stored(request: Request, value: str) -> str:
    """Return a value as a secret must hold it for a field of this body: text stays as written."""
    body = request.body
    if not isinstance(body, RawBody):
        return value
    return quote_plus(value) if _is_form(body) else as_xml_text(value) if _is_xml(body) else value


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
        return family(body.content_type) == "form" and not _begins_an_object(body.text)
    return "=" in body.text and body.text[:1] not in "{[<"  # references in it are no text yet


def _is_xml(body: RawBody) -> bool:
    if body.content_type:
        return family(body.content_type) == "xml"
    return is_xml(body.text)


def _is_json(body: Body) -> TypeGuard[JsonBody | RawBody]:
    """Whether a body is JSON, or an object that is called something else: curl's -d says form."""
    if isinstance(body, RawBody):
        return family(body.content_type) == "json" or _begins_an_object(body.text)
    return isinstance(body, JsonBody)


def _begins_an_object(text: str) -> bool:
    start = text.lstrip()[:2]
    return start[:1] == "{" and start != "{{"  # two begin a variable


def _object(text: str) -> dict[str, Any]:
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
