"""The lab's own Digest arithmetic gives the values of RFC 7616 §3.9.1 and RFC 2617 §3.5."""

import pytest

from inspector.mocklab.checks import digest
from inspector.mocklab.checks.logins import REALM, USER

VECTOR = {
    "nonce": "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
    "uri": "/dir/index.html",
    "qop": "auth",
    "nc": "00000001",
    "cnonce": "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
}


@pytest.fixture
def mufasa(monkeypatch):
    monkeypatch.setattr(digest, "USER", "Mufasa")
    monkeypatch.setattr(digest, "PASSWORD", "Circle of Life")
    monkeypatch.setattr(digest, "REALM", "http-auth@example.org")


@pytest.mark.parametrize(
    ("algorithm", "expected"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_examples_of_rfc_7616(mufasa, request_of, algorithm, expected):
    request = request_of("/dir/index.html")
    assert digest.response(request, {**VECTOR, "algorithm": algorithm}) == expected


def test_an_answer_is_taken_apart(request_of):
    value = 'Digest username="a\\"b", nonce="n", qop=auth, uri="/x?y=1,2"'
    answer = digest.answer_of(request_of(headers={"Authorization": value}))
    assert answer == {"username": 'a"b', "nonce": "n", "qop": "auth", "uri": "/x?y=1,2"}
    assert digest.answer_of(request_of(headers={"Authorization": "Basic abc"})) == {}


@pytest.mark.parametrize("qop", ["", "auth", "auth-int"])
def test_a_right_answer_is_taken_and_a_wrong_one_is_not(bench, request_of, qop):
    request = request_of("/x", method="POST", body=b"abc")
    answer = {
        "username": USER,
        "realm": REALM,
        "nonce": digest.fresh_nonce(bench),
        "uri": "/x",
        "qop": qop,
        "nc": "00000001",
        "cnonce": "c",
        "algorithm": "SHA-256",
    }
    answer["response"] = digest.response(request, answer)
    assert digest.is_right(request, answer, bench)
    for name, value in {
        "nonce": "unknown",
        "uri": "/y",
        "realm": "other",
        "username": "eve",
        "response": "0" * 64,
        "algorithm": "FNV",
    }.items():
        assert not digest.is_right(request, {**answer, name: value}, bench), name


def test_auth_int_covers_the_body(request_of):
    answer = {**VECTOR, "qop": "auth-int", "algorithm": "SHA-256"}
    one, two = request_of(body=b"1"), request_of(body=b"2")
    assert digest.response(one, answer) != digest.response(two, answer)


def test_a_session_algorithm_mixes_the_nonces_in(request_of):
    request = request_of("/dir/index.html")
    plain = digest.response(request, {**VECTOR, "algorithm": "MD5"})
    assert digest.response(request, {**VECTOR, "algorithm": "MD5-sess"}) != plain
