"""Nothing is found where nothing is wrong: recorded from real servers, and recorded anew.

With KEEP_HEALTHY set to a folder, the live test leaves its recordings there, as
`tests/cases/healthy` has them.
"""

import email.utils
import os
import re
import time
from pathlib import Path

import msgspec
import pytest

from inspector.cli.program import Faces, run
from inspector.export.export import export
from inspector.export.options import Options
from inspector.workbench.build import build
from tests.fixtures.frameworks import KEY
from tests.fixtures.gateway import Gateway
from tests.fixtures.provider import Provider
from tests.fixtures.web_servers import PASSWORD, USER
from tests.servers.healthy_exchanges import HEALTHY

RECORDED = Path(__file__).parents[1] / "cases" / "healthy"
ALL = ("nginx", "apache", "lighttpd", "django", "httpbin", "oidc-provider", "squid")
CSRF = "3xHkq1ZrXyJmT0dWb7sGvAeNcLuP9fQi"


def _status_of(path):
    """Return the exit status of `diagnose`: 0 where nothing was found."""
    return run(["diagnose", str(path)], Faces(open_window=lambda _: 9, save_picture=lambda _: None))


def test_there_are_enough():
    assert {path.stem for path in RECORDED.glob("*.har")} == set(HEALTHY)
    assert len(HEALTHY) >= 60


@pytest.mark.parametrize("name", HEALTHY)
def test_a_recorded_one_gives_no_finding(name, capsys):
    assert _status_of(RECORDED / f"{name}.har") == 0, capsys.readouterr().out


@pytest.fixture(scope="module")
def servers(request):
    """Addresses by the name that the commands use."""
    get = request.getfixturevalue
    nginx, gateway, django = get("nginx"), get("gateway"), get("django")
    return {
        "nginx": nginx.url,
        "tls": nginx.tls,
        "mutual": nginx.mutual,
        "apache": get("apache").url,
        "sites": get("apache_sites").url,
        "lighttpd": get("lighttpd").url,
        "django": django.url,
        "gateway": gateway.url,
        "httpbin": get("httpbin").url,
        "squid": get("squid").url,
    }


@pytest.fixture
def values(servers, django, provider, certificates):
    """What fills the commands in: addresses, logins, tokens."""
    django.ask(provider)
    person, other = provider.logged_in(), provider.logged_in()
    token = django.mint()
    certificate, key = certificates.client
    return {
        **servers,
        "provider": provider.url,
        "user": USER,
        "password": PASSWORD,
        "login": f"-u '{USER}:{PASSWORD}'",
        "client": f"-u {Provider.CLIENT}:{Provider.SECRET}",
        "form_login": f"-d httpd_username={USER} --data-urlencode 'httpd_password={PASSWORD}'",
        "members": f"session=members-user={USER}&members-pw=correct+horse&"
        f"expiry={int(time.time() + 60) * 1_000_000}",
        "pair": f"--cert {certificate} --key {key}",
        "now": email.utils.formatdate(time.time(), usegmt=True),
        "token": token,
        "bearer": f"-H 'Authorization: Bearer {token}'",
        "staff": f"-H 'Authorization: Bearer {django.mint(user='root')}'",
        "for_orders": f"-H 'Authorization: Bearer {django.mint(audience=Provider.AUDIENCE)}'",
        "refresh": django.refresh_token(),
        "session": django.session(),
        "left_session": django.session(),
        "csrf": CSRF,
        "tag": django.tag,
        "key": KEY,
        "gateway_key": Gateway.KEY,
        "audience": Provider.AUDIENCE,
        "opaque": provider.issue(scope="orders:read", resource=Provider.AUDIENCE),
        "unwanted": provider.issue(),
        "person": person["access_token"],
        "renewing": other["refresh_token"],
    }


@pytest.fixture
def record(curl, values, tmp_path):
    """Send the commands of a name; return the last status and the file it was recorded in."""

    def record(name, commands):
        answers = [curl(command.format_map(values)) for command in commands]
        exchanges = [each for answer in answers for each in answer.attempt.exchanges]
        attempt = msgspec.structs.replace(answers[-1].attempt, exchanges=tuple(exchanges))
        bench = build()
        whole = export(bench.answer(attempt), "har", Options(include_secrets=True)).text
        bench.close()
        path = Path(os.environ.get("KEEP_HEALTHY", tmp_path)) / f"{name}.har"
        path.write_text(_with_names(whole, values))
        return exchanges[-1].reply.status, path

    return record


def _with_names(text, values):
    """Put a name in the place of each loopback address, which differs from run to run."""
    names = ("nginx", "tls", "mutual", "apache", "sites", "lighttpd", "django", "gateway")
    for name in (*names, "httpbin", "squid", "provider"):
        text = text.replace(values[name].partition("://")[2], f"{name}.orders.test")
    return re.sub(r"Inspector/[0-9.]+", "Inspector/1.0", text)


def _needs_all(test):
    for name in ALL:
        test = pytest.mark.server(name)(test)
    return test


@_needs_all
def test_a_fresh_recording_gives_no_finding(record, capsys):
    """One test for all, as tokens and sessions are made once; each that fails is named."""
    wrong = {}
    for name, (status, commands) in HEALTHY.items():
        got, path = record(name, commands)
        found = _status_of(path)
        printed = capsys.readouterr().out
        if (got, found) != (status, 0):
            wrong[name] = (got, printed)
    assert not wrong, "\n\n".join(f"{name}: {what}" for name, what in wrong.items())
