"""nginx before an API: it asks a checker about each request, passes on, strips, waits, is alone."""

from contextlib import contextmanager
from urllib.parse import parse_qs

from tests.fixtures.processes import free_ports
from tests.servers.proving.calls import bearer
from tests.servers.proving.programs import Checker, nginx, pause, site
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = ("/usr/sbin/nginx",)
USER, PASSWORD = "bela", "tulip-vase-3021"
TOKEN, FRESH = "opaque-7d0c1f52aa93", "opaque-b6e2904c17d5"
STAFF = "opaque-staff-55a1c0de7712"
INSIDE = Answers(holds="orders")
HTTP = """
  server {{
    listen 127.0.0.1:{port}; root {folder}/www;
    location /api/ {{ proxy_pass {api}/; }}
    location /stripped/ {{ proxy_pass {api}/; proxy_set_header Authorization ""; }}
    location /checked/ {{ auth_request /check; proxy_pass {api}/open/; }}
    location /staff/ {{ auth_request /check-staff; proxy_pass {api}/open/; }}
    location /hidden/ {{ auth_request /check-hidden; proxy_pass {api}/open/; }}
    location = /check {{ internal; proxy_pass {checker}/check; proxy_pass_request_body off;
                         proxy_set_header Content-Length ""; }}
    location = /check-staff {{ internal; proxy_pass {checker}/staff; proxy_pass_request_body off;
                               proxy_set_header Content-Length ""; }}
    location = /check-hidden {{ internal; proxy_pass {checker}/hidden; proxy_pass_request_body off;
                                proxy_set_header Content-Length ""; }}
    location /login {{ proxy_pass {api}/login; }}
    location /oauth/ {{ proxy_pass http://127.0.0.1:{nobody}/; }}
    location /slow/ {{ proxy_pass {api}/slow; proxy_read_timeout 300ms; }}
  }}
"""


class Service:
    """The checker and the API: sessions, tokens, and how often a login failed."""

    def __init__(self):
        self.forget()

    def forget(self):
        """Begin anew."""
        self.sessions, self.tokens, self.failed = {"s-first-81f0"}, {TOKEN, FRESH, STAFF}, 0
        self.is_slow = True

    def check(self, handler):
        """Answer the subrequests of nginx, which hands on the status only."""
        token, session = _token(handler), _cookie(handler, "sid")
        known = token in self.tokens or session in self.sessions
        if handler.path == "/check":
            return (204 if known else 401), (), ""
        refused = 403 if handler.path == "/staff" else 401
        return (204 if token == STAFF else refused if known else 401), (), ""

    def api(self, handler):
        """Answer what nginx passes on."""
        path = handler.path
        if path.startswith("/open"):
            return 200, (), {"orders": [1]}
        if path == "/login":
            return self._login(parse_qs(handler.content))
        if path.startswith("/slow"):
            pause(1.0 if self.is_slow else 0)
            return 200, (), {"orders": [1]}
        return self._orders(handler)

    def _login(self, form):
        if self.failed >= 3:
            return 401, (), {"error": "login failed"}
        if form.get("password") != [PASSWORD]:
            self.failed += 1
            return 401, (), {"error": "login failed"}
        self.sessions.add("s-next-40be")
        return 200, (("Set-Cookie", "sid=s-next-40be; Path=/; HttpOnly"),), {"orders": []}

    def _orders(self, handler):
        token = _token(handler)
        if token in self.tokens:
            return 200, (), {"orders": [1, 2]}
        challenge = 'Bearer realm="orders"' + (', error="invalid_token"' if token else "")
        return 401, (("WWW-Authenticate", challenge),), {"error": "unauthorized"}


def _token(handler):
    return (handler.headers.get("Authorization") or "").removeprefix("Bearer ")


def _cookie(handler, name):
    pairs = (
        part.strip().partition("=") for part in (handler.headers.get("Cookie") or "").split(";")
    )
    return next((value for key, _, value in pairs if key == name), "")


@contextmanager
def started(folder):
    """Run it; yield the place."""
    service = Service()
    api, checker = Checker(service.api), Checker(service.check)
    provider = Checker(lambda _: (200, (), {"orders": []}), away=True)
    (port,) = free_ports(1)
    site(folder)
    values = {"api": api.url, "checker": checker.url, "nobody": provider.port}
    try:
        with nginx(folder, HTTP, port, **values):
            url = f"http://127.0.0.1:{port}"
            refusals = (
                *_sessions(url, service),
                *_tokens(url, service),
                *_rights(url),
                *_away(url, service, checker, provider),
            )
            yield Place(refusals=refusals, successes=_successes(url), reset=service.forget)
    finally:
        api.stop()
        checker.stop()


def _sessions(url, service):
    login = f"-d 'username={USER}' -d 'password={PASSWORD}' {url}/login"
    wrong = f"-d 'username={USER}' -d 'password=tulip-vase-3012' {url}/login"
    saved = {"Log in": login}
    first = f"-b sid=s-first-81f0 {url}/checked/orders"
    return (
        Refusal(
            "session ended",
            "expired-session",
            "the checker no longer knows the session; the answer is a bare 401",
            first,
            by_client(
                "log in again",
                f"-b sid=s-first-81f0 {url}/checked/orders",
                INSIDE,
                deed=lambda: service.sessions.add("s-first-81f0"),
                saved=saved,
            ),
            before=(first,),
            change=service.sessions.clear,
            ambiguous=True,
            consents=frozenset({"login-attempt", "unsafe-method"}),
        ),
        Refusal(
            "no session",
            "missing-credentials",
            "neither cookie nor token was sent",
            f"{url}/checked/orders",
            by_client("log in", first, INSIDE, saved=saved),
        ),
        Refusal(
            "wrong password at the login",
            "invalid-credentials",
            "the password is wrong",
            wrong,
            by_client("the right password", login, INSIDE, user=USER, secret=PASSWORD),
            ambiguous=True,
        ),
        Refusal(
            "locked without a word",
            "account-locked",
            "three wrong passwords locked the account; the right one is answered like a wrong one",
            login,
            by_owner("unlock the account", service.forget, answers=INSIDE),
            before=(wrong, wrong, wrong),
            ambiguous=True,
        ),
    )


