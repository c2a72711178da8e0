"""Experiments with the way a request comes, at a real nginx that has a rule about it, or has not."""

import pytest

from inspector.compose.scope import Scope
from inspector.model.experiment import Aids, ClientCertificate
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Options, Request
from inspector.workbench.build import build
from tests.fixtures.experimenting import Lab
from tests.fixtures.gates import Gates
from tests.fixtures.servers import folder_for_others
from tests.fixtures.web_servers import PASSWORD, USER

pytestmark = pytest.mark.server("nginx")


@pytest.fixture(scope="module")
def gates(certificates):
    with folder_for_others("gates") as folder:
        server = Gates(folder / "nginx", certificates)
        yield server
        server.stop()


@pytest.fixture
def lab():
    bench = build()
    yield Lab(bench)
    bench.close()


@pytest.fixture
def tried(lab, certificates):
    """Send with a token, run one experiment, and return its result, what it moved, the verdict."""

    def run(name, url, aids=Aids(), **options):  # noqa: B008 - a frozen record
        token = lab.put("t-0123456789abcdef")
        options = Options(**{"ca_file": certificates.ca, **options})
        request = Request(url=url, credential=Bearer(token=token), options=options)
        scope = Scope(aids=aids)
        after = lab.run(lab.send(request, scope), name, scope=scope)
        (outcome,) = after.trial.outcomes
        raised = {one.finding for one in outcome.moved if one.after > one.before}
        return outcome.result, raised, after.verdict.findings

    return run


def certificate(certificates, gates):
    shown, key = certificates.client
    known = ClientCertificate(name="other", certificate=shown, key=key, host=gates.strict)
    return Aids(certificates=(known,))


class TestHttpVersion:
    def test_a_rule_about_it(self, tried, gates):
        result, _, findings = tried("other-http-version", f"{gates.strict}/old")
        assert (result, findings[0].slug) == ("accepted", "http-version-refused")
        assert "HTTP/1.1" in findings[0].title

    def test_no_rule_about_it(self, tried, gates):
        result, raised, findings = tried("other-http-version", f"{gates.strict}/shut")
        assert (result, raised) == ("same", set())
        assert "http-version-refused" not in {each.slug for each in findings}

    def test_by_1_1_there_is_nothing_to_try(self, tried, gates):
        assert tried("other-http-version", f"{gates.url}/shut")[0] == "not-run"


class TestHostAsTheCertificateNamesIt:
    def test_another_name(self, tried, gates):
        result, _, findings = tried("host-as-certificate", f"{gates.named}/", verify_tls=False)
        assert (result, findings[0].slug) == ("accepted", "host-not-served")

    def test_refused_under_both(self, tried, gates):
        result, raised, _ = tried("host-as-certificate", f"{gates.named}/shut", verify_tls=False)
        assert (result, raised) == ("same", set())

    def test_its_own_name(self, tried, gates):
        assert tried("host-as-certificate", f"{gates.strict}/shut")[0] == "not-run"


class TestClientCertificate:
    def test_it_is_wanted(self, tried, gates, certificates):
        known = certificate(certificates, gates)
        result, _, findings = tried("client-certificate", f"{gates.strict}/known", known)
        assert (result, findings[0].slug) == ("accepted", "client-certificate-required")

    def test_it_is_refused(self, tried, gates, certificates):
        shown, key = certificates.client
        own = {"client_certificate": shown, "client_key": key}
        result, _, findings = tried("client-certificate", f"{gates.strict}/nobody", **own)
        assert (result, findings[0].slug) == ("accepted", "client-certificate-refused")

    def test_it_makes_no_difference(self, tried, gates, certificates):
        known = certificate(certificates, gates)
        result, raised, _ = tried("client-certificate", f"{gates.strict}/shut", known)
        assert result == "same"
        assert raised.isdisjoint({"client-certificate-required", "client-certificate-refused"})

    def test_another_servers_is_never_shown(self, tried, gates, certificates):
        known = certificate(certificates, gates)
        result, _, _ = tried("client-certificate", f"{gates.named}/", known, verify_tls=False)
        assert result == "not-run"


class TestCookieJar:
    def test_the_cookie_that_was_just_set_is_wanted(self, tried, gates):
        result, _, findings = tried("with-cookie-jar", f"{gates.url}/seen")
        assert (result, findings[0].slug) == ("accepted", "cookie-not-returned")

    def test_it_makes_no_difference(self, tried, gates):
        result, raised, _ = tried("with-cookie-jar", f"{gates.url}/shut")
        assert (result, raised) == ("same", set())


class TestProxy:
    @pytest.mark.server("squid")
    def test_only_what_comes_through_it_is_let_in(self, tried, gates, squid, monkeypatch):
        login = f"{USER}:{PASSWORD.replace(' ', '%20')}@"
        monkeypatch.setenv("http_proxy", squid.url.replace("://", f"://{login}"))
        monkeypatch.setenv("no_proxy", "")
        # this machine under a name that is none of its own to a proxy's settings
        url = gates.url.replace("127.0.0.1", "0.0.0.0")
        result, _, findings = tried("by-the-proxy", f"{url}/by-proxy", proxy="none")
        assert (result, findings[0].slug) == ("accepted", "ip-not-allowed")

    def test_without_a_proxy_nothing_follows(self, tried, gates, monkeypatch):
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.delenv(name, raising=False)
        _, raised, _ = tried("by-the-proxy", f"{gates.url}/by-proxy", proxy="none")
        assert raised == set()
