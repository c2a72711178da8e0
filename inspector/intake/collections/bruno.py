"""Reads Bruno's `.bru` files: the folder of a collection, or one request.

What they say is brought into OpenCollection's objects, which Bruno writes too, so that both are
read in one way.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from inspector.intake.bru_text import OPENING, Bru, Row, parsed, rows_of, tree
from inspector.intake.collections.opencollection import collection_of, reading
from inspector.intake.collections.opencollection_shape import Shape
from inspector.intake.collections.taking import Taking, mapping, text
from inspector.intake.results import Reading, Unreadable
from inspector.intake.text import plain
from inspector.model.collection import Collection, Problem
from inspector.wording import tr

NAME = "bruno"
SUFFIXES = (".bru",)
_METHODS = ("get", "post", "put", "delete", "patch", "options", "head", "connect", "trace", "http")
_FILES = re.compile(r"@file\(([^()\n]{0,4000})\)")
_TYPE = re.compile(r"@contentType\(([^()\n]{0,200})\)")
_GRANT_KEYS = {
    "accessTokenUrl": "access_token_url",
    "authorizationUrl": "authorization_url",
    "refreshTokenUrl": "refresh_token_url",
    "deviceAuthorizationUrl": "device_authorization_url",
    "callbackUrl": "callback_url",
    "scope": "scope",
    "state": "state",
}
_Entry = Mapping[str, Any]


def title() -> str:
    """Return what it is called."""
    return tr("Bruno")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A Bruno file: its request is taken in.")


def fit(data: bytes) -> float:
    """Return how surely the data is a `.bru` file of a request or an environment."""
    words = plain(data[:65_536]).decode("utf-8", "replace").replace("\r\n", "\n")
    names = {found[1] for found in OPENING.finditer(words)}
    if names & set(_METHODS) and ("meta" in names or words.lstrip().startswith("meta")):
        return 0.97
    return 0.9 if words.lstrip().startswith(("vars {", "vars:secret [")) else 0.0


def fit_folder(files: Mapping[str, bytes]) -> float:
    """Return how surely a folder is a collection of `.bru` files."""
    if "bruno.json" in files:
        return 0.97
    return 0.6 if any(path.endswith(".bru") for path in files) else 0.0


def read(data: bytes) -> Reading:
    """Return the request, or the environment, of one file; raise Unreadable."""
    taking = Taking()
    bru = parsed(plain(data).decode("utf-8", "replace"))
    shape = Shape(taking)
    entry = _entry(bru, "")
    if shape.is_request(entry):
        request = shape.request(entry, tr("Request"))
        if request is not None:
            made = Collection(name=request.name, requests=(request,))
            return reading(NAME, taking, made)
    if "variables" in entry:
        made = Collection(
            name=tr("Environment"), environments=(shape.environment(entry, tr("Environment")),)
        )
        return reading(NAME, taking, made)
    raise Unreadable(_nothing())


def read_folder(files: Mapping[str, bytes], name: str) -> Reading:
    """Return the collection of a folder of `.bru` files."""
    taking = Taking()
    entries: dict[str, _Entry] = {"opencollection.yml": _head(files, taking)}
    for path, data in files.items():
        place = PurePosixPath(path)
        if place.suffix != ".bru" or place.name == "collection.bru":
            continue
        bru = parsed(plain(data).decode("utf-8", "replace"))
        stem = "folder" if place.name == "folder.bru" else place.stem
        shown = "" if stem == "folder" else stem
        entries[place.with_name(f"{stem}.yml").as_posix()] = _entry(bru, shown)
    return reading(NAME, taking, collection_of(Shape(taking), entries, name))


def _head(files: Mapping[str, bytes], taking: Taking) -> _Entry:
    """Return the collection's own object: `bruno.json` and `collection.bru`."""
    try:
        known = mapping(json.loads(plain(files.get("bruno.json", b"{}"))))
    except ValueError:
        known = {}
        taking.lose(tr("{file} was left out: it is no valid JSON.", file="bruno.json"))
    bru = parsed(plain(files.get("collection.bru", b"")).decode("utf-8", "replace"))
    entry = _entry(bru, "")
    certificates = mapping(known.get("clientCertificates")).get("certs")
    return {
        **entry,
        "info": {"name": text(known.get("name"))},
        "config": {"clientCertificates": certificates},
    }


