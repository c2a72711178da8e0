"""Reads Hoppscotch's collections and environments.

Source: the schemas of @hoppscotch/data up to collection 12, request 17 and environment 2. The type
`inherit` takes what lies above; `authActive: false` sends nothing. Variables are `<<name>>`.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from inspector.intake.collections import credentials
from inspector.intake.collections.opencollection_shape import graphql_text
from inspector.intake.collections.scripts import captures, kept
from inspector.intake.collections.taking import (
    Taking,
    header_rows,
    is_on,
    mapping,
    query_rows,
    rows,
    text,
)
from inspector.intake.results import Reading, Unreadable
from inspector.intake.text import plain
from inspector.model.collection import Collection, Environment, Folder, Problem
from inspector.model.credential import Credential
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.oauth import OwnMessage
from inspector.model.request import (
    Body,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    NoBody,
    Options,
    RawBody,
    Request,
    RequestHeader,
    Script,
)
from inspector.model.secret import SecretRef
from inspector.protocol.media_types import family
from inspector.wording import tr

NAME = "hoppscotch"
SUFFIXES = (".hoppscotch.json",)
_LOOKED_AT = 262_144  # bytes
_VARIABLE = re.compile(r"<<([^<>\n]{1,200})>>")
_METHODS = {"AS_BASIC_AUTH_HEADERS": "header", "IN_BODY": "body"}
_OLD_KINDS = {"Basic Auth": "basic", "Bearer Token": "bearer", "None": "none"}
_MESSAGES: tuple[tuple[str, OwnMessage], ...] = (
    ("authRequestParams", "authorization"),
    ("tokenRequestParams", "token"),
    ("refreshRequestParams", "refresh"),
)
_Entry = Mapping[str, Any]


def title() -> str:
    """Return what it is called."""
    return tr("Hoppscotch export")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A Hoppscotch export: its requests are taken in as a collection.")


def fit(data: bytes) -> float:
    """Return how surely the data is a collection or environments of Hoppscotch."""
    head = plain(data[:_LOOKED_AT])
    if head.lstrip()[:1] not in {b"{", b"["}:
        return 0.0
    if b'"folders"' in head and b'"requests"' in head and b'"name"' in head:
        return 0.9 if b'"_type"' not in head and b'"order"' not in head else 0.1
    known = b'"endpoint"' in head and b'"authType"' in head
    environment = re.match(
        rb'\[?\s{0,99}\{[^{}\[\]]{0,400}"variables"\s{0,9}:\s{0,9}\[', head.lstrip()
    )
    return 0.9 if known else 0.75 if environment and b'"key"' in head else 0.0


def read(data: bytes) -> Reading:
    """Return the collection; several in one file become its folders. Raise Unreadable."""
    taking = Taking()
    try:
        whole = json.loads(plain(data))
    except (ValueError, RecursionError) as error:
        what = tr("This is no valid JSON: {reason}.", reason=str(error))
        raise Unreadable(Problem(what=what, todo=tr("Export it again."))) from None
    found = rows(whole if isinstance(whole, list) else [whole])
    reader = _Reader(taking)
    if found and all("variables" in each and "requests" not in each for each in found):
        made = reader.environments(found)
    elif len(found) == 1:
        made = reader.collection(found[0])
    elif found:
        folders = tuple(reader.folder(each, top=True) for each in found)
        made = Collection(name=tr("Hoppscotch collections"), folders=folders)
    else:
        raise Unreadable(_nothing())
    variables = taking.variables(made.variables)
    return Reading(
        kind=NAME,
        collection=msgspec.structs.replace(made, variables=variables),
        secrets=taking.pocket.secrets,
        losses=tuple(taking.losses),
    )


class _Reader:
    """Reads what one file holds."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking

    def environments(self, found: Sequence[_Entry]) -> Collection:
        made = tuple(
            Environment(
                name=text(each.get("name")) or tr("Environment"),
                values=self._values(each.get("variables")),
            )
            for each in found
        )
        return Collection(name=made[0].name, environments=made)

    def collection(self, given: _Entry) -> Collection:
        folder = self.folder(given, top=True)
        return Collection(
            name=folder.name,
            description=folder.description,
            credential=folder.credential,
            headers=folder.headers,
            scripts=folder.scripts,
            folders=folder.folders,
            requests=folder.requests,
        )

    def folder(self, given: _Entry, *, top: bool = False) -> Folder:
        name = text(given.get("name")) or tr("Folder")
        self._taking.hand_up(self._values(given.get("variables")))
        folders, requests = [], []
        for each in rows(given.get("folders")):
            with self._taking.inside(text(each.get("name"))):
                folders.append(self.folder(each))
        for each in rows(given.get("requests")):
            with self._taking.inside(text(each.get("name"))):
                made = self._request(each)
                requests += [made] if made is not None else []
        credential, off = self._credential(mapping(given.get("auth")), top=top, folder=True)
        if off:
            self._taking.lose(tr("The credential of a folder is switched off, and was left out."))
        return Folder(
            name=name,
            description=self._words(given.get("description")),
            credential=NoCredential() if off else credential,
            headers=self._headers(given.get("headers")),
            scripts=self._scripts(given),
            folders=tuple(folders),
            requests=tuple(requests),
        )

    def _request(self, given: _Entry) -> Request | None:
        if "endpoint" not in given and "path" in given:
            given = _renewed(given)
        if "query" in given and "endpoint" not in given:
            given = {**given, "endpoint": given.get("url"), "method": "POST"}
        url = self._words(given.get("endpoint"))
        if not url and not given.get("method"):
            self._taking.lose(tr("This is no request that can be taken in."))
            return None
        scripts = self._scripts(given)
        handed = [(script, captures(script)) for script in scripts]
        credential, off = self._credential(mapping(given.get("auth")), top=False, folder=False)
        self._taking.hand_up(self._values(given.get("requestVariables")))
        return Request(
            name=text(given.get("name")) or tr("Request"),
            method=text(given.get("method")).upper() or "GET",
            url=url,
            query=tuple(
                msgspec.structs.replace(
                    row, name=self._words(row.name), value=self._words(row.value)
                )
                for row in query_rows(rows(given.get("params")), "key")
            ),
            headers=self._headers(given.get("headers")),
            body=self._body(given),
            credential=credential,
            options=msgspec.structs.replace(Options(), send_credential=not off),
            description=self._words(given.get("description")),
            captures=tuple(each for _, some in handed for each in some),
            scripts=tuple(script for script, some in handed if not some),
            origin=f"hoppscotch:{text(given.get('_ref_id'))}" if given.get("_ref_id") else "",
        )

    def _credential(self, given: _Entry, *, top: bool, folder: bool) -> tuple[Credential, bool]:
        """Return the credential, and whether it is switched off. top: nothing lies above.

        folder: of a folder. One that inherits hands on what lies above, switched off or not.
        """
        kind = text(given.get("authType"))
        off = given.get("authActive") is False
        if not kind or kind == "inherit":
            return (NoCredential() if top else InheritCredential()), off and not folder
        if kind == "none":
            return NoCredential(), False
        said = {
            name: self._words(value) if isinstance(value, str) else value
            for name, value in given.items()
            if name not in {"authType", "authActive"}
        }
        make = _KINDS.get(kind)
        if make is None:
            return credentials.other(self._taking, kind, said), off
        return make(self._taking, said), off

    def _headers(self, found: Any) -> tuple[RequestHeader, ...]:
        return tuple(
            msgspec.structs.replace(row, name=self._words(row.name), value=self._words(row.value))
            for row in header_rows(rows(found), "key")
        )

    def _body(self, given: _Entry) -> Body:
        if "query" in given and "body" not in given:
            query, values = self._words(given.get("query")), self._words(given.get("variables"))
            return JsonBody(text=graphql_text(query, values))
        found = mapping(given.get("body"))
        kind, body = text(found.get("contentType")), found.get("body")
        if kind == "multipart/form-data":
            return MultipartBody(fields=tuple(map(self._part, rows(body))))
        words = self._words(body)
        if kind == "application/octet-stream":
            self._taking.lose(tr("The file of the body has to be chosen anew."))
            return NoBody()
        if not kind or not words:
            return NoBody()
        if family(kind) == "form":
            return _form(words)
        return (
            JsonBody(text=words)
            if family(kind) == "json"
            else RawBody(text=words, content_type=kind)
        )

    def _part(self, row: _Entry) -> FormField:
        is_file = row.get("isFile") is True
        if is_file:
            self._taking.lose(tr("The files of the body have to be chosen anew."))
        return FormField(
            text(row.get("key")),
            "" if is_file else self._words(row.get("value")),
            enabled=is_on(row),
            content_type=text(row.get("contentType")),
        )

    def _scripts(self, given: _Entry) -> tuple[Script, ...]:
        made = (kept("pre", given.get("preRequestScript")), kept("after", given.get("testScript")))
        return tuple(each for each in made if each is not None)

    def _values(self, found: Any) -> dict[str, str | SecretRef]:
        made: dict[str, str | SecretRef] = {}
        for row in rows(found):
            name = text(row.get("key"))
            value = row.get("currentValue") or row.get("initialValue") or row.get("value")
            if not name or not is_on(row):
                continue
            secret = row.get("secret") is True
            if secret and not text(value):
                made[name] = SecretRef(place="ask", name=name)
            else:
                made[name] = self._taking.variable(name, self._words(value), secret=secret)
        return made

    def _words(self, value: Any) -> str:
        """Return a text in our words for variables."""
        said = text(value)
        if "<<" not in said:
            return said
        return self._taking.words(_VARIABLE.sub(lambda found: f"{{{{{found[1].strip()}}}}}", said))


