"""Says which fields of a request the user must fill in for a fix, and fills them in."""

import msgspec

from inspector.model.credential import Basic, all_secret_fields
from inspector.model.fix import KIND, Fix
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.protocol.field_names import is_login_name, password_among
from inspector.workbench.applying.form_fields import fields_of, with_field
from inspector.workbench.applying.means import Given, Put

PROXY = "options.proxy_credential"
VARIABLE = "environment."
_SECRETS = frozenset(f"credential.{name}" for name in all_secret_fields())
_NOTHING = Given()
_replace = msgspec.structs.replace


def wanted(request: Request, fix: Fix, given: Given = _NOTHING) -> tuple[str, ...]:
    """Return the fields that need a value after a fix: those it asks for, and what is empty.

    A fix that switches from a token to a password leaves user and password empty. What was given
    beforehand takes the place of what was carried over.
    """
    asked = [_real(request, str(change.field)) for change in fix.changes if change.ask]
    if any(change.field == KIND for change in fix.changes):
        asked = [field for field in asked if not field.startswith("credential.")]
        asked += _open(request, given)
    return tuple(dict.fromkeys(asked))


def _real(request: Request, field: str) -> str:
    """Return the field under the name that the credential has for it."""
    own = request.credential.secret_field()
    return f"credential.{own}" if field in _SECRETS and own else field


def _open(request: Request, given: Given) -> list[str]:
    """Return the fields of a credential that are empty, or for which something else was given.

    A password belongs to its user: for another user it is asked for as well.
    """
    credential = request.credential
    own = credential.secret_field()
    if not own:
        return []
    names_user = "user" in credential.__struct_fields__
    other = bool(given.user) and given.user != credential.user_name
    open_user = names_user and (not credential.user_name or other)
    found = ["credential.user"] if open_user else []
    if open_user or given.secret or not credential.secret_ref:
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


def _filled(request: Request, field: str, given: Given, put: Put) -> Request | None:
    if field.startswith(VARIABLE):
        return request if field.removeprefix(VARIABLE) in given.variables else None
    if field == "credential.user":
        return _with_credential(request, "user", given.user) if given.user else None
    if not given.secret:
        return None
    value = given.secret.reveal()
    if field == PROXY:
        return _with_proxy_login(request, given.user, put(value))
    if field in _SECRETS:
        request = _with_credential(request, field.partition(".")[2], put(value))
        return _with_user(request, given.user)
    return _with_body(request, value, given.user) if field == "body" else None


def _with_user(request: Request, user: str) -> Request:
    """Give a login the user that came with its password, where one came."""
    is_login = request.credential.holds == "login"
    return _with_credential(request, "user", user) if user and is_login else request


def _with_proxy_login(request: Request, user: str, password: SecretRef) -> Request | None:
    before = request.options.proxy_credential
    user = user or before.user_name
    login = Basic(user=user, password=password)
    options = _replace(request.options, proxy_credential=login)
    return _replace(request, options=options) if user else None


def _with_credential(request: Request, name: str, value: object) -> Request:
    return _replace(request, credential=_replace(request.credential, **{name: value}))


def _with_body(request: Request, value: str, user: str) -> Request | None:
    name, own = password_field(request), user_field(request)
    if not name:
        return None
    if user and own:
        request = with_field(request, own, user)
    return with_field(request, name, value)


def password_field(request: Request) -> str:
    """Return the name of the field of the body that holds the password, empty without one."""
    names = fields_of(request)
    return password_among(names) or ("client_secret" if "client_secret" in names else "")


def user_field(request: Request) -> str:
    """Return the name of the field of the body that names the user or client, empty without one."""
    names = fields_of(request)
    if password_field(request) == "client_secret":
        return "client_id" if "client_id" in names else ""
    return next((name for name in names if is_login_name(name)), "")
