"""djangorestframework-simplejwt: what can be wrong with a JWT, and with the login for one."""

import json
import time
from contextlib import contextmanager

import jwt

from tests.fixtures.frameworks import GUNICORN, Django
from tests.fixtures.web_servers import PASSWORD, USER
from tests.servers.proving.accounts import Accounts
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = (GUNICORN,)
KEY = "only-for-the-tests-of-this-checkout-0123456789"  # of the project's settings
INSIDE, TOKENS = Answers(holds="lamp"), Answers(holds="access")
AUDIENCE = "https://orders.example/api"


@contextmanager
def started(folder):
    """Run it; yield the place."""
    server = Django(folder)
    try:
        accounts = Accounts(folder)
        yield Place(
            refusals=(
                *_tokens(server),
                *_claims(server, accounts),
                *_logins(server, accounts),
            ),
            successes=(
                Success(id="token", call=_call(server), answers=INSIDE),
                Success(id="login", call=_login(server), answers=TOKENS),
            ),
            reset=accounts.restore,
        )
    finally:
        server.stop()


def _call(server, word="Bearer ", path="/orders/", change=str, **wanted):
    """Return a call with a token made when it is due; change: what was done to it."""

    def made(_put):
        return f"-H 'Authorization: {word}{change(server.mint(**wanted))}' {server.url}{path}"

    return made


def _json(server, path, **content):
    kind = "-H 'Content-Type: application/json'"
    return f"{kind} --data '{json.dumps(content)}' {server.url}{path}"


def _login(server, password=PASSWORD):
    return _json(server, "/token/", username=USER, password=password)


def _renewal(server):
    """The saved login that gives a token."""
    return lambda _put: _json(server, "/token/", username=USER, password=PASSWORD)


def _own(server, key=KEY, **claims):
    """Return a call with a token signed here, as another issuer or clock would make it."""

    def made(_put):
        now = int(time.time())
        own = jwt.decode(server.mint(), options={"verify_signature": False})
        token = jwt.encode({**own, "iat": now, **claims}, key, "HS256")
        return f"-H 'Authorization: Bearer {token}' {server.url}/orders/"

    return made


def _altered(token):
    head, claims, signature = token.split(".")
    return f"{head}.{claims}.{signature[::-1]}"


def _tokens(server):
    more = {"renewal": _renewal(server), "secret": server.mint}
    right = by_client("a fresh token", _call(server), INSIDE, **more)

    def refresh(_put):
        token = server.refresh_token()
        return f"-H 'Authorization: Bearer {token}' {server.url}/orders/"

    bare = f"{server.url}/orders/"
    return (
        Refusal("no token", "missing-credentials", "no token was sent", bare, right),
        Refusal(
            "token ended",
            "invalid-credentials",
            "the token ended a minute ago",
            _call(server, seconds=-60),
            right,
        ),
        Refusal(
            "signature broken",
            "invalid-credentials",
            "the last part of the token is not its signature",
            _call(server, change=_altered),
            right,
            ambiguous=True,
        ),
        Refusal(
            "cut short",
            "invalid-credentials",
            "the token lost its end, the third part is missing",
            _call(server, change=lambda token: token.rpartition(".")[0]),
            right,
        ),
        Refusal(
            "Bearer twice",
            "invalid-credentials",
            "the word Bearer stands twice",
            _call(server, "Bearer Bearer "),
            right,
        ),
        Refusal(
            "refresh token for an access token",
            "invalid-credentials",
            "the token that renews was sent to the API",
            refresh,
            right,
        ),
        Refusal(
            "the word JWT",
            "scheme-mismatch",
            "the token stands after the word JWT instead of Bearer",
            _call(server, "JWT "),
            right,
        ),
        Refusal(
            "Basic for a token",
            "scheme-mismatch",
            "a login by Basic was sent where a token is asked for",
            f"-u '{USER}:{PASSWORD}' {bare}",
            right,
        ),
        Refusal(
            "an opaque key for a JWT",
            "scheme-mismatch",
            "a key was sent after Bearer where a JWT is expected",
            f"-H 'Authorization: Bearer 9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b' {bare}",
            right,
            also=("invalid-credentials",),
        ),
        Refusal(
            "the word null",
            "missing-credentials",
            "a script put null in the token's place",
            f"-H 'Authorization: Bearer null' {bare}",
            right,
        ),
    )


