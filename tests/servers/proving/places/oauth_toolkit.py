"""django-oauth-toolkit as a login provider: its token endpoint, and an API that takes its tokens."""

import json
import urllib.parse
import urllib.request
from contextlib import contextmanager

from tests.fixtures.frameworks import GUNICORN, Django
from tests.fixtures.web_servers import PASSWORD, USER
from tests.servers.proving.accounts import Accounts
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = (GUNICORN,)
ISSUED, INSIDE = Answers(holds="access_token"), Answers(holds="client")


class Realm:
    """Issues and withdraws tokens past the program."""

    def __init__(self, server):
        self.url = server.realm
        self.secret = PASSWORD
        self.token = self.refresh = ""

    def post(self, path, **fields):
        """Post a form and return the JSON of the reply."""
        data = urllib.parse.urlencode(fields).encode()
        with urllib.request.urlopen(f"{self.url}{path}", data, timeout=60) as reply:
            text = reply.read()
        return json.loads(text) if text[:1] == b"{" else {}

    def begin(self, scope="orders:read"):
        """Log in for a token and one that renews it."""
        login = {"grant_type": "password", "username": USER, "password": PASSWORD}
        client = {"client_id": "trusted", "client_secret": self.secret}
        found = self.post("/token/", scope=scope, **login, **client)
        self.token, self.refresh = found["access_token"], found["refresh_token"]

    def fresh(self):
        """Return a fresh token."""
        self.begin()
        return self.token

    def withdraw(self):
        """Withdraw the token (RFC 7009)."""
        client = {"client_id": "trusted", "client_secret": self.secret}
        self.post("/revoke_token/", token=self.token, **client)


@contextmanager
def started(folder):
    """Run it; yield the place."""
    server = Django(folder)
    try:
        accounts, realm = Accounts(folder), Realm(server)
        yield Place(
            refusals=(
                *_clients(realm),
                *_grants(realm, accounts),
                *_tokens(realm, accounts),
            ),
            successes=(
                Success(id="token", call=_password(realm), answers=ISSUED),
                Success(id="orders", call=_orders(realm), answers=INSIDE),
            ),
            reset=accounts.restore,
        )
    finally:
        server.stop()


def _form(realm, path="/token/", **fields):
    data = " ".join(f"--data-urlencode '{name}={text}'" for name, text in fields.items())
    return f"{data} {realm.url}{path}"


def _job(realm, **more):
    fields = {"grant_type": "client_credentials", "client_id": "job", "scope": "orders:read"}
    return _form(realm, **{**fields, "client_secret": realm.secret, **more})


def _password(realm, **more):
    fields = {"grant_type": "password", "username": USER, "password": PASSWORD}
    fields |= {"client_id": "trusted", "client_secret": realm.secret, "scope": "orders:read"}
    return _form(realm, **{**fields, **more})


def _orders(realm, scope="orders:read", fresh=True):
    def made(_put):
        if fresh:
            realm.begin(scope)
        return f"-H 'Authorization: Bearer {realm.token}' {realm.url}/orders/"

    return made


def _clients(realm):
    right = by_client("the right secret", _job(realm), ISSUED, user="job", secret=realm.secret)
    without = f"-d grant_type=client_credentials -d scope=orders:read {realm.url}/token/"
    return (
        Refusal(
            "wrong client secret",
            "invalid-credentials",
            "the secret of the client is wrong",
            _job(realm, client_secret="not-the-secret"),
            right,
        ),
        Refusal(
            "unknown client",
            "invalid-credentials",
            "the provider has no such client",
            _job(realm, client_id="jobb"),
            right,
            also=("configuration",),
        ),
        Refusal(
            "no proof of the client",
            "missing-credentials",
            "neither client nor secret was sent",
            without,
            right,
            also=("invalid-credentials",),
        ),
        Refusal(
            "grant not allowed",
            "configuration",
            "the client may not use this grant",
            _form(
                realm,
                grant_type="client_credentials",
                client_id="trusted",
                client_secret=realm.secret,
            ),
            by_owner("allow the grant", right=_job(realm), answers=ISSUED),
            status=400,
            also=("insufficient-permissions",),
        ),
        Refusal(
            "scope not known",
            "insufficient-permissions",
            "the scope asked for is none that the provider gives",
            _job(realm, scope="orders:delete"),
            by_client("a scope that is given", _job(realm), ISSUED, scope="orders:read"),
            status=400,
            also=("configuration",),
        ),
        Refusal(
            "another realm",
            "wrong-endpoint",
            "the provider has no realm of that name: 404 for its token endpoint",
            _job(realm).replace("/realms/shop/", "/realms/shops/"),
            by_client("the right realm", _job(realm), ISSUED, address=f"{realm.url}/token/"),
            status=404,
        ),
    )