def _renewed(given: _Entry) -> _Entry:
    """Return a request of the first schema (two parts of an address, auth as a word) as later."""
    word = text(given.get("auth"))
    auth = {
        "authType": _OLD_KINDS.get(word, word) or "none",
        "username": given.get("httpUser"),
        "password": given.get("httpPassword"),
        "token": given.get("bearerToken"),
    }
    return {
        **given,
        "endpoint": text(given.get("url")) + text(given.get("path")),
        "auth": given.get("auth") if isinstance(given.get("auth"), Mapping) else auth,
    }


def _api_key(taking: Taking, said: _Entry) -> Credential:
    return credentials.api_key(taking, said.get("key"), said.get("value"), said.get("addTo"))


_KINDS: dict[str, Callable[[Taking, _Entry], Credential]] = {
    "basic": lambda taking, said: credentials.basic(
        taking, said.get("username"), said.get("password")
    ),
    "digest": lambda taking, said: credentials.digest(
        taking, said.get("username"), said.get("password"), said.get("algorithm")
    ),
    "bearer": lambda taking, said: credentials.bearer(taking, said.get("token")),
    "api-key": _api_key,
    "oauth-2": lambda taking, said: credentials.oauth2(taking, _oauth2(said)),
    "jwt": lambda taking, said: credentials.signed_jwt(taking, _jwt(said)),
}


