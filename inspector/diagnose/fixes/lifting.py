"""Turns a key that stands in a hand-written row, URL or body into a credential of the request."""

import base64
import binascii
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

import msgspec

from inspector.model.credential import Credential, kind_of_scheme
from inspector.model.credential_facts import KeyPlace
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.none import NoCredential
from inspector.model.request import FormBody, JsonBody, Request, RequestHeader
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.protocol.field_names import (
    is_caller_header,
    is_key_name,
    is_key_parameter,
    looks_like_session,
    name_words,
)
from inspector.protocol.patterns import lazy_re, word_set
from inspector.protocol.scheme_words import split_scheme, without_words
from inspector.protocol.schemes.basic import text_of
from inspector.protocol.signatures.signed_address import signs_an_address

Put = Callable[[str], SecretRef]
_replace = msgspec.structs.replace


class _Found(NamedTuple):
    """A key, and the request without it."""

    place: KeyPlace
    name: str
    value: str
    rest: Request


def lifted_key(request: Request, put: Put) -> Request:
    """Return the request with the first hand-written key as its credential, else unchanged."""
    return _lifted(request, next(_keys(request), None), put)


def lifted_cookie(request: Request, name: str, put: Put) -> Request:
    """Return the request with a hand-written cookie of that name as its credential."""
    found = next((one for one in _cookies(request) if one.name == name), None)
    return _lifted(request, found, put)


def lifted_token(request: Request) -> Request:
    """Return the request with the token of its address as its credential, without the secret."""
    found = (one for one in _keys(request) if one.place == "query")
    tokens = (one for one in found if not _OF_TOKENS.isdisjoint(name_words(one.name)))
    return _lifted(request, next(tokens, None), lambda _: NO_SECRET)


_OF_TOKENS = word_set("token jwt bearer")


def _lifted(request: Request, found: _Found | None, put: Put) -> Request:
    if found is None:
        return request
    key = ApiKey(name=found.name, value=kept(found.value, put), place=found.place)
    return _replace(found.rest, credential=key)


def kept(text: str, put: Put) -> SecretRef:
    """Return a reference for a secret; a text with variables stays one, to be filled in later."""
    return SecretRef(place="text", name=text) if "{{" in text else put(text)


def _keys(request: Request) -> Iterator[_Found]:
    for row in request.query:
        if row.enabled and _is_key(row.name) and row.value:
            rest = tuple(each for each in request.query if each is not row)
            yield _Found("query", row.name, row.value, _replace(request, query=rest))
    yield from _in_url(request)
    yield from _in_body(request)
    for header in request.headers:
        if header.enabled and header.value and is_caller_header(header.name):
            yield _Found("header", header.name, header.value.strip(), _without(request, header))
    for cookie in _cookies(request):
        if is_key_name(cookie.name) or looks_like_session(cookie.name):
            yield cookie


def _is_key(name: str) -> bool:
    return is_key_parameter(name) and not signs_an_address(name)


def _in_url(request: Request) -> Iterator[_Found]:
    base, mark, query = request.url.partition("?")
    query, hash_mark, fragment = query.partition("#")
    pairs = query.split("&") if mark else []
    for pair in pairs:
        name, _, value = pair.partition("=")
        if value and _is_key(unquote_plus(name)):
            rest = "&".join(each for each in pairs if each is not pair)
            url = base + ("?" + rest if rest else "") + hash_mark + fragment
            yield _Found(
                "query", unquote_plus(name), unquote_plus(value), _replace(request, url=url)
            )


def _in_body(request: Request) -> Iterator[_Found]:
    body = request.body
    if isinstance(body, FormBody):
        for field in body.fields:
            if field.enabled and field.value and is_key_name(field.name):
                fields = tuple(each for each in body.fields if each is not field)
                rest = _replace(request, body=_replace(body, fields=fields))
                yield _Found("body", field.name, field.value, rest)
    elif isinstance(body, JsonBody):
        content = _object(body.text)
        for name, value in content.items():
            if is_key_name(name) and isinstance(value, str) and value:
                others = {key: each for key, each in content.items() if key != name}
                text = json.dumps(others, ensure_ascii=False)
                yield _Found("body", name, value, _replace(request, body=JsonBody(text=text)))


