"""OpenCollection as Bruno keeps it: a folder with a YAML file for each request.

Source: the types of @opencollection/types, and the files that Bruno writes. A key in the query is a
row of each request's query: Bruno's command line sends it as it is written, variables and all.
"""

from typing import Any

import msgspec

from inspector.export.collections.flat import (
    address,
    encoded,
    path_variables,
    with_query_key,
    with_rows,
    with_type_row,
)
from inspector.export.collections.giving import Giving
from inspector.export.collections.targets.opencollection_auth import WRITERS, auth
from inspector.export.collections.targets.opencollection_scripts import actions, scripts
from inspector.export.collections.yaml_writing import yaml_text
from inspector.library.inherit import claims_of
from inspector.library.slug import free, slug
from inspector.model.collection import Collection, Environment, Folder
from inspector.model.credential import Credential, as_api_key
from inspector.model.request import (
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
    RequestHeader,
)
from inspector.model.secret import SecretRef
from inspector.protocol.media_types import family
from inspector.wording import tr

NAME = "opencollection"
ORDER = 2
SUFFIX = ""
FOUND_BY = "path"
VARIABLES = True
KINDS = frozenset(WRITERS)
PLACES = frozenset({"header", "query"})
SEVERAL = False
MADE_ANEW = {"now": "{{$timestamp}}", "uuid": "{{$guid}}", "random": "{{$randomInt}}"}
_TYPES = {"application/xml": "xml", "text/plain": "text", "application/sparql-query": "sparql"}
_HEADS = {"opencollection", "folder", "environments"}
Json = dict[str, Any]
Chain = tuple[Collection | Folder, ...]


def title() -> str:
    """Return what the format is called."""
    return tr("OpenCollection (Bruno)")


def write(collection: Collection, giving: Giving) -> dict[str, str]:
    """Return the files of the folder."""
    writer = _Writer(giving)
    writer.inside((collection,), "")
    top = writer.level(collection)
    top["variables"] = [_variable(name, value) for name, value in collection.variables.items()]
    head: Json = {"opencollection": "1.0.0", "info": {"name": collection.name}}
    head |= {"request": {name: each for name, each in top.items() if each}}
    writer.put("opencollection.yml", head | _docs(collection.description) | {"bundled": False})
    used: set[str] = set()
    for environment in collection.environments:
        used.add(name := free(slug(environment.name), used))
        writer.put(f"environments/{name}.yml", _environment(environment))
    return writer.files


def _environment(environment: Environment) -> Json:
    rows = [_variable(name, value) for name, value in environment.values.items()]
    return {"name": environment.name, "variables": rows}


def _variable(name: str, value: str | SecretRef) -> Json:
    if isinstance(value, str):
        return {"name": name, "value": value}
    if value.place == "environment":
        return {"name": name, "value": f"{{{{process.env.{value.name}}}}}"}
    if value.place == "text":
        return {"name": name, "value": value.name}
    return {"secret": True, "name": name}


def _docs(text: str) -> Json:
    return {"docs": {"content": text, "type": "text/markdown"}} if text else {}


