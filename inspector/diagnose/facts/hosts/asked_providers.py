"""Server errors that quote the call by which a provider was asked about the caller."""

from inspector.diagnose.facts.case import Case
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import split
from inspector.reading.statements import Statement
from inspector.reading.statuses import SERVER_ERRORS


def failed_at_provider(case: Case) -> Statement | None:
    """Return the words of a server that asked a provider about its caller, who failed; or None.

    HTTP libraries write address and status into their exceptions. A provider that answers 4xx has
    judged the token; one that answers 5xx has not.
    """
    if case.status not in SERVER_ERRORS or not case.sent.has_any:
        return None
    told = (one for one in case.heard.statements if _FAILED.search(one.text))
    return next((one for one in told if _names_a_check(one.text)), None)


def _names_a_check(text: str) -> bool:
    """Whether an address in a text is one that checks tokens, or holds what checks them."""
    addresses = _ADDRESS.finditer(text[:_LONGEST])
    return any(_CHECKS.search(split(found[0]).path) for found in addresses)


_LONGEST = 4_000
_ADDRESS = lazy_re(r"(?i)https?://[^\s\"'`<>|\\]{4,400}")
# finds `/oauth2/v3/tokeninfo`, `/realms/a/protocol/openid-connect/certs`, `/.well-known/jwks.json`
# but not `/v1/orders`, `/certs/7/download`
_CHECKS = lazy_re(
    r"(?i)/(?:token_?-?info|introspect(?:ion)?|user_?-?info|jwks(?:\.json)?|certs|check_?-?token|"
    r"(?:oauth2?|openid-connect|connect)/(?:v\d/)?(?:token|keys|certs)|discovery(?:/v\d\.\d)?/keys|"
    r"\.well-known/(?:openid-configuration|jwks\.json|oauth-authorization-server))/?$"
)
# finds `503 Service Unavailable`, `502 Server Error`, `status code 504`
# but not `line 503`, `401 Unauthorized`
_FAILED = lazy_re(
    r"(?i)\b5\d\d:? (?:internal server error|bad gateway|service (?:temporarily )?unavailable|"
    r"gateway time-?out|server error)|\b(?:status|code|http)(?: code)?\W{1,3}5\d\d\b|"
    r"\btimed? ?-?out\b"
)
