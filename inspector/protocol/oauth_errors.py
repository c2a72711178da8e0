"""The error codes of OAuth and OpenID Connect endpoints and what each of them says."""

from collections.abc import Callable

import msgspec

from inspector.wording import tr


class ErrorEntry(msgspec.Struct, frozen=True):
    """One registered code: its sentence, the usual status, and where it is defined."""

    sentence: Callable[[], str]
    status: int
    source: str


_TOKEN = "RFC 6749 §5.2"  # noqa: S105 - a section, no secret
_AUTHORIZE = "RFC 6749 §4.1.2.1"
_DEVICE = "RFC 8628 §3.5"
_OPENID = "OpenID Connect Core §3.1.2.6"

ERRORS: dict[str, ErrorEntry] = {
    "invalid_request": ErrorEntry(
        lambda: tr("The request lacks a parameter, repeats one, or has a wrong value."), 400, _TOKEN
    ),
    "invalid_client": ErrorEntry(
        lambda: tr("The client itself was not accepted: its id, its secret or how it sent them."),
        401,
        _TOKEN,
    ),
    "invalid_grant": ErrorEntry(
        lambda: tr(
            "The code, refresh token or password is wrong, expired, revoked or used before."
        ),
        400,
        _TOKEN,
    ),
    "unauthorized_client": ErrorEntry(
        lambda: tr("The client is known but may not use this kind of grant."), 400, _TOKEN
    ),
    "unsupported_grant_type": ErrorEntry(
        lambda: tr("The server does not offer this kind of grant."), 400, _TOKEN
    ),
    "invalid_scope": ErrorEntry(
        lambda: tr("A scope is unknown, malformed or more than was granted."), 400, _TOKEN
    ),
    "access_denied": ErrorEntry(
        lambda: tr("The user or the server refused the request."), 400, _AUTHORIZE
    ),
    "unsupported_response_type": ErrorEntry(
        lambda: tr("The server does not offer this type of response."), 400, _AUTHORIZE
    ),
    "server_error": ErrorEntry(
        lambda: tr("The identity provider met an unexpected condition."), 500, _AUTHORIZE
    ),
    "temporarily_unavailable": ErrorEntry(
        lambda: tr("The identity provider is overloaded or under maintenance."), 503, _AUTHORIZE
    ),
    "authorization_pending": ErrorEntry(
        lambda: tr("The user has not yet entered the code; ask again later."), 400, _DEVICE
    ),
    "slow_down": ErrorEntry(
        lambda: tr("The client asks too often; wait 5 seconds longer each time."), 400, _DEVICE
    ),
    "expired_token": ErrorEntry(
        lambda: tr("The device code has expired; start again."), 400, _DEVICE
    ),
    "invalid_target": ErrorEntry(
        lambda: tr("The resource asked for is unknown or not allowed."), 400, "RFC 8707 §2"
    ),
    "invalid_dpop_proof": ErrorEntry(
        lambda: tr("The DPoP proof was missing, malformed or did not fit this request."),
        400,
        "RFC 9449 §5",
    ),
    "use_dpop_nonce": ErrorEntry(
        lambda: tr("The proof must contain the nonce that the server sent in DPoP-Nonce."),
        400,
        "RFC 9449 §8",
    ),
    "unsupported_token_type": ErrorEntry(
        lambda: tr("The server does not revoke tokens of this kind."), 400, "RFC 7009 §2.2.1"
    ),
    "invalid_redirect_uri": ErrorEntry(
        lambda: tr("The redirect address is not one that the client registered."),
        400,
        "RFC 7591 §3.2.2",
    ),
    "login_required": ErrorEntry(
        lambda: tr("The user must log in, but the request forbade to ask."), 400, _OPENID
    ),
    "consent_required": ErrorEntry(
        lambda: tr("The user must consent, but the request forbade to ask."), 400, _OPENID
    ),
    "interaction_required": ErrorEntry(
        lambda: tr("The user must do something, but the request forbade to ask."), 400, _OPENID
    ),
    "account_selection_required": ErrorEntry(
        lambda: tr("The user must choose an account, but the request forbade to ask."),
        400,
        _OPENID,
    ),
    "invalid_request_uri": ErrorEntry(
        lambda: tr("The request_uri could not be read or has expired."), 400, "RFC 9126 §2.2"
    ),
    "unmet_authentication_requirements": ErrorEntry(
        lambda: tr("The provider cannot meet the strength of login asked for."),
        400,
        "OpenID Connect Core Unmet Authentication Requirements",
    ),
}
