"""NTLM at a proxy against pyspnego's server side: each message an exchange, on one connection."""

import pytest

from inspector.annotate import annotate
from inspector.diagnose import diagnose
from inspector.model.attempt import Attempt
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.request import Options, Request
from inspector.model.secret import SecretRef
from tests.fixtures.ntlm_proxy import ntlm_proxy
from tests.fixtures.scripted import reply

PASSWORD = "correct horse bätterie"
REF = SecretRef(place="memory", name="p")
OWN = Basic(user="CORP\\ann", password=REF)
PLAIN = "http://api.example.test/orders"


@pytest.fixture(autouse=True)
def users(tmp_path, monkeypatch):
    path = tmp_path / "users"
    path.write_text(f"CORP:ann:{PASSWORD}\n", encoding="utf-8")
    monkeypatch.setenv("NTLM_USER_FILE", str(path))


@pytest.fixture
def proxy():
    with ntlm_proxy() as running:
        yield running


@pytest.fixture
def behind(scripted, certificates):
    """Return the address of a server behind the proxy, which speaks TLS."""
    return scripted([reply(body=b"in")] * 2, certificates.server_context()).url


def _options(proxy, **more):
    return Options(proxy=proxy.url, proxy_credential=OWN, **more)


def _first(exchanges, url, options):
    attempt = Attempt(exchanges=tuple(exchanges), request=Request(url=url, options=options))
    return diagnose(attempt).findings[0]


def test_a_plain_request_is_let_in_after_two_messages(proxy, send):
    exchanges = send(PLAIN, {REF: PASSWORD}, options=_options(proxy))
    assert [each.reply.status for each in exchanges] == [407, 407, 200]
    assert [each.purpose for each in exchanges] == ["main", "proxy-answer", "proxy-answer"]
    assert len({port for _, port in proxy.seen}) == 1
    assert PASSWORD not in repr(exchanges)


def test_a_tunnel_is_opened_over_the_connection_that_was_proven(proxy, behind, certificates, send):
    options = _options(proxy, ca_file=certificates.ca)
    exchanges = send(behind, {REF: PASSWORD}, options=options)
    found = [(each.purpose, each.reply.status) for each in exchanges]
    assert found == [("proxy-connect", status) for status in (407, 407, 200)] + [("main", 200)]
    assert [word for word, _ in proxy.seen] == ["CONNECT"] * 3
    assert len({port for _, port in proxy.seen}) == 1
    assert [each.connection.reused for each in exchanges[:3]] == [False, True, True]
    assert exchanges[3].request.headers[0].name != "Proxy-Authorization"


@pytest.mark.parametrize("tunnel", [False, True])
def test_the_first_message_can_go_before_it_is_asked_for(proxy, behind, certificates, send, tunnel):
    login = Ntlm(user="CORP\\ann", password=REF)
    more = {"proxy_login_first": True, "ca_file": certificates.ca}
    options = Options(proxy=proxy.url, proxy_credential=login, **more)
    exchanges = send(behind if tunnel else PLAIN, {REF: PASSWORD}, options=options)
    assert [each.reply.status for each in exchanges] == [407, 200, 200][: 2 + tunnel]
    assert len({port for _, port in proxy.seen}) == 1


def test_where_ntlm_alone_was_chosen_no_other_scheme_gets_the_password(scripted, send):
    offers = 'Proxy-Authenticate: Digest realm="p", nonce="n"'
    asks = reply("407 Login", offers, 'Proxy-Authenticate: Basic realm="p"')
    server = scripted([asks])
    login = Ntlm(user="ann", password=REF)
    options = Options(proxy=server.url, proxy_credential=login)
    (exchange,) = send(PLAIN, {REF: PASSWORD}, options=options)
    assert exchange.reply.status == 407
    assert _first([exchange], PLAIN, options).slug == "proxy-login-required"


def test_its_messages_are_secret_and_explained(proxy, send):
    exchanges = send(PLAIN, {REF: PASSWORD}, options=_options(proxy))
    shown = [each for one in exchanges for each in one.request.headers if "Proxy-Auth" in each.name]
    assert [each.secret for each in shown] == [((5, len(each.value)),) for each in shown]
    notes = annotate(Attempt(exchanges=tuple(exchanges), request=Request(url=PLAIN)))
    assert {each.place.entry for each in notes if each.kind == "handshake"} == {1, 2}


@pytest.mark.parametrize("tunnel", [False, True])
def test_a_wrong_password_goes_out_once_and_is_named(proxy, behind, certificates, send, tunnel):
    options = _options(proxy, ca_file=certificates.ca)
    url = behind if tunnel else PLAIN
    exchanges = send(url, {REF: "wrong"}, options=options)
    assert [each.reply.status for each in exchanges] == [407, 407, 407]
    assert _first(exchanges, url, options).slug == "proxy-login-refused"


def test_it_is_not_followed_by_the_password_itself(send):
    with ntlm_proxy(offers=("NTLM", 'Basic realm="p"')) as proxy:
        exchanges = send(PLAIN, {REF: "wrong"}, options=_options(proxy))
    words = [
        each.value.split()[0]
        for one in exchanges
        for each in one.request.headers
        if each.name == "Proxy-Authorization"
    ]
    assert words == ["NTLM", "NTLM"]


@pytest.mark.parametrize("tunnel", [False, True])
def test_a_proxy_that_closes_after_its_challenge_is_at_fault(behind, certificates, send, tunnel):
    url = behind if tunnel else PLAIN
    with ntlm_proxy(closes=True) as proxy:
        options = _options(proxy, ca_file=certificates.ca)
        exchanges = send(url, {REF: PASSWORD}, options=options)
        assert exchanges[-1].reply.status == 407
        assert _first(exchanges, url, options).slug == "handshake-connection-lost"


def test_without_a_login_nothing_is_answered(proxy, send):
    options = Options(proxy=proxy.url)
    (exchange,) = send(PLAIN, options=options)
    assert exchange.reply.status == 407
    assert _first([exchange], PLAIN, options).slug == "proxy-login-required"
