"""Postman's collection, format 2.1.

Source: the JSON Schema v2.1.0 at schema.postman.com. Headers of folders stand in each request,
because Postman's folders have none.
"""

import re
from typing import Any

import msgspec

from inspector.export.collections.flat import (
    address,
    full,
    path_variables,
    with_rows,
    with_type_row,
)
from inspector.export.collections.giving import Giving
from inspector.export.collections.targets.postman_auth import WRITERS, auth
from inspector.export.collections.targets.postman_scripts import events
from inspector.library.slug import free, slug
from inspector.model.collection import Collection, Environment, Folder
from inspector.model.kinds.none import NoCredential
from inspector.model.request import (
    Body,
    Example,
    FileBody,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    Options,
    QueryParam,
    RawBody,
    Request,
)
from inspector.model.secret import SecretRef
from inspector.wording import tr

NAME = "postman"
ORDER = 1
SUFFIX = ".postman_collection.json"
FOUND_BY = "path"
VARIABLES = True
KINDS = frozenset(WRITERS)
PLACES = frozenset({"header", "query"})
SEVERAL = False
MADE_ANEW = {"now": "{{$timestamp}}", "uuid": "{{$guid}}", "random": "{{$randomInt}}"}
_SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
_LANGUAGES = {
    "application/xml": "xml",
    "text/html": "html",
    "application/javascript": "javascript",
    "text/plain": "text",
}
_URL = re.compile(r"(?:([A-Za-z][\w+.-]{0,30})://)?([^/?#]{0,2000})")
Json = dict[str, Any]
Chain = tuple[Collection | Folder, ...]


def title() -> str:
    """Return what the format is called."""
    return tr("Postman collection (v2.1)")


def write(collection: Collection, giving: Giving) -> dict[str, str]:
    """Return the one file."""
    made = {
        "info": {"name": collection.name, "description": collection.description, "schema": _SCHEMA},
        "item": _Writer(giving).items(collection, (collection,)),
        "auth": auth(collection.credential, giving.words, giving.lose),
        "event": events(collection.scripts, ()),
        "variable": [_variable(name, value) for name, value in collection.variables.items()],
    }
    files = {"": _json(made)}
    used: set[str] = set()
    for environment in collection.environments:
        used.add(name := free(slug(environment.name), used))
        files[f"{name}.postman_environment.json"] = _json(_environment(environment))
    return files


def _json(value: Json) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def _environment(environment: Environment) -> Json:
    rows = [_variable(name, value) for name, value in environment.values.items()]
    return {
        "name": environment.name,
        "values": [{**row, "enabled": True} for row in rows],
        "_postman_variable_scope": "environment",
    }


def _variable(name: str, value: str | SecretRef) -> Json:
    if isinstance(value, str):
        return {"key": name, "value": value, "type": "string"}
    shown = value.name if value.place == "text" else ""
    return {"key": name, "value": shown, "type": "secret"}


