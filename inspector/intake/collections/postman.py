"""Reads Postman's collections (v2.0 and v2.1) and environments.

Source: the JSON Schemas v2.0.0 and v2.1.0 at schema.postman.com, and what Postman's runtime makes
of an exported `auth`. A credential's settings are an object in v2.0 and rows in v2.1; `auth: null`
or none at all inherits, `noauth` sends nothing.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

import msgspec

from inspector.intake.collections.postman_auth import credential
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
from inspector.intake.yaml_text import read_yaml
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
    Options,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
    Script,
)
from inspector.wording import tr

NAME = "postman"
SUFFIXES = (".postman_collection.json", ".postman_environment.json")
_SCHEMA = re.compile(rb"schema\.(?:get)?postman\.com/(?:json/)?collection/")
_SCOPE = re.compile(rb'"_postman_variable_scope"\s*:')
_IN_YAML = re.compile(rb"^item[ \t]*:", re.MULTILINE)
_LOOKED_AT = 262_144  # bytes
_LANGUAGES = {
    "xml": "application/xml",
    "html": "text/html",
    "javascript": "application/javascript",
    "text": "text/plain",
}


def title() -> str:
    """Return what it is called."""
    return tr("Postman export")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A Postman collection: its requests are taken in as a collection.")


def fit(data: bytes) -> float:
    """Return how surely the data is a collection or an environment of Postman."""
    head = plain(data[:_LOOKED_AT])
    if head.lstrip()[:1] != b"{":
        return 0.9 if _SCHEMA.search(head) and _IN_YAML.search(head) else 0.0
    if _SCHEMA.search(head) or _SCOPE.search(head) or _SCHEMA.search(data[-_LOOKED_AT:]):
        return 0.99
    likely = b'"item"' in head and b'"request"' in head and b'"info"' in head
    return 0.8 if likely else 0.0


def read(data: bytes) -> Reading:
    """Return the collection, or one with an environment alone; raise Unreadable."""
    whole = _parsed(data)
    given = mapping(whole.get("collection")) or mapping(whole.get("environment")) or whole
    taking = Taking()
    if "item" in given:
        made = _Reader(taking).collection(given)
    elif isinstance(given.get("values"), list):
        made = environment_alone(taking, given)
    else:
        raise Unreadable(_nothing())
    return Reading(
        kind=NAME, collection=made, secrets=taking.pocket.secrets, losses=tuple(taking.losses)
    )


def environment_alone(taking: Taking, given: Mapping[str, Any]) -> Collection:
    """Return a collection of no requests with one environment; globals are its variables."""
    name = text(given.get("name")) or tr("Environment")
    values = variables(taking, given.get("values"))
    if given.get("_postman_variable_scope") == "globals":
        return Collection(name=name, variables=values)
    return Collection(name=name, environments=(Environment(name=name, values=values),))


def variables(taking: Taking, found: Any) -> dict[str, Any]:
    """Return variables by name, those that are switched off left out."""
    return {
        text(row.get("key") or row.get("id")): taking.variable(
            text(row.get("key") or row.get("id")),
            taking.words(row.get("value")),
            secret=row.get("type") == "secret",
        )
        for row in rows(found)
        if is_on(row) and text(row.get("key") or row.get("id"))
    }


class _Reader:
    """Reads one collection of v2."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking

    def collection(self, given: Mapping[str, Any]) -> Collection:
        info = mapping(given.get("info"))
        folders, requests = self._inside(given)
        return Collection(
            name=text(info.get("name")) or tr("Postman collection"),
            description=description(info.get("description")),
            variables=self._taking.variables(variables(self._taking, given.get("variable"))),
            credential=credential(self._taking, given.get("auth"), NoCredential()),
            scripts=self._scripts(given.get("event")),
            folders=folders,
            requests=requests,
        )

    def _inside(self, given: Mapping[str, Any]) -> tuple[tuple[Folder, ...], tuple[Request, ...]]:
        folders, requests = [], []
        for item in rows(given.get("item")):
            name = text(item.get("name"))
            with self._taking.inside(name):
                if isinstance(item.get("item"), list):
                    folders.append(self._folder(item, name))
                elif "request" in item or name:  # a name alone is a request not yet filled in
                    requests.append(self._request(item, name))
        return tuple(folders), tuple(requests)

    def _folder(self, item: Mapping[str, Any], name: str) -> Folder:
        folders, requests = self._inside(item)
        self._taking.hand_up(variables(self._taking, item.get("variable")))
        return Folder(
            name=name or tr("Folder"),
            description=description(item.get("description")),
            credential=credential(self._taking, item.get("auth")),
            scripts=self._scripts(item.get("event")),
            folders=folders,
            requests=requests,
        )

    def _request(self, item: Mapping[str, Any], name: str) -> Request:
        found = item.get("request")
        given = {"url": found} if isinstance(found, str) else mapping(found)
        url, query = self._url(given.get("url"))
        scripts = self._scripts(item.get("event"))
        handed = [(script, captures(script)) for script in scripts]
        profile = mapping(item.get("protocolProfileBehavior"))
        return Request(
            name=name,
            method=text(given.get("method")).upper() or "GET",
            url=url,
            query=query,
            headers=self._headers(given.get("header")),
            body=_typed(self._body(mapping(given.get("body"))), profile),
            credential=credential(self._taking, given.get("auth", item.get("auth"))),
            options=options(profile),
            description=description(given.get("description") or item.get("description")),
            captures=tuple(each for _, some in handed for each in some),
            scripts=tuple(script for script, some in handed if not some),
            examples=examples(map(self._example, rows(item.get("response")))),
            origin=f"postman:{text(item.get('id') or item.get('_postman_id'))}".removesuffix(":")
            if item.get("id") or item.get("_postman_id")
            else "",
        )

    def _url(self, given: Any) -> tuple[str, tuple[QueryParam, ...]]:
        if not isinstance(given, Mapping):
            return self._taking.words(given), ()
        values = {
            text(row.get("key") or row.get("id")): self._taking.words(row.get("value"))
            for row in rows(given.get("variable"))
        }
        raw = text(given.get("raw")) or _put_together(given)
        raw = self._taking.words(raw)
        found = rows(given.get("query"))
        if not found:
            return with_path_values(raw, values or no_values(raw)), ()
        bare = {each for each in raw.partition("?")[2].split("&") if "=" not in each}
        if any(row.get("value") is None and row.get("key") in bare for row in found):
            # `?flag` has no `=`, which no row can say: what is sent stays in the address
            found = [row for row in found if not is_on(row)]
            return with_path_values(raw, values or no_values(raw)), self._query(found)
        base, _, fragment = raw.partition("#") if "{{" not in raw else (raw, "", "")
        base = base.partition("?")[0] + (f"#{fragment}" if fragment else "")
        return with_path_values(base, values or no_values(base)), self._query(found)

    def _query(self, found: Sequence[Mapping[str, Any]]) -> tuple[QueryParam, ...]:
        return tuple(
            msgspec.structs.replace(
                row, name=unquoted(row.name), value=self._taking.words(unquoted(row.value))
            )
            for row in query_rows(found, "key")
        )

    def _headers(self, found: Any) -> tuple[RequestHeader, ...]:
        if isinstance(found, str):
            parted = (line.partition(":") for line in found.splitlines() if ":" in line)
            found = [{"key": name.strip(), "value": value.strip()} for name, _, value in parted]
        return tuple(
            msgspec.structs.replace(row, value=self._taking.words(row.value))
            for row in header_rows(rows(found), "key")
        )

    def _body(self, given: Mapping[str, Any]) -> Body:
        mode = text(given.get("mode"))
        if given.get("disabled") or not mode:
            return NoBody()
        makers = {
            "raw": self._raw,
            "urlencoded": self._urlencoded,
            "formdata": lambda each: MultipartBody(fields=self._parts(rows(each.get("formdata")))),
            "file": lambda each: FileBody(path=_source(each.get("file"))),
            "graphql": self._graphql,
        }
        if mode in makers:
            return makers[mode](given)
        self._taking.lose(tr("The body is of the unknown kind “{kind}”.", kind=mode))
        return NoBody()

    def _urlencoded(self, given: Mapping[str, Any]) -> Body:
        found = given.get("urlencoded")
        if isinstance(found, str):
            return RawBody(text=found, content_type="application/x-www-form-urlencoded")
        return FormBody(fields=self._fields(found))

    def _graphql(self, given: Mapping[str, Any]) -> Body:
        found = mapping(given.get("graphql"))
        query = self._taking.words(found.get("query"))
        return JsonBody(text=graphql(query, found.get("variables")))

    def _raw(self, given: Mapping[str, Any]) -> Body:
        words = self._taking.words(given.get("raw"))
        language = text(mapping(mapping(given.get("options")).get("raw")).get("language"))
        if not words:
            return NoBody()
        if language == "json" or (not language and words.lstrip()[:1] in {"{", "["}):
            return JsonBody(text=words)
        return RawBody(text=words, content_type=_LANGUAGES.get(language, ""))

    def _fields(self, found: Any) -> tuple[FormField, ...]:
        return tuple(
            msgspec.structs.replace(row, value=self._taking.words(row.value))
            for row in form_rows(rows(found), "key")
        )

    def _parts(self, found: Sequence[Mapping[str, Any]]) -> tuple[FormField, ...]:
        parts: list[FormField] = []
        for row in found:
            files = row.get("src") if row.get("type") == "file" else None
            paths = files if isinstance(files, list) else [files]
            parts += (
                FormField(
                    text(row.get("key")),
                    self._taking.words(row.get("value")) if row.get("type") != "file" else "",
                    enabled=is_on(row),
                    file=text(path),
                    content_type=text(row.get("contentType")),
                )
                for path in paths or [None]
            )
        return tuple(parts)

    def _scripts(self, found: Any) -> tuple[Script, ...]:
        made = (
            kept(
                event.get("listen"), mapping(event.get("script")).get("exec") or event.get("script")
            )
            for event in rows(found)
            if is_on(event)
        )
        return tuple(each for each in made if each is not None)

    def _example(self, given: Mapping[str, Any]) -> Kept:
        asked = mapping(given.get("originalRequest")).get("url")
        raw = text(asked.get("raw")) if isinstance(asked, Mapping) else text(asked)
        return Kept(
            name=text(given.get("name")),
            url=self._taking.words(raw),
            status=given.get("code"),
            reason=text(given.get("status")),
            headers=self._headers(given.get("header")),
            body=text(given.get("body")),
        )


