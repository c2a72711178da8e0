"""Applies a fix to a request: pure, so that undo is the request before."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, unquote_plus

import msgspec

from inspector.compose import carried_over
from inspector.compose.body_fields import as_form, as_json, with_field, without_field
from inspector.diagnose.fixes import lifting
from inspector.diagnose.fixes.lifting import lifted_key
from inspector.model.credential import Credential, all_secret_fields, kind_with
from inspector.model.credential_facts import KeyPlace
from inspector.model.fix import KIND, Change, Field, Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Options, QueryParam, Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.protocol.keys.wrapped_values import alone
from inspector.protocol.scheme_words import without_words
from inspector.protocol.unseen import without_unseen

# ---------------- Named changes to a secret's text


def trim(text: str) -> str:
    """Take blanks and line breaks off both ends, also those written out as %0A."""
    return re.sub(r"^(?:\s|\\n|\\r|%0[aAdD])+|(?:\s|\\n|\\r|%0[aAdD])+$", "", text)


def strip_bearer(text: str) -> str:
    """Take scheme words off the front."""
    return without_words(text.strip())


def strip_quotes(text: str) -> str:
    """Take quotation marks off both ends."""
    return text.strip().strip("\"'“”‘’").strip()


def strip_blanks(text: str) -> str:
    """Take every blank and line break out, and what nobody sees."""
    return re.sub(r"(?:\s|\\n|\\r|%0[aAdD])+", "", without_unseen(text))


def percent_decode(text: str) -> str:
    """Decode %40 and the like."""
    return unquote(text)


def as_token_parameter(text: str) -> str:
    """Write a token as the parameter of its scheme (RFC 9110 §11.2)."""
    return text if _PARAMETER.fullmatch(text) else f'Token="{text}"'


_PARAMETER = re.compile(r'Token=".*"', re.IGNORECASE)
TRANSFORMS: dict[str, Callable[[str], str]] = {
    "encode": str,  # a login is encoded when it is sent
    "trim": trim,
    "strip-bearer": strip_bearer,
    "strip-quotes": strip_quotes,
    "strip-blanks": strip_blanks,
    "percent-decode": percent_decode,
    "value-alone": alone,
    "token-parameter": as_token_parameter,
}


Reveal = Callable[[SecretRef], str]
Put = Callable[[str], SecretRef]
# Who changes the kind, or adds a word, wants no key lifted, unless the key itself is handed on.
_KINDS = frozenset({"kind", "word"})


def apply(request: Request, fix: Fix, reveal: Reveal, put: Put) -> Request:
    """Return the request with the changes of a fix made; actions are left to the caller.

    reveal and put read and store secrets. A change that does not fit the request (its field is
    not there) leaves it as it is. Changes that ask the user for a value are left to the window.
    """
    fields = {change.field.name for change in fix.changes if change.field.area == "credential"}
    if fields:
        request = lifting.lifted(request, put)
    hands_on = any(one.field == KIND and one.before == ApiKey.tag() for one in fix.changes)
    if fields and (hands_on or not fields.intersection(_KINDS)) and not _holds(request):
        cookie = _cookie_of(fix)
        if cookie:
            request = lifting.lifted_cookie(request, cookie, put)
        else:
            request = lifted_key(request, put)
    for change in fix.changes:
        if change.ask:
            request = _with_room(request, change.field)
        if change.operation in {"set", "remove", "transform"} and not change.ask:
            request = _changed(request, change, (reveal, put))
    return _in_its_row(request) if fields.intersection(_PLACES) else request


_PLACES = frozenset({"kind", "name", "place"})


def _in_its_row(request: Request) -> Request:
    """Return the request without rows where its credential goes now: they would go in its stead."""
    for name in request.credential.headers:
        request = msgspec.structs.replace(request, headers=lifting.without_rows(request, name))
    return request


def _cookie_of(fix: Fix) -> str:
    """Return the name of the cookie that a fix asks for, empty where it asks for none."""
    told = {one.field.name: one.after for one in fix.changes if one.field.area == "credential"}
    asks = any(one.ask for one in fix.changes)
    return told.get("name", "") if asks and told.get("place") == _COOKIE else ""


_COOKIE: KeyPlace = "cookie"


def _changed(request: Request, change: Change, secrets: tuple[Reveal, Put]) -> Request:
    area, name = change.field.area, change.field.name
    if area == "credential":
        return _with_credential(request, name, change, secrets)
    if area == "body" and not name:
        other = _OTHER_BODIES.get(change.transform)
        return other(request) if other is not None else request
    made = _PLAIN.get(area)
    return made(request, name, change) if made is not None else request


def _holds(request: Request) -> bool:
    return request.credential.is_given


def _with_room(request: Request, field: Field) -> Request:
    """Give a request without a credential one that has the field that the user fills in.

    What was written by hand in its place and can't be read as one goes.
    """
    fitting = kind_with(field.name) if field.area == "credential" else None
    if fitting is None or _holds(request):
        return request
    rows = request.headers
    if fitting is not ApiKey:
        rows = lifting.without_rows(request, "Authorization")
    return msgspec.structs.replace(request, credential=fitting(), headers=rows)


def _with_url(request: Request, _: str, change: Change) -> Request:
    """Take the new address; its query is the request's own unless the fix names another."""
    if "?" in change.after:
        return msgspec.structs.replace(request, url=change.after.removesuffix("?"), query=())
    _, mark, rest = request.url.partition("?")
    return msgspec.structs.replace(request, url=change.after + mark + rest)


