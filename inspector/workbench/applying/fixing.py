"""Carries a fix out: changes to the request, or a token, a login or a CSRF token fetched first."""

import msgspec

from inspector.model.fix import Fix
from inspector.model.request import Request
from inspector.wording import tr
from inspector.workbench.applying.entering import filled, wanted
from inspector.workbench.applying.means import Fixed, Means
from inspector.workbench.applying.recorded import request_of
from inspector.workbench.applying.renewing import asked_with, renewed, token_in, with_token

__all__ = ["Fixed", "Means", "carry_out", "changed", "token_in", "with_token"]
_replace = msgspec.structs.replace


async def carry_out(request: Request, fix: Fix, means: Means) -> Fixed:
    """Return the request with the fix applied; what it still wants from the user is said."""
    verb, argument = fix.action.verb, fix.action.argument
    if verb == "fetch-token":
        return await _with_fresh_token(request, fix, argument, means)
    if verb == "fetch-csrf":
        return await _with_csrf_token(request, argument, means)
    if verb == "log-in":
        return await _logged_in(request, means, argument)
    if verb == "use-saved":
        return _with_saved(request, argument, means)
    if verb == "vault-status":
        note = tr("Unlock your keyring or the vault file, then send again.")
        return Fixed(request=request, note=note, done=False)
    after = changed(request, fix, means)
    after, left = filled(after, wanted(after, fix, means.given), means.given, means.put)
    return Fixed(request=after, wants=left)


def _with_saved(request: Request, name: str, means: Means) -> Fixed:
    """Take the credential of another request, in place of one that was written by hand too."""
    saved = next((one for one in means.companions.saved if one.name == name), None)
    if saved is None:
        note = tr("There is no request {name} with a credential any more.", name=name)
        return Fixed(request=request, note=note, done=False)
    rows = tuple(row for row in request.headers if row.name.lower() != "authorization")
    return Fixed(request=_replace(request, credential=saved.credential, headers=rows))


async def _logged_in(request: Request, means: Means, address: str = "") -> Fixed:
    from inspector.workbench.applying.logging_in import logged_in  # noqa: PLC0415 - with such a fix

    return await logged_in(request, address, means)


async def _with_fresh_token(request: Request, fix: Fix, address: str, means: Means) -> Fixed:
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


def _token_request(address: str, means: Means) -> Request | None:
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


async def _with_csrf_token(request: Request, wanted_name: str, means: Means) -> Fixed:
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


def changed(request: Request, fix: Fix, means: Means) -> Request:
    """Return the request with the changes of a fix."""
    if not fix.changes:
        return request
    from inspector.diagnose.fixes.apply import apply  # noqa: PLC0415 - with the first fix

    return apply(request, fix, means.reveal, means.put)
