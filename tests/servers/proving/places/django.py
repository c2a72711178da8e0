"""Django: sessions, CSRF in header and form, the login page, hosts it does not serve."""

import urllib.request
from contextlib import contextmanager

from tests.fixtures.frameworks import GUNICORN, Django
from tests.fixtures.web_servers import PASSWORD, USER
from tests.servers.proving.accounts import Accounts
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = (GUNICORN,)
INSIDE, MADE, ACCOUNT = Answers(holds="lamp"), Answers(status=201), Answers(holds="<p>alice")
ORDER = """-H 'Content-Type: application/json' --data '{"item": "lamp", "count": 1}'"""
CONSENT = frozenset({"unsafe-method", "login-attempt"})


@contextmanager
def started(folder):
    """Run it; yield the place."""
    server = Django(folder)
    try:
        accounts = Accounts(folder)
        url = server.url
        yield Place(
            refusals=(
                *_sessions(server, accounts),
                *_csrf(server),
                *_logins(url, accounts),
                *_hosts(url, server),
            ),
            successes=(
                Success(id="desk", call=lambda _: _cookie(server, "/desk/orders/"), answers=INSIDE),
                Success(id="login page", call=f"{url}/login/"),
                Success(id="login", call=_login(url), answers=Answers(status=204)),
            ),
            reset=accounts.restore,
        )
    finally:
        server.stop()


def _cookie(server, path, more=""):
    return f"{more} -b '{server.session()}' {server.url}{path}"


def _login(url, user=USER, password=PASSWORD):
    fields = {"username": user, "password": password}
    data = " ".join(f"--data-urlencode '{name}={text}'" for name, text in fields.items())
    return f"{data} {url}/api/login/"


def csrf_token(url):
    """Return the CSRF token that a page sets as its cookie."""
    with urllib.request.urlopen(f"{url}/login/", timeout=60) as reply:
        cookies = reply.headers.get_all("Set-Cookie")
    pair = next(one for one in cookies if one.startswith("csrftoken="))
    return pair.partition("=")[2].partition(";")[0]


def _sessions(server, accounts):
    url = server.url
    desk, page = f"{url}/desk/orders/", f"{url}/account/"
    saved = {"Log in": _login(url)}

    def call(path, more=""):
        return lambda _put: _cookie(server, path, more)

    kept = []

    def first(path):
        def made(_put):
            kept[:] = [server.session()]
            return f"-b '{kept[0]}' {url}{path}"

        return made

    def again(path, more=""):
        return lambda _put: f"{more} -b '{kept[0]}' {url}{path}"

    def known():
        kept[:] = [server.session()]

    in_again = by_client("log in again", call("/desk/orders/"), INSIDE, saved=saved)
    to_page = by_client("log in again", call("/account/"), ACCOUNT, saved=saved)
    return (
        Refusal(
            "no session",
            "missing-credentials",
            "no session cookie was sent; the framework answers 403",
            desk,
            in_again,
            status=403,
        ),
        Refusal(
            "session ended",
            "expired-session",
            "the session worked and is gone from the server's store",
            again("/desk/orders/"),
            in_again,
            status=403,
            before=(first("/desk/orders/"),),
            change=accounts.drop_sessions,
            ambiguous=True,
            consents=CONSENT,
        ),
        Refusal(
            "session ended, seen for the first time",
            "expired-session",
            "the session is gone from the server's store",
            again("/desk/orders/"),
            in_again,
            status=403,
            prepare=lambda: (known(), accounts.drop_sessions()),
            also=("missing-credentials",),
            ambiguous=True,
            consents=CONSENT,
        ),
        Refusal(
            "session ended before a page",
            "expired-session",
            "the session is gone; the page redirects to the login page",
            again("/account/", "-L"),
            to_page,
            status=200,
            prepare=lambda: (known(), accounts.drop_sessions()),
        ),
        Refusal(
            "no session before a page",
            "missing-credentials",
            "no session cookie was sent; the page redirects to the login page",
            f"-L {page}",
            to_page,
            status=200,
            also=("expired-session",),
        ),
        Refusal(
            "password changed elsewhere",
            "expired-session",
            "the password was set anew, which ends the sessions of before",
            again("/desk/orders/"),
            in_again,
            status=403,
            also=("revoked-token",),
            before=(first("/desk/orders/"),),
            change=server.renew_password,
            ambiguous=True,
            consents=CONSENT,
        ),
        Refusal(
            "account disabled during a session",
            "account-locked",
            "the account was disabled; its session is answered as if there were none",
            again("/desk/orders/"),
            by_owner("enable the account", accounts.restore, answers=INSIDE),
            status=403,
            before=(first("/desk/orders/"),),
            change=accounts.disable,
            restore=accounts.restore,
            also=("expired-session",),
            ambiguous=True,
        ),
        Refusal(
            "Basic for a session",
            "scheme-mismatch",
            "the right login was sent by Basic where a session is wanted",
            f"-u '{USER}:{PASSWORD}' {desk}",
            in_again,
            status=403,
            ambiguous=True,
        ),
    )


