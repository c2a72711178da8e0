"""Redirects and answers to challenges are joined to what they follow."""

from inspector.intake.links import Linker
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply


def exchange(url, status, *, sent=(), got=(), method="GET", body=b""):
    return Exchange(
        request=Message(method=method, url=url, headers=tuple(Header(*h) for h in sent), body=body),
        reply=Reply(status=status, headers=tuple(Header(*h) for h in got)),
    )


def linked(*exchanges):
    linker = Linker()
    return [(one.purpose, one.answers) for one in map(linker.link, exchanges)]


def test_a_redirect_is_followed_to_its_target():
    assert linked(
        exchange("http://a/x", 302, got=[("Location", "/y")]),
        exchange("http://a/other", 200),
        exchange("http://a/y", 200),
    ) == [("main", None), ("main", None), ("redirect", 0)]


def test_a_challenge_is_answered_by_the_same_request_with_a_credential():
    assert linked(
        exchange("http://a/", 401),
        exchange("http://a/", 401),
        exchange("http://a/", 200, sent=[("Authorization", "Digest x")]),
    ) == [("main", None), ("main", None), ("challenge-answer", 1)]


def test_the_same_credential_again_answers_nothing():
    one = exchange("http://a/", 401, sent=[("Authorization", "Bearer x")])
    assert linked(one, one) == [("main", None), ("main", None)]


def test_a_proxy_login_is_told_from_a_login():
    assert linked(
        exchange("http://a/", 407),
        exchange("http://a/", 200, sent=[("Proxy-Authorization", "Basic x")]),
    )[1] == ("proxy-answer", 0)


def test_purposes_without_a_link():
    asks = [("Access-Control-Request-Method", "PUT")]
    assert linked(
        exchange("https://a:443", 200, method="CONNECT"),
        exchange("http://a/", 204, method="OPTIONS", sent=asks),
        exchange("http://a/token", 200, method="POST", body=b"grant_type=password"),
    ) == [("proxy-connect", None), ("preflight", None), ("token", None)]


def test_an_exchange_without_reply_is_taken():
    broken = Exchange(request=Message(method="GET", url="http://[x"))
    assert linked(broken, exchange("http://[x", 302, got=[("Location", "http://[y")])) == [
        ("main", None),
        ("main", None),
    ]
