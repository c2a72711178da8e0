"""Transmission's daemon: Basic, a session number against CSRF, hosts, and a lock after three failures."""

import base64
import json
from contextlib import ExitStack, contextmanager

from tests.fixtures.framework_sites import ask
from tests.fixtures.processes import free_ports
from tests.fixtures.products import Product
from tests.servers.proving.calls import bearer
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = ("/usr/bin/transmission-daemon",)
USER, PASSWORD = "alice", "correct horse"
LOGIN = f"-u '{USER}:{PASSWORD}'"
ANSWERED = Answers(holds="success")
ASKED = """-d '{"method":"session-get"}'"""
SETTINGS = {
    "rpc-enabled": True,
    "rpc-bind-address": "127.0.0.1",
    "rpc-authentication-required": True,
    "rpc-username": USER,
    "rpc-password": PASSWORD,
    "rpc-whitelist-enabled": False,
    "rpc-host-whitelist-enabled": True,
    "rpc-host-whitelist": "",
    "anti-brute-force-enabled": True,
    "anti-brute-force-threshold": 3,
    "dht-enabled": False,
    "lpd-enabled": False,
    "pex-enabled": False,
    "utp-enabled": False,
    "port-forwarding-enabled": False,
    "bind-address-ipv4": "127.0.0.1",
    "bind-address-ipv6": "::1",
}


def daemon(folder, **settings):
    """Return a running daemon with these settings changed; it keeps them in the folder."""
    port, peers = free_ports(2)
    home = folder / str(port)
    home.mkdir()
    said = {**SETTINGS, "rpc-port": port, "peer-port": peers, **settings}
    (home / "settings.json").write_text(json.dumps(said))
    return Product(["/usr/bin/transmission-daemon", "-f", "-g", home], port, folder)


@contextmanager
def started(folder):
    """Run one for everybody who knows the password and one for a listed network."""
    with ExitStack() as stack:
        one = stack.enter_context(daemon(folder))
        listed = {"rpc-whitelist-enabled": True, "rpc-whitelist": "10.1.*.*"}
        other = stack.enter_context(daemon(folder, **listed))
        bare = stack.enter_context(daemon(folder, **{"rpc-authentication-required": False}))
        yield Place(
            refusals=(*_logins(one), *_numbers(one), *_around(one, other, bare)),
            successes=(Success(id="page", call=f"-L {LOGIN} {one.url}/transmission/web/"),),
            reset=one.restart,
        )


def _session(server):
    """Return the options that hold the session's number, asked for just now."""
    known = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    _, headers, _ = ask(f"{server.url}/transmission/rpc", Authorization=f"Basic {known}")
    return f"-H 'X-Transmission-Session-Id: {headers['X-Transmission-Session-Id']}'"


def _logins(server):
    at = f"{server.url}/transmission/rpc"

    def good(_):
        return f"{LOGIN} {_session(server)} {ASKED} {at}"

    def with_login(login):
        return lambda _: f"{login} {_session(server)} {ASKED} {at}"

    right = by_client("the right login", good, ANSWERED, user=USER, secret=PASSWORD)
    return (
        Refusal(
            id="none",
            family="missing-credentials",
            detail="nothing was sent",
            call=with_login(""),
            repair=right,
        ),
        Refusal(
            id="wrong password",
            family="invalid-credentials",
            detail="the password is wrong; the page says no more than 401",
            call=with_login(f"-u '{USER}:battery'"),
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="token sent",
            family="scheme-mismatch",
            detail="a bearer token was sent where Basic is asked for",
            call=lambda _: bearer("t-1", at, _session(server), ASKED),
            repair=right,
        ),
        Refusal(
            id="locked",
            family="account-locked",
            detail="three wrong passwords before: now everybody gets a bare 403 until a restart",
            call=f"{LOGIN} {ASKED} {at}",
            before=(f"-u '{USER}:battery' {at}",) * 4,
            status=403,
            also=("network-blocked",),
            repair=by_owner("start it anew", server.restart, right=good, answers=ANSWERED),
            restore=server.restart,
        ),
    )


def _numbers(server):
    at = f"{server.url}/transmission/rpc"
    kept = {}

    def good(_):
        return f"{LOGIN} {_session(server)} {ASKED} {at}"

    def remember():
        kept["session"] = _session(server)

    right = by_client("the number in the answer", good, ANSWERED)
    return (
        Refusal(
            id="no session number",
            family="csrf-failure",
            detail="the call has no session number; the answer has it: 409",
            call=f"{LOGIN} {ASKED} {at}",
            status=409,
            repair=right,
        ),
        Refusal(
            id="session number of before",
            family="csrf-failure",
            detail="the daemon was started anew, the session number is the old one: 409",
            call=lambda _: f"{LOGIN} {kept['session']} {ASKED} {at}",
            prepare=remember,
            before=(lambda _: f"{LOGIN} {kept['session']} {ASKED} {at}",),
            change=server.restart,
            status=409,
            also=("expired-session",),
            repair=right,
        ),
    )


def _around(server, listed, bare):
    at = f"{bare.url}/transmission/rpc"
    return (
        Refusal(
            id="host name not listed",
            family="wrong-endpoint",
            detail="the name in Host is not one the daemon lets in: 421",
            call=lambda _: f"{_session(bare)} -H 'Host: seeds.example' {ASKED} {at}",
            status=421,
            also=("configuration",),
            repair=by_client(
                "its own address", lambda _: f"{_session(bare)} {ASKED} {at}", ANSWERED, address=at
            ),
        ),
        Refusal(
            id="address not listed",
            family="network-blocked",
            detail="the daemon lets in another network only: a bare 403",
            call=f"{LOGIN} {listed.url}/transmission/web/",
            status=403,
            also=("insufficient-permissions",),
            repair=by_owner("list the network", right=f"{LOGIN} {server.url}/transmission/web/"),
            ambiguous=True,
        ),
    )
