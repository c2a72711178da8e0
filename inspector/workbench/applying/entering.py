"""What the user must fill in for a fix, and the request with what was given filled in. Pure."""

from typing import get_args
from urllib.parse import parse_qsl

import msgspec

from inspector.compose.body_fields import (
    arguments_of,
    as_stored,
    deep_fields_of,
    fields_of,
    login_places,
    with_field,
)
from inspector.diagnose.fixes.apply import apply
from inspector.diagnose.fixes.lifting import without_rows
from inspector.library.refs import in_text
from inspector.model.credential import all_secret_fields
from inspector.model.credential_facts import KeyPlace
from inspector.model.fix import KIND, Change, Field, Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import QueryParam, Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.protocol.field_names import (
    is_login_form,
    is_login_name,
    looks_like_session,
    password_among,
)
from inspector.protocol.urls import split
from inspector.workbench.applying.fix_context import Given, Put

PROXY = "options.proxy_credential"
VARIABLE = "environment."
USER = "credential.user"
KEY_ID = "credential.key_id"
NAME = "credential.name"
_OPTIONAL = frozenset({"options.client_key"})  # it may lie in the certificate's own file
_SECRETS = frozenset(f"credential.{name}" for name in all_secret_fields())
_NOTHING = Given()
_replace = msgspec.structs.replace


def wanted(request: Request, fix: Fix, given: Given = _NOTHING) -> tuple[str, ...]:
    """Return the fields that need a value after a fix: those it asks for, and what is empty.

    A fix that switches from a token to a password leaves user and password empty. What was given
    beforehand takes the place of what was carried over, unless the fix only tries another form.
    """
    asked = [_real(request, str(change.field)) for change in fix.changes if change.ask]
    if any(change.field == KIND for change in fix.changes):
        asked = [each for each in asked if each == NAME or not each.startswith("credential.")]
        asked += _open(request, _NOTHING if _tries_a_form(fix) else given)
    return tuple(dict.fromkeys(asked))


def in_the_form_given(request: Request, fix: Fix, given: Given) -> Request:
    """Return the request with the kind of credential that was entered, where the fix only guessed.

    A name is that of a header, parameter or cookie with a key, a user comes with a password.
    """
    if not _guesses(fix):
        return request
    name, place = (given.fields.get(f"credential.{each}", "") for each in ("name", "place"))
    before, told = request.credential, place if place in get_args(KeyPlace) else ""
    there = name.lower() == "authorization" and before.tag() == Bearer.tag()
    if (name or told) and not there:
        key = ApiKey(value=before.secret_ref) if before.holds == "token" else ApiKey()
        named = _replace(key, name=name or key.name, place=told or _usual_place(name))
        return _replace(request, credential=named)
    if given.user and before.holds != "login" and not _tries_a_form(fix):
        return _replace(request, credential=Basic(user=given.user))
    return request


def _guesses(fix: Fix) -> bool:
    return any(change.field == KIND and change.guessed for change in fix.changes)


def _tries_a_form(fix: Fix) -> bool:
    """Whether the very same goes out in a form that is a guess: nothing else is entered for it."""
    return _guesses(fix) and not any(change.ask for change in fix.changes)


def _usual_place(name: str) -> KeyPlace:
    """Headers are named with hyphens or capital letters, parameters are not; a session is a cookie.

    A token or key of a session may be a header or parameter as well.
    """
    if name.lower() == "authorization":
        return "header"
    if "-" not in name and looks_like_session(name) and not name.lower().endswith(_ANYWHERE):
        return "cookie"
    return "header" if "-" in name or name != name.lower() else "query"


_ANYWHERE = ("token", "key", "ticket")


def _real(request: Request, field: str) -> str:
    """Return the field under the name that the credential has for it."""
    own = request.credential.secret_field()
    return f"credential.{own}" if field in _SECRETS and own else field