def _entry(bru: Bru, stem: str) -> dict[str, Any]:
    """Return OpenCollection's object for a file: of a request, a folder or an environment."""
    method = next((each for each in _METHODS if each in bru.rows), "")
    made: dict[str, Any] = {"info": _info(bru, stem), "docs": bru.texts.get("docs", "")}
    if method:
        made |= _request(bru, method)
    elif bru.value("meta", "type") in {"grpc", "ws"} or {"grpc", "ws"} & set(bru.rows):
        made["grpc" if "grpc" in bru.rows else "websocket"] = {"url": "?"}
    elif "vars" in bru.rows or "vars:secret" in bru.lists:
        made |= {"name": stem, "variables": list(_environment(bru))}
    else:
        made["request"] = {
            "headers": _table(bru, "headers"),
            "auth": _auth(bru, bru.value("auth", "mode") or None),
            "variables": _table(bru, "vars:pre-request"),
            "scripts": _scripts(bru),
        }
    return made


def _info(bru: Bru, stem: str) -> dict[str, Any]:
    place = bru.value("meta", "seq")
    number = {"seq": float(place)} if re.fullmatch(r"\d{1,9}", place) else {}
    return {"name": bru.value("meta", "name") or stem, **number}


def _environment(bru: Bru) -> Iterator[dict[str, Any]]:
    for row in bru.rows.get("vars", ()):
        yield {"name": row.name, "value": row.value, "disabled": not row.enabled}
    for name in bru.lists.get("vars:secret", ()):
        yield {"name": name.lstrip("~"), "secret": True, "disabled": name.startswith("~")}


def _request(bru: Bru, method: str) -> dict[str, Any]:
    params = [
        *({**row, "type": "query"} for row in _table(bru, "params:query") or _table(bru, "query")),
        *({**row, "type": "path"} for row in _table(bru, "params:path")),
    ]
    http = {
        "method": bru.value(method, "method") if method == "http" else method.upper(),
        "url": bru.value(method, "url"),
        "params": params,
        "headers": _table(bru, "headers"),
        "body": _body(bru, bru.value(method, "body")),
        "auth": _auth(bru, bru.value(method, "auth") or None),
    }
    key = "graphql" if bru.value("meta", "type") == "graphql" else "http"
    runtime = {
        "scripts": _scripts(bru),
        "variables": _table(bru, "vars:pre-request"),
        "assertions": _table(bru, "assert"),
        "actions": [
            {
                "type": "set-variable",
                "selector": {"expression": row.value},
                "variable": {"name": row.name},
                "disabled": not row.enabled,
            }
            for row in bru.rows.get("vars:post-response", ())
        ],
    }
    kept = [_example(tree(each)) for each in bru.examples]
    return {key: http, "runtime": runtime, "settings": _settings(bru), "examples": kept}


def _example(given: Mapping[str, str]) -> dict[str, Any]:
    """Return OpenCollection's object for an example."""
    made = {
        "name": given.get("name", ""),
        "request": {"url": tree(given.get("request", "")).get("url", "")},
    }
    if "response" not in given:
        return made
    reply = tree(given["response"])
    status = rows_of(reply.get("status", ""))
    found = {row.name: row.value for row in status}
    code, reason = found.get("code", ""), found.get("text", "")
    if reason.isdecimal() and not code.isdecimal():  # as Bruno once wrote Postman's
        code, reason = reason, code
    return {
        **made,
        "response": {
            "status": code,
            "statusText": reason,
            "headers": _listed(rows_of(reply.get("headers", ""))),
            "body": {"data": tree(reply.get("body", "")).get("content", "")},
        },
    }


