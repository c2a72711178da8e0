"""How a client shows its id and secret to a token endpoint, and what the reply says of that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.diagnose.facts.case import Case
    from inspector.reading.statements import Statement

_METHOD = (
    r"client secret basic|client secret post|client secret jwt|private key jwt|tls client auth"
)
# finds `multiple client credentials were sent`
# but not `client authentication failed`
_NAMED = re.compile(
    rf"\b(?:{_METHOD}|(?:client |endpoint )auth(?:entication|n)? (?:method|mechanism)|"
    r"auth(?:entication)? (?:method|mechanism) (?!failed)|(?:multiple|more than one|several|two) "
    r"(?:client )?(?:credentials|auth\w* (?:methods?|mechanisms?))|"
    r"client authentication failed authentication method)\b"
)
# The sentence of RFC 6749 §5.2 lists every reason; what comes after it may be the one.
# finds `client authentication failed e g unknown client no client authentication included or
# unsupported authentication method`
# but not `client authentication failed`
_IDLE = re.compile(
    r"client authentication failed e ?g unknown client no client authentication included or "
    r"unsupported authentication method"
)
_CODES = frozenset({"invalid_client", "unauthorized_client", "invalid_request"})


def names_client_method(case: Case) -> Statement | None:
    """Return the words that complain of how the client shows its secret, None without any."""
    if not case.sent.is_token_request or case.heard.error[0] not in _CODES:
        return None
    for statement in case.heard.statements:
        if _NAMED.search(_IDLE.sub("", statement.plain)):
            return statement
    return None


def client_method(case: Case) -> str:
    """Return the method that a token request uses, by its registered name (RFC 7591 §2)."""
    sent = case.sent.authorization
    if sent is not None and sent.scheme == "basic":
        return "client_secret_basic"
    if "client_assertion" in case.sent.fields:
        return "private_key_jwt"
    return "client_secret_post" if "client_secret" in case.sent.fields else "none"
