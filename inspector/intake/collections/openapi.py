"""Reads descriptions of APIs: OpenAPI 2.0 (Swagger), 3.0, 3.1 and 3.2.

Source: the OpenAPI Specification, its Operation, Security Requirement, Security Scheme and Server
Objects. One operation is one request, in the folder of its first tag. Of several alternatives of
`security` the first is taken that can be sent; an empty one says that nothing needs to be; `[]`
that nothing is. The schemes of one alternative all leave together.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from inspector.intake.collections.api_description import Description, Samples, described
from inspector.intake.collections.api_security import Security
from inspector.intake.collections.taking import Taking, mapping, rows, text
from inspector.intake.kept_replies import Kept, examples
from inspector.intake.results import Reading, Unreadable
from inspector.intake.text import plain
from inspector.model.collection import Collection, Environment, Folder, Problem
from inspector.model.kinds.none import NoCredential
from inspector.model.request import (
    Body,
    FileBody,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    NoBody,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.protocol.media_types import family
from inspector.wording import tr

NAME = "openapi"
SUFFIXES = (".openapi.json", ".openapi.yaml", ".swagger.json", ".swagger.yaml")
_LOOKED_AT = 65_536  # bytes
_MARK = re.compile(
    rb"(?:^[ \t]{0,9}(?:openapi|swagger)|[\"'](?:openapi|swagger)[\"'])[ \t]{0,9}:"
    rb"[ \t]{0,9}[\"']?[23](?:\.\d|\b)",
    re.MULTILINE,
)
# The member of the root, wherever it stands: files whose names are sorted have it in their middle.
_WORDS = (b"openapi", b"swagger")
_AT_ROOT = re.compile(rb"[\"']?(?:openapi|swagger)[\"']?[ \t]{0,9}:[ \t]{0,9}[\"']?[23](?:\.\d|\b)")
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_TEMPLATE = re.compile(r"\{([^{}/]{1,200})\}")
# Headers that are described elsewhere (OpenAPI 3.1, Parameter Object: these names are ignored).
_ELSEWHERE = {"authorization", "content-type", "accept"}
_ALONE = ("webhooks", "components")  # a file that has no paths may have these (3.1, 4.8.1)
_Entry = Mapping[str, Any]


def title() -> str:
    """Return what it is called."""
    return tr("OpenAPI description")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A description of an API (OpenAPI): its operations are taken in as a collection.")


def fit(data: bytes) -> float:
    """Return how surely the data is one."""
    both = plain(data[:_LOOKED_AT]), data[-2_000:]
    named = (part for part in both if b"openapi" in part or b"swagger" in part)
    if any(_MARK.search(part) for part in named):
        return 0.97
    return 0.9 if len(data) > _LOOKED_AT and _is_marked(data) else 0.0


def _is_marked(data: bytes) -> bool:
    """Whether the version stands as a member of the root anywhere; `paths` is another one."""
    if b"paths" not in data:
        return False
    for word in _WORDS:
        at = data.find(word)
        while at >= 0:
            quoted = data[at - 1 : at] in {b'"', b"'"}
            start = at - quoted
            root = data[max(0, start - 20) : start].rstrip(b" ")
            begins = (
                root.endswith((b"\n", b",", b"{")) if quoted else data[start - 1 : start] == b"\n"
            )
            if begins and _AT_ROOT.match(data, start):
                return True
            at = data.find(word, at + len(word))
    return False


def read(data: bytes) -> Reading:
    """Return the collection; raise Unreadable."""
    taking = Taking()
    description = described(data, taking)
    if not isinstance(description.whole.get("paths"), Mapping):
        if not any(isinstance(description.whole.get(each), Mapping) for each in _ALONE):
            raise Unreadable(_nothing())
        taking.lose(tr("It describes no requests: what it holds is for other files, or webhooks."))
    made = _Reader(taking, description).collection()
    return Reading(
        kind=NAME,
        collection=msgspec.structs.replace(made, variables=taking.variables(made.variables)),
        secrets=taking.pocket.secrets,
        losses=tuple(taking.losses),
    )


class _Server(NamedTuple):
    url: str
    name: str


class _Reader:
    """Makes requests of the operations of one description."""

    def __init__(self, taking: Taking, description: Description) -> None:
        self._taking = taking
        self._description = description
        self._security = Security(taking, description)
        self._samples = Samples(description)
        self._variables: dict[str, str] = {}

    def collection(self) -> Collection:
        whole, info = self._description.whole, mapping(self._description.whole.get("info"))
        servers = self._servers(whole)
        named = {server.name: server.url for server in servers[1:]}
        wanted = self._security.wanted(whole)
        top = wanted if wanted is not None else NoCredential()
        folders, requests = self._inside()
        base = {"baseUrl": servers[0].url if servers else ""}
        if not base["baseUrl"].startswith(("http", "{{")):
            self._taking.lose(
                tr(
                    "The file does not say where the API is; set the variable {name}.",
                    name="baseUrl",
                )
            )
        return Collection(
            name=text(info.get("title")) or tr("API"),
            description=text(info.get("description")),
            variables={**base, **self._variables},
            credential=top,
            folders=folders,
            requests=requests,
            environments=tuple(
                Environment(name=name, values={"baseUrl": url}) for name, url in named.items()
            ),
        )

    def _servers(self, given: _Entry) -> list[_Server]:
        if "swagger" in given:
            return _swagger_servers(given)
        return [self._server(each) for each in rows(given.get("servers"))]

    def _server(self, given: _Entry) -> _Server:
        for name, found in mapping(given.get("variables")).items():
            self._variables.setdefault(text(name), text(mapping(found).get("default")))
        url = _TEMPLATE.sub(r"{{\1}}", text(given.get("url"))).rstrip("/")
        name = text(given.get("name") or given.get("description")).strip() or url
        return _Server(url, name[:80])

    def _inside(self) -> tuple[tuple[Folder, ...], tuple[Request, ...]]:
        by_tag: dict[str, list[Request]] = {}
        for tag, request in self._operations():
            by_tag.setdefault(tag, []).append(request)
        said = {
            text(each.get("name")): text(each.get("description"))
            for each in rows(self._description.whole.get("tags"))
        }
        folders = tuple(
            Folder(name=tag, description=said.get(tag, ""), requests=tuple(requests))
            for tag, requests in by_tag.items()
            if tag
        )
        return folders, tuple(by_tag.get("", ()))

    def _operations(self) -> Iterator[tuple[str, Request]]:
        for path, found in mapping(self._description.whole.get("paths")).items():
            item = self._description.resolved(found)
            others = mapping(item.get("additionalOperations"))
            methods = [(method, item[method]) for method in _METHODS if method in item]
            for method, each in (*methods, *others.items()):
                operation = self._description.resolved(each)
                tags = operation.get("tags")
                tag = text(tags[0]) if isinstance(tags, list) and tags else ""
                name = _name(operation, method, text(path))
                with (
                    self._taking.inside(tag) if tag else self._taking.here(),
                    self._taking.inside(name),
                ):
                    yield tag, self._request(text(path), method, item, operation, name)

    def _request(
        self, path: str, method: str, item: _Entry, operation: _Entry, name: str
    ) -> Request:
        parameters = self._parameters(item, operation)
        wanted = self._security.wanted(operation)
        body, kind = self._body(operation, parameters)
        headers = [*self._headers(parameters)]
        if kind and not isinstance(body, MultipartBody | FormBody | NoBody):
            headers.insert(0, RequestHeader("Content-Type", kind))
        return Request(
            name=name,
            method=method.upper(),
            url=self._base(item, operation) + self._path(path, parameters),
            query=tuple(self._query(parameters)),
            headers=tuple(headers),
            body=body,
            credential=self._security.inherited if wanted is None else wanted,
            also=self._security.also(operation),
            description=text(operation.get("description") or operation.get("summary")),
            examples=examples(self._replies(operation)),
            origin=f"openapi:{method.upper()} {path}",
        )

    def _replies(self, operation: _Entry) -> Iterator[Kept]:
        """Yield the replies that the description gives an example of; made-up ones are none."""
        for status, each in mapping(operation.get("responses")).items():
            reply = self._description.resolved(each)
            told, number = text(reply.get("description")), text(status)
            content = mapping(reply.get("content"))
            media = {kind: self._description.resolved(found) for kind, found in content.items()}
            written = mapping(reply.get("examples")) if "schema" in reply or not content else {}
            media |= {kind: {"example": found} for kind, found in written.items()}
            for kind, found in media.items():
                for name, body in self._samples.given(found):
                    header = RequestHeader("Content-Type", text(kind))
                    called = name or f"{number} {told}".strip()[:120]
                    yield Kept(called, status=number, headers=(header,), body=body)

    def _base(self, item: _Entry, operation: _Entry) -> str:
        own = rows(operation.get("servers")) or rows(item.get("servers"))
        if not own:
            return "{{baseUrl}}"
        url = self._server(own[0]).url
        return url if "://" in url else "{{baseUrl}}" + url

    def _path(self, path: str, parameters: Sequence[_Entry]) -> str:
        for each in parameters:
            if each.get("in") == "path":
                value = self._samples.of_parameter(each)
                self._variables.setdefault(text(each.get("name")), value)
        return _TEMPLATE.sub(r"{{\1}}", path)

    def _parameters(self, item: _Entry, operation: _Entry) -> list[_Entry]:
        """Return the parameters; the operation's replace those of the path (3.1, 4.8.9.1)."""
        found: dict[tuple[str, str], _Entry] = {}
        for given in (item.get("parameters"), operation.get("parameters")):
            for each in given if isinstance(given, list) else ():
                parameter = self._description.resolved(each)
                if parameter:
                    found[text(parameter.get("name")), text(parameter.get("in"))] = parameter
        return list(found.values())

    def _query(self, parameters: Sequence[_Entry]) -> tuple[QueryParam, ...]:
        return tuple(
            QueryParam(
                text(each.get("name")),
                self._samples.of_parameter(each),
                enabled=each.get("required") is True,
            )
            for each in parameters
            if each.get("in") == "query"
        )

    def _headers(self, parameters: Sequence[_Entry]) -> tuple[RequestHeader, ...]:
        made = [
            RequestHeader(
                text(each.get("name")),
                self._samples.of_parameter(each),
                enabled=each.get("required") is True,
            )
            for each in parameters
            if each.get("in") == "header" and text(each.get("name")).lower() not in _ELSEWHERE
        ]
        cookies = [
            f"{text(each.get('name'))}={self._samples.of_parameter(each)}"
            for each in parameters
            if each.get("in") == "cookie" and each.get("required") is True
        ]
        return (*made, RequestHeader("Cookie", "; ".join(cookies))) if cookies else tuple(made)

    def _body(self, operation: _Entry, parameters: Sequence[_Entry]) -> tuple[Body, str]:
        """Return the body, and its content type."""
        if "swagger" in self._description.whole:
            return self._swagger_body(operation, parameters)
        content = mapping(self._description.resolved(operation.get("requestBody")).get("content"))
        kind = _preferred(content)
        if not kind:
            return NoBody(), ""
        return self._made(kind, self._description.resolved(content[kind])), kind

    def _made(self, kind: str, media: _Entry) -> Body:
        schema = self._description.resolved(media.get("schema"))
        if family(kind) == "form" or kind.startswith("multipart/"):
            fields = tuple(self._fields(schema))
            return (
                MultipartBody(fields=fields)
                if kind.startswith("multipart/")
                else FormBody(fields=fields)
            )
        if kind.startswith(("image/", "audio/", "video/")) or "octet-stream" in kind:
            return FileBody(content_type=kind)
        value = self._samples.of_media(media)
        if family(kind) == "json":
            return JsonBody(text=value)
        return RawBody(text=value, content_type=kind)

    def _fields(self, schema: _Entry) -> Iterator[FormField]:
        needed = schema.get("required")
        required = set(map(text, needed)) if isinstance(needed, list) else set()
        for name, each in self._samples.properties(schema).items():
            kind = self._description.resolved(each)
            is_file = kind.get("format") == "binary" or "contentMediaType" in kind
            yield FormField(
                name,
                "" if is_file else self._samples.as_text(kind),
                enabled=not required or name in required,
            )

    def _swagger_body(self, operation: _Entry, parameters: Sequence[_Entry]) -> tuple[Body, str]:
        consumes = operation.get("consumes") or self._description.whole.get("consumes")
        kinds = [text(each) for each in consumes] if isinstance(consumes, list) else []
        whole = next((each for each in parameters if each.get("in") == "body"), None)
        if whole is not None:
            kind = _preferred({each: {} for each in kinds or ["application/json"]})
            return self._made(kind, whole), kind
        fields = tuple(
            FormField(
                text(each.get("name")),
                "" if each.get("type") == "file" else self._samples.of_parameter(each),
                enabled=each.get("required") is True,
            )
            for each in parameters
            if each.get("in") == "formData"
        )
        if not fields:
            return NoBody(), ""
        if any(kind.startswith("multipart/") for kind in kinds):
            return MultipartBody(fields=fields), "multipart/form-data"
        return FormBody(fields=fields), "application/x-www-form-urlencoded"


def _swagger_servers(given: _Entry) -> list[_Server]:
    host, base = text(given.get("host")), text(given.get("basePath")).rstrip("/")
    schemes = given.get("schemes")
    scheme = "https"
    if isinstance(schemes, list) and schemes and "https" not in schemes:
        scheme = text(schemes[0])
    return [_Server(f"{scheme}://{host}{base}" if host else base, host)]


def _name(operation: _Entry, method: str, path: str) -> str:
    name = text(operation.get("summary") or operation.get("operationId")).strip()
    return " ".join(name.split())[:120] or f"{method.upper()} {path}"


def _preferred(content: Mapping[str, Any]) -> str:
    """Return the content type to send: JSON, else a form, else the first."""
    for wanted in ("json", "form"):
        found = next((kind for kind in content if family(text(kind)) == wanted), "")
        if found:
            return text(found)
    return text(next(iter(content), ""))


def _nothing() -> Problem:
    return Problem(
        what=tr("There are no paths in this description of an API."),
        todo=tr("Give the file that holds `paths`."),
    )
