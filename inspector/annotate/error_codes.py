"""What the standard error codes mean, in a few words, and where they are defined."""

from functools import cache
from typing import NamedTuple

from inspector.wording import tr


class Meaning(NamedTuple):
    """A sentence without a full stop, and its source."""

    text: str
    reference: str


def meaning(code: str) -> Meaning | None:
    """Return what an error code of OAuth, Bearer, DPoP or OpenID Connect means."""
    return codes().get(code)


@cache
def codes() -> dict[str, Meaning]:
    """Return every error code that is known: of an API, a token endpoint, a login page."""
    return {**_login_errors(), **_endpoint_errors(), **_resource_errors()}


@cache
def _resource_errors() -> dict[str, Meaning]:
    bearer = "RFC 6750 §3.1"
    return {
        "invalid_request": Meaning(tr("a parameter is missing, repeated or wrong"), bearer),
        "invalid_token": Meaning(tr("expired, revoked or malformed"), bearer),
        "insufficient_scope": Meaning(tr("the token is good, its scope is too small"), bearer),
        "insufficient_user_authentication": Meaning(
            tr("the user must log in again, or in a stronger way"), "RFC 9470 §3"
        ),
        "use_dpop_nonce": Meaning(
            tr("the proof must carry the nonce of DPoP-Nonce"), "RFC 9449 §9"
        ),
        "invalid_dpop_proof": Meaning(tr("the DPoP proof was not accepted"), "RFC 9449 §7.1"),
    }


@cache
def _endpoint_errors() -> dict[str, Meaning]:
    oauth, device = "RFC 6749 §5.2", "RFC 8628 §3.5"
    return {
        "invalid_client": Meaning(tr("the client's own login was refused"), oauth),
        "invalid_grant": Meaning(tr("code, password or refresh token was refused"), oauth),
        "unauthorized_client": Meaning(tr("this client may not use this grant"), oauth),
        "unsupported_grant_type": Meaning(tr("the server does not offer this grant"), oauth),
        "invalid_scope": Meaning(tr("a scope is unknown or not allowed"), oauth),
        "invalid_target": Meaning(tr("the resource is unknown or not allowed"), "RFC 8707 §2"),
        "authorization_pending": Meaning(tr("the user has not answered yet"), device),
        "slow_down": Meaning(tr("asked too often: wait longer"), device),
        "expired_token": Meaning(tr("the device code has expired"), device),
        "access_denied": Meaning(tr("the user or the server said no"), "RFC 6749 §4.1.2.1"),
        "server_error": Meaning(tr("the login server failed"), "RFC 6749 §4.1.2.1"),
        "temporarily_unavailable": Meaning(tr("the login server is busy"), "RFC 6749 §4.1.2.1"),
    }


@cache
def _login_errors() -> dict[str, Meaning]:
    source = "OpenID Connect Core §3.1.2.6"
    return {
        "login_required": Meaning(tr("the user is not logged in"), source),
        "interaction_required": Meaning(tr("the user must answer something"), source),
        "consent_required": Meaning(tr("the user must agree first"), source),
        "account_selection_required": Meaning(tr("the user must choose an account"), source),
    }
