"""The parameters of the token request of each grant, without how the client proves itself."""

from collections.abc import Callable

from inspector.model.kinds.oauth import Grant, grant_facts
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.secret import SecretRef
from inspector.protocol.oauth.authorization import LoginRequest
from inspector.protocol.oauth.parameters import (
    Parameter,
    Parameters,
    given,
    target,
    wanted,
)

Reveal = Callable[[SecretRef], str]


def _of(grant: Grant, *parameters: Parameter) -> Parameters:
    return given(Parameter("grant_type", grant_facts(grant).wire), *parameters)


def code(credential: OAuth2, answer: str, asked: LoginRequest) -> Parameters:
    """Exchange a code (RFC 6749 §4.1.3, RFC 7636 §4.5, RFC 8707 §2.2)."""
    return _of(
        "authorization-code",
        Parameter("code", answer, secret=True),
        Parameter("redirect_uri", asked.redirect),
        Parameter("code_verifier", asked.verifier, secret=True),
        *target(credential),
    )


def client_credentials(credential: OAuth2) -> Parameters:
    """Ask for the client itself (RFC 6749 §4.4.2)."""
    return _of("client-credentials", *wanted(credential))


def password(credential: OAuth2, reveal: Reveal) -> Parameters:
    """Hand user and password over (RFC 6749 §4.3.2)."""
    owner = credential.owner
    return _of(
        "password",
        Parameter("username", owner.user),
        Parameter("password", reveal(owner.password), secret=True),
        *wanted(credential),
    )


def refresh(credential: OAuth2, token: str) -> Parameters:
    """Renew (RFC 6749 §6); without a scope the new token has that of the old one."""
    return _of("refresh-token", Parameter("refresh_token", token, secret=True), *target(credential))


def device(device_code: str) -> Parameters:
    """Ask whether the person has signed in (RFC 8628 §3.4)."""
    return _of("device-code", Parameter("device_code", device_code, secret=True))


def device_authorization(credential: OAuth2) -> Parameters:
    """Ask for a code to show to the person (RFC 8628 §3.1)."""
    return wanted(credential)


def jwt_bearer(credential: OAuth2, reveal: Reveal) -> Parameters:
    """Exchange an assertion about the user (RFC 7523 §2.1)."""
    assertion = reveal(credential.given.assertion)
    return _of("jwt-bearer", Parameter("assertion", assertion, secret=True), *wanted(credential))


def token_exchange(credential: OAuth2, reveal: Reveal) -> Parameters:
    """Exchange a token for another (RFC 8693 §2.1)."""
    tokens = credential.given
    actor = reveal(tokens.actor)
    return _of(
        "token-exchange",
        Parameter("subject_token", reveal(tokens.subject), secret=True),
        Parameter("subject_token_type", tokens.subject_type),
        Parameter("actor_token", actor, secret=True),
        Parameter("actor_token_type", tokens.actor_type if actor else ""),
        Parameter("requested_token_type", tokens.requested_type),
        *wanted(credential),
    )


def about(token: str, hint: str) -> Parameters:
    """Revoke a token, or ask about it (RFC 7009 §2.1, RFC 7662 §2.1)."""
    return given(Parameter("token", token, secret=True), Parameter("token_type_hint", hint))