class _Writer:
    def __init__(self, giving: Giving) -> None:
        self.files: dict[str, str] = {}
        self._giving = giving
        self._words = giving.words

    def put(self, path: str, value: Json) -> None:
        """Write a file."""
        self.files[path] = yaml_text(value)

    def inside(self, chain: Chain, at: str) -> None:
        """Write folders and requests of the last level, numbered in their order."""
        inside = chain[-1]
        used = set(_HEADS)
        for number, folder in enumerate(inside.folders, 1):
            used.add(name := free(slug(folder.name), used))
            with self._giving.inside(folder.name):
                place = f"{at}{name}/"
                info = {"name": folder.name, "type": "folder", "seq": number}
                level = {name: each for name, each in self.level(folder).items() if each}
                head: Json = {"info": info, "request": level}
                self.put(f"{place}folder.yml", head | _docs(folder.description))
                self.inside((*chain, folder), place)
        for number, request in enumerate(inside.requests, 1):
            used.add(name := free(slug(request.name), used))
            with self._giving.inside(request.name):
                self.put(f"{at}{name}.yml", self._request(request, chain, number))

    def level(self, inside: Collection | Folder) -> Json:
        """Return what a folder or the collection passes on."""
        return {
            "auth": "inherit"
            if _is_row(inside.credential)
            else auth(inside.credential, self._words, self._giving.lose),
            "headers": [*map(self._header, inside.headers)],
            "scripts": scripts(inside.scripts),
        }

    def _request(self, request: Request, chain: Chain, number: int) -> Json:
        claims = claims_of(request, chain, None)
        if claims and _is_row(claims[0].credential):
            request = msgspec.structs.replace(request, credential=claims[0].credential)
            request = with_query_key(request)
        whole = with_type_row(with_rows(request))
        http: Json = {"method": request.method, "url": self._words(address(whole))}
        params = [*map(self._param, whole.query)]
        # What only looks like a parameter of the path stands for itself.
        params += [
            {"name": name, "value": f":{name}", "type": "path"}
            for name in path_variables(whole.url)
        ]
        http["params"] = params
        http["headers"] = [*map(self._header, whole.headers)]
        http["body"] = self._body(request, whole)
        http["auth"] = self._auth(request, chain)
        runtime: Json = {
            "scripts": scripts(request.scripts),
            "actions": actions(request.captures),
        }
        made: Json = {
            "info": {"name": request.name, "type": "http", "seq": number},
            "http": {name: each for name, each in http.items() if each},
            "runtime": {name: each for name, each in runtime.items() if each},
            "settings": _settings(request.options),
            "examples": [self._example(each, request) for each in request.examples],
            "docs": request.description,
        }
        return {name: each for name, each in made.items() if each}

    def _example(self, example: Example, request: Request) -> Json:
        kind = next((h.value for h in example.headers if h.name.lower() == "content-type"), "")
        body = {"type": "json" if family(kind) == "json" else "text", "data": example.body}
        return {
            "name": example.name,
            "request": {"url": self._words(example.url), "method": request.method},
            "response": {
                "status": example.status,
                "statusText": example.reason,
                "headers": [*map(self._header, example.headers)],
                "body": body,
            },
        }

    def _auth(self, request: Request, chain: Chain) -> Any:
        """Return what a request says; a folder that sends nothing is passed over in Bruno."""
        claims = claims_of(request, chain, None)
        sent = request.options.send_credential and claims and claims[0].credential.is_given
        return auth(request.credential, self._words, self._giving.lose) if sent else None

    def _param(self, row: QueryParam) -> Json:
        made: Json = {"name": encoded(row.name), "value": self._words(encoded(row.value))}
        return _switched({**made, "type": "query"}, on=row.enabled)

    def _header(self, row: RequestHeader) -> Json:
        return _switched({"name": row.name, "value": self._words(row.value)}, on=row.enabled)

    def _body(self, request: Request, whole: Request) -> Json:
        body = whole.body
        match body:
            case JsonBody():
                return {"type": "json", "data": self._words(body.text)}
            case RawBody():
                kind = request.body.content_type if isinstance(request.body, RawBody) else ""
                return {"type": _TYPES.get(kind, "text"), "data": self._words(body.text)}
            case FormBody():
                return {"type": "form-urlencoded", "data": [*map(self._field, body.fields)]}
            case MultipartBody():
                return {"type": "multipart-form", "data": [*map(self._part, body.fields)]}
            case FileBody():
                row: Json = {"filePath": self._words(body.path), "selected": True}
                return {"type": "file", "data": [row]}
            case _:
                return {}

    def _field(self, field: FormField) -> Json:
        return _switched({"name": field.name, "value": self._words(field.value)}, on=field.enabled)

    def _part(self, field: FormField) -> Json:
        row: Json = {"name": field.name, "type": "file", "value": [field.file]}
        if not field.file:
            row = {"name": field.name, "type": "text", "value": self._words(field.value)}
        if field.content_type:
            row["contentType"] = field.content_type
        return _switched(row, on=field.enabled)


def _is_row(credential: Credential) -> bool:
    key = as_api_key(credential)
    return key is not None and key.place == "query"


def _switched(row: Json, *, on: bool) -> Json:
    return row if on else {**row, "disabled": True}


def _settings(options: Options) -> Json:
    made: Json = {"encodeUrl": False, "timeout": int((options.timeout or 0) * 1000)}
    if not options.follow_redirects:
        made["followRedirects"] = False
    if options.max_redirects != Options().max_redirects:
        made["maxRedirects"] = options.max_redirects
    return made