def _settings(bru: Bru) -> dict[str, Any]:
    numbers = {
        name: int(value)
        for name, value in bru.values("settings").items()
        if re.fullmatch(r"\d{1,9}", value)
    }
    return {**bru.values("settings"), **numbers}


def _table(bru: Bru, name: str) -> list[dict[str, Any]]:
    return _listed(bru.rows.get(name, ()))


def _listed(found: Iterable[Row]) -> list[dict[str, Any]]:
    return [{"name": row.name, "value": row.value, "disabled": not row.enabled} for row in found]


def _scripts(bru: Bru) -> list[dict[str, Any]]:
    names = {
        "script:pre-request": "before-request",
        "script:post-response": "after-response",
        "tests": "tests",
    }
    return [{"type": kind, "code": bru.texts.get(name, "")} for name, kind in names.items()]


def _body(bru: Bru, mode: str) -> dict[str, Any]:
    if mode in {"json", "text", "xml", "sparql"}:
        words = bru.texts.get(f"body:{mode}", bru.texts.get("body", ""))
        return {"type": mode, "data": words}
    if mode == "graphql":
        return {
            "query": bru.texts.get("body:graphql", ""),
            "variables": bru.texts.get("body:graphql:vars", ""),
        }
    if mode in {"form-urlencoded", "formUrlEncoded"}:
        return {"type": "form-urlencoded", "data": _table(bru, "body:form-urlencoded")}
    if mode in {"multipart-form", "multipartForm"}:
        parts = [_part(row) for row in bru.rows.get("body:multipart-form", ())]
        return {"type": "multipart-form", "data": parts}
    if mode == "file":
        return {"type": "file", "data": [_file(row) for row in bru.rows.get("body:file", ())]}
    return {}


def _part(row: Row) -> dict[str, Any]:
    files, kind = _FILES.search(row.value), _TYPE.search(row.value)
    value: Any = _TYPE.sub("", row.value).strip()
    if files:
        value = files[1].split("|")
    return {
        "name": row.name,
        "type": "file" if files else "text",
        "value": value,
        "contentType": kind[1] if kind else "",
        "disabled": not row.enabled,
    }


def _file(row: Row) -> dict[str, Any]:
    files, kind = _FILES.search(row.value), _TYPE.search(row.value)
    return {
        "filePath": files[1] if files else row.value,
        "contentType": kind[1] if kind else "",
        "selected": row.enabled,
    }


def _auth(bru: Bru, mode: str | None) -> Any:
    """Return the credential of a request or folder; mode: None where the file says nothing."""
    if mode is None or mode in {"inherit", "none"}:
        return {"type": "none"} if mode == "none" else mode
    values = bru.values(f"auth:{mode}")
    if mode == "oauth2":
        return _oauth2(values)
    return {"type": mode, **values}


def _oauth2(values: Mapping[str, str]) -> dict[str, Any]:
    placement = values.get("token_placement", "header")
    use = (
        {"query": values.get("token_query_key", "")}
        if placement in {"url", "query"}
        else {"header": values.get("token_header_prefix", "")}
    )
    pkce = {} if "pkce" not in values else {"pkce": {"disabled": values["pkce"] != "true"}}
    return {
        "type": "oauth2",
        "flow": values.get("grant_type", ""),
        **{name: values.get(key, "") for name, key in _GRANT_KEYS.items()},
        "credentials": {
            "clientId": values.get("client_id", ""),
            "clientSecret": values.get("client_secret", ""),
            "placement": values.get("credentials_placement", ""),
        },
        "resourceOwner": {
            "username": values.get("username", ""),
            "password": values.get("password", ""),
        },
        "tokenConfig": {"placement": use, "source": values.get("token_source", "")},
        **pkce,
    }


def _nothing() -> Problem:
    return Problem(
        what=tr("There is no request and no environment in this Bruno file."),
        todo=tr("Name the folder of the collection."),
    )
