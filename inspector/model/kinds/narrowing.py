"""A credential as the one kind that a writer of another program's format has a place for."""

from inspector.model.credential import ApiKey, Basic, Bearer, Credential, Digest, OAuth2


def as_api_key(credential: Credential) -> ApiKey | None:
    """Return the key that a credential is; None for any other kind."""
    return credential if isinstance(credential, ApiKey) else None


def as_bearer(credential: Credential) -> Bearer | None:
    """Return the token that a credential is; None for any other kind."""
    return credential if isinstance(credential, Bearer) else None


def as_oauth(credential: Credential) -> OAuth2 | None:
    """Return the grant of OAuth 2.0 that a credential is; None for any other kind."""
    return credential if isinstance(credential, OAuth2) else None


def as_login(credential: Credential) -> Basic | Digest | None:
    """Return the user and password that a credential is; None for any other kind."""
    return credential if isinstance(credential, Basic | Digest) else None
