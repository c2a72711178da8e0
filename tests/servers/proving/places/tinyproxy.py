"""tinyproxy: a proxy with a login, one that lists networks, one that filters hosts."""

from contextlib import ExitStack, contextmanager

from tests.fixtures.processes import free_ports
from tests.fixtures.products import Product
from tests.servers.proving.programs import Checker
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = ("/usr/bin/tinyproxy",)
PASSWORD, KEY = "horse-71", "tk-4f20"
INSIDE = Answers(holds="inside")
CONFIG = """
Port {port}
Listen 127.0.0.1
Timeout 10
MaxClients 20
StartServers 1
LogLevel Connect
PidFile "{folder}/{port}.pid"
ConnectPort 443
{more}
"""


def _origin(asked):
    if asked.headers.get("X-Api-Key") != KEY:
        return 401, (), {"error": "unknown api key"}
    return 200, (), {"text": "inside"}


@contextmanager
def started(folder):
    """Run three proxies before one API; yield the place."""
    (folder / "filter").write_text("^127\\.0\\.0\\.1$\n")
    kinds = {
        "login": f"Allow 127.0.0.1\nBasicAuth alice {PASSWORD}",
        "networks": "Allow 10.20.0.0/16",
        "filter": f'Allow 127.0.0.1\nFilter "{folder}/filter"\nFilterType ere',
    }
    with ExitStack() as stack, Checker(_origin) as origin:
        urls = {}
        for name, more in kinds.items():
            (port,) = free_ports(1)
            config = folder / f"{name}.conf"
            config.write_text(CONFIG.format(folder=folder, port=port, more=more))
            command = ["/usr/bin/tinyproxy", "-d", "-c", config]
            urls[name] = stack.enter_context(Product(command, port, folder)).url
        yield Place(
            refusals=_refusals(urls, f"{origin.url}/orders"),
            successes=_successes(urls["login"], f"{origin.url}/orders"),
        )


def _by(proxy, user="", password=PASSWORD):
    """Return the options for a proxy, with a login where a user is named."""
    given = f"-U '{user}:{password}' " if user else ""
    return f"-x {proxy} {given}-H 'X-Api-Key: {KEY}'"


def _refusals(urls, at):
    login = urls["login"]
    good = f"{_by(login, 'alice')} {at}"
    right = by_client("the proxy's login", good, INSIDE, user="alice", secret=PASSWORD)
    return (
        Refusal(
            id="no proxy login",
            family="network-blocked",
            detail="the proxy wants a login and got none",
            call=f"{_by(login)} {at}",
            status=407,
            also=("missing-credentials",),
            repair=right,
        ),
        Refusal(
            id="wrong proxy password",
            family="network-blocked",
            detail="the proxy's password is wrong; tinyproxy answers 401, not 407",
            call=f"{_by(login, 'alice', 'battery')} {at}",
            also=("invalid-credentials",),
            repair=right,
        ),
        Refusal(
            id="login for the origin only",
            family="network-blocked",
            detail="the login was sent to the origin, not to the proxy",
            call=f"-x {login} -u 'alice:{PASSWORD}' -H 'X-Api-Key: {KEY}' {at}",
            status=407,
            also=("missing-credentials",),
            repair=right,
        ),
        Refusal(
            id="network not listed",
            family="network-blocked",
            detail="the proxy lets in other networks only: Access denied",
            call=f"{_by(urls['networks'])} {at}",
            status=403,
            repair=by_owner("list the network", right=good),
        ),
        Refusal(
            id="host filtered",
            family="network-blocked",
            detail="the proxy's filter names the host: Filtered",
            call=f"{_by(urls['filter'])} {at}",
            status=403,
            repair=by_owner("take the host out of the filter", right=good),
        ),
        Refusal(
            id="the API's key, by the proxy",
            family="invalid-credentials",
            detail="the proxy is content, the API behind it refuses the key",
            call=good.replace(KEY, "tk-0000"),
            repair=by_client("the right key", good, INSIDE, secret=KEY),
        ),
    )


def _successes(login, at):
    return (Success(id="by the proxy", call=f"{_by(login, 'alice')} {at}", answers=INSIDE),)
