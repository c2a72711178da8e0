"""Django REST framework: its keys, its Basic, its throttle, its permissions."""

from contextlib import contextmanager

from tests.fixtures.frameworks import GUNICORN, KEY, Django
from tests.fixtures.web_servers import PASSWORD, USER
from tests.servers.proving.accounts import Accounts
from tests.servers.proving.calls import encoded
from tests.servers.proving.programs import pause
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = (GUNICORN,)
INSIDE, LIST = Answers(holds="lamp"), Answers(holds="[")


@contextmanager
def started(folder):
    """Run it; yield the place."""
    server = Django(folder)
    try:
        accounts = Accounts(folder)
        url = server.url
        yield Place(
            refusals=(*_keys(url, accounts), *_basic(url, accounts), *_others(server)),
            successes=(
                Success(id="key", call=_by_key(url), answers=INSIDE),
                Success(id="basic", call=_by_password(url), answers=INSIDE),
                Success(id="missing order", call=_order(server, 9), answers=Answers(status=404)),
            ),
            reset=accounts.restore,
        )
    finally:
        server.stop()


def _by_key(url, value=f"Token {KEY}"):
    return f"-H 'Authorization: {value}' {url}/key/orders/"


def _by_password(url, login=f"{USER}:{PASSWORD}"):
    return f"-u '{login}' {url}/password/orders/"


def _order(server, number):
    def made(_put):
        return f"-H 'Authorization: Bearer {server.mint()}' {server.url}/orders/{number}/"

    return made


def _keys(url, accounts):
    right = by_client("the right key", _by_key(url), INSIDE, secret=KEY)
    return (
        Refusal("no key", "missing-credentials", "no key was sent", f"{url}/key/orders/", right),
        Refusal(
            "wrong key",
            "invalid-credentials",
            "the key is none of the server's",
            _by_key(url, f"Token {KEY[::-1]}"),
            right,
        ),
        Refusal(
            "the word Bearer",
            "scheme-mismatch",
            "the key stands after the word Bearer, the framework wants Token",
            _by_key(url, f"Bearer {KEY}"),
            right,
        ),
        Refusal(
            "a key without its word",
            "scheme-mismatch",
            "the key stands in the header alone, the framework wants the word Token before it",
            _by_key(url, KEY),
            right,
            also=("invalid-credentials",),
        ),
        Refusal(
            "the word without a key",
            "invalid-credentials",
            "the header has the word Token and nothing after it",
            _by_key(url, "Token"),
            right,
            also=("missing-credentials",),
        ),
        Refusal(
            "a blank within the key",
            "invalid-credentials",
            "a blank got into the key",
            _by_key(url, f"Token {KEY[:20]} {KEY[20:]}"),
            right,
        ),
        Refusal(
            "key in the query",
            "missing-credentials",
            "the key stands in the query, the framework reads Authorization",
            f"'{url}/key/orders/?token={KEY}'",
            right,
        ),
        Refusal(
            "key in X-Api-Key",
            "missing-credentials",
            "the key stands in a header of its own, the framework reads Authorization",
            f"-H 'X-Api-Key: {KEY}' {url}/key/orders/",
            right,
            also=("scheme-mismatch",),
        ),
        Refusal(
            "quoted key",
            "invalid-credentials",
            "the key has quotation marks around it",
            _by_key(url, f'Token "{KEY}"'),
            right,
        ),
        Refusal(
            "key deleted",
            "revoked-token",
            "the key worked and was deleted since",
            _by_key(url),
            by_owner("make a key anew", accounts.restore, answers=INSIDE),
            before=(_by_key(url),),
            change=accounts.drop_key,
            restore=accounts.restore,
            also=(),
            ambiguous=True,
        ),
        Refusal(
            "key of a disabled account",
            "account-locked",
            "the key's owner was disabled; the body says so",
            _by_key(url),
            by_owner("enable the account", accounts.restore, answers=INSIDE),
            prepare=accounts.disable,
            restore=accounts.restore,
        ),
    )


def _basic(url, accounts):
    right = by_client("the right login", _by_password(url), INSIDE, user=USER, secret=PASSWORD)
    header = f"-H 'Authorization: Basic {{}}' {url}/password/orders/"
    return (
        Refusal(
            "nothing sent",
            "missing-credentials",
            "no login was sent",
            f"{url}/password/orders/",
            right,
        ),
        Refusal(
            "wrong password",
            "invalid-credentials",
            "the password is wrong",
            _by_password(url, f"{USER}:battery staple"),
            right,
        ),
        Refusal(
            "not encoded",
            "invalid-credentials",
            "user and password stand in the header as they are",
            header.format(f"{USER}:{PASSWORD}"),
            right,
        ),
        Refusal(
            "user and password swapped",
            "invalid-credentials",
            "the password stands before the colon, the user after it",
            header.format(encoded(f"{PASSWORD}:{USER}")),
            right,
        ),
        Refusal(
            "disabled account",
            "account-locked",
            "the account was disabled; the answer is that of a wrong password",
            _by_password(url),
            by_owner("enable the account", accounts.restore, answers=INSIDE),
            before=(_by_password(url),),
            change=accounts.disable,
            restore=accounts.restore,
            ambiguous=True,
        ),
        Refusal(
            "a key for a login",
            "scheme-mismatch",
            "a key was sent where Basic is asked for",
            _by_key(url).replace("/key/", "/password/"),
            right,
        ),
    )


def _others(server):
    url = server.url

    def token(user):
        return f"-H 'Authorization: Bearer {server.mint(user=user)}'"

    def admin(user):
        return lambda _put: f"{token(user)} {url}/admin/orders/"

    return (
        Refusal(
            "too often",
            "account-locked",
            "more requests than the throttle allows; Retry-After says how long to wait",
            f"{url}/seldom/orders/",
            by_client("wait", None, INSIDE, deed=_wait),
            prepare=_wait,
            before=(f"{url}/seldom/orders/",),
            status=429,
        ),
        Refusal(
            "no staff",
            "insufficient-permissions",
            "the token is good, its user is not of the staff",
            admin("alice"),
            by_client("another account", admin("root"), INSIDE, saved={"As root": admin("root")}),
            status=403,
        ),
        Refusal(
            "trailing slash missing",
            "wrong-endpoint",
            "the address lacks the slash at its end; the redirect would make a GET of the POST",
            lambda _put: f"{token('alice')} -d item=lamp -d count=1 {url}/orders",
            by_client(
                "the slash",
                lambda _put: f"{token('alice')} -d item=lamp -d count=1 {url}/orders/",
                Answers(status=201),
                address=f"{url}/orders/",
            ),
            status=301,
            before=(lambda _put: f"{token('alice')} {url}/orders/",),
            ambiguous=True,
        ),
    )


def _wait():
    pause(3.1)
