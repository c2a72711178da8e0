"""Client credentials: a token for the program itself (RFC 6749 §4.4)."""

from collections.abc import Generator

from inspector.authenticate.provider import Provider
from inspector.authenticate.scheme import Answer, Step
from inspector.model.kinds.oauth import Grant
from inspector.protocol.oauth import token_requests
from inspector.protocol.oauth.kept_token import KeptToken

GRANT: Grant = "client-credentials"
NEEDS = ("token",)


def obtain(provider: Provider) -> Generator[Step, Answer, KeptToken]:
    """Ask once."""
    return (yield from provider.token(token_requests.client_credentials(provider.credential)))
