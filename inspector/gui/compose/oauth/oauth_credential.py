"""The OAuth credential of the request that is composed, as its form asks for it."""

from typing import cast

from inspector.model.kinds.oauth import Grant
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import Request


def oauth_of(request: Request) -> OAuth2:
    """Return the request's credential; an empty one where it is of another kind."""
    found = request.credential
    return cast("OAuth2", found) if found.keeps_tokens else OAuth2()


def when_grant(*grants: Grant) -> tuple[str, tuple[object, ...]]:
    """Return what shows a field for these grants only."""
    return ("credential.grant", grants)
