"""Reads the requests of Posting: a folder of `NAME.posting.yaml` files, or one of them.

Source: the models of Posting 2.10. A request without `auth` sends none, and nothing is inherited.
Variables are `$name` and `${name}`; their values stand in `.env` files.
"""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import msgspec

from inspector.intake.collections import credentials
from inspector.intake.collections.taking import (
    Taking,
    form_rows,
    header_rows,
    mapping,
    query_rows,
    rows,
    text,
    with_path_values,
)
from inspector.intake.env_text import read_env
from inspector.intake.results import Reading, Unreadable
from inspector.intake.text import plain
from inspector.intake.yaml_text import read_yaml
from inspector.model.collection import Collection, Environment, Folder, Problem
from inspector.model.credential import Credential
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.request import Body, FormBody, JsonBody, NoBody, Options, RawBody, Request
from inspector.protocol.media_types import family
from inspector.wording import tr

NAME = "posting"
SUFFIXES = (".posting.yaml", ".posting.yml")
_VARIABLE = re.compile(r"\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))")
_SCRIPTS = ("setup", "on_request", "on_response")
_Entry = Mapping[str, Any]


def title() -> str:
    """Return what it is called."""
    return tr("Posting")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A request of Posting: it is taken in.")


def fit(data: bytes) -> float:
    """Return how surely the data is a request of Posting; its file's name says it best."""
    head = plain(data[:4_000])
    if b"url:" not in head:
        return 0.0
    known = re.search(rb"^url:", head, re.MULTILINE) and re.search(
        rb"^(?:name|method):", head, re.MULTILINE
    )
    return 0.5 if known and b"$kind" not in head and b"info:" not in head else 0.0


def fit_folder(files: Mapping[str, bytes]) -> float:
    """Return how surely a folder is a collection of Posting's."""
    return 0.97 if any(path.endswith(SUFFIXES) for path in files) else 0.0


def read(data: bytes) -> Reading:
    """Return the request of one file; raise Unreadable."""
    taking = Taking()
    entry = mapping(read_yaml(plain(data).decode("utf-8", "replace")).value)
    if "url" not in entry:
        raise Unreadable(_nothing())
    request = _request(taking, entry, text(entry.get("name")) or tr("Request"))
    return _reading(taking, Collection(name=request.name, requests=(request,)))


def read_folder(files: Mapping[str, bytes], name: str) -> Reading:
    """Return the collection; files that can't be read are told."""
    taking = Taking()
    entries: dict[str, _Entry] = {}
    for path, data in files.items():
        if not path.endswith(SUFFIXES):
            continue
        try:
            entries[path] = mapping(read_yaml(plain(data).decode("utf-8", "replace")).value)
        except Unreadable as error:
            said = f"{error.problem.what} {error.problem.where}".strip()
            taking.lose(tr("{file} was left out: {reason}", file=path, reason=said))
    folders, requests = _inside(taking, entries, "")
    made = Collection(
        name=name,
        folders=folders,
        requests=requests,
        environments=tuple(
            _environment(taking, path, data)
            for path, data in files.items()
            if path.endswith(".env")
        ),
    )
    return _reading(taking, made)


def _reading(taking: Taking, collection: Collection) -> Reading:
    return Reading(
        kind=NAME,
        collection=msgspec.structs.replace(
            collection, variables=taking.variables(collection.variables)
        ),
        secrets=taking.pocket.secrets,
        losses=tuple(taking.losses),
    )


def _environment(taking: Taking, path: str, data: bytes) -> Environment:
    try:
        values = read_env(plain(data).decode("utf-8", "replace"))
    except Unreadable:
        values = {}
    name = PurePosixPath(path).name.removesuffix(".env") or "env"
    made = {key: taking.variable(key, value) for key, value in values.items()}
    return Environment(name=name, values=made)


