"""The requests of a collection with all that they inherit, and their forms that are equal."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, unquote

import msgspec

from inspector.compose.address import QUERY_SAFE, form_part
from inspector.compose.variables import NAME
from inspector.library.inherit import claims_of, inherited_headers
from inspector.library.refs import with_refs
from inspector.model.collection import Collection, Folder
from inspector.model.credential import Credential, as_api_key, as_bearer, as_oauth
from inspector.model.credential_facts import AUTHORIZATION
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.oauth import Login, grant_facts
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import (
    Body,
    FileBody,
    FormBody,
    FormField,
    JsonBody,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.model.secret import SecretRef

_OWN_TYPES: dict[type[Body], str] = {
    JsonBody: "application/json",
    FormBody: "application/x-www-form-urlencoded",
}
_PATH_VARIABLE = re.compile(r"(?<=/):([A-Za-z_][\w.-]*)")


class Flat(msgspec.Struct, frozen=True, kw_only=True):
    """A request that inherits nothing. path: its folders and its name."""

    path: tuple[str, ...]
    request: Request

    @property
    def where(self) -> str:
        """Its place, as losses name it."""
        return "/".join(self.path)


def flat(collection: Collection) -> tuple[Flat, ...]:
    """Return every request with the credential and the headers that leave with it."""
    return tuple(_inside(collection, (collection,), ()))


def _inside(
    inside: Collection | Folder, chain: tuple[Collection | Folder, ...], path: tuple[str, ...]
) -> Iterator[Flat]:
    for request in inside.requests:
        yield Flat(path=(*path, request.name), request=full(request, chain))
    for folder in inside.folders:
        yield from _inside(folder, (*chain, folder), (*path, folder.name))


def full(request: Request, chain: tuple[Collection | Folder, ...]) -> Request:
    """Return a request with what it inherits; chain: the collection, and the folders to it."""
    claims = claims_of(request, chain, None)
    return msgspec.structs.replace(
        request,
        credential=claims[0].credential if claims else NoCredential(),
        headers=inherited_headers(request.headers, chain),
    )


# ---------------- Forms in which two requests that send the same are equal
def with_rows(request: Request) -> Request:
    """Return a request whose query stands in rows, where that sends the same; else in its URL."""
    base, mark, own = request.url.partition("?")
    if not mark:
        return request
    own, hash_, fragment = own.partition("#")
    rows = [_row(each) for each in own.split("&")] if own else []
    found = tuple(each for each in rows if each is not None)
    if len(found) == len(rows):
        url = base + hash_ + fragment
        return msgspec.structs.replace(request, url=url, query=(*found, *request.query))
    url = base + "?" + "&".join((own, *_encoded(request.query))) + hash_ + fragment
    return msgspec.structs.replace(request, url=url, query=())


def _row(typed: str) -> QueryParam | None:
    """Return the row that sends what was typed; None where no row does."""
    name, equals, value = typed.partition("=")
    row = QueryParam(unquote(name), unquote(value))
    sends = f"{encoded(row.name)}={encoded(row.value)}"
    return row if equals and name and sends == f"{_typed(name)}={_typed(value)}" else None


def _typed(text: str) -> str:
    return _between(text, lambda plain: quote(plain, safe="!$%&'()*+,/:;=?@[]-._~|"))


def encoded(text: str) -> str:
    """Return a name or value as it stands in a query; variables stay."""
    return _between(text, lambda plain: quote(plain, safe=QUERY_SAFE, errors="surrogatepass"))


def _between(text: str, change: Callable[[str], str]) -> str:
    pieces, at = [], 0
    for found in NAME.finditer(text):
        pieces += [change(text[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*pieces, change(text[at:])])


def _encoded(rows: tuple[QueryParam, ...]) -> tuple[str, ...]:
    return tuple(f"{encoded(row.name)}={encoded(row.value)}" for row in rows if row.enabled)


def address(request: Request) -> str:
    """Return the URL with all rows of the query; its fragment is never sent."""
    base = request.url.partition("#")[0]
    mark = "&" if "?" in base else "?"
    rows = "&".join(_encoded(request.query))
    whole = f"{base}{mark}{rows}" if rows else base
    path, question, query = whole.partition("?")
    return _typed(path) + question + _typed(query)


def path_variables(url: str) -> tuple[str, ...]:
    """Return the `:names` that other programs take for parameters of the path, each once."""
    path = url.partition("?")[0].partition("#")[0]
    return tuple(dict.fromkeys(_PATH_VARIABLE.findall(path)))


def with_type_row(request: Request) -> Request:
    """Return a request whose content type stands among its headers, where it was typed."""
    body = request.body
    if not isinstance(body, RawBody | FileBody):
        return request
    rows = request.headers
    given = any(row.enabled and row.name.lower() == "content-type" for row in rows)
    if body.content_type and not given:
        rows = (*rows, RequestHeader("Content-Type", body.content_type))
    body = msgspec.structs.replace(body, content_type="")
    return msgspec.structs.replace(request, body=body, headers=rows)


def with_every_type_row(request: Request) -> Request:
    """Return a request whose content type stands among its headers, whatever its body is."""
    made = with_type_row(request)
    kind = _OWN_TYPES.get(type(made.body), "")
    given = any(row.enabled and row.name.lower() == "content-type" for row in made.headers)
    if not kind or given:
        return made
    return msgspec.structs.replace(
        made, headers=(*made.headers, RequestHeader("Content-Type", kind))
    )


def encoded_form(fields: tuple[FormField, ...]) -> str:
    """Return a form as it is sent; variables stay."""
    return "&".join(
        f"{_between(each.name, form_part)}={_between(each.value, form_part)}"
        for each in fields
        if each.enabled
    )


def as_header(request: Request) -> Request:
    """Return a request whose key or token stands where it is sent, as in formats without auth."""
    request = with_query_key(request)
    credential = leaving(request)
    if (token := as_bearer(credential)) is not None:
        words = SecretRef(place="text", name=f"Bearer {token.token.name}")
        credential = ApiKey(name=AUTHORIZATION, value=words)
    key = as_api_key(credential)
    if key is None:
        return msgspec.structs.replace(request, credential=credential)
    rows = (*request.headers, RequestHeader(key.name, key.value.name))
    return msgspec.structs.replace(request, headers=rows, credential=NoCredential())


def with_query_key(request: Request) -> Request:
    """Return a request whose key stands among the rows of the query, where it travels there."""
    key = as_api_key(leaving(request))
    if key is None or key.place != "query":
        return request
    query = (*request.query, QueryParam(key.name, key.value.name))
    return msgspec.structs.replace(request, query=query, credential=NoCredential())


def as_row(credential: Credential) -> ApiKey | None:
    """Return a credential as the key in a header or the query that it is sent as, else None."""
    made = as_key(credential)
    if (token := as_bearer(made)) is not None:
        words = SecretRef(place="text", name=f"{token.word} {token.token.name}")
        return ApiKey(name=AUTHORIZATION, value=words)
    key = as_api_key(made)
    return key if key is not None and key.place in {"header", "query"} else None


def with_others_as_rows(request: Request) -> Request:
    """Return a request whose further credentials stand in rows, as far as one sends the same."""
    if not request.options.send_credential:
        return msgspec.structs.replace(request, also=())
    others, headers, query = [], [*request.headers], [*request.query]
    for each in request.also:
        row = as_row(with_refs(each, _named))
        if row is None:
            others.append(each)
        elif row.place == "query":
            query.append(QueryParam(row.name, row.value.name))
        else:
            headers.append(RequestHeader(row.name, row.value.name))
    return msgspec.structs.replace(
        request, also=tuple(others), headers=tuple(headers), query=tuple(query)
    )


def flat_name(each: "Flat") -> str:
    """Return the name of a request in a format that has no folders, on one line."""
    return " ".join(" / ".join(each.path).split())


def leaving(request: Request) -> Credential:
    """Return the credential that is sent, in the form of a key where it is the same as one."""
    if not request.options.send_credential:
        return NoCredential()
    credential = as_key(with_refs(request.credential, _named))
    granted = as_oauth(credential)
    return as_used(granted) if granted is not None else credential


def _named(ref: SecretRef) -> SecretRef:
    """Return what is asked for under a name as the variable of that name, which is the same."""
    if ref.place != "ask" or not ref.name:
        return ref
    return SecretRef(place="text", name=f"{{{{{ref.name}}}}}")


def as_used(given: OAuth2) -> OAuth2:
    """Return it without what its grant does not use, its own parameters by their message."""
    needs = grant_facts(given.grant).needs
    login = given.login if "login" in needs else Login()
    own = tuple(sorted(given.extras.own, key=lambda each: each.message))
    extras = msgspec.structs.replace(given.extras, own=own)
    return msgspec.structs.replace(given, login=login, extras=extras)


def as_key(credential: Credential) -> Credential:
    """Return a token with another word than Bearer, or a cookie, as the header that is sent."""
    token, key = as_bearer(credential), as_api_key(credential)
    if token is not None and token.word != "Bearer":
        words = f"{token.word} {token.token.name}".strip()
        return ApiKey(name=AUTHORIZATION, value=SecretRef(place="text", name=words))
    if key is not None and key.place == "cookie":
        words = f"{key.name}={key.value.name}"
        return ApiKey(name="Cookie", value=SecretRef(place="text", name=words))
    return credential
