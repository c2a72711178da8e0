"""Reads Yaak's workspaces: the JSON of an export, or the folder of YAML files that it mirrors.

Source: Yaak's models and its own importer (schemas 1 to 5). A request without an
`authenticationType` takes that of its folders and workspace; `none` sends nothing; a credential
with `disabled` is kept and not sent. Variables are `${[ name ]}`.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from inspector.intake.collections import credentials
from inspector.intake.collections.opencollection_shape import graphql_text
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
from inspector.model.kinds.bearer import Bearer
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
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.model.secret import SecretRef
from inspector.protocol.media_types import family
from inspector.wording import tr

NAME = "yaak"
SUFFIXES = (".yaak.json",)
_SCHEMA = re.compile(rb'"yaakSchema"\s*:')
_VARIABLE = re.compile(r"\$\{\[\s*([A-Za-z_][\w.-]{0,200})\s*\]\}")
_CALL = re.compile(r"\$\{\[[^\]]{0,2000}\]\}")
_OTHERS = {"grpc_request": "gRPC", "websocket_request": "WebSocket"}
_LISTS = {
    "workspaces": "workspace",
    "environments": "environment",
    "folders": "folder",
    "httpRequests": "http_request",
    "requests": "http_request",
    "grpcRequests": "grpc_request",
    "websocketRequests": "websocket_request",
}
_Entry = Mapping[str, Any]


def title() -> str:
    """Return what it is called."""
    return tr("Yaak export")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A Yaak export: its requests are taken in as a collection.")


def fit(data: bytes) -> float:
    """Return how surely the data is an export of Yaak."""
    return 0.99 if _SCHEMA.search(plain(data[:4_000])) else 0.0


def fit_folder(files: Mapping[str, bytes]) -> float:
    """Return how surely a folder mirrors a workspace: files called `yaak.ID.yaml`."""
    return 0.97 if any(path.rpartition("/")[2].startswith("yaak.wk_") for path in files) else 0.0


def read(data: bytes) -> Reading:
    """Return the collection; raise Unreadable."""
    try:
        resources = mapping(mapping(json.loads(plain(data))).get("resources"))
    except (ValueError, RecursionError) as error:
        what = tr("This is no valid JSON: {reason}.", reason=str(error))
        raise Unreadable(Problem(what=what, todo=tr("Export it again."))) from None
    entries = [
        {"model": model, **each}
        for name, model in _LISTS.items()
        for each in rows(resources.get(name))
    ]
    return _reading(Taking(), entries)


def read_folder(files: Mapping[str, bytes], name: str) -> Reading:  # noqa: ARG001 - the workspace has one
    """Return the collection of a mirrored folder; a file that can't be read is told."""
    taking = Taking()
    entries = []
    for path, data in files.items():
        try:
            entries.append(mapping(read_yaml(plain(data).decode("utf-8", "replace")).value))
        except Unreadable as error:
            said = f"{error.problem.what} {error.problem.where}".strip()
            taking.lose(tr("{file} was left out: {reason}", file=path, reason=said))
    return _reading(taking, entries)


def _reading(taking: Taking, entries: Sequence[_Entry]) -> Reading:
    made = _Reader(taking, entries).collection()
    return Reading(
        kind=NAME,
        collection=msgspec.structs.replace(made, variables=taking.variables(made.variables)),
        secrets=taking.pocket.secrets,
        losses=tuple(taking.losses),
    )


