"""Requests for tokens that the token endpoint refuses (RFC 6749 §5.2)."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.client_authentication import names_client_method
from inspector.diagnose.facts.suspicion import Found
from inspector.diagnose.facts.weights import CLEAR, FAIR, HALF, LIKELY, STRONG
from inspector.wording import tr


def client_refused(case: Case) -> Found:
    """The client's own id or secret is wrong."""
    if not case.sent.is_token_request:
        return
    trust = case.said("client-refused")
    if trust or case.heard.error[0] == "invalid_client":
        yield case.suspect(
            "client-secret-refused",
            CLEAR if names_client_method(case) is None else HALF,
            *case.quote("client-refused"),
            case.status_evidence,
            client=case.sent.fields.get("client_id", ""),
        )


def code_refused(case: Case) -> Found:
    """The authorization code is expired, used or does not fit."""
    kind = case.sent.fields.get("grant_type", "")
    is_code = (
        kind == "authorization_code"
        or "device_code" in kind
        or ("code" in case.sent.fields and case.sent.is_token_request)
    )
    if not is_code or case.heard.error[0] in {"authorization_pending", "slow_down"}:
        return
    told = case.said("code-refused")
    if told or case.heard.error[0] == "invalid_grant":
        yield case.suspect(
            "code-refused",
            STRONG if told else LIKELY,
            *case.quote("code-refused", "token-refused"),
            case.status_evidence,
        )


def assertion_refused(case: Case) -> Found:
    """The assertion of a JWT or SAML bearer grant is not accepted."""
    kind = case.sent.fields.get("grant_type", "")
    if kind.endswith(("jwt-bearer", "saml2-bearer")) and case.heard.error[0] == "invalid_grant":
        yield case.suspect(
            "assertion-refused",
            FAIR,
            *case.quote("token-refused", "bad-login", "signature"),
            case.status_evidence,
            kind=tr("assertion"),
        )


RULES = (client_refused, code_refused, assertion_refused)