class _Writer:
    def __init__(self, giving: Giving) -> None:
        self._giving = giving
        self._words = giving.words

    def items(self, inside: Collection | Folder, chain: Chain) -> list[Json]:
        """Return folders and requests."""
        made = []
        for folder in inside.folders:
            with self._giving.inside(folder.name):
                made.append(self._folder(folder, (*chain, folder)))
        for request in inside.requests:
            with self._giving.inside(request.name):
                made.append(self._request(request, chain))
        return made

    def _folder(self, folder: Folder, chain: Chain) -> Json:
        made: Json = {
            "name": folder.name,
            "description": folder.description,
            "item": self.items(folder, chain),
            "event": events(folder.scripts, ()),
        }
        if not folder.credential.inherits:
            made["auth"] = auth(folder.credential, self._words, self._giving.lose)
        return made

    def _request(self, request: Request, chain: Chain) -> Json:
        whole = with_type_row(with_rows(request))
        headers = full(whole, chain).headers
        made: Json = {
            "name": request.name,
            "request": {
                "method": request.method,
                "header": [self._row(row.name, row.value, on=row.enabled) for row in headers],
                "url": self._url(whole),
                "description": request.description,
                **self._body(request, whole),
            },
            "event": events(request.scripts, request.captures),
            "protocolProfileBehavior": _profile(request),
            "response": [self._example(each, request) for each in request.examples],
        }
        if request.origin.startswith("postman:"):
            made["id"] = request.origin.removeprefix("postman:")
        credential = request.credential if request.options.send_credential else NoCredential()
        if not credential.inherits:
            made["request"]["auth"] = auth(credential, self._words, self._giving.lose)
        return made

    def _example(self, example: Example, request: Request) -> Json:
        """Return a reply that is kept, with what was asked as far as it is known."""
        asked = self._words(example.url)
        return {
            "name": example.name,
            "originalRequest": {"method": request.method, "header": [], "url": {"raw": asked}},
            "status": example.reason,
            "code": example.status,
            "header": [self._row(row.name, row.value, on=True) for row in example.headers],
            "body": example.body,
        }

    def _row(self, name: str, value: str, *, on: bool) -> Json:
        row: Json = {"key": name, "value": self._words(value)}
        return row if on else {**row, "disabled": True}

    def _url(self, request: Request) -> Json | str:
        url = self._words(request.url)
        base, hash_, fragment = url.partition("#")
        base, mark, query = base.partition("?")
        made: Json = {"raw": url, **_parts(base)}
        if mark:
            made["query"] = [_typed(each) for each in query.split("&") if each]
        if hash_:
            made["hash"] = fragment
        rows = request.query
        if rows:
            made["query"] = [self._query(row) for row in rows]
            made["raw"] = self._words(address(request))
        named = path_variables(base)
        if named:  # what only looks like a variable of Postman's stands for itself
            made["variable"] = [{"key": name, "value": f":{name}"} for name in named]
        return made

    def _query(self, row: QueryParam) -> Json:
        return self._row(_escaped(row.name), _escaped(row.value), on=row.enabled)

    def _body(self, request: Request, whole: Request) -> Json:
        body: Body = whole.body
        match body:
            case JsonBody():
                raw = {"mode": "raw", "raw": self._words(body.text)}
                return {"body": {**raw, "options": {"raw": {"language": "json"}}}}
            case RawBody():
                kind = request.body.content_type if isinstance(request.body, RawBody) else ""
                raw = {"mode": "raw", "raw": self._words(body.text)}
                language = _LANGUAGES.get(kind, "text")
                return {"body": {**raw, "options": {"raw": {"language": language}}}}
            case FormBody():
                rows = [self._row(each.name, each.value, on=each.enabled) for each in body.fields]
                return {"body": {"mode": "urlencoded", "urlencoded": rows}}
            case MultipartBody():
                return {"body": {"mode": "formdata", "formdata": [*map(self._part, body.fields)]}}
            case FileBody():
                return {"body": {"mode": "file", "file": {"src": self._words(body.path)}}}
            case _:
                return {}

    def _part(self, field: FormField) -> Json:
        row = self._row(field.name, field.value, on=field.enabled)
        if field.file:
            del row["value"]
            row |= {"type": "file", "src": field.file}
        else:
            row["type"] = "text"
        return {**row, "contentType": field.content_type} if field.content_type else row


def _escaped(text: str) -> str:
    """Return what Postman's encoder leaves as it is and would be read as something else."""
    return text.replace("%", "%25").replace("+", "%2B")


def _typed(piece: str) -> Json:
    name, equals, value = piece.partition("=")
    return {"key": name, "value": value if equals else None}


def _parts(base: str) -> Json:
    found = _URL.match(base)
    scheme, authority = (found[1], found[2]) if found else ("", "")
    path = base[found.end() :] if found else ""
    made: Json = {"protocol": scheme} if scheme else {}
    host, colon, port = authority.rpartition(":")
    if colon and "]" not in port and (port.isdigit() or port.startswith("{{")):
        made["port"] = port
    else:
        host = authority
    made["host"] = [host] if "{{" in host or "[" in host else host.split(".")
    if path:
        made["path"] = path.removeprefix("/").split("/")
    return made


def _profile(request: Request) -> Json:
    options, usual = request.options, Options()
    made: Json = {}
    if not options.follow_redirects:
        made["followRedirects"] = False
    if options.max_redirects != usual.max_redirects:
        made["maxRedirects"] = options.max_redirects
    if not options.verify_tls:
        made["strictSSL"] = False
    if options.keep_method:
        made["followOriginalHttpMethod"] = True
    if not options.use_cookies:
        made["disableCookies"] = True
    body = request.body
    if isinstance(body, RawBody) and not body.content_type:
        made["disabledSystemHeaders"] = {"content-type": True}
    return made
