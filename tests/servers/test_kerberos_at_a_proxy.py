"""Squid asks for Negotiate, with a realm of its own, MIT's KDC: let in, and refused for what it is."""

import pytest

from inspector.model.kinds.negotiate import Negotiate
from inspector.model.request import Options
from tests.fixtures.kerberos import REALM, ended
from tests.fixtures.kerberos import realm as started
from tests.fixtures.servers import folder_for_others
from tests.fixtures.web_servers import Squid, negotiate_at_squid

pytestmark = [pytest.mark.server("squid"), pytest.mark.server("kdc"), pytest.mark.server("apache")]


@pytest.fixture(scope="module")
def realm():
    with folder_for_others("proxy-kerberos") as folder, started(folder) as running:
        yield running


@pytest.fixture(autouse=True)
def settings(realm, monkeypatch):
    monkeypatch.setenv("KRB5_CONFIG", realm.environment["KRB5_CONFIG"])
    monkeypatch.setenv("KRB5CCNAME", f"FILE:{realm.folder}/nobodys.cache")


@pytest.fixture(scope="module")
def proxy(realm):
    with folder_for_others("squid-negotiate") as folder:
        auth = negotiate_at_squid(realm.folder / "http.keytab")
        own = {**realm.environment, "KRB5RCACHEDIR": str(folder / "squid")}  # it writes there
        server = Squid(folder / "squid", auth, own)
        server.url = server.url.replace("127.0.0.1", "localhost")
        yield server
        server.stop()


@pytest.fixture(scope="module")
def cache(realm):
    return realm.ticket("ann", realm.ann)


@pytest.fixture
def through(proxy, cache, send, certificates):
    """Send through the proxy with a ticket; return the answer and the statuses."""

    def run(url, **fields):
        login = Negotiate(**{"cache": cache, **fields})
        options = Options(proxy=proxy.url, proxy_credential=login, verify_tls=False)
        answer = send(url, options=options)
        exchanges = answer.attempt.exchanges
        return answer, [(each.purpose, each.reply and each.reply.status) for each in exchanges]

    return run


@pytest.mark.server("nginx")
def test_a_ticket_is_taken_for_what_the_proxy_reads(through, nginx):
    answer, found = through(nginx.url + "/open")
    assert found == [("main", 407), ("proxy-answer", 200)]
    assert answer.attempt.exchanges[-1].failure is None


@pytest.mark.server("nginx")
def test_a_ticket_opens_a_tunnel(through, nginx):
    _, found = through(nginx.tls + "/open")
    assert found == [("proxy-connect", 407), ("proxy-connect", 200), ("main", 200)]


@pytest.mark.server("nginx")
@pytest.mark.parametrize("scheme", ["url", "tls"])
def test_each_failure_has_its_cause(realm, cache, through, nginx, tmp_path, scheme):
    url = getattr(nginx, scheme) + "/open"

    def found(**fields):
        answer, way = through(url, **fields)
        first = answer.verdict.findings[0]
        return first.slug, [status for _, status in way]

    assert found(cache=f"FILE:{tmp_path}/none") == ("kerberos-ticket-missing", [407, None])
    over = ended(cache, tmp_path / "over.cache")
    assert found(cache=over) == ("kerberos-ticket-ended", [407, None])
    unknown = found(service="HTTP@other.example.test")
    assert unknown == ("kerberos-service-unknown", [407, None])
    other = found(service=f"HTTP/elsewhere.test@{REALM}")
    assert other == ("proxy-ticket-refused", [407, 407])


@pytest.mark.server("nginx")
def test_the_verdict_names_the_proxy_and_not_the_api(through, nginx, tmp_path):
    answer, _ = through(nginx.url + "/open", cache=f"FILE:{tmp_path}/none")
    assert answer.verdict.findings[0].title == "There is no Kerberos ticket for localhost"
    answer, _ = through(nginx.url + "/open", service=f"HTTP/elsewhere.test@{REALM}")
    assert "HTTP/elsewhere.test" in answer.verdict.findings[0].title