def _with_header(request: Request, name: str, change: Change) -> Request:
    if change.operation == "transform":
        change_text = TRANSFORMS.get(change.transform, str)
        rows = tuple(
            msgspec.structs.replace(row, value=change_text(row.value))
            if row.name.lower() == name.lower()
            else row
            for row in request.headers
        )
        return msgspec.structs.replace(request, headers=rows)
    rows = lifting.without_rows(request, name)
    if change.operation == "set":
        rows = (*rows, RequestHeader(name, change.after))
    return msgspec.structs.replace(request, headers=rows)


def _with_query(request: Request, name: str, change: Change) -> Request:
    rows = tuple(row for row in request.query if row.name != name)
    if change.operation == "set":
        rows = (*rows, QueryParam(name, change.after))
    url = _without_parameter(request.url, name) if change.operation == "remove" else request.url
    return msgspec.structs.replace(request, url=url, query=rows)


def _without_parameter(url: str, name: str) -> str:
    """Return an address without a parameter that stands in it as it was typed."""
    url, end, fragment = url.partition("#")
    address, mark, query = url.partition("?")
    kept = [pair for pair in query.split("&") if unquote_plus(pair.partition("=")[0]) != name]
    left = f"{address}{mark}{'&'.join(kept)}" if any(kept) else address
    return left + end + fragment


def _with_field(request: Request, name: str, change: Change) -> Request:
    if change.operation == "remove":
        return without_field(request, name)
    return with_field(request, name, change.after)


def _with_method(request: Request, _: str, change: Change) -> Request:
    return msgspec.structs.replace(request, method=change.after)


def _with_option(request: Request, name: str, change: Change) -> Request:
    return msgspec.structs.replace(request, options=_options(request.options, name, change))


_OTHER_BODIES: dict[str, Callable[[Request], Request]] = {"as-form": as_form, "as-json": as_json}
_PLAIN: dict[str, Callable[[Request, str, Change], Request]] = {
    "body": _with_field,
    "headers": _with_header,
    "method": _with_method,
    "options": _with_option,
    "query": _with_query,
    "url": _with_url,
}


def _options(options: Options, name: str, change: Change) -> Options:
    if name == "keep_credential_for":
        if change.operation == "remove":
            kept = tuple(host for host in options.keep_credential_for if host != change.after)
        else:
            kept = tuple(dict.fromkeys((*options.keep_credential_for, change.after)))
        return msgspec.structs.replace(options, keep_credential_for=kept)
    if name not in Options.__struct_fields__:
        return options
    old: Any = getattr(options, name)
    value: Any = change.after == "true" if isinstance(old, bool) else change.after
    return msgspec.structs.replace(options, **{name: value})


def _with_credential(
    request: Request, name: str, change: Change, secrets: tuple[Reveal, Put]
) -> Request:
    credential = request.credential
    if name == "kind":
        return _with_kind(request, change.after)
    if name in all_secret_fields():
        return _with_secret(request, change, secrets)
    if not credential.is_given and name == "word":
        credential = Bearer()
    if name not in type(credential).__struct_fields__:
        return request
    changed = msgspec.structs.replace(credential, **{name: change.after})
    return msgspec.structs.replace(request, credential=changed)


def _with_kind(request: Request, kind: str) -> Request:
    """Return the request with another kind of credential, to be filled in or carried over.

    A key in a place of its own stays beside a login: one that is written by hand does, too, and a
    server in front may want the one where the program behind wants the other.
    """
    before = request.credential
    after = carried_over.switched(before, kind)
    kept = (before,) if before.secret_ref and _stand_apart(before, after) else ()
    return msgspec.structs.replace(request, credential=after, also=(*request.also, *kept))


def _stand_apart(one: Credential, other: Credential) -> bool:
    """Whether one is a login, the other none, and they leave in two places."""
    place, name = (other if one.is_login() else one).travels
    return one.is_login() != other.is_login() and place != "" and name.lower() != "authorization"


def _with_secret(request: Request, change: Change, secrets: tuple[Reveal, Put]) -> Request:
    credential = request.credential
    change_text = TRANSFORMS.get(change.transform)
    if not credential.secret_field() or change_text is None or change.operation != "transform":
        return request
    reveal, put = secrets
    before = reveal(credential.secret_ref)
    after = change_text(before)
    if after == before:
        return request
    return msgspec.structs.replace(request, credential=credential.with_secret(put(after)))