def _open(request: Request, given: Given) -> list[str]:
    """Return the fields of a credential that are empty, or for which something else was given.

    A password belongs to its user, a key to its ID: for another one it is asked for as well.
    """
    credential = request.credential
    own = credential.secret_field()
    if not own:
        return []
    other = bool(given.user) and given.user != credential.holder
    open_name = credential.needs_name and (not credential.holder or other)
    found = [f"credential.{credential.name_field}"] if open_name else []
    if open_name or given.secret or not credential.secret_ref:
        found.append(f"credential.{own}")
    return found


def filled(
    request: Request, wants: tuple[str, ...], given: Given, put: Put
) -> tuple[Request, tuple[str, ...]]:
    """Return the request with what was given filled in, and the fields still without a value."""
    left = []
    for field in wants:
        after = _filled(request, field, given, put)
        if after is None:
            left.append(field)
        else:
            request = after
    return request, tuple(left)


def opened(request: Request, left: tuple[str, ...]) -> Request:
    """Return the request with an empty member of its body for each that is still to be typed.

    Whoever types it need not write its name, nor know where it goes.
    """
    for field in left:
        area, _, name = field.partition(".")
        if area == "body" and name and name not in deep_fields_of(request):
            request = with_field(request, name, "")
    return request


def _filled(request: Request, field: str, given: Given, put: Put) -> Request | None:
    if field.startswith(VARIABLE):
        return request if field.removeprefix(VARIABLE) in given.variables else None
    if field in given.fields:
        return _with_plain(request, field, given.fields[field], put)
    if field in _OPTIONAL:
        return request
    area, _, name = field.partition(".")
    if field in {USER, KEY_ID}:
        return _with_name(request, given.user)
    if area == "body" and is_login_name(name):
        return with_field(request, name, given.user) if given.user else None
    return _with_secret(request, field, given, put)


def _with_secret(request: Request, field: str, given: Given, put: Put) -> Request | None:
    if not given.secret:
        return None
    area, _, name = field.partition(".")
    value = given.secret.reveal()
    if field == PROXY:
        return _with_proxy_login(request, given.user, put(value))
    if field in _SECRETS:
        changed = request.credential.with_secret(put(value))
        return _with_user(_replace(request, credential=changed), given.user)
    if area == "also":
        return _with_further(request, int(name.partition(".")[0]), put(value))
    if area == "body" and not name:
        return _with_body(request, value, given.user, put)
    text = put(as_stored(request, value) if area == "body" else value)
    return _with_row(request, area, name, in_text(text))


def _with_further(request: Request, at: int, ref: SecretRef) -> Request | None:
    """Return the request with another secret of a further credential; None where it is gone."""
    if at >= len(request.also):
        return None
    changed = request.also[at].with_secret(ref)
    return _replace(request, also=(*request.also[:at], changed, *request.also[at + 1 :]))


def _with_row(request: Request, area: str, name: str, value: str) -> Request | None:
    """Return the request with a header, parameter or field of its body set; else None."""
    if area == "body":
        return with_field(request, name, value)
    if area == "headers":
        rows = tuple(row for row in request.headers if row.name.lower() != name.lower())
        return _replace(request, headers=(*rows, RequestHeader(name, value)))
    if area == "query":
        pairs = tuple(row for row in request.query if row.name != name)
        return _replace(request, query=(*pairs, QueryParam(name, value)))
    return None


def _with_plain(request: Request, field: str, value: str, put: Put) -> Request:
    """Return the request with a plain value: an address, a file, a scope, a name."""
    area, _, name = field.partition(".")
    if area == "token-request":
        credential = request.credential.asking_for(name, value)
        return _replace(request, credential=credential)
    change = Change(field=msgspec.convert({"area": area, "name": name}, Field), after=value)
    return apply(request, Fix(id="", title="", changes=(change,)), lambda _: "", put)