def _grants(realm, accounts):
    login = by_client("the right login", _password(realm), ISSUED, user=USER, secret=PASSWORD)
    again = by_client("log in again", _password(realm), ISSUED, renewal=_password(realm))
    client = {"client_id": "trusted", "client_secret": realm.secret}

    def renewed(_put):
        realm.begin()
        return _form(realm, grant_type="refresh_token", refresh_token=realm.refresh, **client)

    def once_more(_put):
        return _form(realm, grant_type="refresh_token", refresh_token=realm.refresh, **client)

    return (
        Refusal(
            "wrong password",
            "invalid-credentials",
            "the password of the user is wrong",
            _password(realm, password="battery staple"),
            login,
            status=400,
            ambiguous=True,
        ),
        Refusal(
            "disabled account",
            "account-locked",
            "the account is disabled; the answer is that of a wrong password",
            _password(realm),
            by_owner("enable the account", accounts.restore, answers=ISSUED),
            before=(_password(realm),),
            change=accounts.disable,
            restore=accounts.restore,
            status=400,
            ambiguous=True,
        ),
        Refusal(
            "refresh token used twice",
            "revoked-token",
            "the refresh token was exchanged before",
            once_more,
            again,
            before=(renewed,),
            status=400,
            also=("expired-session",),
        ),
        Refusal(
            "refresh token withdrawn",
            "revoked-token",
            "the user withdrew the client's access",
            once_more,
            again,
            prepare=lambda: (realm.begin(), _withdraw_refresh(realm, client)),
            status=400,
            also=("expired-session",),
            ambiguous=True,
        ),
        Refusal(
            "code that was never given",
            "invalid-credentials",
            "the code of the sign-in is none of the provider's",
            _form(
                realm,
                grant_type="authorization_code",
                code="0a1b2c3d4e5f",
                client_id="shop",
                client_secret=realm.secret,
                redirect_uri="http://127.0.0.1/back",
            ),
            by_owner("sign in anew", right=_password(realm), answers=ISSUED),
            status=400,
        ),
    )


def _withdraw_refresh(realm, client):
    realm.post("/revoke_token/", token=realm.refresh, token_type_hint="refresh_token", **client)


def _tokens(realm, accounts):
    more = {"renewal": _password(realm), "secret": realm.fresh}
    right = by_client("a fresh token", _orders(realm), INSIDE, **more)
    known = _orders(realm, fresh=False)
    return (
        Refusal(
            "no token",
            "missing-credentials",
            "no token was sent",
            f"{realm.url}/orders/",
            right,
        ),
        Refusal(
            "token withdrawn",
            "revoked-token",
            "the token worked and was withdrawn since",
            known,
            right,
            before=(_orders(realm),),
            change=realm.withdraw,
            ambiguous=True,
        ),
        Refusal(
            "token ended",
            "invalid-credentials",
            "the token's time is over",
            known,
            right,
            before=(_orders(realm),),
            change=lambda: accounts.expire(realm.token),
            ambiguous=True,
        ),
        Refusal(
            "token that was never given",
            "invalid-credentials",
            "the token is none of the provider's",
            f"-H 'Authorization: Bearer q8Zk2fT0bLw7Xn5' {realm.url}/orders/",
            right,
            ambiguous=True,
        ),
        Refusal(
            "scope missing",
            "insufficient-permissions",
            "the token may order, not read orders",
            _orders(realm, "orders:write"),
            right,
            status=403,
        ),
        Refusal(
            "Basic for a token",
            "scheme-mismatch",
            "the user's login was sent by Basic where a token is asked for",
            f"-u '{USER}:{PASSWORD}' {realm.url}/orders/",
            right,
        ),
        Refusal(
            "refresh token for an access token",
            "invalid-credentials",
            "the token that renews was sent to the API",
            lambda _put: f"-H 'Authorization: Bearer {_refresh(realm)}' {realm.url}/orders/",
            right,
            ambiguous=True,
        ),
    )


def _refresh(realm):
    realm.begin()
    return realm.refresh