class _Reader:
    """Makes a collection of the models of one workspace, or of several, each a folder."""

    def __init__(self, taking: Taking, entries: Sequence[_Entry]) -> None:
        self._taking = taking
        self._below: dict[str, list[_Entry]] = {}
        self._spaces = [each for each in entries if each.get("model") == "workspace"]
        self._environments = [each for each in entries if each.get("model") == "environment"]
        for each in sorted(entries, key=_order):
            parent = text(each.get("folderId") or each.get("workspaceId"))
            self._below.setdefault(parent, []).append(each)

    def collection(self) -> Collection:
        if not self._spaces:
            raise Unreadable(_nothing())
        made = [self._folder(space, top=True) for space in self._spaces]
        base = [each for each in self._environments if _is_base(each)]
        subs = [each for each in self._environments if not _is_base(each)]
        for each in (*base, *self._spaces):
            self._taking.hand_up(self._values(each))
        environments = tuple(
            Environment(name=text(each.get("name")) or tr("Environment"), values=self._values(each))
            for each in subs
            if each.get("parentModel") != "folder"
        )
        for each in subs:
            if each.get("parentModel") == "folder":
                self._taking.hand_up(self._values(each))
        if len(made) > 1:
            return Collection(
                name=tr("Yaak workspaces"), folders=tuple(made), environments=environments
            )
        top = made[0]
        return Collection(
            name=top.name,
            description=top.description,
            credential=NoCredential() if top.credential.inherits else top.credential,
            headers=top.headers,
            folders=top.folders,
            requests=top.requests,
            environments=environments,
        )

    def _folder(self, given: _Entry, *, top: bool = False) -> Folder:
        name = text(given.get("name")) or tr("Folder")
        with self._taking.here() if top else self._taking.inside(name):
            folders, requests = [], []
            for each in self._below.get(text(given.get("id")), ()):
                if each.get("model") == "folder":
                    folders.append(self._folder(each))
                elif each.get("model") == "http_request":
                    requests.append(self._request(each))
                elif (kind := _OTHERS.get(text(each.get("model")), "")) != "":
                    with self._taking.inside(text(each.get("name"))):
                        self._taking.lose(tr("Requests of {kind} can't be taken in.", kind=kind))
            credential, off = self._credential(given)
            if off:
                self._taking.lose(
                    tr("The credential of a folder is switched off, and was left out.")
                )
            return Folder(
                name=name,
                description=self._words(given.get("description")),
                credential=NoCredential() if off else credential,
                headers=self._headers(given.get("headers")),
                folders=tuple(folders),
                requests=tuple(requests),
            )

    def _request(self, given: _Entry) -> Request:
        url = self._words(given.get("url"))
        name = text(given.get("name")) or f"{text(given.get('method'))} {url}".strip()
        with self._taking.inside(name):
            credential, off = self._credential(given)
            parameters = rows(given.get("urlParameters"))
            values = {
                text(row.get("name"))[1:]: self._words(row.get("value"))
                for row in parameters
                if text(row.get("name")).startswith(":")
            }
            return Request(
                name=name,
                method=text(given.get("method")).upper() or "GET",
                url=with_path_values(url, values),
                query=self._query(parameters),
                headers=self._headers(given.get("headers")),
                body=self._body(text(given.get("bodyType")), mapping(given.get("body"))),
                credential=credential,
                options=msgspec.structs.replace(Options(), send_credential=not off),
                description=self._words(given.get("description")),
                origin=f"yaak:{text(given.get('id'))}",
            )

    def _query(self, parameters: Sequence[_Entry]) -> tuple[QueryParam, ...]:
        found = [row for row in parameters if not text(row.get("name")).startswith(":")]
        return tuple(
            msgspec.structs.replace(row, name=self._words(row.name), value=self._words(row.value))
            for row in query_rows(found)
        )

    def _headers(self, found: Any) -> tuple[RequestHeader, ...]:
        return tuple(
            msgspec.structs.replace(row, name=self._words(row.name), value=self._words(row.value))
            for row in header_rows(rows(found))
        )

    def _credential(self, given: _Entry) -> tuple[Credential, bool]:
        """Return the credential, and whether it is switched off."""
        kind, found = given.get("authenticationType"), mapping(given.get("authentication"))
        if kind is None or kind == "":
            return InheritCredential(), False
        if kind == "none":
            return NoCredential(), False
        said = {
            name: self._words(value) if isinstance(value, str) else value
            for name, value in found.items()
            if name != "disabled"
        }
        make = _KINDS.get(text(kind))
        made = (
            make(self._taking, said) if make else credentials.other(self._taking, text(kind), said)
        )
        return made, found.get("disabled") is True

    def _body(self, kind: str, given: _Entry) -> Body:
        form = rows(given.get("form"))
        if kind == "application/x-www-form-urlencoded":
            return FormBody(fields=self._fields(form))
        if kind == "multipart/form-data":
            return MultipartBody(fields=tuple(map(self._part, form)))
        if kind == "binary":
            return FileBody(path=text(given.get("filePath")))
        words = self._words(given.get("text"))
        if kind == "graphql":
            query = self._words(given.get("query")) or words
            words = graphql_text(query, self._words(given.get("variables")))
        if family(kind) == "json" or kind == "graphql":
            return JsonBody(text=words) if words else NoBody()
        return RawBody(text=words, content_type=kind if "/" in kind else "") if words else NoBody()

    def _fields(self, found: Sequence[_Entry]) -> tuple[FormField, ...]:
        return tuple(
            msgspec.structs.replace(row, name=self._words(row.name), value=self._words(row.value))
            for row in form_rows(found)
        )

    def _part(self, row: _Entry) -> FormField:
        return FormField(
            self._words(row.get("name")),
            self._words(row.get("value")),
            enabled=is_on(row),
            file=text(row.get("file")),
            content_type=text(row.get("contentType")),
        )

    def _values(self, given: _Entry) -> dict[str, str | SecretRef]:
        return {
            text(row.get("name")): self._taking.variable(
                text(row.get("name")), self._words(row.get("value"))
            )
            for row in rows(given.get("variables"))
            if is_on(row) and text(row.get("name"))
        }

    def _words(self, value: Any) -> str:
        """Return a text in our words for variables; functions of Yaak's are told."""
        said = text(value)
        if "${[" not in said:
            return said
        said = _VARIABLE.sub(lambda found: f"{{{{{found[1]}}}}}", said)
        for call in _CALL.findall(said):
            self._taking.lose(
                tr("The template {tag} is not filled in here; put a value in its place.", tag=call)
            )
        return said