def _with_name(request: Request, typed: str) -> Request | None:
    """Return the request with the user or key ID that came with its secret, else with its own.

    None where it needs one and has none.
    """
    credential = request.credential
    if not typed:
        return None if credential.needs_name and not credential.holder else request
    return _replace(request, credential=credential.with_name(typed))


def _with_user(request: Request, user: str) -> Request:
    """Give a login the user that came with its password, where one came."""
    is_login = request.credential.holds == "login"
    if not user or not is_login:
        return request
    return _replace(request, credential=request.credential.with_user(user))


def _with_proxy_login(request: Request, user: str, password: SecretRef) -> Request | None:
    before = request.options.proxy_credential
    user = user or before.user_name
    kind = before if before.is_login() else Basic()
    login = _replace(kind, user=user, password=password)
    options = _replace(request.options, proxy_credential=login)
    rows = without_rows(request, "Proxy-Authorization")  # it would go out as well
    return _replace(request, options=options, headers=rows) if user else None


def _with_body(request: Request, value: str, user: str, put: Put) -> Request | None:
    name, own = password_field(request), user_field(request)
    if not name:
        return _with_query_login(request, value, user, put)
    if user and own:
        request = with_field(request, own, user)
    return with_field(request, name, in_text(put(as_stored(request, value))))


def _with_query_login(request: Request, value: str, user: str, put: Put) -> Request | None:
    """Return the request with the login that stands in its query or its address; None without."""
    names = [one.name for one in request.query if one.enabled and one.value]
    names += [name for name, _ in parse_qsl(split(request.url).query)]
    name = password_among(names) or ("p" if is_login_form(names) else "")
    own = next((each for each in names if each == "u" or is_login_name(each)), "")
    if not name:
        return None
    typed = [(name, in_text(put(value))), *([(own, user)] if user and own else [])]
    gone = tuple(Change(field=Field("query", each), operation="remove") for each, _ in typed)
    left = apply(request, Fix(id="", title="", changes=gone), lambda _: "", put)
    return _replace(left, query=(*left.query, *(QueryParam(*each) for each in typed)))


def password_field(request: Request) -> str:
    """Return the path of what is secret in a login's body, empty without it.

    It may lie deep in a JSON object, and be a key's secret beside its ID.
    """
    names = fields_of(request)
    plain = password_among(names) or ("client_secret" if "client_secret" in names else "")
    plain = plain or ("p" if is_login_form(names) else "")
    if plain:
        return plain
    if places := login_places(request):
        return places[-1]
    arguments = arguments_of(request)
    if named := password_among(arguments):
        return arguments[named]
    deep = deep_fields_of(request)
    found = password_among(map(_leaf, deep))
    wanted_names = {found} if found else _SECRETS_OF_IDS.keys()
    return next((path for path in deep if _leaf(path) in wanted_names), "")


def user_field(request: Request) -> str:
    """Return the path of what names the user or client in the body, empty without it.

    What stands beside the secret comes first: a domain or project has a name, too.
    """
    own = password_field(request)
    if own == "p":
        return "u"
    if places := login_places(request):
        return places[0] if len(places) > 1 else ""
    arguments = arguments_of(request)
    if own in arguments.values():
        return next((path for name, path in arguments.items() if is_login_name(name)), "")
    beside, deep = own[: len(own) - len(_leaf(own))], deep_fields_of(request)
    if _leaf(own) in _SECRETS_OF_IDS:
        named = (f"{beside}{name}" for name in _SECRETS_OF_IDS[_leaf(own)])
        return next((path for path in named if path in deep), "")
    paths = sorted(deep, key=lambda path: (not path.startswith(beside), path.count(".")))
    return next((path for path in paths if is_login_name(_leaf(path))), "")


def _leaf(path: str) -> str:
    return path.rpartition(".")[2]


# Secrets that go with an ID, and what that is called.
_SECRETS_OF_IDS = {"client_secret": ("client_id",), "secret": ("id", "key", "access")}
