"""JWT bearer: an assertion about the user for a token (RFC 7523 §2.1)."""

from collections.abc import Generator

from inspector.authenticate.provider import Provider, ended
from inspector.authenticate.scheme import Answer, Step
from inspector.model.kinds.oauth import Grant
from inspector.protocol.oauth import token_requests
from inspector.protocol.oauth.kept_token import KeptToken
from inspector.wording import tr

GRANT: Grant = "jwt-bearer"
NEEDS = ("token",)


def obtain(provider: Provider) -> Generator[Step, Answer, KeptToken]:
    """Hand the assertion over."""
    if not provider.reveal(provider.credential.given.assertion).strip():
        raise ended("empty-secret", tr("The assertion is empty."))
    fields = token_requests.jwt_bearer(provider.credential, provider.reveal)
    return (yield from provider.token(fields))
