"""Fetches a token by the token request that is known, with scope or audience added, and uses it."""

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from inspector.compose.body_fields import as_stored, fields_of, with_field
from inspector.diagnose.fixes.lifting import lifted_token, said_by, without_rows
from inspector.library.refs import in_text
from inspector.model.attempt import Attempt
from inspector.model.credential import Credential
from inspector.model.fix import Change, Fix
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.none import NoCredential
from inspector.model.request import Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.protocol.field_names import is_caller_header, name_words
from inspector.protocol.oauth import error_reply, token_reply
from inspector.protocol.oauth.token_reply import HandedOut
from inspector.reading.statuses import ERRORS
from inspector.wording import tr
from inspector.workbench.applying.companions import REFRESH_NAMES, Saved

Put = Callable[[str], SecretRef]
_TOKEN = "token"  # noqa: S105 - the name of a field
_ENTRA = "login.microsoftonline.com"


class Renewed(NamedTuple):
    """A fresh token, empty where none came; note: what happened; next: the request from now on."""

    token: str
    note: str
    next: Request | None


def asked_with(token_request: Request, fix: Fix) -> Request:
    """Return the token request with the scope, audience or resource that a fix asks for."""
    for change in fix.changes:
        if change.field.area == "token-request":
            token_request = _with_part(token_request, change)
    return token_request


def _with_part(request: Request, change: Change) -> Request:
    name = change.field.name
    fields = fields_of(request)
    if name == "scope":
        words = [*fields.get("scope", "").split(), *change.after.split()]
        return with_field(request, name, " ".join(dict.fromkeys(words)))
    if _ENTRA in request.url and "scope" in fields:  # v2.0 takes the audience from the scope
        return with_field(request, "scope", change.after.rstrip("/") + "/.default")
    own = next((known for known in ("resource", "audience") if known in fields), name)
    return with_field(request, own, change.after)


def renewed(token_request: Request, attempt: Attempt, put: Put) -> Renewed:
    """Read the reply to a token request (RFC 6749 §5.1): the token, and a new refresh token."""
    token = token_in(attempt)
    if not token:
        return Renewed("", _why_not(attempt), None)
    own = next((name for name in REFRESH_NAMES if name in fields_of(token_request)), "")
    fresh = _text(attempt, own) if own else ""
    if not fresh:
        return Renewed(token, tr("A fresh token was fetched."), None)
    stored = put(as_stored(token_request, fresh))
    changed = with_field(token_request, own, in_text(stored))
    note = tr(
        "A fresh token was fetched, and with it a new refresh token: it replaces the old one "
        "until the program ends. Save the token request to keep it."
    )
    return Renewed(token, note, changed)


def token_in(attempt: Attempt) -> str:
    """Return the token for calls of the last reply, empty where there is none.

    It is `access_token` in OAuth (RFC 6749 §5.1); logins call it by many names.
    """
    return handed_out_in(attempt).value


def handed_out_in(attempt: Attempt) -> HandedOut:
    """Return the same with the name of the member that holds it."""
    reply = attempt.last_reply
    return token_reply.handed_out(reply.body) if reply is not None else HandedOut()


def refresh_token_in(attempt: Attempt) -> str:
    """Return the refresh token of the last reply (RFC 6749 §5.1), empty where there is none."""
    reply = attempt.last_reply
    return token_reply.handed_out_to_renew(reply.body) if reply is not None else ""


def with_token(request: Request, token: SecretRef, name: str = "", kind: str = "") -> Request:
    """Return the request with this token where it had one, under the scheme word it had.

    A question about a token (RFC 7662) has it in its body, beside the client's own login. name: the
    member that a reply handed it out in; a header written by hand may be called after it. kind: the
    token_type of that reply (RFC 6749 §7.1), which goes before a word that names no kind.
    """
    credential = request.credential
    own = _row_called(request, name)
    if own is not None:
        return _with_row(request, own.name, token)
    if credential.holds != "token" and _TOKEN in fields_of(request):
        return with_field(request, _TOKEN, in_text(token))
    written = said_by(request) if not credential.is_given else credential
    if written.holds != "token":
        moved = request if credential.is_given else lifted_token(request)
        made: Credential = Bearer() if moved is request else moved.credential
        return msgspec.structs.replace(moved, credential=made.with_secret(token))
    rows = without_rows(request, _AUTHORIZATION) if written is not credential else request.headers
    bare = written.tag() == Bearer.tag() and written.scheme_word.lower() in _OF_NO_KIND
    if kind.lower() == "bearer" and bare:
        written = Bearer()
    return msgspec.structs.replace(request, credential=written.with_secret(token), headers=rows)


_OF_NO_KIND = frozenset({"", "token", "key", "jwt"})


def moved_as(saved: Saved, request: Request, token: SecretRef, name: str) -> Request | None:
    """Return the request with the token in the header in which another one carries it; else None.

    A token that stood in Authorization goes where the other one has none there.
    """
    row = _row_called(Request(headers=saved.rows), name)
    if saved.credential.is_given or row is None or _row_called(request, name) is not None:
        return None
    alike = _with_row(request, row.name, token)
    has_one = any(each.name.lower() == _AUTHORIZATION for each in saved.rows)
    if has_one or said_by(request).holds != "token":
        return alike
    return msgspec.structs.replace(
        alike,
        credential=NoCredential() if request.credential.holds == "token" else request.credential,
        headers=without_rows(alike, _AUTHORIZATION),
    )


_AUTHORIZATION = "authorization"


def _with_row(request: Request, name: str, token: SecretRef) -> Request:
    rows = [each for each in request.headers if each.name.lower() != name.lower()]
    fresh = RequestHeader(name, in_text(token))
    return msgspec.structs.replace(request, headers=(*rows, fresh))


def _row_called(request: Request, name: str) -> RequestHeader | None:
    """Return the header that holds such a token: `X-Acme-Session-Token` for `sessionToken`.

    `token` alone says too little, beside a credential that holds one.
    """
    words = name_words(name)
    if not words or (len(words) == 1 and request.credential.holds == "token"):
        return None
    rows = (row for row in request.headers if row.enabled and row.value)
    called = (row for row in rows if name_words(row.name)[-len(words) :] == words)
    return next((row for row in called if is_caller_header(row.name)), None)


def _why_not(attempt: Attempt) -> str:
    last = attempt.last
    if last is None or last.reply is None:
        return tr("The token request got no reply.")
    refused = error_reply.read(last.reply.body)
    error = refused.code if refused else ""
    if error.isascii() and error.replace("_", "").isalpha():
        return tr(
            "The token request was refused: {status} {error}.",
            status=last.reply.status,
            error=error,
        )
    if last.reply.status in ERRORS:
        return tr("The token request was refused: {status}.", status=last.reply.status)
    return tr("The reply to the token request holds no access token.")


def _text(attempt: Attempt, name: str) -> str:
    reply = attempt.last_reply
    if reply is None:
        return ""
    found = token_reply.fields(reply.body).get(name)
    return found if isinstance(found, str) else ""
