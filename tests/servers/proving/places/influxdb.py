"""InfluxDB 1.x with authentication on: Basic, a login in the query, JWTs, rights by database."""

from contextlib import contextmanager
from functools import partial
from urllib.parse import quote, urlencode

from tests.fixtures.framework_sites import ask
from tests.fixtures.processes import free_ports
from tests.fixtures.products import Product
from tests.servers.proving.calls import bearer, now, signed
from tests.servers.proving.programs import pause
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = ("/usr/bin/influxd",)
PASSWORD, SECRET = "correct horse", "influx-shared-secret-90b7f2c4e1d8"
ROOT = {"u": "root", "p": PASSWORD}
LOGIN = f"-u 'alice:{PASSWORD}'"
RESULTS = Answers(holds="results", lacks="error")
CONFIG = """
reporting-disabled = true
bind-address = "127.0.0.1:{inner}"
[meta]
  dir = "{folder}/meta"
[data]
  dir = "{folder}/data"
  wal-dir = "{folder}/wal"
[monitor]
  store-enabled = false
[http]
  enabled = true
  bind-address = "127.0.0.1:{port}"
  auth-enabled = true
  shared-secret = "{secret}"
  log-enabled = false
"""
USERS = (
    f"CREATE USER root WITH PASSWORD '{PASSWORD}' WITH ALL PRIVILEGES",
    "CREATE DATABASE plant",
    f"CREATE USER alice WITH PASSWORD '{PASSWORD}'",
    "GRANT READ ON plant TO alice",
)


@contextmanager
def started(folder):
    """Run it with a database and two users; yield the place."""
    port, inner = free_ports(2)
    config = folder / "influxdb.conf"
    config.write_text(CONFIG.format(folder=folder, port=port, inner=inner, secret=SECRET))
    with Product(["/usr/bin/influxd", "-config", config], port, folder) as server:
        _say(server.url, USERS[0], login={})
        for line in USERS[1:]:
            _say(server.url, line)
        yield Place(
            refusals=(*_logins(server.url), *_signed(server.url), *_rights(server.url)),
            successes=(Success(id="login", call=f"{LOGIN} {_read(server.url)}", answers=RESULTS),),
        )


def _say(url, line, login=ROOT):
    """Give the owner's command."""
    at = f"{url}/query?{urlencode({**login, 'q': line})}"
    for _ in range(40):  # it listens before it answers
        status, _, _ = ask(at, b"")
        if status != 503:
            return
        pause(0.1)


def _read(url, database="plant"):
    return f"'{url}/query?db={database}&q={quote('SHOW MEASUREMENTS')}'"


def _logins(url):
    at = _read(url)
    right = by_client("the right login", f"{LOGIN} {at}", RESULTS, user="alice", secret=PASSWORD)
    drop = partial(_say, url, "DROP USER alice")

    def bring_back():
        for line in USERS[2:]:
            _say(url, line)

    return (
        Refusal(
            id="none",
            family="missing-credentials",
            detail="nothing was sent: unable to parse authentication credentials",
            call=at,
            repair=right,
        ),
        Refusal(
            id="wrong password",
            family="invalid-credentials",
            detail="the password is wrong: authorization failed",
            call=f"-u alice:battery {at}",
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="wrong password in the query",
            family="invalid-credentials",
            detail="the password in the query is wrong: authorization failed",
            call=f"{at[:-1]}&u=alice&p=battery'",
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="user dropped",
            family="account-locked",
            detail="the user was removed after it had been accepted: authorization failed",
            call=f"{LOGIN} {at}",
            before=(f"{LOGIN} {at}",),
            change=drop,
            also=("invalid-credentials", "revoked-token"),
            repair=by_owner("bring the user back", bring_back, answers=RESULTS),
            restore=bring_back,
            ambiguous=True,
        ),
        Refusal(
            id="word Token",
            family="scheme-mismatch",
            detail="a token of the next major version was sent; this one reads Basic and Bearer",
            call=f"-H 'Authorization: Token mytoken==' {at}",
            repair=right,
        ),
    )


def _token(**claims):
    said = {"username": "alice", "iat": None, "sub": None, **claims}
    return signed(SECRET, **said)


def _signed(url):
    at = _read(url)
    good = _token(exp=now() + 7200)
    right = by_client("a token that holds", bearer(good, at), RESULTS, secret=good)
    return (
        Refusal(
            id="jwt, expired",
            family="invalid-credentials",
            detail="the token ran out: Token is expired",
            call=lambda _: bearer(_token(exp=now() - 60), at),
            repair=right,
        ),
        Refusal(
            id="jwt, other secret",
            family="invalid-credentials",
            detail="another secret signed it: signature is invalid",
            call=lambda _: bearer(signed("q" * 32, username="alice"), at),
            also=("configuration",),
            repair=right,
        ),
        Refusal(
            id="jwt, no username",
            family="configuration",
            detail="the token lacks the claim that InfluxDB reads: username in token must be a string",
            call=lambda _: bearer(signed(SECRET), at),
            also=("invalid-credentials",),
            repair=right,
        ),
    )


def _rights(url):
    at = _read(url)
    write = f"-d 'heat value=1' '{url}/write?db=plant'"
    root = f"-u 'root:{PASSWORD}'"
    written = Answers(status=204)
    return (
        Refusal(
            id="may not write",
            family="insufficient-permissions",
            detail="alice may read the database only; the body says so",
            call=f"{LOGIN} {write}",
            status=403,
            repair=by_client(
                "an account that may write",
                f"{root} {write}",
                written,
                user="root",
                secret=PASSWORD,
                saved={"root": f"{root} {at}"},
            ),
        ),
        Refusal(
            id="other database",
            family="insufficient-permissions",
            detail="alice has no right on that database, which does not exist",
            call=f"{LOGIN} {_read(url, 'plants')}",
            before=(f"{LOGIN} {at}",),
            status=403,
            also=("wrong-endpoint",),
            repair=by_client("the right name", f"{LOGIN} {at}", RESULTS, address=at.strip("'")),
        ),
    )
