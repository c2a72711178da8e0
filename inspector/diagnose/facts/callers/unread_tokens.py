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
