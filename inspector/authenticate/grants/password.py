"""Password: the user's own password goes to the provider by way of us (RFC 6749 §4.3)."""

from collections.abc import Generator

from inspector.authenticate.provider import Provider
from inspector.authenticate.scheme import Answer, Step
from inspector.model.kinds.oauth import Grant
from inspector.protocol.oauth import token_requests
from inspector.protocol.oauth.kept_token import KeptToken

GRANT: Grant = "password"
NEEDS = ("token",)


def obtain(provider: Provider) -> Generator[Step, Answer, KeptToken]:
    """Ask once: a second try with a wrong password may lock the account."""
    return (
        yield from provider.token(token_requests.password(provider.credential, provider.reveal))
    )
