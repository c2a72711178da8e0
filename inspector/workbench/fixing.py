"""Carries a fix out: changes to the request, or fetching a token and putting it in its place."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.credential import Bearer
from inspector.model.fix import Fix
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.wording import tr

Reveal = Callable[[SecretRef], str]
Put = Callable[[str], SecretRef]
SendPlain = Callable[[Request], Awaitable[Attempt]]
FETCH = "fetch-token"
FETCH_CSRF = "fetch-csrf"


class Fixed(msgspec.Struct, frozen=True, kw_only=True):
    """The request after a fix. note: what was done or why not, empty when it goes without saying.

    attempt: what was sent for it (the token request), None when nothing was.
    """

    request: Request
    note: str = ""
    attempt: Attempt | None = None


class Means(msgspec.Struct, frozen=True, kw_only=True):
    """What a fix may use: secrets by reference, new references, a way to send."""

    reveal: Reveal
    put: Put
    send: SendPlain


async def carry_out(
    request: Request, fix: Fix, means: Means, token_request: Request | None = None
) -> Fixed:
    """Return the request with the fix applied; token_request: what fetches a fresh token."""
    verb, _, argument = fix.action.partition(":")
    if verb == FETCH_CSRF:
        return await _with_csrf_token(request, argument, means)
    if verb != FETCH:
        return Fixed(request=changed(request, fix, means))
    asked = token_request or _request_for(argument)
    if asked is None:
        return Fixed(request=request, note=tr("There is no request that fetches a token."))
    attempt = await means.send(asked)
    token = token_in(attempt)
    if not token:
        note = tr("The reply to the token request holds no access token.")
        return Fixed(request=request, note=note, attempt=attempt)
    fresh = with_token(changed(request, fix, means), means.put(token))
    return Fixed(request=fresh, note=tr("A fresh token was fetched."), attempt=attempt)


async def _with_csrf_token(request: Request, wanted: str, means: Means) -> Fixed:
    from inspector.workbench.csrf import with_csrf_token  # noqa: PLC0415 - with the first such fix

    fetched = await with_csrf_token(request, wanted, means.send)
    if not fetched.header:
        note = tr("The reply to GET holds no CSRF token.")
    else:
        note = tr("A CSRF token was fetched; it is sent in {name}.", name=fetched.header)
    return Fixed(request=fetched.request, note=note, attempt=fetched.attempt)


def changed(request: Request, fix: Fix, means: Means) -> Request:
    """Return the request with the changes of a fix."""
    if not fix.changes:
        return request
    from inspector.diagnose.fixes.apply import apply  # noqa: PLC0415 - with the first fix

    return apply(request, fix, means.reveal, means.put)


def _request_for(address: str) -> Request | None:
    if not address.startswith(("http://", "https://")):
        return None
    return Request(name=tr("Get a fresh token"), method="POST", url=address)


def token_in(attempt: Attempt) -> str:
    """Return the `access_token` of the last reply (RFC 6749 §5.1), empty where there is none."""
    reply = attempt.exchanges[-1].reply if attempt.exchanges else None
    if reply is None:
        return ""
    try:
        content: Any = json.loads(reply.body)
    except (ValueError, RecursionError):
        return ""
    token = content.get("access_token") if isinstance(content, dict) else None
    return token if isinstance(token, str) else ""


def with_token(request: Request, token: SecretRef) -> Request:
    """Return the request with this token, under the scheme word it had."""
    word = request.credential.word if isinstance(request.credential, Bearer) else "Bearer"
    return msgspec.structs.replace(request, credential=Bearer(token=token, word=word))
