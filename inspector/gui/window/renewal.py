"""Takes the access token out of the reply to a plain token request and puts it to use; pure."""

import json
from collections.abc import Callable

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.credential import Bearer
from inspector.model.request import Request
from inspector.model.secret import SecretRef


def token_in(attempt: Attempt) -> str:
    """Return the `access_token` of the last reply (RFC 6749 §5.1), empty where there is none."""
    reply = attempt.exchanges[-1].reply if attempt.exchanges else None
    if reply is None:
        return ""
    try:
        content = json.loads(reply.body)
    except ValueError:
        return ""
    token = content.get("access_token") if isinstance(content, dict) else None
    return token if isinstance(token, str) else ""


def renewed(request: Request, attempt: Attempt, put: Callable[[str], SecretRef]) -> Request | None:
    """Return the request with the fresh token as its Bearer token; None without a token."""
    token = token_in(attempt)
    if not token:
        return None
    word = request.credential.word if isinstance(request.credential, Bearer) else "Bearer"
    fresh = Bearer(token=put(token), word=word)
    return msgspec.structs.replace(request, credential=fresh)
