"""Makes records of the objects of OpenCollection, whoever wrote them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

import msgspec

from inspector.intake.collections import credentials
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
from inspector.model.collection import Collection, Environment, Folder
from inspector.model.credential import Credential
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.oauth import OwnMessage, OwnParameter
from inspector.model.request import (
    Body,
    Capture,
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
from inspector.model.secret import SecretRef
from inspector.wording import tr

_Entry = Mapping[str, Any]

_TYPES = {"xml": "application/xml", "text": "text/plain", "sparql": "application/sparql-query"}


class Shape:
    """Makes records of OpenCollection's objects, whoever wrote them."""

    def __init__(self, taking: Taking) -> None:
        self.taking = taking

    def collection(self, given: _Entry) -> Collection:
        """Return a bundled collection, or the head of one that is a folder."""
        info, request = mapping(given.get("info")), mapping(given.get("request"))
        folders, requests = self._items(rows(given.get("items")))
        config = mapping(given.get("config"))
        environments = rows(config.get("environments") or given.get("environments"))
        if rows(config.get("clientCertificates")):
            self.taking.lose(
                tr("Client certificates are not taken over; choose them in a request.")
            )
        return Collection(
            name=text(info.get("name")),
            description=_words_of(given.get("docs")) or _words_of(info.get("description")),
            variables=self._variables(request.get("variables")),
            credential=self._credential(request.get("auth"), NoCredential()),
            headers=header_rows(rows(request.get("headers"))),
            scripts=self._scripts(request.get("scripts")),
            folders=folders,
            requests=requests,
            environments=tuple(self.environment(each, tr("Environment")) for each in environments),
        )

    def _items(self, items: Sequence[_Entry]) -> tuple[tuple[Folder, ...], tuple[Request, ...]]:
        folders, requests = [], []
        for item in items:
            name = text(mapping(item.get("info")).get("name") or item.get("name"))
            with self.taking.inside(name or "?"):
                if "items" in item or mapping(item.get("info")).get("type") == "folder":
                    folders.append(self.folder(item, name, *self._items(rows(item.get("items")))))
            if not ("items" in item or mapping(item.get("info")).get("type") == "folder"):
                requests.append(self.request(item, name or tr("Request")))
        return tuple(folders), tuple(each for each in requests if each is not None)

    def folder(
        self,
        given: _Entry,
        name: str,
        folders: tuple[Folder, ...],
        requests: tuple[Request, ...],
    ) -> Folder:
        """Return a folder with what its file says."""
        request = mapping(given.get("request"))
        self.taking.hand_up(self._variables(request.get("variables")))
        return Folder(
            name=name or tr("Folder"),
            description=_words_of(given.get("docs")),
            credential=self._credential(request.get("auth"), InheritCredential()),
            headers=self._headers(request.get("headers")),
            scripts=self._scripts(request.get("scripts")),
            folders=folders,
            requests=requests,
        )

    def is_request(self, entry: _Entry) -> bool:
        """Whether an object describes a request of any protocol."""
        return "info" in entry and any(
            each in entry for each in ("http", "graphql", "grpc", "websocket")
        )

    def request(self, entry: _Entry, name: str) -> Request | None:
        """Return a request; None, and told, for a protocol that can't be sent."""
        shown = text(mapping(entry.get("info")).get("name")) or name
        with self.taking.inside(shown):
            http = mapping(entry.get("http")) or mapping(entry.get("graphql"))
            if not http:
                kind = "gRPC" if "grpc" in entry else "WebSocket"
                self.taking.lose(tr("Requests of {kind} can't be taken in.", kind=kind))
                return None
            return self._request(entry, http, shown)

    def _request(self, entry: _Entry, http: _Entry, name: str) -> Request:
        runtime = mapping(entry.get("runtime"))
        scripts = self._scripts(runtime.get("scripts"))
        handed = [(script, captures(script)) for script in scripts]
        self._unkept(runtime)
        params = rows(http.get("params"))
        values = {
            text(row.get("name")): self.taking.words(row.get("value"))
            for row in params
            if row.get("type") == "path"
        }
        query = [row for row in params if row.get("type") != "path"]
        encoded = mapping(entry.get("settings")).get("encodeUrl") is False
        url = self.taking.words(http.get("url"))
        return Request(
            name=name,
            method=text(http.get("method")).upper() or ("POST" if "graphql" in entry else "GET"),
            url=with_path_values(url.partition("?")[0] if query else url, values),
            query=tuple(
                msgspec.structs.replace(
                    row,
                    name=unquote(row.name) if encoded else row.name,
                    value=self.taking.words(unquote(row.value) if encoded else row.value),
                )
                for row in query_rows(query)
            ),
            headers=self._headers(http.get("headers")),
            body=self._body(http.get("body"), graphql="graphql" in entry),
            credential=self._credential(http.get("auth"), NoCredential()),
            options=_options(mapping(entry.get("settings"))),
            description=_words_of(entry.get("docs"))
            or _words_of(mapping(entry.get("info")).get("description")),
            captures=(*self._actions(runtime), *(each for _, some in handed for each in some)),
            scripts=tuple(script for script, some in handed if not some),
            examples=examples(self._examples(entry)),
        )

    def _examples(self, entry: _Entry) -> Iterator[Kept]:
        for given in rows(entry.get("examples")):
            if given.get("response"):
                yield self._example(given)
                continue
            name = text(given.get("name"))
            self.taking.lose(tr("The example {name} was left out: it has no reply.", name=name))

    def _example(self, given: _Entry) -> Kept:
        reply, asked = mapping(given.get("response")), mapping(given.get("request"))
        body = reply.get("body")
        return Kept(
            name=text(given.get("name")),
            url=self.taking.words(asked.get("url")),
            status=reply.get("status"),
            reason=text(reply.get("statusText")),
            headers=self._headers(reply.get("headers")),
            body=text(mapping(body).get("data") if isinstance(body, Mapping) else body),
        )

    def _unkept(self, runtime: _Entry) -> None:
        if rows(runtime.get("assertions")):
            self.taking.lose(tr("Assertions are not kept."))
        self.taking.hand_up(self._variables(runtime.get("variables")))

    def _headers(self, found: Any) -> tuple[Any, ...]:
        return tuple(
            msgspec.structs.replace(row, value=self.taking.words(row.value))
            for row in header_rows(rows(found))
        )

    def _actions(self, runtime: _Entry) -> Iterator[Capture]:
        """Yield what is read of the reply: `res.body.token` under the name of a variable."""
        for action in rows(runtime.get("actions")):
            if action.get("type") != "set-variable" or not is_on(action):
                continue
            variable = text(mapping(action.get("variable")).get("name"))
            expression = text(mapping(action.get("selector")).get("expression"))
            script = kept("after", f'bru.setVar("{variable}", {expression})')
            made = captures(script) if script is not None else ()
            if not made:
                self.taking.lose(
                    tr(
                        "The variable {name} is computed ({text}), which is not done here.",
                        name=variable,
                        text=expression,
                    )
                )
            yield from made

    def _scripts(self, found: Any) -> tuple[Script, ...]:
        made = (kept(each.get("type"), each.get("code")) for each in rows(found))
        return tuple(each for each in made if each is not None)

    def _variables(self, found: Any) -> dict[str, str | SecretRef]:
        return {
            text(row.get("name")): self._variable(row)
            for row in rows(found)
            if is_on(row) and text(row.get("name"))
        }

    def _variable(self, row: _Entry) -> str | SecretRef:
        value = row.get("value")
        said = mapping(value).get("data") if isinstance(value, Mapping) else value
        name = text(row.get("name"))
        secret = row.get("secret") is True
        if secret and not text(said):
            return SecretRef(place="ask", name=name)
        return self.taking.variable(name, self.taking.words(said), secret=secret)

    def environment(self, given: _Entry, name: str) -> Environment:
        """Return an environment; name: where it says none itself."""
        return Environment(
            name=text(given.get("name") or mapping(given.get("info")).get("name")) or name,
            values=self._variables(given.get("variables")),
        )

    def _credential(self, given: Any, missing: Credential) -> Credential:
        if given is None:
            return missing
        if given == "inherit" or mapping(given).get("type") == "inherit":
            return InheritCredential()
        found = mapping(given)
        kind = text(found.get("type"))
        if kind in {"", "none"}:
            return NoCredential()
        said = {
            name: self.taking.all_words(value) for name, value in found.items() if name != "type"
        }
        make = _KINDS.get(kind)
        if make is None:
            return credentials.other(self.taking, kind, said)
        return make(self.taking, said)

    def _body(self, given: Any, *, graphql: bool) -> Body:
        found = _chosen(given)
        kind, data = text(found.get("type")), found.get("data")
        if graphql or "query" in found:
            return JsonBody(
                text=graphql_text(
                    self.taking.words(found.get("query")), text(found.get("variables"))
                )
            )
        if kind == "form-urlencoded":
            fields = (
                msgspec.structs.replace(row, value=self.taking.words(row.value))
                for row in form_rows(rows(data))
            )
            return FormBody(fields=tuple(fields))
        if kind == "multipart-form":
            return MultipartBody(
                fields=tuple(part for row in rows(data) for part in self._parts(row))
            )
        if kind == "file":
            files = rows(data)
            chosen = next((row for row in files if row.get("selected")), files[0] if files else {})
            return FileBody(
                path=text(chosen.get("filePath")), content_type=text(chosen.get("contentType"))
            )
        words = self.taking.words(data)
        if not words:
            return NoBody()
        return (
            JsonBody(text=words)
            if kind == "json"
            else RawBody(text=words, content_type=_TYPES.get(kind, ""))
        )

    def _parts(self, row: _Entry) -> Iterator[FormField]:
        value = row.get("value")
        is_file = row.get("type") == "file"
        for each in value if isinstance(value, list) else [value]:
            yield FormField(
                text(row.get("name")),
                "" if is_file else self.taking.words(each),
                enabled=is_on(row),
                file=text(each) if is_file else "",
                content_type=text(row.get("contentType")),
            )


