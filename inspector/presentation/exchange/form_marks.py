"""Which field of OAuth 2.0's form a refusal of the login provider is about."""

from typing import cast

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Purpose
from inspector.model.kinds.oauth2 import OAuth2
from inspector.protocol.oauth import error_reply, server_metadata
from inspector.protocol.oauth.authorization import read_callback
from inspector.protocol.oauth.error_reply import ErrorReply

_ASKS: frozenset[Purpose] = frozenset(
    {"token", "renewal", "device-code", "pushed-request", "registration", "sign-in"}
)
_NO_ISSUER = frozenset({"issuer-differs", "no-metadata", "bad-issuer"})
_BY_CODE = {
    "unauthorized_client": "grant",
    "unsupported_grant_type": "grant",
    "unsupported_response_type": "grant",
    "invalid_scope": "scope",
    "invalid_target": "target.resources",
    "invalid_dpop_proof": "extras.dpop",
    "use_dpop_nonce": "extras.dpop",
    "redirect_uri_mismatch": "login.host",
    "redirect_mismatch": "login.host",
    "invalid_redirect_uri": "login.host",
    "unmet_authentication_requirements": "login.acr_values",
}
_GIVEN = {
    "password": "owner.password",
    "jwt-bearer": "given.assertion",
    "token-exchange": "given.subject",
    "refresh-token": "given.refresh",
}


def field_of(attempt: Attempt, entry: int) -> str:
    """Return the path of the field that the exchange's refusal is about; empty for none."""
    request = attempt.request
    if request is None or not request.credential.keeps_tokens or entry >= len(attempt.exchanges):
        return ""
    credential, exchange = cast("OAuth2", request.credential), attempt.exchanges[entry]
    if exchange.failure is not None and exchange.failure.kind in _NO_ISSUER:
        return "credential.issuer"
    error = _error_in(exchange)
    found = _field(error, credential, attempt) if error is not None else ""
    return f"credential.{found}" if found else ""


def _error_in(exchange: Exchange) -> ErrorReply | None:
    """Return how the provider refuses: in its reply, or by what the browser brought."""
    if exchange.purpose not in _ASKS:
        return None
    if exchange.purpose == "sign-in":
        by_post = exchange.request.method == "POST"
        body = exchange.request.body.decode("utf-8", "replace")
        found = read_callback(body if by_post else exchange.request.target, by_post=by_post)
        refused = found is not None and bool(found.error)
        return ErrorReply(code=found.error, words=found.words) if found and refused else None
    return error_reply.read(exchange.reply.body) if exchange.reply is not None else None


def _field(error: ErrorReply, credential: OAuth2, attempt: Attempt) -> str:
    if "redirect" in error.words.lower() and error.code in {"invalid_request", "invalid_grant"}:
        return "login.host"
    if error.code == "invalid_client":
        return _proof(credential, attempt)
    if error.code == "invalid_grant":
        return _GIVEN.get(credential.grant, "")
    return _BY_CODE.get(error.code, "")


def _proof(credential: OAuth2, attempt: Attempt) -> str:
    """Return what the client proved itself with: the way where it is not offered, else a secret."""
    client = credential.client
    offered = _offered(attempt)
    if client.method != "automatic" and offered and client.method not in offered:
        return "client.method"
    if client.method == "private_key_jwt" or (client.key and not client.secret):
        return "client.key"
    if client.method in {"tls_client_auth", "self_signed_tls_client_auth"}:
        return "client.certificate"
    return "client.secret" if client.secret else "client_id"


def _offered(attempt: Attempt) -> tuple[str, ...]:
    """Return the ways that the issuer's description in the trace names."""
    for each in attempt.exchanges:
        if each.purpose == "discovery" and each.reply is not None:
            found = server_metadata.read(each.reply.body)
            if found is not None:
                return found.client_methods
    return ()