def _object(text: str) -> dict[str, Any]:
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _cookies(request: Request) -> Iterator[_Found]:
    for row in request.headers:
        if row.enabled and row.name.lower() == "cookie":
            yield from _in_cookies(request, row)


def _in_cookies(request: Request, row: RequestHeader) -> Iterator[_Found]:
    pairs = [pair.strip() for pair in row.value.split(";")]
    for pair in pairs:
        name, _, value = pair.partition("=")
        if value:
            rest = "; ".join(each for each in pairs if each is not pair)
            changed = _replace(row, value=rest)
            rows = tuple(changed if each is row else each for each in request.headers)
            kept_rows = tuple(each for each in rows if each is not changed or rest)
            yield _Found("cookie", name, value, _replace(request, headers=kept_rows))


def _without(request: Request, row: RequestHeader) -> Request:
    return _replace(request, headers=tuple(each for each in request.headers if each is not row))


# ---------------- Lifts a hand-written Authorization row into a credential of the request
_USER = lazy_re(r'(?i)username="([^"]*)"')


def lifted(request: Request, put: Put) -> Request:
    """Return the request with a hand-written Authorization row turned into a credential."""
    if request.credential != NoCredential():
        return request
    row = next(
        (r for r in request.headers if r.enabled and r.name.lower() == "authorization"), None
    )
    made = from_header(row.value, put) if row is not None else None
    if made is None:
        return request
    own = {name.lower() for name in made.headers} - {"authorization"}
    if own and made.is_login() and not made.user_name:  # a second header of its own names the user
        others = (r.value for r in request.headers if r.enabled and r.name.lower() in own)
        user = next(filter(None, map(_USER.search, others)), None)
        made = made.with_user(user[1] if user else "")
    rest = tuple(r for r in request.headers if r is not row and r.name.lower() not in own)
    return msgspec.structs.replace(request, headers=rest, credential=made)


def said_by(request: Request) -> Credential:
    """Return how a request logs in: its credential, else what its Authorization row says.

    No secret is in it. A row with a variable for all behind its word is known by that word.
    """
    own = lifted(request, lambda _: NO_SECRET).credential
    if own != NoCredential():
        return own
    rows = (row for row in request.headers if row.enabled and row.name.lower() == "authorization")
    kinds = (kind_of_scheme(split_scheme(row.value.strip())[0]) for row in rows)
    return next((kind() for kind in kinds if kind is not None), own)


def from_header(value: str, put: Put) -> Credential | None:
    """Read an Authorization value as a credential; None where it can't be written as one."""
    word, rest, _ = split_scheme(value.strip())
    if word.lower() == "basic":
        return _basic(rest, put)
    kind = kind_of_scheme(word)
    if kind is not None and kind.is_login():  # a proof shows the user, never the password
        user, own = _USER.search(rest), kind()
        return own.with_user(user[1]) if user else own if len(own.headers) > 1 else None
    if not rest and kind_of_scheme(word) is Bearer:
        return Bearer(word=word)  # the token is still to come
    if not (word and rest):
        alone = word or rest
        return Bearer(token=kept(alone, put), word="") if alone else None
    return Bearer(token=kept(rest, put), word=word)


def _basic(text: str, put: Put) -> Credential | None:
    """Read a login behind Basic, with the word once more before it or without the encoding too."""
    value = without_words(text).strip()
    try:
        decoded = base64.b64decode(value + "=" * (-len(value) % 4), validate=True)
    except (binascii.Error, ValueError):
        if ":" not in value:
            return None
        decoded = value.encode()
    text, charset = text_of(decoded)
    user, _, password = text.partition(":")
    own = Basic(user=user, password=kept(password, put))
    return own if charset == "ascii" else _replace(own, charset=charset)


def without_rows(request: Request, name: str) -> tuple[RequestHeader, ...]:
    """Return the header rows without those of a name."""
    return tuple(row for row in request.headers if row.name.lower() != name.lower())