def _chosen(given: Any) -> _Entry:
    """Return the body; of several variants the one that is selected."""
    if isinstance(given, list):
        variants = rows(given)
        chosen = next((each for each in variants if each.get("selected")), None)
        return mapping(mapping(chosen or (variants[0] if variants else {})).get("body"))
    return mapping(given)


def graphql_text(query: str, variables: str) -> str:
    """Return the JSON of a GraphQL request; variables: JSON as text, which may hold `{{names}}`."""
    encoded = msgspec.json.encode(query).decode()
    return f'{{"query": {encoded}, "variables": {variables.strip() or "{}"}}}'


def _words_of(found: Any) -> str:
    return text(mapping(found).get("content")) if isinstance(found, Mapping) else text(found)


def _options(given: _Entry) -> Options:
    changed: dict[str, Any] = {}
    if given.get("followRedirects") in {False, "false"}:
        changed["follow_redirects"] = False
    if isinstance(given.get("maxRedirects"), int):
        changed["max_redirects"] = given["maxRedirects"]
    timeout = given.get("timeout")
    if isinstance(timeout, int | float) and timeout > 0:
        changed["timeout"] = timeout / 1000
    return msgspec.structs.replace(Options(), **changed)


_MESSAGES: tuple[tuple[str, OwnMessage], ...] = (
    ("authorizationRequest", "authorization"),
    ("accessTokenRequest", "token"),
    ("refreshTokenRequest", "refresh"),
)


