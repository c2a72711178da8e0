"""Carries a fix out: changes to the request, or a token, a login or a CSRF token fetched first."""

from collections.abc import Awaitable, Callable

import msgspec

from inspector.model.credential import Basic, all_secret_fields
from inspector.model.fix import KIND, Change, Fix
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.model.sign_in import Walk
from inspector.protocol.field_names import is_login_name, password_among
from inspector.protocol.oauth import sign_in_faults, step_up
from inspector.protocol.urls import host_of
from inspector.reading.statuses import ERRORS
from inspector.wording import tr
from inspector.workbench.applying.fix_context import FixContext, Fixed, Given, Put, SendPlain
from inspector.workbench.applying.form_fields import fields_of, with_field
from inspector.workbench.applying.recorded import request_of
from inspector.workbench.applying.renewing import asked_with, renewed, token_in, with_token

# ---------------- Says which fields the user must fill in for a fix
PROXY = "options.proxy_credential"
VARIABLE = "environment."
_SECRETS = frozenset(f"credential.{name}" for name in all_secret_fields())
_NOTHING = Given()


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


__all__ = ["FixContext", "Fixed", "carry_out", "changed", "token_in", "with_token"]
_replace = msgspec.structs.replace


async def carry_out(request: Request, fix: Fix, means: FixContext) -> Fixed:
    """Return the request with the fix applied; what it still wants from the user is said."""
    verb, argument = fix.action.verb, fix.action.argument
    if (obtain := _OBTAINING.get(verb)) is not None:
        return await obtain(request, fix, means)
    if verb == "use-saved":
        return _with_saved(request, argument, means)
    if verb == "vault-status":
        note = tr("Unlock your keyring or the vault file, then send again.")
        return Fixed(request=request, note=note, done=False)
    after = changed(request, fix, means)
    after, left = filled(after, wanted(after, fix, means.given), means.given, means.put)
    return Fixed(request=after, wants=left)


def _with_saved(request: Request, name: str, means: FixContext) -> Fixed:
    """Take the credential of another request, in place of one that was written by hand too."""
    saved = next((one for one in means.companions.saved if one.name == name), None)
    if saved is None:
        note = tr("There is no request {name} with a credential any more.", name=name)
        return Fixed(request=request, note=note, done=False)
    rows = tuple(row for row in request.headers if row.name.lower() != "authorization")
    return Fixed(request=_replace(request, credential=saved.credential, headers=rows))


async def _logged_in(request: Request, means: FixContext, address: str = "") -> Fixed:
    if request.credential.keeps_tokens and means.renew is not None:
        return await _with_renewed_token(_stepped_up(request, means), (), means.renew)
    from inspector.workbench.applying.logging_in import logged_in  # noqa: PLC0415 - with such a fix

    return await logged_in(request, address, means)


def _stepped_up(request: Request, means: FixContext) -> Request:
    """Return the request with the login that the last reply wanted (RFC 9470), if it did."""
    replies = (each.reply for each in reversed(means.companions.exchanges))
    asked = step_up.wanted(next(replies, None))
    credential = request.credential
    for name in ("acr_values", "max_age") if asked is not None else ():
        if value := getattr(asked, name):
            credential = credential.asking_for(name, value)
    return _replace(request, credential=credential)


async def _with_renewed_token(
    request: Request, changes: tuple[Change, ...], renew: SendPlain
) -> Fixed:
    """Renew the kept token; where a fix asks for more, the next sending obtains another one."""
    after = request.credential
    for change in changes:
        if change.field.area == "token-request":
            after = after.asking_for(change.field.name, change.after)
    if after != request.credential:
        return Fixed(request=_replace(request, credential=after))
    attempt = await renew(request)
    last = attempt.exchanges[-1] if attempt.exchanges else None
    if last is None or last.reply is None or last.failure or last.reply.status in ERRORS:
        note = tr("The token could not be renewed.")
        return Fixed(request=request, note=note, attempt=attempt, done=False)
    return Fixed(request=request, note=tr("The token was renewed."), attempt=attempt)


