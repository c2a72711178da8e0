"""What the clients of oidc-provider send, and what somebody who has logged in there holds."""

import time

from joserfc import jwt
from joserfc.jwk import OctKey

from tests.fixtures.provider import Provider
from tests.servers.proving.calls import form

SECRET = Provider.SECRET


def job(provider, secret=SECRET, client=Provider.CLIENT, **more):
    fields = {"grant_type": "client_credentials", "scope": "orders:read", **more}
    return f"-u '{client}:{secret}' {form(provider.token, **fields)}"


def trusted(provider, **fields):
    return f"-u 'trusted:{SECRET}' {form(provider.token, **fields)}"


def signed(provider):
    now = int(time.time())
    claims = {"iss": "by-secret-jwt", "sub": "by-secret-jwt", "aud": provider.url, "exp": now + 60}
    key = OctKey.import_key(SECRET)
    assertion = jwt.encode({"alg": "HS256"}, {**claims, "iat": now, "jti": str(now)}, key)
    kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    fields = {"client_assertion_type": kind, "client_assertion": assertion}
    return form(
        provider.token, grant_type="client_credentials", client_id="by-secret-jwt", **fields
    )


class Known:
    """What somebody who has logged in holds; `me` is a call that shows one of it."""

    def __init__(self, provider):
        self._provider, self.now = provider, {}

    def begin(self):
        """Log in."""
        self.now = self._provider.logged_in()

    def token(self):
        """Return a fresh token."""
        self.begin()
        return self.now["access_token"]

    def me(self, name, fresh=True, change=str):
        """Return a call to the userinfo endpoint; fresh: log in first."""

        def made(_put):
            if fresh or not self.now:
                self.begin()
            token = change(self.now[name])
            return f"-H 'Authorization: Bearer {token}' {self._provider.userinfo}"

        return made