_KINDS: dict[str, Callable[[Taking, _Entry], Credential]] = {
    "basic": lambda taking, said: credentials.basic(
        taking, said.get("username"), said.get("password")
    ),
    "digest": lambda taking, said: credentials.digest(
        taking, said.get("username"), said.get("password")
    ),
    "ntlm": credentials.ntlm,
    "wsse": lambda taking, said: credentials.wsse(
        taking, said.get("username"), said.get("password")
    ),
    "bearer": lambda taking, said: credentials.bearer(taking, said.get("token")),
    "apikey": lambda taking, said: credentials.api_key(
        taking, said.get("key"), said.get("value"), said.get("placement")
    ),
    "oauth2": lambda taking, said: credentials.oauth2(taking, _oauth2(said)),
}


def _oauth2(said: _Entry) -> dict[str, Any]:
    client, owner = mapping(said.get("credentials")), mapping(said.get("resourceOwner"))
    use = mapping(said.get("tokenConfig"))
    placement = mapping(use.get("placement"))
    in_query = "query" in placement
    pkce = said.get("pkce")
    return {
        "grant": said.get("flow"),
        "pkce": (mapping(pkce).get("disabled") is not True) if pkce is not None else None,
        "authorization_url": said.get("authorizationUrl"),
        "token_url": said.get("accessTokenUrl"),
        "refresh_url": said.get("refreshTokenUrl"),
        "device_url": said.get("deviceAuthorizationUrl"),
        "client_id": client.get("clientId"),
        "client_secret": client.get("clientSecret"),
        "client_by": client.get("placement"),
        "scope": said.get("scope"),
        "state": said.get("state"),
        "user": owner.get("username"),
        "password": owner.get("password"),
        "redirect": said.get("callbackUrl"),
        "place": "query" if in_query else "header",
        "name": placement.get("query") if in_query else "",
        "word": "" if in_query else placement.get("header"),
        "token_kind": use.get("source"),
        "own": _own_parameters(mapping(said.get("additionalParameters"))),
    }


def _own_parameters(given: _Entry) -> tuple[OwnParameter, ...]:
    return tuple(
        credentials.own_parameter(message, row.get("placement"), row.get("name"), row.get("value"))
        for name, message in _MESSAGES
        for row in rows(given.get(name))
        if is_on(row)
    )
