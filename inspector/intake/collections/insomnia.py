"""Reads Insomnia's exports: format 4 (a list of resources) and 5 (a tree), as JSON or YAML.

Source: the files that Insomnia writes, and how it chooses a request's authentication: the nearest
one that is filled in and switched on, of the request, then of its folders. `{}` inherits, `none`
sends nothing. Values of its template tags (`{% … %}`) can't be known here.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from inspector.intake.collections import credentials
from inspector.intake.collections.insomnia_auth import KINDS
from inspector.intake.collections.insomnia_tree import (
    Tree,
    data_of,
    flat,
    in_order,
    tree_of,
    trees_of,
)
from inspector.intake.collections.scripts import captures, kept
from inspector.intake.collections.taking import (
    Taking,
    form_rows,
    header_rows,
    is_on,
    mapping,
    query_rows,
    rows,
    text,
    with_path_values,
)
from inspector.intake.results import Reading, Unreadable
from inspector.intake.text import plain
from inspector.intake.yaml_text import read_yaml
from inspector.model.collection import Collection, Environment, Folder, Problem
from inspector.model.credential import Credential
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.request import (
    Body,
    FileBody,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    NoBody,
    Options,
    RawBody,
    Request,
    Script,
)
from inspector.protocol.media_types import family
from inspector.wording import tr

NAME = "insomnia"
SUFFIXES = (".insomnia.json", ".insomnia.yaml", ".insomnia.yml")
_FOUR = re.compile(rb"[\"']?__export_format[\"']?\s*:\s*[34]\b")
_FIVE = re.compile(
    rb"^[ \t]{0,9}[\"']?type[\"']?[ \t]{0,9}:[ \t]{0,9}[\"']?[\w.]{1,60}\.insomnia\.rest/5\.",
    re.MULTILINE,
)
_LOOKED_AT = 65_536  # bytes
_VARIABLE = re.compile(r"\{\{\s*_\.([^{}]{1,200}?)\s*\}\}")
_STEP = re.compile(r"\[\s*(?:'([^']*)'|\"([^\"]*)\"|(\d+))\s*\]")
_TAG = re.compile(r"\{%[^%]{0,2000}%\}")
_UUID = re.compile(r"\{%\s*uuid\b[^%]{0,80}%\}")
_NOW = re.compile(r"\{%\s*(?:now|timestamp)\b[^%]{0,80}%\}")
_Entry = Mapping[str, Any]


def title() -> str:
    """Return what it is called."""
    return tr("Insomnia export")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("An Insomnia export: its requests are taken in as a collection.")


def fit(data: bytes) -> float:
    """Return how surely the data is an export of Insomnia."""
    head = plain(data[:_LOOKED_AT])
    if b"__export_format" in head and _FOUR.search(head):
        return 0.99
    return 0.99 if b"insomnia.rest" in head and _FIVE.search(head) else 0.0


def read(data: bytes) -> Reading:
    """Return the collection; raise Unreadable. Of several workspaces each becomes a folder."""
    taking = Taking()
    whole = _parsed(data, taking)
    resources = rows(whole.get("resources"))
    trees = trees_of(resources) if resources else [tree_of(whole)]
    reader = _Reader(taking)
    made = [reader.collection(tree) for tree in trees]
    if not made:
        raise Unreadable(_nothing())
    collection = made[0] if len(made) == 1 else _together(made)
    return Reading(
        kind=NAME,
        collection=collection,
        secrets=taking.pocket.secrets,
        losses=tuple(taking.losses),
    )


class _Reader:
    """Makes collections of workspaces."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking
        self._above = [False]  # whether a folder that the entry lies in says something

    def collection(self, tree: Tree) -> Collection:
        folders, requests = self._inside(tree.entries)
        own = {name: self._variable(name, value) for name, value in flat(tree.base).items()}
        return Collection(
            name=tree.name or tr("Insomnia collection"),
            description=tree.description,
            variables=self._taking.variables(own),
            folders=folders,
            requests=requests,
            environments=tuple(map(self._environment, tree.environments)),
        )

    def _environment(self, given: _Entry) -> Environment:
        values = flat(data_of(given))
        return Environment(
            name=text(given.get("name")) or tr("Environment"),
            values={name: self._variable(name, value) for name, value in values.items()},
        )

    def _variable(self, name: str, value: Any) -> Any:
        return self._taking.variable(name, self._words(value))

    def _inside(self, entries: Sequence[_Entry]) -> tuple[tuple[Folder, ...], tuple[Request, ...]]:
        folders, requests = [], []
        for entry in entries:
            name = text(entry.get("name"))
            with self._taking.inside(name):
                if isinstance(entry.get("children"), list):
                    folders.append(self._folder(entry, name))
                elif self._is_http(entry):
                    requests.append(self._request(entry, name))
        return tuple(folders), tuple(requests)

    def _is_http(self, entry: _Entry) -> bool:
        kind = text(entry.get("_type") or mapping(entry.get("meta")).get("id"))
        other = {
            "grpc_request": "gRPC",
            "websocket_request": "WebSocket",
            "socketio_request": "Socket.IO",
            "mcp_request": "MCP",
        }
        prefixes = {
            "greq_": "gRPC",
            "ws-req_": "WebSocket",
            "socketio-req_": "Socket.IO",
            "mcp-req_": "MCP",
        }
        name = other.get(kind) or next(
            (word for prefix, word in prefixes.items() if kind.startswith(prefix)), ""
        )
        if name:
            self._taking.lose(tr("Requests of {kind} can't be taken in.", kind=name))
        return not name

    def _folder(self, entry: _Entry, name: str) -> Folder:
        credential, _ = self._credential(entry, nearest=True)
        self._above.append(self._above[-1] or not credential.inherits)
        folders, requests = self._inside(in_order(rows(entry.get("children"))))
        self._above.pop()
        own = flat(mapping(entry.get("environment")))
        self._taking.hand_up({name: self._variable(name, value) for name, value in own.items()})
        folder = Folder(
            name=name or tr("Folder"),
            description=_description(entry),
            credential=credential,
            headers=header_rows(rows(entry.get("headers"))),
            scripts=self._scripts(entry),
            folders=folders,
            requests=requests,
        )
        return self._reworded(folder)

    def _reworded(self, folder: Folder) -> Folder:
        changed = tuple(
            msgspec.structs.replace(row, value=self._words(row.value)) for row in folder.headers
        )
        return msgspec.structs.replace(folder, headers=changed)

    def _request(self, entry: _Entry, name: str) -> Request:
        scripts = self._scripts(entry)
        handed = [(script, captures(script)) for script in scripts]
        credential, off = self._credential(entry, nearest=False)
        values = {
            text(row.get("name")): self._words(row.get("value"))
            for row in rows(entry.get("pathParameters"))
        }
        url = self._words(entry.get("url"))
        return Request(
            name=name or tr("Request"),
            method=text(entry.get("method")).upper() or "GET",
            url=with_path_values(url, values),
            query=tuple(
                msgspec.structs.replace(
                    row, name=self._words(row.name), value=self._words(row.value)
                )
                for row in query_rows(rows(entry.get("parameters")))
            ),
            headers=tuple(
                msgspec.structs.replace(
                    row, name=self._words(row.name), value=self._words(row.value)
                )
                for row in header_rows(rows(entry.get("headers")))
            ),
            body=self._body(mapping(entry.get("body"))),
            credential=credential,
            options=_options(entry, off=off),
            description=_description(entry),
            captures=tuple(each for _, some in handed for each in some),
            scripts=tuple(script for script, some in handed if not some),
            origin=_origin(entry),
        )

    def _credential(self, entry: _Entry, *, nearest: bool) -> tuple[Credential, bool]:
        """Return the credential, and whether it is switched off.

        nearest: of a folder. One that is switched off gives way to the folders above.
        """
        given = mapping(entry.get("authentication"))
        kind = text(given.get("type"))
        off = given.get("disabled") is True
        if not kind or (off and (nearest or self._above[-1])):
            if off and kind:
                self._taking.lose(tr("A credential that is switched off here was left out."))
            return InheritCredential(), False
        if kind == "none":
            return NoCredential(), False
        said = {
            name: self._words(value) if isinstance(value, str) else value
            for name, value in given.items()
        }
        said = {name: value for name, value in said.items() if name not in {"type", "disabled"}}
        make = KINDS.get(kind)
        made = (
            make(self._taking, said)
            if make is not None
            else credentials.other(self._taking, kind, said)
        )
        return made, off

    def _body(self, given: _Entry) -> Body:
        kind, words = text(given.get("mimeType")), self._words(given.get("text"))
        parts = rows(given.get("params"))
        if "multipart" in kind:
            return MultipartBody(fields=tuple(map(self._part, parts)))
        if family(kind) == "form":
            return (
                FormBody(fields=self._fields(parts))
                if parts
                else RawBody(text=words, content_type=kind)
            )
        if given.get("fileName"):
            return FileBody(path=text(given.get("fileName")), content_type=kind)
        if not words:
            return NoBody()
        is_json = family(kind) == "json" or "graphql" in kind
        return JsonBody(text=words) if is_json else RawBody(text=words, content_type=kind)

    def _fields(self, parts: Sequence[_Entry]) -> tuple[FormField, ...]:
        return tuple(
            msgspec.structs.replace(row, value=self._words(row.value)) for row in form_rows(parts)
        )

    def _part(self, row: _Entry) -> FormField:
        is_file = row.get("type") == "file"
        return FormField(
            text(row.get("name")),
            "" if is_file else self._words(row.get("value")),
            enabled=is_on(row),
            file=text(row.get("fileName")) if is_file else "",
        )

    def _scripts(self, entry: _Entry) -> tuple[Script, ...]:
        inside = mapping(entry.get("scripts"))
        made = (
            kept("before", entry.get("preRequestScript") or inside.get("preRequest")),
            kept("after", entry.get("afterResponseScript") or inside.get("afterResponse")),
        )
        return tuple(each for each in made if each is not None)

    def _words(self, value: Any) -> str:
        """Return a text in our words for variables; template tags are told."""
        words = text(value)
        if "{" not in words:
            return words
        words = _VARIABLE.sub(lambda found: f"{{{{{_dotted(found[1])}}}}}", words)
        words = _NOW.sub("{{now}}", _UUID.sub("{{uuid}}", words))
        for tag in _TAG.findall(words):
            self._taking.lose(
                tr("The template {tag} is not filled in here; put a value in its place.", tag=tag)
            )
        return words


