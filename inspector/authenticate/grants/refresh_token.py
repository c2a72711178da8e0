"""Refresh token only: begins with a refresh token that somebody got elsewhere (RFC 6749 §6)."""

from collections.abc import Generator

from inspector.authenticate.provider import Provider, ended
from inspector.authenticate.scheme import Answer, Step
from inspector.model.kinds.oauth import Grant
from inspector.protocol.oauth import token_requests
from inspector.protocol.oauth.kept_token import KeptToken, renewed
from inspector.wording import tr

GRANT: Grant = "refresh-token"
NEEDS = ("token",)


def obtain(provider: Provider) -> Generator[Step, Answer, KeptToken]:
    """Use the one that was entered; afterwards the kept one is renewed as any other."""
    token = provider.reveal(provider.credential.given.refresh).strip()
    if not token:
        raise ended("empty-secret", tr("The refresh token is empty."))
    fields = token_requests.refresh(provider.credential, token)
    made = yield from provider.token(fields, endpoint="refresh", purpose="renewal")
    return renewed(KeptToken(access_token="", refresh_token=token, key=provider.key), made)
