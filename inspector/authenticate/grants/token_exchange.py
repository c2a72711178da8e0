"""Token exchange: a token for another one, for another audience or on behalf of (RFC 8693)."""

from collections.abc import Generator

from inspector.authenticate.provider import Provider, ended
from inspector.authenticate.scheme import Answer, Step
from inspector.model.kinds.oauth import Grant
from inspector.protocol.oauth import token_requests
from inspector.protocol.oauth.kept_token import KeptToken
from inspector.wording import tr

GRANT: Grant = "token-exchange"
NEEDS = ("token",)


def obtain(provider: Provider) -> Generator[Step, Answer, KeptToken]:
    """Hand the subject's token over, and the actor's where there is one."""
    if not provider.reveal(provider.credential.given.subject).strip():
        raise ended("empty-secret", tr("The subject token is empty."))
    fields = token_requests.token_exchange(provider.credential, provider.reveal)
    return (yield from provider.token(fields))
