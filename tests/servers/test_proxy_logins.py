"""Squid asks for Digest: let in, plain and through a tunnel, and refused for what it is."""

import pytest

from inspector.compose.scope import Scope
from inspector.model.kinds.basic import Basic
from inspector.model.request import Options, Request
from inspector.workbench.build import build
from tests.fixtures.servers import folder_for_others
from tests.fixtures.web_servers import DIGEST_AT_SQUID, PASSWORD, USER, Squid


@pytest.fixture(scope="module")
def digesting():
    """A squid that wants Digest."""
    with folder_for_others("squid-digest") as folder:
        server = Squid(folder / "squid", DIGEST_AT_SQUID)
        yield server
        server.stop()


@pytest.fixture
def bench():
    made = build()
    yield made
    made.close()


def sent(bench, squid, url, password=PASSWORD, **options):
    login = Basic(user=USER, password=bench.vault.put(password))
    through = Options(proxy=squid.url, proxy_credential=login, **options)
    return bench.submit(bench.send(Request(url=url, options=through), Scope())).result(60)


@pytest.mark.server("squid")
@pytest.mark.server("nginx")
def test_a_plain_request_is_let_in(bench, digesting, nginx):
    attempt = sent(bench, digesting, nginx.url + "/open").attempt
    assert [each.reply.status for each in attempt.exchanges] == [407, 200]
    header = next(
        each for each in attempt.exchanges[1].request.headers if each.name == "Proxy-Authorization"
    )
    assert header.value.startswith("Digest ")
    assert PASSWORD not in header.value


@pytest.mark.server("squid")
@pytest.mark.server("nginx")
def test_a_tunnel_is_opened(bench, digesting, nginx):
    attempt = sent(bench, digesting, nginx.tls + "/open", verify_tls=False).attempt
    purposes = [(each.purpose, each.reply.status) for each in attempt.exchanges]
    assert purposes == [("proxy-connect", 407), ("proxy-connect", 200), ("main", 200)]


@pytest.mark.server("squid")
@pytest.mark.server("nginx")
@pytest.mark.parametrize("scheme", ["url", "tls"])
def test_a_wrong_password_goes_out_once_and_is_named(bench, digesting, nginx, scheme):
    url = getattr(nginx, scheme) + "/open"
    answer = sent(bench, digesting, url, "wrong-password", verify_tls=False)
    assert [each.reply.status for each in answer.attempt.exchanges] == [407, 407]
    (first, *_) = answer.verdict.findings
    assert "proxy" in first.title.lower()
