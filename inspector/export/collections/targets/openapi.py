"""A description of the API as the requests show it: OpenAPI 3.1, or 3.2 for methods of one's own.

Source: the OpenAPI Specification 3.1.1 and 3.2.0. An address and a method are one operation, so of
several requests to both the first is described. Values stand as examples; secrets have none.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote

import msgspec

from inspector.compose.variables import NAME as VARIABLE
from inspector.export.collections.flat import (
    Flat,
    flat,
    with_rows,
    with_type_row,
)
from inspector.export.collections.giving import Giving
from inspector.export.collections.targets.openapi_security import Security
from inspector.library.slug import free, slug
from inspector.model.collection import Collection
from inspector.model.credential import Credential
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import (
    Example,
    FileBody,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.protocol.media_types import family
from inspector.wording import tr

NAME = "openapi"
ORDER = 4
SUFFIX = ".openapi.json"
FOUND_BY = "name"
VARIABLES = True
KINDS: frozenset[type[Credential]] = frozenset({Basic, Bearer, ApiKey, Digest, OAuth2})
PLACES = frozenset({"header", "query", "cookie"})
SEVERAL = True
MADE_ANEW: dict[str, str] = {"now": "{{now}}", "uuid": "{{uuid}}", "random": "{{random}}"}
_METHODS = {"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"}
_BASE = re.compile(r"(?:[A-Za-z][\w+.-]{0,30}://)?[^/?#]{0,2000}")
_AT_START = re.compile(r"\{\{\s*([A-Za-z_][\w.\-]*)\s*\}\}")
# Headers that are described elsewhere (Parameter Object: these names are ignored).
_ELSEWHERE = {"authorization", "content-type", "accept"}
Json = dict[str, Any]


def title() -> str:
    """Return what the format is called."""
    return tr("OpenAPI description")


def write(collection: Collection, giving: Giving) -> dict[str, str]:
    """Return the one file."""
    every = flat(collection)
    writer = _Writer(collection, giving)
    bases = Counter(writer.parted(each.request)[0] for each in every)
    first = bases.most_common(1)[0][0] if bases else ""
    paths: Json = {}
    for each in every:
        with giving.inside(each.where):
            writer.add(paths, each, first)
    own = any("query" in item or "additionalOperations" in item for item in paths.values())
    made: Json = {
        "openapi": "3.2.0" if own else "3.1.1",
        "info": {
            "title": collection.name or tr("API"),
            "version": "1.0.0",
            "description": collection.description,
        },
        "servers": [writer.server(first)] if first else [],
        "paths": paths,
    }
    if writer.security.schemes:
        made["components"] = {"securitySchemes": writer.security.schemes}
    return {"": msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"}


class _Writer:
    def __init__(self, collection: Collection, giving: Giving) -> None:
        self.security = Security()
        self._giving = giving
        self._values = {n: v for n, v in collection.variables.items() if isinstance(v, str)}
        self._used: set[str] = set()

    def parted(self, request: Request) -> tuple[str, str]:
        """Return where the API is, and the path with the query that can't be rows."""
        url = with_rows(request).url.partition("#")[0]
        named = _AT_START.match(url)
        if named:
            base, path = self._values.get(named[1]) or named[0], url[named.end() :]
        else:
            found = _BASE.match(url)
            base = found[0] if found else ""
            path = url[len(base) :]
        return base.rstrip("/"), path if path.startswith("/") else f"/{path}".replace("/?", "?")

    def server(self, base: str) -> Json:
        """Return a server; a variable in its address is one of OpenAPI's."""
        made: Json = {"url": VARIABLE.sub(r"{\1}", base)}
        names = VARIABLE.findall(base)
        if names:
            made["variables"] = {
                name: {"default": self._values.get(name) or "unknown"} for name in names
            }
        return made

    def add(self, paths: Json, each: Flat, first: str) -> None:
        """Describe a request, unless its method and path are there already."""
        base, typed = self.parted(each.request)
        path, _, query = typed.partition("?")
        path = path if path.startswith("/") else f"/{path}"
        item = paths.setdefault(_template(path), {})
        method = each.request.method
        if method not in _METHODS | {"QUERY"}:
            item = item.setdefault("additionalOperations", {})
        else:
            method = method.lower()
        if method in item:
            self._giving.lose(tr("Another request with its method and path is described."))
            return
        item[method] = self._operation(each, path, query)
        if base != first:
            item[method]["servers"] = [self.server(base)]

    def _operation(self, each: Flat, path: str, query: str) -> Json:
        request = with_type_row(with_rows(each.request))
        used = free(slug(" ".join(each.path)), self._used)
        self._used.add(used)
        made: Json = {
            "operationId": used,
            "summary": each.path[-1],
            "description": request.description,
            "security": self.security.wanted(_sent(request)),
            "parameters": self._parameters(request, path, query),
            "responses": _responses(request.examples),
        }
        if len(each.path) > 1:
            made["tags"] = [" / ".join(each.path[:-1])]
        body = self._body(request)
        if body:
            made["requestBody"] = {"content": body}
        return {name: value for name, value in made.items() if value or name == "security"}

    def _parameters(self, request: Request, path: str, query: str) -> list[Json]:
        rows = [*_typed_rows(query), *request.query]
        found = [
            *(_parameter("path", n, self._values.get(n, "")) for n in VARIABLE.findall(path)),
            *(_parameter("query", row.name, row.value, needed=row.enabled) for row in rows),
            *(
                _parameter("header", row.name, row.value, needed=row.enabled)
                for row in request.headers
                if row.name.strip() and row.name.lower() not in _ELSEWHERE
            ),
        ]
        once = {(each["name"].lower(), each["in"]): each for each in reversed(found)}
        return list(reversed(once.values()))

    def _body(self, request: Request) -> Json:
        kind = _type_of(request.headers)
        body = request.body
        match body:
            case JsonBody():
                return {kind or "application/json": {"example": _value(body.text)}}
            case RawBody():
                return {kind or "text/plain": {"example": body.text}}
            case FormBody():
                return {"application/x-www-form-urlencoded": {"schema": _schema(body.fields)}}
            case MultipartBody():
                return {"multipart/form-data": {"schema": _schema(body.fields)}}
            case FileBody():
                binary = {"schema": {"type": "string", "format": "binary"}}
                return {kind or "application/octet-stream": binary}
            case _:
                return {}


