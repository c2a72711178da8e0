"""The examples of RFC 2069, 2617 and 7616 (with erratum 4897) come out to the last digit."""

import pytest

from inspector.protocol.challenges.parsing import parse
from inspector.protocol.schemes.digest import DigestInput, answer

RFC_2617 = (
    'Digest realm="testrealm@host.com", qop="auth,auth-int", '
    'nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"'
)
RFC_2069 = (
    'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", '
    'opaque="5ccc069c403ebaf9f0171e9517f40e41"'
)
RFC_7616 = (
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={}, '
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", '
    'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
)
RFC_7616_USERHASH = (
    'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, '
    'nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", '
    'opaque="HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS", charset=UTF-8, userhash=true'
)
MUFASA = DigestInput(
    method="GET",
    uri="/dir/index.html",
    user="Mufasa",
    password="Circle Of Life",
    cnonce="0a4f113b",
)
MUFASA_7616 = DigestInput(
    method="GET",
    uri="/dir/index.html",
    user="Mufasa",
    password="Circle of Life",
    cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
)
JASON = DigestInput(
    method="GET",
    uri="/doe.json",
    user="Jäsøn Doe",
    password="Secret, or not?",
    cnonce="NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v",
)


def _answer(value, given):
    (challenge,) = parse(value)
    return answer(challenge, given)


@pytest.mark.parametrize(
    ("value", "given", "response"),
    [
        (RFC_2617, MUFASA, "6629fae49393a05397450978507c4ef1"),
        (RFC_2069, MUFASA, "670fd8c2df070c60b045671b8b24ff02"),
        (RFC_7616.format("MD5"), MUFASA_7616, "8ca523f5e9506fed4657c9700eebdbec"),
        (
            RFC_7616.format("SHA-256"),
            MUFASA_7616,
            "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
        ),
        (
            RFC_7616_USERHASH,
            JASON,
            "3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5",
        ),
    ],
    ids=["2617", "2069", "7616-md5", "7616-sha256", "7616-sha512-256-userhash"],
)
def test_response(value, given, response):
    assert _answer(value, given).response == response


def test_userhash_hides_the_name():
    header = _answer(RFC_7616_USERHASH, JASON).header
    assert 'username="793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b"' in header
    assert "userhash=true" in header
    assert "Doe" not in header


def test_first_hash_of_rfc_2617():
    assert _answer(RFC_2617, MUFASA).ha1 == "939e7578ed9e3c518a452acee763bce9"
    assert _answer(RFC_2617, MUFASA).ha2 == "39aff3a2bab6126f332b942af96d3366"