def _claims(server, accounts):
    more = {"renewal": _renewal(server), "secret": server.mint}
    fresh = by_client("a fresh token", _call(server), INSIDE, **more)
    audience = "/audience/orders/"
    meant = _call(server, path=audience, audience=AUDIENCE)
    kept = []

    def first(_put):
        kept[:] = [server.mint()]
        return f"-H 'Authorization: Bearer {kept[0]}' {server.url}/orders/"

    def again(_put):
        return f"-H 'Authorization: Bearer {kept[0]}' {server.url}/orders/"

    def later():
        return {"nbf": int(time.time()) + 7200, "exp": int(time.time()) + 9000}

    return (
        Refusal(
            "another audience",
            "configuration",
            "the token is meant for the billing API",
            _call(server, path=audience, audience="https://billing.example/api"),
            by_owner("give a token for this API", right=meant, answers=INSIDE),
            ambiguous=True,
        ),
        Refusal(
            "no audience",
            "configuration",
            "the token names no API that it is meant for",
            _call(server, path=audience),
            by_owner("give a token for this API", right=meant, answers=INSIDE),
            also=("invalid-credentials",),
            ambiguous=True,
        ),
        Refusal(
            "clocks apart",
            "configuration",
            "the issuer's clock is two hours ahead: the token is not valid yet",
            _own(server, **later()),
            fresh,
        ),
        Refusal(
            "token of another environment",
            "wrong-endpoint",
            "the token was signed by the test environment's issuer",
            _own(server, "the-key-of-the-test-environment-0123456789", iss="https://test.example"),
            fresh,
            also=("invalid-credentials",),
            ambiguous=True,
        ),
        Refusal(
            "password changed since",
            "revoked-token",
            "the password was set anew, which ends the tokens of before",
            again,
            fresh,
            before=(first,),
            change=server.renew_password,
        ),
        Refusal(
            "account disabled",
            "account-locked",
            "the account of the token was disabled",
            again,
            by_owner("enable the account", accounts.restore, answers=INSIDE),
            before=(first,),
            change=accounts.disable,
            restore=accounts.restore,
        ),
    )


def _logins(server, accounts):
    right = by_client("the right login", _login(server), TOKENS, user=USER, secret=PASSWORD)
    kept = []

    def renewed(_put):
        kept[:] = [server.refresh_token()]
        return _json(server, "/token/refresh/", refresh=kept[0])

    def once_more(_put):
        return _json(server, "/token/refresh/", refresh=kept[0])

    return (
        Refusal(
            "wrong password at the login",
            "invalid-credentials",
            "the password is wrong",
            _login(server, "battery staple"),
            right,
            also=("account-locked",),
            ambiguous=True,
        ),
        Refusal(
            "disabled account at the login",
            "account-locked",
            "the account is disabled; the answer is that of a wrong password",
            _login(server),
            by_owner("enable the account", accounts.restore, answers=TOKENS),
            before=(_login(server),),
            change=accounts.disable,
            restore=accounts.restore,
            ambiguous=True,
        ),
        Refusal(
            "refresh token used twice",
            "revoked-token",
            "the refresh token was exchanged before and is on the list of withdrawn ones",
            once_more,
            by_client("log in again", _login(server), TOKENS, renewal=_renewal(server)),
            before=(renewed,),
        ),
        Refusal(
            "access token for a refresh token",
            "invalid-credentials",
            "the token for the API was sent to renew it",
            lambda _put: _json(server, "/token/refresh/", refresh=server.mint()),
            by_client("log in again", _login(server), TOKENS, renewal=_renewal(server)),
        ),
    )