def _oauth2(said: _Entry) -> dict[str, Any]:
    given = {**said, **mapping(said.get("grantTypeInfo"))}
    return {
        "grant": given.get("grantType") or "authorization_code",
        "pkce": given.get("isPKCE") if isinstance(given.get("isPKCE"), bool) else None,
        "pkce_method": given.get("codeVerifierMethod"),
        "authorization_url": given.get("authEndpoint") or given.get("authURL"),
        "token_url": given.get("tokenEndpoint") or given.get("accessTokenURL"),
        "issuer": given.get("oidcDiscoveryURL"),
        "client_id": given.get("clientID"),
        "client_secret": given.get("clientSecret"),
        "client_by": _METHODS.get(text(given.get("clientAuthentication")), ""),
        "scope": given.get("scopes") or given.get("scope"),
        "user": given.get("username"),
        "password": given.get("password"),
        "place": given.get("addTo"),
        "access_token": given.get("token"),
        "refresh_token": given.get("refreshToken"),
        "token_kind": given.get("tokenType"),
        "own": tuple(
            credentials.own_parameter(
                message, row.get("sendIn", "url"), row.get("key"), row.get("value")
            )
            for name, message in _MESSAGES
            for row in rows(given.get(name))
            if is_on(row)
        ),
    }


def _jwt(said: _Entry) -> dict[str, Any]:
    in_query = text(said.get("addTo")) == "QUERY_PARAMS"
    return {
        "algorithm": said.get("algorithm"),
        "key": said.get("secret") or said.get("privateKey"),
        "claims": said.get("payload"),
        "header": "" if said.get("jwtHeaders") == "{}" else said.get("jwtHeaders"),
        "base64": said.get("isSecretBase64Encoded"),
        "place": said.get("addTo"),
        "name": said.get("paramName") if in_query else "",
        "word": said.get("headerPrefix"),
    }


def _form(words: str) -> Body:
    """Return a form that is written as rows `name: value`, or encoded."""
    lines = [line for line in words.splitlines() if line.strip()]
    if not lines or any(":" not in line for line in lines):
        return RawBody(text=words, content_type="application/x-www-form-urlencoded")
    parted = (line.partition(":") for line in lines)
    return FormBody(
        fields=tuple(
            FormField(
                name.strip().lstrip("# "), value.strip(), enabled=not name.lstrip().startswith("#")
            )
            for name, _, value in parted
        )
    )


def _nothing() -> Problem:
    return Problem(
        what=tr("There are no requests in this Hoppscotch file."),
        todo=tr("Export the collection as JSON."),
    )
