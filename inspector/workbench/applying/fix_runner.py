"""Carries a fix out: changes to the request, or a token, a login or a CSRF token fetched first."""

from collections.abc import Awaitable, Callable

import msgspec

from inspector.compose.body_fields import as_stored, fields_of, with_field
from inspector.diagnose.fixes.lifting import lifted_key
from inspector.library.refs import in_text
from inspector.model.fix import Change, Fix
from inspector.model.request import Request
from inspector.model.sign_in import Walk
from inspector.protocol.field_names import is_csrf_header
from inspector.protocol.oauth import sign_in_faults, step_up
from inspector.protocol.urls import host_of
from inspector.reading.statuses import ERRORS
from inspector.wording import tr
from inspector.workbench.applying.companions import refresh_field, renews
from inspector.workbench.applying.entering import filled, in_the_form_given, opened, wanted
from inspector.workbench.applying.fix_context import FixContext, Fixed, SendPlain
from inspector.workbench.applying.recorded import request_of
from inspector.workbench.applying.renewing import (
    asked_with,
    handed_out_in,
    refresh_token_in,
    renewed,
    token_in,
    with_token,
)

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
    if verb == "send-unchecked":
        note = tr("The check of certificates is left out in the window only, after a question.")
        return Fixed(request=request, note=note, done=False)
    after = in_the_form_given(changed(request, fix, means), fix, means.given)
    after, left = filled(after, wanted(after, fix, means.given), means.given, means.put)
    return Fixed(request=opened(after, left), wants=left)


def _with_saved(request: Request, name: str, means: FixContext) -> Fixed:
    """Take the credential of another request, in place of one that was written by hand too."""
    saved = next((one for one in means.companions.saved if one.name == name), None)
    if saved is None:
        note = tr("There is no request {name} with a credential any more.", name=name)
        return Fixed(request=request, note=note, done=False)
    if saved.url:
        request = _replace(request, url=saved.url, query=saved.query)
    elif saved.query:
        own = lifted_key(request, means.put)
        request = own if own.credential.travels.place != "cookie" else request
        request = _replace(request, query=(*request.query, *saved.query))
    replaced = {"authorization", *(row.name.lower() for row in saved.rows)}
    rows = tuple(row for row in request.headers if row.name.lower() not in replaced)
    rows = (*rows, *saved.rows)
    return Fixed(request=_replace(request, credential=saved.credential, headers=rows))


async def _with_new_refresh_token(request: Request, means: FixContext) -> Fixed:
    """Begin anew with the token request that is known, and renew with the token that it brings."""
    began = means.companions.token_request
    if began is None:
        return Fixed(request=request, done=False)
    attempt = await means.send(began)
    token = refresh_token_in(attempt)
    if not token:
        note = renewed(began, attempt, means.put).note
        return Fixed(request=request, note=note, attempt=attempt, done=False)
    held = in_text(means.put(as_stored(request, token)))
    fresh = with_field(request, refresh_field(request), held)
    note = tr("A new refresh token was fetched; it replaces the one that was refused.")
    return Fixed(request=fresh, note=note, attempt=attempt)


async def _logged_in(
    request: Request, means: FixContext, address: str = "", formed: Request | None = None
) -> Fixed:
    if renews(request, means.companions):
        return await _with_new_refresh_token(request, means)
    if request.credential.keeps_tokens and means.renew is not None:
        return await _with_renewed_token(_stepped_up(request, means), (), means.renew)
    from inspector.workbench.applying.logging_in import logged_in  # noqa: PLC0415 - with such a fix

    fixed = await logged_in(request, address, means, formed)
    token = _token_against_forgery(fixed.request)
    if not fixed.done or not token or token != _token_against_forgery(request):
        return fixed
    fresh = await _with_csrf_token(fixed.request, token[0], means)  # this one is of that session
    return _replace(fixed, request=fresh.request) if fresh.done else fixed


def _token_against_forgery(request: Request) -> tuple[str, str] | None:
    """Return name and text of the header or field in which a request carries such a token."""
    rows = ((row.name, row.value) for row in request.headers if row.enabled)
    pairs = (*rows, *fields_of(request).items())
    return next(((name, text) for name, text in pairs if text and is_csrf_header(name)), None)


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
    last = attempt.last
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
    if renews(request, means.companions):
        return await _with_new_refresh_token(request, means)
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
    given = handed_out_in(attempt)
    moved = changed(request, fix, means)
    fresh = with_token(moved, means.put(found.token), given.name, given.kind)
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
    from inspector.workbench.applying.csrf import Known, with_csrf_token  # noqa: PLC0415 - with the first such fix

    exchanges = means.companions.exchanges
    known = Known(exchanges, means.companions.pages)
    fetched = await with_csrf_token(request, wanted_name, means.send, means.put, known)
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
    "log-in": lambda request, fix, means: _logged_in(
        request, means, fix.action.argument, changed(request, fix, means)
    ),
    "set-up-sign-in": lambda request, _fix, means: _signed_in(request, means),
}
