"""Says which fields of a request the user must fill in for a fix, and fills them in."""

import msgspec

from inspector.diagnose.fixes import switching
from inspector.model.credential import Basic, InheritCredential, NoCredential
from inspector.model.fix import Fix
from inspector.model.request import Request
from inspector.reading.names import PASSWORD_NAMES
from inspector.workbench.form_fields import fields_of, with_field
from inspector.workbench.means import Given, Put

PROXY = "options.proxy_credential"
VARIABLE = "environment."
_SECRETS = frozenset(
    {"credential.password", "credential.token", "credential.value", "credential.secret"}
)
_replace = msgspec.structs.replace


def wanted(request: Request, fix: Fix) -> tuple[str, ...]:
    """Return the fields that need a value after a fix: those it asks for, and what is empty.

    A fix that switches from a token to a password leaves user and password empty.
    """
    asked = [_real(request, change.field) for change in fix.changes if change.ask]
    if any(change.field == "credential.kind" for change in fix.changes):
        empty = _empty(request)
        asked = [field for field in asked if not field.startswith("credential.")] + empty
    return tuple(dict.fromkeys(asked))


def _real(request: Request, field: str) -> str:
    """Return the field under the name that the credential has for it."""
    own = switching.secret_name(request.credential)
    return f"credential.{own}" if field in _SECRETS and own else field


def _empty(request: Request) -> list[str]:
    credential = request.credential
    if isinstance(credential, NoCredential | InheritCredential):
        return []
    own = switching.secret_name(credential)
    found = [] if getattr(credential, "user", "-") else ["credential.user"]
    return found if not own or switching.secret(credential) else [*found, f"credential.{own}"]


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
        login = Basic(user=given.user, password=put(value))
        options = _replace(request.options, proxy_credential=login)
        return _replace(request, options=options) if given.user else None
    if field in _SECRETS:
        return _with_credential(request, field.partition(".")[2], put(value))
    return _with_body(request, value) if field == "body" else None


def _with_credential(request: Request, name: str, value: object) -> Request:
    return _replace(request, credential=_replace(request.credential, **{name: value}))


def _with_body(request: Request, value: str) -> Request | None:
    name = password_field(request)
    return with_field(request, name, value) if name else None


def password_field(request: Request) -> str:
    """Return the name of the field of the body that holds the password, empty without one."""
    names = fields_of(request)
    known = (name for name in names if name.lower() in PASSWORD_NAMES)
    ends = (name for name in names if name.lower().endswith("password"))
    return (
        next(known, "") or next(ends, "") or ("client_secret" if "client_secret" in names else "")
    )
