"""Reads Bruno's `.bru` files: the folder of a collection, or one request.

Source: the grammar of @usebruno/lang. Blocks (`name { … }`) hold rows, texts or lists (`[ … ]`);
`~` switches a row off, `'''` begins a value of several lines. What they say is brought into
OpenCollection's objects, which Bruno writes too, so that both are read in one way.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from inspector.intake.collections.opencollection import collection_of, reading
from inspector.intake.collections.opencollection_shape import Shape
from inspector.intake.collections.taking import Taking, mapping, text
from inspector.intake.results import Reading, Unreadable
from inspector.intake.text import plain
from inspector.model.collection import Collection, Problem
from inspector.wording import tr

NAME = "bruno"
SUFFIXES = (".bru",)
_OPEN = re.compile(r"^([a-z][\w:.-]{0,60})[ \t]{0,9}([{\[])[ \t]{0,9}$", re.MULTILINE)
_METHODS = ("get", "post", "put", "delete", "patch", "options", "head", "connect", "trace", "http")
_TEXTS = re.compile(r"body(?::(?:json|text|xml|sparql|graphql|graphql:vars))?|script:.*|tests|docs")
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


class _Row(NamedTuple):
    name: str
    value: str
    enabled: bool


class _Bru(NamedTuple):
    """A file's blocks: rows by the names of dictionaries, texts, and lists."""

    rows: dict[str, list[_Row]]
    texts: dict[str, str]
    lists: dict[str, list[str]]

    def value(self, block: str, name: str) -> str:
        return next((row.value for row in self.rows.get(block, ()) if row.name == name), "")

    def values(self, block: str) -> dict[str, str]:
        return {row.name: row.value for row in self.rows.get(block, ()) if row.enabled}


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A Bruno file: its request is taken in.")


def fit(data: bytes) -> float:
    """Return how surely the data is a `.bru` file of a request or an environment."""
    words = plain(data[:65_536]).decode("utf-8", "replace").replace("\r\n", "\n")
    names = {found[1] for found in _OPEN.finditer(words)}
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
    bru = _parsed(plain(data).decode("utf-8", "replace"))
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
        bru = _parsed(plain(data).decode("utf-8", "replace"))
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
    bru = _parsed(plain(files.get("collection.bru", b"")).decode("utf-8", "replace"))
    entry = _entry(bru, "")
    certificates = mapping(known.get("clientCertificates")).get("certs")
    return {
        **entry,
        "info": {"name": text(known.get("name"))},
        "config": {"clientCertificates": certificates},
    }


def _parsed(words: str) -> _Bru:
    made = _Bru({}, {}, {})
    words = words.replace("\r\n", "\n")
    at = 0
    while (found := _OPEN.search(words, at)) is not None:
        name, closing = found[1], "}" if found[2] == "{" else "]"
        end = words.find(f"\n{closing}", found.end() - 1)
        end = len(words) if end < 0 else end
        inside = words[found.end() : end].strip("\n")
        at = end + 1
        if found[2] == "[":
            made.lists[name] = [part.strip() for part in re.split(r"[,\n]", inside) if part.strip()]
        elif _TEXTS.fullmatch(name):
            made.texts[name] = _outdented(inside)
        else:
            made.rows[name] = list(_rows(inside.split("\n")))
    return made


def _outdented(inside: str) -> str:
    return "\n".join(line.removeprefix("  ") for line in inside.split("\n"))


def _rows(lines: list[str]) -> Iterator[_Row]:
    rest = iter(lines)
    for line in rest:
        row = line.strip()
        enabled = not row.startswith("~")
        name, colon, value = _parted(row.lstrip("~ \t").removeprefix("@"))
        if not colon or re.match(r"@\w{1,40}\(", row):
            continue
        if value.startswith("'''"):
            value = _block(value[3:], rest)
        yield _Row(name, value, enabled)


def _parted(row: str) -> tuple[str, str, str]:
    """Return name, colon and value of a row; a name in quotes may hold a colon."""
    end = row.find('":') if row.startswith('"') else -1
    if end > 0:
        return row[1:end].replace('\\"', '"'), ":", row[end + 2 :].strip()
    name, colon, value = row.partition(":")
    return name.strip(), colon, value.strip()


def _block(first: str, rest: Iterator[str]) -> str:
    """Return a value of several lines, up to the line that ends it."""
    parts = [first]
    while not parts[-1].rstrip().endswith("'''"):
        line = next(rest, None)
        if line is None:
            break
        parts.append(line.removeprefix("    "))
    parts[-1] = parts[-1].rstrip().removesuffix("'''")
    return "\n".join(parts).strip("\n")


def _entry(bru: _Bru, stem: str) -> dict[str, Any]:
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


def _info(bru: _Bru, stem: str) -> dict[str, Any]:
    place = bru.value("meta", "seq")
    number = {"seq": float(place)} if re.fullmatch(r"\d{1,9}", place) else {}
    return {"name": bru.value("meta", "name") or stem, **number}


def _environment(bru: _Bru) -> Iterator[dict[str, Any]]:
    for row in bru.rows.get("vars", ()):
        yield {"name": row.name, "value": row.value, "disabled": not row.enabled}
    for name in bru.lists.get("vars:secret", ()):
        yield {"name": name.lstrip("~"), "secret": True, "disabled": name.startswith("~")}


def _request(bru: _Bru, method: str) -> dict[str, Any]:
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
    return {key: http, "runtime": runtime, "settings": _settings(bru)}


def _settings(bru: _Bru) -> dict[str, Any]:
    numbers = {
        name: int(value)
        for name, value in bru.values("settings").items()
        if re.fullmatch(r"\d{1,9}", value)
    }
    return {**bru.values("settings"), **numbers}


def _table(bru: _Bru, name: str) -> list[dict[str, Any]]:
    return [
        {"name": row.name, "value": row.value, "disabled": not row.enabled}
        for row in bru.rows.get(name, ())
    ]


def _scripts(bru: _Bru) -> list[dict[str, Any]]:
    names = {
        "script:pre-request": "before-request",
        "script:post-response": "after-response",
        "tests": "tests",
    }
    return [{"type": kind, "code": bru.texts.get(name, "")} for name, kind in names.items()]


def _body(bru: _Bru, mode: str) -> dict[str, Any]:
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


def _part(row: _Row) -> dict[str, Any]:
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


def _file(row: _Row) -> dict[str, Any]:
    files, kind = _FILES.search(row.value), _TYPE.search(row.value)
    return {
        "filePath": files[1] if files else row.value,
        "contentType": kind[1] if kind else "",
        "selected": row.enabled,
    }


def _auth(bru: _Bru, mode: str | None) -> Any:
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