def _bearer(taking: Taking, said: _Entry) -> Credential:
    made: Bearer = credentials.bearer(taking, said.get("token"), said.get("prefix"))
    return msgspec.structs.replace(made, word="") if said.get("prefix") == "" else made


_KINDS: dict[str, Callable[[Taking, _Entry], Credential]] = {
    "basic": lambda taking, said: credentials.basic(
        taking, said.get("username"), said.get("password")
    ),
    "bearer": _bearer,
    "apikey": lambda taking, said: credentials.api_key(
        taking, said.get("key"), said.get("value"), said.get("location")
    ),
    "oauth2": lambda taking, said: credentials.oauth2(taking, _oauth2(said)),
    "jwt": lambda taking, said: credentials.signed_jwt(taking, _jwt(said)),
}


def _oauth2(said: _Entry) -> dict[str, Any]:
    return {
        "grant": said.get("grantType") or "authorization_code",
        "pkce": said.get("usePkce") if isinstance(said.get("usePkce"), bool) else None,
        "pkce_method": said.get("pkceChallengeMethod"),
        "authorization_url": said.get("authorizationUrl"),
        "token_url": said.get("accessTokenUrl"),
        "client_id": said.get("clientId"),
        "client_secret": said.get("clientSecret"),
        "client_by": said.get("credentials"),
        "scope": said.get("scope"),
        "state": said.get("state"),
        "audience": said.get("audience"),
        "user": said.get("username"),
        "password": said.get("password"),
        "redirect": said.get("redirectUri"),
        "name": said.get("headerName"),
        "word": said.get("headerPrefix"),
        "token_kind": said.get("tokenName"),
    }


def _jwt(said: _Entry) -> dict[str, Any]:
    in_query = said.get("location") == "query"
    return {
        "algorithm": said.get("algorithm"),
        "key": said.get("secret"),
        "base64": said.get("secretBase64"),
        "claims": said.get("payload"),
        "header": said.get("headers"),
        "place": said.get("location"),
        "name": said.get("name") if in_query else "",
        "word": said.get("headerPrefix"),
    }


def _order(entry: _Entry) -> float:
    found = entry.get("sortPriority")
    return float(found) if isinstance(found, int | float) else 0.0


def _is_base(environment: _Entry) -> bool:
    if "parentModel" in environment:
        return environment.get("parentModel") == "workspace"
    if "base" in environment:
        return environment.get("base") is True
    return environment.get("environmentId") is None


def _nothing() -> Problem:
    return Problem(
        what=tr("There is no workspace in this Yaak file."),
        todo=tr("Export the workspace, or name the folder that it is mirrored to."),
    )