def _source(found: Any) -> str:
    return text(found if isinstance(found, str) else mapping(found).get("src"))


def unquoted(text: str) -> str:
    """Return a name or value of the query as it is meant: Postman encodes no `%41` again."""
    return unquote(text) if "%" in text else text


def _typed(body: Body, profile: Mapping[str, Any]) -> Body:
    """Return the body without the content type that its request switches off."""
    if not mapping(profile.get("disabledSystemHeaders")).get("content-type"):
        return body
    return msgspec.structs.replace(body, content_type="") if isinstance(body, RawBody) else body


def graphql(query: str, given: Any) -> str:
    """Return the JSON that a GraphQL request sends; variables as text or as an object."""
    try:
        values = json.loads(given) if isinstance(given, str) and given.strip() else given or {}
    except ValueError:
        return '{"query": ' + json.dumps(query) + ', "variables": ' + text(given) + "}"
    return json.dumps({"query": query, "variables": values}, ensure_ascii=False)


def description(found: Any) -> str:
    """Return a description: a text, or an object with `content`."""
    return text(mapping(found).get("content")) if isinstance(found, Mapping) else text(found)


def no_values(url: str) -> dict[str, str]:
    """Return no value, so that `:name` in a path without a table of values is a variable too."""
    return {"": ""} if "/:" in url else {}