async def _signed_in(request: Request, means: FixContext) -> Fixed:
    """Take the credential that a walked sign-in found, in place of one written by hand too."""
    if means.walk is None:
        return Fixed(request=request, done=False)
    attempt, walk = await means.walk(request)
    if not walk.done:  # a step that broke is shown; one that the person declined is not
        shown = attempt if walk.broken is not None else None
        return Fixed(request=request, note=_broken(walk), attempt=shown, walk=walk, done=False)
    rows = tuple(row for row in request.headers if row.name.lower() != "authorization")
    note = tr("Signed in at {issuer}.", issuer=host_of(walk.credential.issuer))
    return Fixed(request=_replace(request, credential=walk.credential, headers=rows), note=note)


def _broken(walk: Walk) -> str:
    if walk.broken is None:
        return tr("The sign-in was not finished, so nothing was changed.")
    _, found = walk.broken
    title, todo = sign_in_faults.title(found), sign_in_faults.todo(found)
    return tr("{title}. {todo}", title=title, todo=todo)


async def _with_fresh_token(request: Request, fix: Fix, address: str, means: FixContext) -> Fixed:
    if request.credential.keeps_tokens and means.renew is not None:
        return await _with_renewed_token(request, fix.changes, means.renew)
    token_request = _token_request(address, means)
    if token_request is None and means.companions.login_request is not None:
        return await _logged_in(request, means)  # a login that gives tokens is the usual way then
    if token_request is None:
        note = tr("There is no request that fetches a token. Save one in the collection.")
        return Fixed(request=request, note=note, prepared=_blank(), done=False)
    attempt = await means.send(asked_with(token_request, fix))
    found = renewed(token_request, attempt, means.put)
    if not found.token:
        return Fixed(request=request, note=found.note, attempt=attempt, done=False)
    fresh = with_token(changed(request, fix, means), means.put(found.token))
    return Fixed(request=fresh, note=found.note, attempt=attempt, token_request=found.next)


def _token_request(address: str, means: FixContext) -> Request | None:
    """Return the saved token request, else the recorded one, else a bare POST to its address."""
    known = means.companions
    if known.token_request is not None:
        return known.token_request
    for exchange in reversed(known.exchanges):
        here = address and exchange.request.url.partition("?")[0] == address
        if here and not exchange.redacted:
            return request_of(exchange.request)
    if not address.startswith(("http://", "https://")):
        return None
    return Request(name=tr("Get a fresh token"), method="POST", url=address)


def _blank() -> Request:
    """Return a token request to be filled in (RFC 6749 §4.4)."""
    from inspector.model.request import FormBody, FormField  # noqa: PLC0415 - rarely wanted

    names = ("client_id", "client_secret", "scope")
    grant = FormField("grant_type", "client_credentials")
    fields = (grant, *(FormField(name) for name in names))
    return Request(name=tr("Get a token"), method="POST", body=FormBody(fields=fields))


async def _with_csrf_token(request: Request, wanted_name: str, means: FixContext) -> Fixed:
    from inspector.workbench.applying.csrf import with_csrf_token  # noqa: PLC0415 - with the first such fix

    exchanges = means.companions.exchanges
    fetched = await with_csrf_token(request, wanted_name, means.send, means.put, exchanges)
    if not fetched.header:
        note = tr("The replies to GET hold no CSRF token.")
    elif fetched.attempt is None:
        note = tr("The refusal held the token; it is sent in {name}.", name=fetched.header)
    else:
        note = tr("A CSRF token was fetched; it is sent in {name}.", name=fetched.header)
    return Fixed(
        request=fetched.request, note=note, attempt=fetched.attempt, done=bool(fetched.header)
    )


def changed(request: Request, fix: Fix, means: FixContext) -> Request:
    """Return the request with the changes of a fix."""
    if not fix.changes:
        return request
    from inspector.diagnose.fixes.apply import apply  # noqa: PLC0415 - with the first fix

    return apply(request, fix, means.reveal, means.put)


_OBTAINING: dict[str, Callable[[Request, Fix, FixContext], Awaitable[Fixed]]] = {
    "fetch-csrf": lambda request, fix, means: _with_csrf_token(request, fix.action.argument, means),
    "fetch-token": lambda request, fix, means: _with_fresh_token(
        request, fix, fix.action.argument, means
    ),
    "log-in": lambda request, fix, means: _logged_in(request, means, fix.action.argument),
    "set-up-sign-in": lambda request, _fix, means: _signed_in(request, means),
}