def _tokens(url, service):
    at = f"{url}/api/orders"
    right = by_client("a new token", f"{bearer(FRESH)} {at}", INSIDE, secret=FRESH)
    return (
        Refusal(
            "no token",
            "missing-credentials",
            "no token was sent",
            at,
            right,
        ),
        Refusal(
            "token withdrawn",
            "revoked-token",
            "the token worked and was withdrawn since",
            f"{bearer(TOKEN)} {at}",
            right,
            before=(f"{bearer(TOKEN)} {at}",),
            change=lambda: service.tokens.discard(TOKEN),
            ambiguous=True,
        ),
        Refusal(
            "token withdrawn, told by the checker",
            "revoked-token",
            "the token worked and was withdrawn since; nginx answers a bare 401",
            f"{bearer(TOKEN)} {url}/checked/orders",
            by_client("a new token", f"{bearer(FRESH)} {url}/checked/orders", INSIDE, secret=FRESH),
            before=(f"{bearer(TOKEN)} {url}/checked/orders",),
            change=lambda: service.tokens.discard(TOKEN),
            ambiguous=True,
        ),
        Refusal(
            "token cut short",
            "invalid-credentials",
            "the last characters of the token are missing",
            f"{bearer(TOKEN[:-3])} {at}",
            right,
            before=(f"{bearer(TOKEN)} {at}",),
        ),
        Refusal(
            "Bearer twice",
            "invalid-credentials",
            "the word Bearer stands twice",
            f"{bearer('Bearer ' + TOKEN)} {at}",
            right,
        ),
        Refusal(
            "Authorization stripped",
            "missing-credentials",
            "the gateway takes the Authorization header off before it passes the request on",
            f"{bearer(TOKEN)} {url}/stripped/orders",
            by_owner("pass the header on", right=f"{bearer(TOKEN)} {at}", answers=INSIDE),
            also=("configuration",),
            ambiguous=True,
        ),
        Refusal(
            "password for a token",
            "scheme-mismatch",
            "a login by Basic was sent where a bearer token is asked for",
            f"-u {USER}:{PASSWORD} {at}",
            right,
        ),
    )


def _rights(url):
    staff = {"Orders of the staff": f"{bearer(STAFF)} {url}/staff/orders"}
    return (
        Refusal(
            "not of the staff",
            "insufficient-permissions",
            "the token is good, its owner is not of the staff; the answer is a bare 403",
            f"{bearer(TOKEN)} {url}/staff/orders",
            by_client(
                "another account", f"{bearer(STAFF)} {url}/staff/orders", INSIDE, saved=staff
            ),
            status=403,
        ),
        Refusal(
            "not of the staff, told as 401",
            "insufficient-permissions",
            "the token is good, its owner is not of the staff; the checker says 401 to that",
            f"{bearer(TOKEN)} {url}/hidden/orders",
            by_client(
                "another account", f"{bearer(STAFF)} {url}/hidden/orders", INSIDE, saved=staff
            ),
            before=(f"{bearer(TOKEN)} {url}/checked/orders",),
            ambiguous=True,
        ),
    )


def _away(url, service, checker, provider):
    at = f"{bearer(TOKEN)} {url}/checked/orders"
    form = "-d grant_type=client_credentials -d client_id=job -d client_secret=s-0129"
    return (
        Refusal(
            "checker down",
            "provider-unreachable",
            "nginx can't reach who checks the tokens, and answers 500",
            at,
            by_owner("start it again", checker.start, answers=INSIDE),
            status=500,
            before=(at,),
            change=checker.stop,
            restore=checker.start,
        ),
        Refusal(
            "checker down, never asked before",
            "provider-unreachable",
            "nginx can't reach who checks the tokens, and answers 500",
            at,
            by_owner("start it again", checker.start, answers=INSIDE),
            status=500,
            prepare=checker.stop,
            restore=checker.start,
            ambiguous=True,
        ),
        Refusal(
            "token endpoint down",
            "provider-unreachable",
            "nobody answers behind the token endpoint: 502",
            f"{form} {url}/oauth/token",
            by_owner("start it again", provider.start, answers=INSIDE),
            status=502,
            restore=provider.stop,
        ),
        Refusal(
            "login too slow",
            "provider-unreachable",
            "what answers the login takes longer than the gateway waits: 504",
            f"-d username={USER} -d password={PASSWORD} {url}/slow/login",
            by_owner("make it quicker", lambda: setattr(service, "is_slow", False), answers=INSIDE),
            status=504,
        ),
    )


def _successes(url):
    return (
        Success(id="token", call=f"{bearer(TOKEN)} {url}/api/orders", answers=INSIDE),
        Success(id="session", call=f"-b sid=s-first-81f0 {url}/checked/orders", answers=INSIDE),
        Success(id="staff", call=f"{bearer(STAFF)} {url}/hidden/orders", answers=INSIDE),
    )
