"""Experiments on real servers: they are told apart by what they really answer."""

import pytest

from inspector.compose.scope import Scope
from inspector.model.credential import Basic, Digest
from inspector.model.finding import Cause
from inspector.model.request import Options, Request
from inspector.workbench.build import build
from tests.fixtures.experimenting import Lab
from tests.fixtures.web_servers import PASSWORD, USER


@pytest.fixture
def lab():
    bench = build()
    yield Lab(bench)
    bench.close()


def results(answer):
    return {one.plan.id: one.result for one in answer.trial.outcomes}


def basic(lab, url, password="not it at all"):
    return Request(url=url, credential=Basic(user=USER, password=lab.put(password)))


@pytest.mark.server("nginx")
def test_nginx_refuses_every_basic_login_alike(lab, nginx):
    answer = lab.send(basic(lab, nginx.url + "/basic"))
    after = lab.run(answer, "without-credentials", "garbage-credentials")
    assert results(after) == {"without-credentials": "same", "garbage-credentials": "same"}
    assert after.trial.ladder == ()
    first = after.verdict.findings[0]
    assert first.cause is Cause.INVALID_CREDENTIALS
    assert first.certainty != "certain"


@pytest.mark.server("nginx")
def test_nginx_after_a_redirect_to_another_port(lab, nginx):
    request = basic(lab, nginx.url + "/away", PASSWORD)
    answer = lab.send(request)
    consent = ("new-host", "login-attempt")
    after = lab.run(answer, "final-address", consent=consent)
    assert results(after) == {"final-address": "accepted"}
    assert after.verdict.findings[0].slug == "authorization-dropped-on-redirect"
    assert after.verdict.findings[0].certainty == "certain"


@pytest.mark.server("apache")
def test_apache_wants_digest(lab, apache):
    answer = lab.send(basic(lab, apache.url + "/digest/inside.txt", PASSWORD))
    assert lab.plans(answer)[0].id == "other-scheme"
    after = lab.run(answer, "other-scheme", consent=("login-attempt",))
    assert results(after) == {"other-scheme": "accepted"}
    assert after.verdict.findings[0].cause is Cause.SCHEME_MISMATCH
    assert after.verdict.findings[0].certainty == "certain"


@pytest.mark.server("apache")
def test_a_digest_guess_is_in_nobodys_name(lab, apache):
    request = Request(
        url=apache.url + "/digest/inside.txt",
        credential=Digest(user=USER, password=lab.put("not it at all")),
    )
    after = lab.run_safe(lab.send(request))
    (guess,) = (one for one in after.trial.outcomes if one.plan.id == "garbage-credentials")
    assert guess.result in {"same", "differs"}
    sent = [
        header.value
        for exchange in guess.attempt.exchanges
        for header in exchange.request.headers
        if header.name == "Authorization"
    ]
    assert len(sent) == 1
    assert f'username="{USER}"' not in sent[0]
    assert after.verdict.findings[0].cause is Cause.INVALID_CREDENTIALS


@pytest.mark.server("apache")
def test_apache_refuses_the_right_user_without_the_right(lab, apache):
    """Apache answers 401 to a user who may not: nothing that is safe may call it certain."""
    answer = lab.send(basic(lab, apache.url + "/admins/inside.txt", PASSWORD))
    after = lab.run_safe(answer)
    assert "certain" not in {one.certainty for one in after.verdict.findings}


@pytest.mark.server("squid")
@pytest.mark.server("nginx")
def test_squid_in_between(lab, squid, nginx):
    request = Request(url=nginx.url + "/open", options=Options(proxy=squid.url))
    after = lab.run(lab.send(request), "direct-without-proxy")
    assert results(after) == {"direct-without-proxy": "accepted"}
    assert after.verdict.findings[0].cause is Cause.NETWORK_BLOCKED
    assert after.trial.requests == 1


@pytest.mark.server("nginx")
def test_http_where_https_is_due(lab, nginx, certificates):
    url = nginx.tls.replace("https://", "http://") + "/open"
    request = Request(url=url, options=Options(ca_file=str(certificates.ca)))
    answer = lab.send(request, Scope())
    plans = {plan.id: plan for plan in lab.plans(answer)}
    if "http-https" in plans:
        after = lab.run(answer, "http-https")
        assert results(after) == {"http-https": "accepted"}
        assert after.verdict.findings[0].cause is Cause.WRONG_ENDPOINT
    else:
        assert not answer.verdict.findings
