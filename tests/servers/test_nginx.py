"""nginx: Basic, redirects that lose the credential, TLS, HTTP/2, client certificates."""

import pytest

from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Options
from tests.fixtures.web_servers import PASSWORD, USER

pytestmark = pytest.mark.server("nginx")


def _statuses(answer):
    return [each.reply.status if each.reply else None for each in answer.attempt.exchanges]


@pytest.fixture
def login(bench):
    return Basic(user=USER, password=bench.vault.put(PASSWORD))


def test_none_wrong_and_right(nginx, bench, send, login):
    assert _statuses(send(f"{nginx.url}/basic")) == [401]
    wrong = Basic(user=USER, password=bench.vault.put("battery staple"))
    assert _statuses(send(f"{nginx.url}/basic", credential=wrong)) == [401]
    token = Bearer(token=bench.vault.put("some-token-value"))
    assert _statuses(send(f"{nginx.url}/basic", credential=token)) == [401]
    right = send(f"{nginx.url}/basic", credential=login)
    assert _statuses(right) == [200]
    assert right.attempt.exchanges[0].reply.body == b"inside\n"


def test_the_bytes_are_what_nginx_saw(nginx, send, login):
    answer = send(f"{nginx.url}/echo?a=1", credential=login)
    exchange = answer.attempt.exchanges[0]
    header = next(each for each in exchange.request.headers if each.name == "Authorization")
    assert exchange.reply.body == f"GET /echo?a=1 {header.value}\n".encode()
    start, end = exchange.raw_secret[0]
    assert exchange.raw_sent[start:end].decode() in header.value
    assert exchange.raw_received.startswith(b"HTTP/1.1 200 OK\r\nServer: nginx")


def test_a_redirect_to_another_port_drops_the_credential_and_says_so(nginx, send, login):
    answer = send(f"{nginx.url}/away", credential=login)
    first, second = answer.attempt.exchanges
    assert (first.reply.status, second.reply.status) == (302, 401)
    assert second.purpose == "redirect"
    assert second.answers == 0
    assert [each.name for each in second.dropped] == ["Authorization"]
    assert "Authorization" not in [each.name for each in second.request.headers]


def test_the_user_may_keep_the_credential_for_a_host(nginx, send, login):
    host = nginx.other.removeprefix("http://")
    options = Options(keep_credential_for=(host,))
    answer = send(f"{nginx.url}/away", credential=login, options=options)
    assert _statuses(answer) == [302, 200]


def test_a_redirect_within_the_origin_keeps_it(nginx, send, login):
    assert _statuses(send(f"{nginx.url}/here", credential=login)) == [301, 200]


def test_redirects_are_not_followed_when_not_asked(nginx, send):
    answer = send(f"{nginx.url}/here", options=Options(follow_redirects=False))
    assert _statuses(answer) == [301]


def test_a_loop_ends(nginx, send):
    answer = send(f"{nginx.url}/loop", options=Options(max_redirects=3))
    assert _statuses(answer) == [302] * 4
    assert answer.attempt.exchanges[-1].failure.kind == "too-many-redirects"


def test_http2_over_tls(nginx, certificates, send, login):
    answer = send(f"{nginx.tls}/", credential=login, options=Options(ca_file=certificates.ca))
    exchange = answer.attempt.exchanges[0]
    assert exchange.reply.status == 200
    assert exchange.reply.http_version == "2"
    assert exchange.connection.alpn == "h2"
    assert exchange.connection.tls_version == "TLSv1.3"
    assert len(exchange.connection.chain) == 2
    names = [each.name for each in exchange.request.headers]
    assert ":authority" in names
    assert "authorization" in names
    assert "Host" not in names
    assert exchange.timing.tls > 0
    header = next(each for each in exchange.request.headers if each.name == "authorization")
    assert header.secret
    assert exchange.raw_secret


def test_a_redirect_within_http2(nginx, certificates, send, login):
    options = Options(ca_file=certificates.ca)
    answer = send(f"{nginx.tls}/moved", credential=login, options=options)
    assert _statuses(answer) == [302, 200]
    second = answer.attempt.exchanges[1]
    names = [each.name for each in second.request.headers]
    assert names.count(":path") == 1
    assert second.request.target == "/"
    assert second.connection.reused


def test_http2_is_not_what_plain_http_speaks(nginx, send):
    exchange = send(f"{nginx.url}/open", options=Options(http_version="2")).attempt.exchanges[0]
    assert exchange.reply is None
    assert exchange.failure is not None


def test_http11_when_asked(nginx, certificates, send):
    options = Options(ca_file=certificates.ca, http_version="1.1")
    exchange = send(f"{nginx.tls}/open", options=options).attempt.exchanges[0]
    assert exchange.reply.http_version == "1.1"
    assert b"HTTP/1.1" in exchange.reply.body


def test_http10_when_asked(nginx, send):
    exchange = send(f"{nginx.url}/open", options=Options(http_version="1.0")).attempt.exchanges[0]
    assert exchange.raw_sent.startswith(b"GET /open HTTP/1.0\r\n")
    assert exchange.request.http_version == "1.0"
    assert exchange.reply.status == 200


def test_tls_versions_can_be_bounded(nginx, certificates, send):
    options = Options(ca_file=certificates.ca, tls_max="1.2")
    exchange = send(f"{nginx.tls}/open", options=options).attempt.exchanges[0]
    assert exchange.connection.tls_version == "TLSv1.2"


def test_an_unknown_authority_is_refused_and_shown(nginx, send):
    exchange = send(f"{nginx.tls}/open").attempt.exchanges[0]
    assert exchange.reply is None
    assert (exchange.failure.stage, exchange.failure.kind) == ("tls", "certificate")
    assert exchange.connection.chain[0].names == ("localhost", "127.0.0.1")
    assert exchange.connection.verified is False


def test_checks_can_be_switched_off(nginx, send):
    exchange = send(f"{nginx.tls}/open", options=Options(verify_tls=False)).attempt.exchanges[0]
    assert exchange.reply.status == 200
    assert exchange.connection.verified is False


def test_an_expired_certificate_is_named(nginx, certificates, send):
    options = Options(ca_file=certificates.ca)
    failure = send(nginx.expired, options=options).attempt.exchanges[0].failure
    assert failure.kind == "certificate"
    assert "expired" in failure.message
    assert "2001" in failure.message


def test_a_client_certificate(nginx, certificates, send):
    options = Options(ca_file=certificates.ca)
    assert send(nginx.mutual, options=options).attempt.exchanges[0].reply.status == 400
    options = Options(
        ca_file=certificates.ca,
        client_certificate=certificates.client[0],
        client_key=certificates.client[1],
    )
    exchange = send(nginx.mutual, options=options).attempt.exchanges[0]
    assert exchange.reply.status == 200


def test_plain_http_to_a_tls_port_and_back(nginx, send):
    plain = nginx.tls.replace("https", "http")
    assert send(plain).attempt.exchanges[0].reply.status == 400
    wrong = nginx.url.replace("http", "https")
    failure = send(wrong).attempt.exchanges[0].failure
    assert failure.kind == "tls"
    assert "does not speak TLS" in failure.message