def _responses(examples: tuple[Example, ...]) -> Json:
    """Return the replies that are kept, by status and content type; without one, a default."""
    made: Json = {}
    for each in examples:
        status = made.setdefault(str(each.status), {"description": each.reason or each.name})
        if each.body:
            kind = _type_of(each.headers) or "text/plain"
            media = status.setdefault("content", {}).setdefault(kind, {"examples": {}})
            value = _value(each.body) if family(kind) == "json" else each.body
            name = free(slug(each.name), set(media["examples"]))
            media["examples"][name] = {"summary": each.name, "value": value}
    return made or {"default": {"description": tr("Not described.")}}


def _sent(request: Request) -> tuple[Credential, ...]:
    return (request.credential, *request.also) if request.options.send_credential else ()


def _template(path: str) -> str:
    """Return a path with `{name}` for variables, and other braces encoded."""
    pieces, at = [], 0
    for found in VARIABLE.finditer(path):
        pieces += [quote(path[at : found.start()], safe="/%:@!$&'()*+,;=~"), f"{{{found[1]}}}"]
        at = found.end()
    return "".join([*pieces, quote(path[at:], safe="/%:@!$&'()*+,;=~")])


def _typed_rows(query: str) -> Iterator[QueryParam]:
    for piece in query.split("&") if query else ():
        name, _, value = piece.partition("=")
        yield QueryParam(unquote(name), unquote(value))


def _parameter(place: str, name: str, value: str, *, needed: bool = True) -> Json:
    schema = {"type": "string"}
    made: Json = {"name": name, "in": place, "required": needed}
    return {**made, "schema": schema, "example": value}


def _type_of(headers: tuple[RequestHeader, ...]) -> str:
    rows = (row.value for row in headers if row.enabled and row.name.lower() == "content-type")
    return next(rows, "")


def _value(text: str) -> Any:
    """Return what a JSON body says; one with variables in it, or broken, as the text it is."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _schema(fields: tuple[FormField, ...]) -> Json:
    binary = {"type": "string", "format": "binary"}
    members = {
        each.name: binary if each.file else {"type": "string", "example": each.value}
        for each in fields
    }
    needed = [each.name for each in fields if each.enabled]
    made: Json = {"type": "object", "properties": members}
    return {**made, "required": list(dict.fromkeys(needed))} if needed else made
