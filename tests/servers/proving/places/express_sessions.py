"""The Express shop's part for browsers: its login form, sessions, CSRF tokens and rate."""

from contextlib import contextmanager
from functools import partial

from tests.fixtures.framework_sites import NODE_READY, Site, ask, cookie_of
from tests.servers.proving.places.express import PASSWORD, SECRET
from tests.servers.proving.programs import pause
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = (NODE_READY,)
ORDERS, MADE = Answers(holds="orders"), Answers(status=201)


@contextmanager
def started(folder):
    """Run the shop; yield the place."""
    with Site("express_shop.mjs", folder, PASSWORD, SECRET, "") as shop:
        page = Success(id="login page", call=f"{shop.url}/web/login")
        yield Place(
            refusals=(*_sessions(shop), *_logging_in(shop)),
            successes=(page,),
            reset=partial(shop.put, fresh=True),
        )


def _entered(shop):
    """Log in; return the session's cookie and its CSRF token."""
    form = f"username=alice&password={PASSWORD.replace(' ', '+')}".encode()
    _, headers, body = ask(f"{shop.url}/web/login", form)
    return cookie_of(headers, "shop.sid"), body.partition('"token":"')[2].partition('"')[0]


def _sessions(shop):
    at = f"{shop.url}/web/api/orders"
    page = f"{shop.url}/web/orders"
    kept = {}

    def enter():
        kept["cookie"], kept["token"] = _entered(shop)

    def lose():
        enter()
        shop.restart()

    def with_cookie(url, *more):
        return lambda _: " ".join((*more, f"-b '{kept['cookie']}'", url))

    def anew(url):
        def made(_):
            enter()
            return f"-b '{kept['cookie']}' {url}"

        return made

    def write(token):
        return lambda _: (
            f"-b '{kept['cookie']}' -X POST -H 'x-csrf-token: {token or kept['token']}' {at}"
        )

    login = f"-d username=alice --data-urlencode 'password={PASSWORD}' {shop.url}/web/login"
    saved = {"log in": login}
    return (
        Refusal(
            id="session, none",
            family="missing-credentials",
            detail="no session cookie was sent to an API of a page",
            call=at,
            also=("expired-session",),
            repair=by_client("log in", anew(at), ORDERS, saved=saved),
        ),
        Refusal(
            id="session, lost by a restart",
            family="expired-session",
            detail="the server was started anew and lost its sessions",
            call=with_cookie(at),
            prepare=enter,
            before=(with_cookie(at),),
            change=shop.restart,
            repair=by_client("log in again", anew(at), ORDERS, saved=saved),
        ),
        Refusal(
            id="session, login page",
            family="expired-session",
            detail="the session is lost and the page redirects to the login page",
            call=with_cookie(page, "-L"),
            prepare=lose,
            status=200,
            repair=by_client("log in again", anew(page), Answers(holds="Your orders"), saved=saved),
        ),
        Refusal(
            id="csrf, no token",
            family="csrf-failure",
            detail="the session is good, the write has no CSRF token",
            call=with_cookie(at, "-X POST"),
            prepare=enter,
            before=(with_cookie(at),),
            status=403,
            repair=by_client("the session's token", write(""), MADE),
        ),
        Refusal(
            id="csrf, another session's token",
            family="csrf-failure",
            detail="the write has the CSRF token of an older session",
            call=write("0" * 128),
            prepare=enter,
            before=(with_cookie(at),),
            status=403,
            repair=by_client("the session's token", write(""), MADE),
        ),
    )


def _logging_in(shop):
    at = f"{shop.url}/web/login"
    good = f"-d username=alice --data-urlencode 'password={PASSWORD}' {at}"
    entered = Answers(holds="token")
    wrong = f"-d username=alice -d password=battery {at}"
    return (
        Refusal(
            id="login, wrong password",
            family="invalid-credentials",
            detail="the form's password is wrong; the body says so",
            call=wrong,
            repair=by_client("the right password", good, entered, user="alice", secret=PASSWORD),
        ),
        Refusal(
            id="login, locked",
            family="account-locked",
            detail="the account is locked; the body says so",
            call=good,
            prepare=partial(shop.put, users={"alice": {"locked": True}}),
            repair=by_owner("unlock the account", partial(shop.put, fresh=True), answers=entered),
        ),
        Refusal(
            id="login, second factor",
            family="account-locked",
            detail="a second factor is asked for; the body says so",
            call=good,
            prepare=partial(shop.put, users={"alice": {"mfa": True}}),
            also=("insufficient-permissions", "missing-credentials"),
            repair=by_owner("register the factor", partial(shop.put, fresh=True), answers=entered),
        ),
        Refusal(
            id="login, too often",
            family="account-locked",
            detail="too many logins from this address; Retry-After says how long to wait",
            call=good,
            before=(wrong, wrong),
            status=429,
            repair=by_client("wait", good, entered, deed=partial(pause, 2.1)),
        ),
    )
