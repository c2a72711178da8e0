"""A token stands in the query alone, where many servers look for none (RFC 6750 §2.3)."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import was_accepted
from inspector.protocol.patterns import lazy_re
from inspector.reading.credential import Credential
from inspector.reading.meanings import OF_A_WRONG_ONE, OF_AN_END, Names
from inspector.reading.statuses import TURNS_AWAY

# finds `access_token`, `_auth_token`
# but not `api_key`
_OF_A_TOKEN = lazy_re(r"(?i)_?(?:(?:access|bearer|auth|id)_?token|token|jwt|bearer)")
# finds `this token may not`
# but not `the account may not`
_NAMES_IT = lazy_re(r"\b(?:tokens?|keys?|apikeys?|scopes?|oauth)\b")
_SEEN: Names = (*OF_A_WRONG_ONE, *OF_AN_END, "scope", "revoked")


def may_be_unread(case: Case) -> Credential | None:
    """Return the token in the query where nothing shows that the server looked at it, or None."""
    held = case.sent.credentials
    if len(held) != 1 or held[0].where != "query" or case.sent.cookies:
        return None
    if case.status not in TURNS_AWAY or not _OF_A_TOKEN.fullmatch(held[0].name):
        return None
    seen = case.said(*_SEEN) or _NAMES_IT.search(case.heard.words) or case.known
    return None if seen or was_accepted(case) else held[0]


# ---------------- Looked for in another place of the request
def looks_elsewhere(case: Case) -> bool:
    """Whether words miss it in the query, a cookie or a form, and it was sent in a header."""
    told = case.meanings.get("missing")
    in_header = any(one.where == "header" for one in case.sent.credentials)
    return told is not None and in_header and _LOOKED_IN.search(told.statement.plain) is not None


# finds `query token is empty`, `no token in cookie`
# but not `the request has no token`
_LOOKED_IN = lazy_re(
    r"\b(?:query|cookie|form)(?: string| param(?:eter)?)? (?:tokens?|keys?|credentials?)\b|"
    r"\b(?:token|apikey|key|credential)s? (?:in|from|as) (?:the |a )?(?:query|cookie|form)\b"
)