def _dotted(name: str) -> str:
    return _STEP.sub(lambda found: "." + (found[1] or found[2] or found[3] or ""), name)


def _origin(entry: _Entry) -> str:
    found = text(entry.get("_id") or mapping(entry.get("meta")).get("id"))
    return f"insomnia:{found}" if found else ""


def _description(entry: _Entry) -> str:
    return text(entry.get("description") or mapping(entry.get("meta")).get("description"))


def _options(entry: _Entry, *, off: bool) -> Options:
    settings = mapping(entry.get("settings"))
    follow = text(entry.get("settingFollowRedirects") or settings.get("followRedirects"))
    cookies = entry.get("settingSendCookies", mapping(settings.get("cookies")).get("send", True))
    return msgspec.structs.replace(
        Options(),
        follow_redirects=follow != "off",
        use_cookies=cookies is not False,
        send_credential=not off,
    )


def _together(made: Sequence[Collection]) -> Collection:
    """Return several workspaces as folders of one collection; environments keep their names."""
    folders = tuple(
        Folder(
            name=each.name,
            description=each.description,
            folders=each.folders,
            requests=each.requests,
        )
        for each in made
    )
    return Collection(
        name=tr("Insomnia collections"),
        variables={name: value for each in made for name, value in each.variables.items()},
        folders=folders,
        environments=tuple(one for each in made for one in each.environments),
    )


def _parsed(data: bytes, taking: Taking) -> _Entry:
    words = plain(data).decode("utf-8", "replace")
    if words.lstrip()[:1] == "{":
        try:
            return mapping(json.loads(words))
        except (ValueError, RecursionError):
            pass
    read = read_yaml(words)
    for each in read.unquoted:
        taking.lose(each.problem)
    return mapping(read.value)


def _nothing() -> Problem:
    return Problem(
        what=tr("There are no requests in this Insomnia export."),
        todo=tr("Export the collection as Insomnia v5 or v4."),
    )
