"""Reads Postman's collections of format 3: a folder of YAML files, as its Native Git keeps them.

Source: the schema's reference at learning.postman.com ("Collections schemas"), and files that the
program writes. A request is `NAME.request.yaml`; a folder says what it passes on in
`.resources/definition.yaml`; environments lie beside the collections. Rows may be a list of `key`
and `value`, or a map. What credentials are called is as in format 2.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import msgspec

from inspector.intake.collections import postman
from inspector.intake.collections.postman_auth import made_of, settings
from inspector.intake.collections.postman_files import (
    DEFINITION,
    REQUESTS,
    first_rule,
    order_of,
    ordered,
    read_entry,
    rows_or_map,
    tops,
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
from inspector.intake.kept_replies import Kept, examples
from inspector.intake.results import Reading, Unreadable
from inspector.intake.text import plain
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
    RawBody,
    Request,
    Script,
)
from inspector.model.secret import SecretRef
from inspector.wording import tr

NAME = "postman-v3"
SUFFIXES = (".request.yaml", ".request.yml", ".environment.yaml", ".environment.yml")
_ENVIRONMENTS = (".environment.yaml", ".environment.yml")
_KIND = (b"$kind: http-request", b"'$kind': http-request", b'"$kind": "http-request"')
_RAW = {"xml": "application/xml", "html": "text/html", "javascript": "application/javascript"}
_Entry = Mapping[str, Any]


def title() -> str:
    """Return what it is called."""
    return tr("Postman folder")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A request of a Postman folder: it is taken in.")


def fit(data: bytes) -> float:
    """Return how surely the data is a request file of format 3."""
    head = plain(data[:4_000])
    return 0.97 if any(mark in head for mark in _KIND) else 0.0


def fit_folder(files: Mapping[str, bytes]) -> float:
    """Return how surely a folder holds such a collection, or several."""
    return 0.98 if any(path.endswith(REQUESTS) or DEFINITION in path for path in files) else 0.0


def read(data: bytes) -> Reading:
    """Return the request of one file; raise Unreadable."""
    taking = Taking()
    entry = read_entry("", data, taking)
    if entry is None or "url" not in entry:
        raise Unreadable(_nothing())
    request = _Reader(taking, {}).request(entry, text(entry.get("name")) or tr("Request"))
    return _reading(taking, Collection(name=request.name, requests=(request,)))


def read_folder(files: Mapping[str, bytes], name: str) -> Reading:
    """Return the collection; of several in the folder each becomes a folder of it."""
    taking = Taking()
    entries = {
        path: entry
        for path, data in files.items()
        if path.endswith((".yaml", ".yml"))
        and (entry := read_entry(path, data, taking)) is not None
    }
    top_folders = tops(entries)
    reader = _Reader(taking, entries)
    made = [reader.collection(top, top.rpartition("/")[2] or name) for top in top_folders]
    if not made:
        raise Unreadable(_nothing())
    whole = made[0] if len(made) == 1 else _together(made, name)
    return _reading(taking, msgspec.structs.replace(whole, environments=reader.environments()))


def _reading(taking: Taking, collection: Collection) -> Reading:
    return Reading(
        kind=NAME,
        collection=msgspec.structs.replace(
            collection, variables=taking.variables(collection.variables)
        ),
        secrets=taking.pocket.secrets,
        losses=tuple(taking.losses),
    )


class _Reader:
    """Makes collections of the files of a folder."""

    def __init__(self, taking: Taking, entries: Mapping[str, _Entry]) -> None:
        self._taking = taking
        self._entries = entries

    def environments(self) -> tuple[Environment, ...]:
        """Return the environments that lie anywhere in the folder."""
        return tuple(
            Environment(
                name=text(entry.get("name")) or PurePosixPath(path).name.partition(".")[0],
                values=self._values(entry.get("values")),
            )
            for path, entry in self._entries.items()
            if path.endswith(_ENVIRONMENTS)
            or (PurePosixPath(path).parent.name == "environments" and "values" in entry)
        )

    def collection(self, top: str, name: str) -> Collection:
        """Return the collection of a folder, by its path."""
        head = self._definition(top)
        folders, requests = self._inside(top)
        return Collection(
            name=text(head.get("name")) or name,
            description=postman.description(head.get("description")),
            variables=self._values(head.get("variables")),
            credential=self._credential(head.get("auth"), NoCredential()),
            headers=header_rows(rows_or_map(head.get("headers")), "key"),
            scripts=self._scripts(head.get("scripts")),
            folders=folders,
            requests=requests,
        )

    def _definition(self, folder: str) -> _Entry:
        start = f"{folder}/" if folder else ""
        return next(
            (
                self._entries[f"{start}{DEFINITION}{end}"]
                for end in ("aml", "ml")
                if f"{start}{DEFINITION}{end}" in self._entries
            ),
            {},
        )

    def _inside(self, top: str) -> tuple[tuple[Folder, ...], tuple[Request, ...]]:
        start = f"{top}/" if top else ""
        inside = [path.removeprefix(start) for path in self._entries if path.startswith(start)]
        names = dict.fromkeys(path.partition("/")[0] for path in inside if "/" in path)
        folders = [
            self._folder(start + name)
            for name in names
            if not name.startswith(".") and self._holds(start + name)
        ]
        found = [path for path in inside if "/" not in path and path.endswith(REQUESTS)]
        requests = []
        for path in found:
            entry = self._entries[start + path]
            name = text(entry.get("name")) or path.rpartition(".request.")[0]
            with self._taking.inside(name):
                if entry.get("$kind", "http-request") != "http-request":
                    kind = text(entry.get("$kind")).removesuffix("-request")
                    self._taking.lose(tr("Requests of {kind} can't be taken in.", kind=kind))
                    continue
                requests.append((order_of(entry), self.request(entry, name, start + path)))
        return ordered(folders), ordered(requests)

    def _holds(self, folder: str) -> bool:
        return any(
            path.startswith(f"{folder}/") and (path.endswith(REQUESTS) or DEFINITION in path)
            for path in self._entries
        )

    def _folder(self, path: str) -> tuple[tuple[float, str], Folder]:
        head = self._definition(path)
        name = text(head.get("name")) or path.rpartition("/")[2]
        with self._taking.inside(name):
            folders, requests = self._inside(path)
            self._taking.hand_up(self._values(head.get("variables")))
            folder = Folder(
                name=name,
                description=postman.description(head.get("description")),
                credential=self._credential(head.get("auth"), InheritCredential()),
                headers=header_rows(rows_or_map(head.get("headers")), "key"),
                scripts=self._scripts(head.get("scripts")),
                folders=folders,
                requests=requests,
            )
        return order_of(head), folder

    def request(self, entry: _Entry, name: str, path: str = "") -> Request:
        """Return the request of one file. path: of the file in the folder, empty outside one."""
        scripts = self._scripts(entry.get("scripts"))
        handed = [(script, captures(script)) for script in scripts]
        query = rows_or_map(entry.get("queryParams"))
        values = {
            text(row.get("key")): self._taking.words(row.get("value"))
            for row in rows_or_map(entry.get("pathVariables"))
        }
        found = entry.get("url")
        url = self._taking.words(found.get("raw") if isinstance(found, Mapping) else found)
        return Request(
            name=name,
            method=text(entry.get("method")).upper() or "GET",
            url=with_path_values(
                url.partition("?")[0] if query else url, values or postman.no_values(url)
            ),
            query=tuple(
                msgspec.structs.replace(row, value=self._taking.words(row.value))
                for row in query_rows(query, "key")
            ),
            headers=tuple(
                msgspec.structs.replace(row, value=self._taking.words(row.value))
                for row in header_rows(rows_or_map(entry.get("headers")), "key")
            ),
            body=self._body(mapping(entry.get("body"))),
            credential=self._credential(entry.get("auth"), InheritCredential()),
            options=postman.options(mapping(entry.get("settings"))),
            description=postman.description(entry.get("description")),
            captures=tuple(each for _, some in handed for each in some),
            scripts=tuple(script for script, some in handed if not some),
            examples=examples(map(self._example, self._kept_with(entry, path))),
            origin=f"postman:{text(entry.get('id'))}" if entry.get("id") else "",
        )

    def _kept_with(self, entry: _Entry, path: str) -> Iterator[_Entry]:
        """Yield the examples of a request: in its file, or in files of a folder named after it."""
        yield from rows(entry.get("examples"))
        folder, _, name = path.rpartition("/")
        beside = f"{folder}/" if folder else ""
        start = f"{beside}.resources/{name.partition('.request.')[0]}.resources/examples/"
        for file, found in self._entries.items():
            if path and file.startswith(start):
                called = file.removeprefix(start).partition(".example.")[0]
                yield {"name": called, **found}

    def _example(self, given: _Entry) -> Kept:
        reply, asked = mapping(given.get("response")), mapping(given.get("request")).get("url")
        body = reply.get("body")
        return Kept(
            name=text(given.get("name")),
            url=self._taking.words(asked),
            status=reply.get("statusCode", reply.get("code")),
            reason=text(reply.get("statusText", reply.get("status"))),
            headers=header_rows(rows_or_map(reply.get("headers")), "key"),
            body=text(mapping(body).get("content") if isinstance(body, Mapping) else body),
        )

    def _credential(self, given: Any, missing: Credential) -> Credential:
        """Return what an `auth` says: a block, a word, or rules of which the first counts."""
        if isinstance(given, str):
            given = {"type": given}
        found = first_rule(given)
        if found.others:
            self._taking.lose(tr("Only the first rule of the authentication is kept."))
        block = mapping(found.first)
        kind = text(block.get("type"))
        if not kind or kind == "inherit":
            return missing
        if kind in {"noauth", "none"}:
            return NoCredential()
        said = settings(block.get("credentials", block.get(kind)))
        return made_of(self._taking, kind, said)

    def _values(self, found: Any) -> dict[str, str | SecretRef]:
        return {
            text(row.get("key")): self._taking.variable(
                text(row.get("key")),
                self._taking.words(row.get("value")),
                secret=row.get("type") == "secret" or row.get("secret") is True,
            )
            for row in rows_or_map(found)
            if is_on(row) and text(row.get("key"))
        }

    def _scripts(self, found: Any) -> tuple[Script, ...]:
        given = rows(found)
        if isinstance(found, Mapping):
            given = [{"type": name, "code": code} for name, code in found.items()]
        made = (kept(each.get("type"), each.get("code")) for each in given)
        return tuple(each for each in made if each is not None)

    def _body(self, given: _Entry) -> Body:
        kind = text(given.get("type") or given.get("mode"))
        content = given.get("content", given.get(kind))
        if kind == "raw":
            kind = text(mapping(mapping(given.get("options")).get("raw")).get("language")) or "text"
            content = given.get("raw", content)
        if not kind or kind == "none" or content is None:
            return NoBody()
        if kind == "urlencoded":
            fields = (
                msgspec.structs.replace(row, value=self._taking.words(row.value))
                for row in form_rows(rows_or_map(content), "key")
            )
            return FormBody(fields=tuple(fields))
        if kind == "formdata":
            return MultipartBody(fields=tuple(self._part(row) for row in rows_or_map(content)))
        return self._text(kind, content)

    def _text(self, kind: str, content: Any) -> Body:
        if kind in {"file", "binary"}:
            return FileBody(path=text(mapping(content).get("src") or content))
        if kind == "graphql":
            found = mapping(content)
            query = self._taking.words(found.get("query") or content)
            return JsonBody(text=postman.graphql(query, found.get("variables")))
        words = self._taking.words(content)
        return (
            JsonBody(text=words)
            if kind == "json"
            else RawBody(text=words, content_type=_RAW.get(kind, ""))
        )

    def _part(self, row: _Entry) -> FormField:
        is_file = row.get("type") == "file"
        source = row.get("src", row.get("value"))
        path = source[0] if isinstance(source, list) and source else source
        return FormField(
            text(row.get("key")),
            "" if is_file else self._taking.words(row.get("value")),
            enabled=is_on(row),
            file=text(path) if is_file else "",
            content_type=text(row.get("contentType")),
        )


def _together(made: Sequence[Collection], name: str) -> Collection:
    folders = tuple(
        Folder(
            name=each.name,
            description=each.description,
            credential=each.credential,
            headers=each.headers,
            scripts=each.scripts,
            folders=each.folders,
            requests=each.requests,
        )
        for each in made
    )
    variables = {key: value for each in made for key, value in each.variables.items()}
    return Collection(name=name, folders=folders, variables=variables)


def _nothing() -> Problem:
    return Problem(
        what=tr("There is no request of a Postman collection in it."),
        todo=tr("Name the folder of the collection, or the one called postman."),
    )
