"""A curl command against real servers: refused, explained, fixed, accepted."""

import msgspec
import pytest

from inspector import intake
from inspector.compose.scope import Scope
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.none import NoCredential
from tests.fixtures.web_servers import PASSWORD, USER


@pytest.fixture
def run(bench):
    """Send what a curl command says."""

    def go(command):
        reading = intake.read(command.encode())
        bench.vault.hold(reading.secrets)
        return bench.submit(bench.send(reading.request, Scope())).result(60)

    return go


@pytest.fixture
def fix(bench):
    """Apply the first fix; where it asks, type the right user and password; send again."""

    def go(answer):
        first = answer.verdict.findings[0].fixes[0]
        request = answer.attempt.request
        fixed = bench.submit(bench.fix(request, first, Scope())).result(60).request
        credential = fixed.credential
        if isinstance(credential, NoCredential | Bearer):
            credential = Basic()
        if isinstance(credential, Basic | Digest):
            typed = bench.vault.put(PASSWORD)
            credential = msgspec.structs.replace(credential, user=USER, password=typed)
        fixed = msgspec.structs.replace(fixed, credential=credential)
        return bench.submit(bench.send(fixed, Scope())).result(60)

    return go


def _status(answer):
    return answer.attempt.exchanges[-1].reply.status


@pytest.mark.server("nginx")
@pytest.mark.parametrize(
    ("options", "cause"),
    [
        ("", "missing-credentials"),
        (f"-u {USER}:wrong", "invalid-credentials"),
        ("-H 'Authorization: Bearer abcdefgh.ijklmnop'", "scheme-mismatch"),
    ],
)
def test_basic_at_nginx(nginx, run, fix, options, cause):
    answer = run(f"curl {options} {nginx.url}/basic")
    assert _status(answer) == 401
    assert answer.verdict.findings[0].cause == cause
    assert _status(fix(answer)) == 200


@pytest.mark.server("apache")
@pytest.mark.parametrize(
    "case",
    [
        ("basic", "", "missing-credentials"),
        ("basic", f"-u {USER}:wrong", "invalid-credentials"),
        ("digest", "", "missing-credentials"),
        ("digest", f"--digest -u {USER}:wrong", "invalid-credentials"),
        ("digest", f"-u '{USER}:{PASSWORD}'", "scheme-mismatch"),
        ("basic", f"--digest -u '{USER}:{PASSWORD}'", "scheme-mismatch"),
    ],
)
def test_apache(apache, run, fix, case):
    path, options, cause = case
    answer = run(f"curl {options} {apache.url}/{path}/inside.txt")
    assert _status(answer) == 401
    assert answer.verdict.findings[0].cause == cause
    assert _status(fix(answer)) == 200


@pytest.mark.server("nginx")
def test_the_right_login_has_no_finding(nginx, run):
    answer = run(f"curl -u '{USER}:{PASSWORD}' {nginx.url}/basic")
    assert (_status(answer), answer.verdict.findings) == (200, ())


@pytest.mark.server("nginx")
def test_redirects_only_when_asked(nginx, run, fix):
    login = f"-u '{USER}:{PASSWORD}'"
    assert _status(run(f"curl {login} {nginx.url}/away")) == 302
    answer = run(f"curl -L {login} {nginx.url}/away")
    assert answer.verdict.findings[0].slug == "authorization-dropped-on-redirect"
    assert _status(fix(answer)) == 200
    assert _status(run(f"curl --location-trusted {login} {nginx.url}/away")) == 200


@pytest.mark.server("nginx")
def test_tls_options(nginx, certificates, run):
    assert run(f"curl {nginx.tls}/open").attempt.exchanges[0].failure.kind == "certificate"
    assert _status(run(f"curl -k {nginx.tls}/open")) == 200
    answer = run(f"curl --cacert {certificates.ca} --tls-max 1.2 --http1.1 {nginx.tls}/open")
    assert answer.attempt.exchanges[0].reply.body == b"TLSv1.2 HTTP/1.1\n"
    pair = f"--cert {certificates.client[0]} --key {certificates.client[1]}"
    assert _status(run(f"curl -k {pair} {nginx.mutual}/")) == 200


@pytest.mark.server("nginx")
def test_options_that_change_what_is_sent(nginx, run):
    port = nginx.url.rpartition(":")[2]
    there = f"--resolve api.example:{port}:127.0.0.1 http://api.example:{port}"
    head = f"curl -A me -H 'Accept:' -H 'X-Empty;' -G -d a=1 {there}/echo"
    raw = run(head).attempt.exchanges[0].raw_sent
    assert raw.startswith(b"GET /echo?a=1 HTTP/1.1\r\n")
    assert b"User-Agent: me\r\n" in raw
    assert b"X-Empty: \r\n" in raw
    assert b"Accept:" not in raw
    assert run(f"curl -I {nginx.url}/open").attempt.exchanges[0].request.method == "HEAD"
