"""Jupyter Server: a token in three places, a browser's XSRF token, and 403 for whatever is refused."""

import os
from contextlib import contextmanager

from tests.fixtures.framework_sites import PYTHON, PYTHON_READY, ask, cookie_of
from tests.fixtures.processes import free_ports
from tests.fixtures.products import Product
from tests.servers.proving.calls import bearer
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client

NEEDS = (PYTHON_READY,)
TOKEN = "jt5c02e9b718d4"
FILES, MADE = Answers(holds="last_modified"), Answers(status=201)


@contextmanager
def started(folder):
    """Run it over an empty folder; yield the place."""
    (port,) = free_ports(1)
    (folder / "files").mkdir()
    command = [PYTHON, "-m", "jupyter_server", "--allow-root", "--no-browser", "--ip=127.0.0.1"]
    command += [
        f"--port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder}/files",
    ]
    command += [f"--IdentityProvider.token={TOKEN}", "--ServerApp.shutdown_no_activity_timeout=0"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "JUPYTER_NO_CONFIG": "1"}
    with Product(command, port, folder, environment) as server:
        at = f"{server.url}/api/contents"
        yield Place(
            refusals=(*_tokens(at), *_pages(server.url, at)),
            successes=(
                Success(id="word token", call=_named(TOKEN, at), answers=FILES),
                Success(id="query", call=f"'{at}?token={TOKEN}'", answers=FILES),
            ),
        )


def _named(token, at):
    return f"-H 'Authorization: token {token}' {at}"


def _tokens(at):
    right = by_client("the server's token", _named(TOKEN, at), FILES, secret=TOKEN)
    return (
        Refusal(
            id="none",
            family="missing-credentials",
            detail="nothing was sent: 403, Forbidden",
            call=at,
            status=403,
            repair=right,
        ),
        Refusal(
            id="token of an earlier start",
            family="invalid-credentials",
            detail="the token is the one of an earlier start: the same 403",
            call=_named("jt00000000", at),
            status=403,
            also=("revoked-token", "insufficient-permissions"),
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="in X-Api-Key",
            family="missing-credentials",
            detail="the token stands in a header that nobody reads: the same 403",
            call=f"-H 'X-Api-Key: {TOKEN}' {at}",
            status=403,
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="Basic sent",
            family="scheme-mismatch",
            detail="the token was sent as the password of Basic: the same 403",
            call=f"-u 'me:{TOKEN}' {at}",
            status=403,
            also=("missing-credentials",),
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="host name not local",
            family="wrong-endpoint",
            detail="the Host is no local name, which the server takes for an attack: the same 403",
            call=f"-H 'Host: notes.example' {_named(TOKEN, at)}",
            before=(_named(TOKEN, at),),
            status=403,
            also=("configuration",),
            repair=by_client("its own address", _named(TOKEN, at), FILES, address=at),
            ambiguous=True,
        ),
    )


def _pages(url, at):
    kept = {}

    def enter():
        _, headers, _ = ask(f"{url}/?token={TOKEN}")
        name = f"username-{url.removeprefix('http://')}".replace(".", "-").replace(":", "-")
        login, xsrf = cookie_of(headers, name), cookie_of(headers, "_xsrf")
        kept.update(login=login, xsrf=xsrf.partition("=")[2])

    def call(*more):
        return lambda _: " ".join((*more, f"-b '{kept['login']}; _xsrf={kept['xsrf']}'", at))

    def guarded(_):
        return call(f"-X POST -H 'X-XSRFToken: {kept['xsrf']}'")(_)

    right = by_client("the XSRF token of the cookie", guarded, MADE)
    return (
        Refusal(
            id="xsrf, none",
            family="csrf-failure",
            detail="the session is good, the write has no XSRF token: '_xsrf' argument missing",
            call=call("-X POST"),
            prepare=enter,
            before=(call(),),
            status=403,
            repair=right,
        ),
        Refusal(
            id="xsrf, another",
            family="csrf-failure",
            detail="the XSRF token is not the cookie's: XSRF cookie does not match",
            call=call("-X POST -H 'X-XSRFToken: 2|0a0b0c0d|00000000000000000000000000000000|1'"),
            prepare=enter,
            before=(call(),),
            status=403,
            repair=right,
        ),
        Refusal(
            id="cookie of an earlier start",
            family="expired-session",
            detail="the cookie was sealed with another start's secret: 403, Forbidden",
            call=f"-b 'username-127-0-0-1=\"2|1:0|10:1700000000|8:username|4:bWU=|00ff\"' {at}",
            status=403,
            also=("invalid-credentials", "missing-credentials"),
            repair=by_client("log in with the token", bearer(TOKEN, at), FILES, secret=TOKEN),
            ambiguous=True,
        ),
    )
