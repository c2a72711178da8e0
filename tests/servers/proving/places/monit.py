"""Monit's web interface: Basic, a user who may only look, and a CSRF token in a cookie."""

import base64
from contextlib import contextmanager

from tests.fixtures.framework_sites import ask, cookie_of
from tests.fixtures.processes import free_ports
from tests.fixtures.products import Product
from tests.servers.proving.calls import bearer
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client

NEEDS = ("/usr/bin/monit",)
PASSWORD, LOOKING = "correct horse", "just looking"
LOGIN, GUEST = f"-u 'alice:{PASSWORD}'", f"-u 'guest:{LOOKING}'"
STATUS, DONE = Answers(holds="uptime"), Answers(status=302)
CONFIG = """
set daemon 600
set idfile {folder}/id
set statefile {folder}/state
set pidfile {folder}/pid
set httpd port {port} and use address 127.0.0.1
  allow alice:"{password}"
  allow guest:"{looking}" read-only
check filesystem root with path /
"""


@contextmanager
def started(folder):
    """Run it; yield the place."""
    (port,) = free_ports(1)
    config = folder / "monitrc"
    config.write_text(CONFIG.format(folder=folder, port=port, password=PASSWORD, looking=LOOKING))
    config.chmod(0o700)
    with Product(["/usr/bin/monit", "-I", "-c", config], port, folder) as server:
        at = f"{server.url}/_status"
        yield Place(
            refusals=(*_logins(at), *_writes(server.url)),
            successes=(Success(id="login", call=f"{LOGIN} {at}", answers=STATUS),),
        )


def _logins(at):
    right = by_client("the right login", f"{LOGIN} {at}", STATUS, user="alice", secret=PASSWORD)
    return (
        Refusal(
            id="none",
            family="missing-credentials",
            detail="nothing was sent; the page speaks of wrong credentials all the same",
            call=at,
            repair=right,
        ),
        Refusal(
            id="wrong password",
            family="invalid-credentials",
            detail="the password is wrong; the page is that of none",
            call=f"-u alice:battery {at}",
            repair=right,
        ),
        Refusal(
            id="token sent",
            family="scheme-mismatch",
            detail="a bearer token was sent where Basic is asked for",
            call=bearer("m-1", at),
            repair=right,
        ),
    )


def _writes(url):
    at = f"{url}/root"
    kept = {}

    def look(user, password):
        def look_now():
            known = base64.b64encode(f"{user}:{password}".encode()).decode()
            _, headers, _ = ask(f"{url}/", Authorization=f"Basic {known}")
            kept["cookie"] = cookie_of(headers, "securitytoken")

        return look_now

    def write(login):
        def made(_):
            token = kept["cookie"].partition("=")[2]
            fields = f"-d action=monitor -d securitytoken={token}"
            return f"{login} -b '{kept['cookie']}' {fields} {at}"

        return made

    enter = look("alice", PASSWORD)
    right = by_client("the token of the cookie", write(LOGIN), DONE)
    return (
        Refusal(
            id="csrf, none",
            family="csrf-failure",
            detail="the write has neither cookie nor token: Invalid CSRF Token",
            call=f"{LOGIN} -d action=monitor {at}",
            prepare=enter,
            status=403,
            repair=right,
        ),
        Refusal(
            id="csrf, another",
            family="csrf-failure",
            detail="the field's token is not the cookie's: Invalid CSRF Token",
            call=lambda _: (
                f"{LOGIN} -b '{kept['cookie']}' -d action=monitor -d securitytoken={'0' * 32} {at}"
            ),
            prepare=enter,
            before=(f"{LOGIN} {url}/",),
            status=403,
            repair=right,
        ),
        Refusal(
            id="may only look",
            family="insufficient-permissions",
            detail="guest may look but not change; the page says so",
            call=write(GUEST),
            prepare=look("guest", LOOKING),
            before=(f"{GUEST} {url}/",),
            status=403,
            repair=by_client(
                "an account that may",
                write(LOGIN),
                DONE,
                user="alice",
                secret=PASSWORD,
                saved={"alice": f"{LOGIN} {url}/"},
            ),
        ),
    )