def _put_together(given: Mapping[str, Any]) -> str:
    """Return an address that is given in parts only."""
    host, path = given.get("host"), given.get("path")
    joined = ".".join(map(text, host)) if isinstance(host, list) else text(host)
    scheme = text(given.get("protocol"))
    port = text(given.get("port"))
    parts = (
        [text(each if not isinstance(each, Mapping) else each.get("value")) for each in path]
        if isinstance(path, list)
        else [text(path).lstrip("/")]
    )
    start = f"{scheme}://" if scheme else ""
    tail = "/".join(parts)
    return f"{start}{joined}{f':{port}' if port else ''}{f'/{tail}' if tail else ''}"


def options(given: Mapping[str, Any]) -> Options:
    """Return how a request is sent, by its protocol profile."""
    changed: dict[str, Any] = {}
    if given.get("followRedirects") is False:
        changed["follow_redirects"] = False
    if isinstance(given.get("maxRedirects"), int):
        changed["max_redirects"] = given["maxRedirects"]
    if given.get("strictSSL") is False:
        changed["verify_tls"] = False
    if given.get("followOriginalHttpMethod") is True:
        changed["keep_method"] = True
    if given.get("disableCookies") is True:
        changed["use_cookies"] = False
    return msgspec.structs.replace(Options(), **changed)


def _parsed(data: bytes) -> Mapping[str, Any]:
    words = plain(data)
    if words.lstrip()[:1] != b"{":  # the same objects, which some keep as YAML
        return mapping(read_yaml(words.decode("utf-8", "replace")).value)
    try:
        return mapping(json.loads(words))
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            Problem(
                what=tr("This is no valid JSON: {reason}.", reason=str(error)),
                todo=tr("Export the collection again."),
            )
        ) from None


def _nothing() -> Problem:
    return Problem(
        what=tr("There are no requests and no variables in this Postman file."),
        todo=tr("Export a collection (v2.1) or an environment."),
    )