def _inside(
    taking: Taking, entries: Mapping[str, _Entry], at: str
) -> tuple[tuple[Folder, ...], tuple[Request, ...]]:
    start = f"{at}/" if at else ""
    inside = [path.removeprefix(start) for path in entries if path.startswith(start)]
    folders, requests = [], []
    for name in dict.fromkeys(path.partition("/")[0] for path in inside if "/" in path):
        with taking.inside(name):
            below = _inside(taking, entries, start + name)
        folders.append(
            Folder(name=name, credential=InheritCredential(), folders=below[0], requests=below[1])
        )
    for path in (each for each in inside if "/" not in each):
        entry = entries[start + path]
        name = text(entry.get("name")) or path.partition(".posting.")[0]
        with taking.inside(name):
            requests.append(_request(taking, entry, name))
    return tuple(folders), tuple(requests)


def _request(taking: Taking, entry: _Entry, name: str) -> Request:
    values = {
        text(row.get("name")): _words(row.get("value")) for row in rows(entry.get("path_params"))
    }
    for kind in _SCRIPTS:
        if mapping(entry.get("scripts")).get(kind):
            taking.lose(tr("The script {name} is a file of its own; it is not run.", name=kind))
    return Request(
        name=name,
        method=text(entry.get("method")).upper() or "GET",
        url=with_path_values(_words(entry.get("url")), values),
        query=tuple(
            msgspec.structs.replace(row, name=_words(row.name), value=_words(row.value))
            for row in query_rows(rows(entry.get("params")))
        ),
        headers=tuple(
            msgspec.structs.replace(row, name=_words(row.name), value=_words(row.value))
            for row in header_rows(rows(entry.get("headers")))
        ),
        body=_body(mapping(entry.get("body"))),
        credential=_credential(taking, mapping(entry.get("auth"))),
        options=_options(mapping(entry.get("options"))),
        description=text(entry.get("description")),
    )


def _credential(taking: Taking, given: _Entry) -> Credential:
    kind = text(given.get("type"))
    said = {name: _words(value) for name, value in mapping(given.get(kind)).items()}
    if not kind:
        return NoCredential()
    if kind == "basic":
        return credentials.basic(taking, said.get("username"), said.get("password"))
    if kind == "digest":
        return credentials.digest(taking, said.get("username"), said.get("password"))
    if kind == "bearer_token":
        return credentials.bearer(taking, said.get("token"))
    return credentials.other(taking, kind, said)


def _body(given: _Entry) -> Body:
    fields = rows(given.get("form_data"))
    if fields:
        return FormBody(
            fields=tuple(
                msgspec.structs.replace(row, name=_words(row.name), value=_words(row.value))
                for row in form_rows(fields)
            )
        )
    words, kind = _words(given.get("content")), text(given.get("content_type"))
    if not words:
        return NoBody()
    return (
        JsonBody(text=words) if family(kind) == "json" else RawBody(text=words, content_type=kind)
    )


def _options(given: _Entry) -> Options:
    changed: dict[str, Any] = {}
    if given.get("follow_redirects") is False:
        changed["follow_redirects"] = False
    if given.get("verify_ssl") is False:
        changed["verify_tls"] = False
    if given.get("attach_cookies") is False:
        changed["use_cookies"] = False
    if isinstance(given.get("timeout"), int | float):
        changed["timeout"] = float(given["timeout"])
    if text(given.get("proxy_url")):
        changed["proxy"] = _words(given.get("proxy_url"))
    return msgspec.structs.replace(Options(), **changed)


def _words(value: Any) -> str:
    """Return a text in our words for variables; `$$` is one dollar sign."""
    parts = text(value).split("$$")
    return "$".join(
        _VARIABLE.sub(lambda found: f"{{{{{found[1] or found[2]}}}}}", part) for part in parts
    )


def _nothing() -> Problem:
    return Problem(
        what=tr("There is no request of Posting in it."),
        todo=tr("Name the folder of the collection."),
    )
