"""Syncthing: an API key, a session with a CSRF token, a check of the Host; each refusal is a 403."""

import subprocess
from contextlib import contextmanager

from tests.fixtures.framework_sites import ask
from tests.fixtures.processes import free_ports
from tests.fixtures.products import Product
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client

NEEDS = ("/usr/bin/syncthing",)
PASSWORD, KEY = "correct horse", "sk7d03f5b2a94c18e6"
LOGIN = f"-u 'alice:{PASSWORD}'"
STATUS, DONE = Answers(holds="uptime"), Answers(holds="pong")
QUIET = {
    "<globalAnnounceEnabled>true": "<globalAnnounceEnabled>false",
    "<localAnnounceEnabled>true": "<localAnnounceEnabled>false",
    "<relaysEnabled>true": "<relaysEnabled>false",
    "<natEnabled>true": "<natEnabled>false",
    "<crashReportingEnabled>true": "<crashReportingEnabled>false",
    "<urAccepted>0": "<urAccepted>-1",
    "<autoUpgradeIntervalH>12": "<autoUpgradeIntervalH>0",
    "<listenAddress>default": "<listenAddress>tcp://127.0.0.1:0",
}


@contextmanager
def started(folder):
    """Run it alone: it looks for no other one."""
    home = folder / "home"
    make = ["/usr/bin/syncthing", "generate", f"--home={home}", "--no-default-folder"]
    given = ["--gui-user=alice", f"--gui-password={PASSWORD}"]
    environment = {"HOME": str(folder), "PATH": "/usr/bin", "STNOUPGRADE": "1"}
    subprocess.run([*make, *given], check=True, capture_output=True, env=environment)
    config = home / "config.xml"
    text = config.read_text()
    for said, quiet in QUIET.items():
        text = text.replace(said, quiet)
    config.write_text(text)
    (port,) = free_ports(1)
    command = ["/usr/bin/syncthing", "serve", f"--home={home}", "--no-browser", "--no-restart"]
    command += [f"--gui-address=http://127.0.0.1:{port}", f"--gui-apikey={KEY}"]
    with Product(command, port, folder, environment) as server:
        at = f"{server.url}/rest/system/status"
        yield Place(
            refusals=(*_keys(at), *_sessions(server)),
            successes=(Success(id="key", call=f"-H 'X-API-Key: {KEY}' {at}", answers=STATUS),),
        )


def _keys(at):
    good = f"-H 'X-API-Key: {KEY}' {at}"
    right = by_client("the API key", good, STATUS, secret=KEY)
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
            id="wrong key",
            family="invalid-credentials",
            detail="the key is wrong: the same 403",
            call=good.replace(KEY, "sk0000"),
            status=403,
            also=("insufficient-permissions",),
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="key in the query",
            family="missing-credentials",
            detail="the key stands in the query, Syncthing reads headers: the same 403",
            call=f"'{at}?apikey={KEY}'",
            status=403,
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="wrong password",
            family="invalid-credentials",
            detail="the password is wrong: the same 403",
            call=f"-u alice:battery {at}",
            status=403,
            also=("insufficient-permissions",),
            repair=by_client("the API key", good, STATUS, secret=KEY),
            ambiguous=True,
        ),
        Refusal(
            id="host name not its own",
            family="wrong-endpoint",
            detail="the Host is not the address it listens at: Host check error",
            call=f"-H 'Host: sync.example' {good}",
            status=403,
            also=("configuration",),
            repair=by_client("its own address", good, STATUS, address=at),
        ),
    )


def _sessions(server):
    at, ping = f"{server.url}/rest/system/status", f"{server.url}/rest/system/ping"
    kept = {}

    def enter():
        content = {"username": "alice", "password": PASSWORD}
        _, headers, _ = ask(f"{server.url}/rest/noauth/auth/password", content)
        session = headers["Set-Cookie"].partition(";")[0]
        _, headers, _ = ask(f"{server.url}/", Cookie=session)
        pairs = [each.partition(";")[0] for each in headers.get_all("Set-Cookie")]
        token = next(pair for pair in pairs if pair.startswith("CSRF-Token-"))
        name, _, value = token.partition("=")
        kept.update(cookies=f"{session}; {token}", header=f"X-{name}: {value}")

    def call(*more):
        return lambda _: " ".join((*more, f"-b '{kept['cookies']}'", ping))

    def guarded(_):
        return f"-X POST -b '{kept['cookies']}' -H '{kept['header']}' {ping}"

    right = by_client("the CSRF token of the cookie", guarded, DONE)
    return (
        Refusal(
            id="csrf, none",
            family="csrf-failure",
            detail="the session is good, the write has no token: CSRF Error",
            call=call("-X POST"),
            prepare=enter,
            status=403,
            repair=right,
        ),
        Refusal(
            id="csrf, another",
            family="csrf-failure",
            detail="the token is not the one of the cookie: CSRF Error",
            call=lambda _: (
                f"-X POST -b '{kept['cookies']}' "
                f"-H '{kept['header'].partition(':')[0]}: old' {ping}"
            ),
            prepare=enter,
            status=403,
            repair=right,
        ),
        Refusal(
            id="login for a read",
            family="csrf-failure",
            detail="the login is right, but a login wants the CSRF token even for reading",
            call=f"{LOGIN} {at}",
            status=403,
            repair=by_client("the API key", f"-H 'X-API-Key: {KEY}' {at}", STATUS, secret=KEY),
        ),
    )