def _csrf(server):
    url = server.url
    desk, page = f"{url}/desk/orders/", f"{url}/login/"

    def call(more, token="", header=""):
        def made(_put):
            known = csrf_token(url)
            cookies = f"{server.session()}; csrftoken={known}" if token else server.session()
            shown = f"-H 'X-CSRFToken: {header or known}'" if header != "none" else ""
            return f"-b '{cookies}' {shown} {more} {ORDER} {desk}"

        return made

    right = by_client("the token of the cookie", call("", "both"), MADE)

    def row(name, detail, made, **more):
        more = {"consents": CONSENT, "status": 403, **more}
        return Refusal(name, "csrf-failure", detail, made, right, **more)

    form = f"--data-urlencode 'username={USER}' --data-urlencode 'password={PASSWORD}'"

    def posted(_put):
        known = csrf_token(url)
        return f"-b csrftoken={known} -d csrfmiddlewaretoken={known} {form} {page}"

    return (
        row(
            "no CSRF token",
            "the session is good, the CSRF token is missing",
            call("", "both", "none"),
        ),
        row("no CSRF cookie", "the session is good, the CSRF cookie is missing", call("")),
        row(
            "another CSRF token",
            "the CSRF token does not match its cookie",
            call("", "both", "A" * 32),
        ),
        row(
            "CSRF token cut short",
            "the CSRF token lost its last characters",
            call("", "both", "abc123"),
        ),
        row(
            "a page elsewhere",
            "the request says that it comes from a page of another origin",
            call("-H 'Origin: https://elsewhere.example'", "both"),
        ),
        Refusal(
            "no CSRF token in the form",
            "csrf-failure",
            "the login form was posted without its hidden token",
            f"{form} {page}",
            by_client("the token of the form", posted, Answers(status=302)),
            status=403,
            consents=CONSENT,
        ),
    )


def _logins(url, accounts):
    empty = Answers(status=204)
    right = by_client("the right login", _login(url), empty, user=USER, secret=PASSWORD)
    return (
        Refusal(
            "wrong password at the login",
            "invalid-credentials",
            "the password is wrong",
            _login(url, USER, "battery staple"),
            right,
        ),
        Refusal(
            "disabled account at the login",
            "account-locked",
            "the account is disabled; the login says what it says of a wrong password",
            _login(url),
            by_owner("enable the account", accounts.restore, answers=empty),
            prepare=accounts.disable,
            restore=accounts.restore,
            before=(),
            ambiguous=True,
        ),
    )


def _hosts(url, server):
    port = url.rpartition(":")[2]
    named = f"--resolve shop.example:{port}:127.0.0.1"

    def call(host, more=""):
        return lambda _put: f"{more} -b '{server.session()}' http://{host}:{port}/desk/orders/"

    return (
        Refusal(
            "host that is not served",
            "wrong-endpoint",
            "the host name is none that the project serves (ALLOWED_HOSTS): 400",
            call("shop.example", named),
            by_client(
                "a name that is served",
                call("localhost"),
                INSIDE,
                address=f"http://127.0.0.1:{port}/desk/orders/",
                hosts=(f"127.0.0.1:{port}",),
            ),
            also=("configuration",),
            status=400,
            ambiguous=True,
        ),
    )
