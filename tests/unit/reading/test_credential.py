"""What a credential decodes to."""

import pytest

from inspector.model.annotation import Place
from inspector.reading.credential import Credential

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSIsImV4cCI6MX0.AAAA"


def credential(value, scheme="bearer"):
    return Credential("header", "Authorization", scheme, value, Place())


def test_basic():
    made = credential("YWxpY2U6c2VjcmV0", "basic")
    assert made.basic == b"alice:secret"
    assert made.user == "alice"
    assert credential("not base64!", "basic").basic is None


def test_jwt_is_read_through_quotes_and_doubled_words():
    assert credential(f'"{JWT}"').claims["sub"] == "alice"
    assert credential(f"Bearer {JWT}").bare == JWT
    assert credential(JWT).user == "alice"
    assert credential("opaque").claims == {}


def test_five_parts_are_encrypted():
    assert credential("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c").is_encrypted
    assert not credential(JWT).is_encrypted


def test_digest_parameters():
    made = credential('username="bob", nc=00000001, uri="/a,b"', "digest")
    assert made.params == {"username": "bob", "nc": "00000001", "uri": "/a,b"}
    assert made.user == "bob"


def test_a_signed_request_names_its_key():
    first = credential(
        "Credential=AKIAX/20261125/eu/s3/aws4_request, Signature=a1", "aws4-hmac-sha256"
    )
    later = credential(
        "Credential=AKIAX/20261126/eu/s3/aws4_request, Signature=b2", "aws4-hmac-sha256"
    )
    assert first.signer == later.signer == "AKIAX"
    assert credential("opaque").signer == ""


def test_a_token_among_the_parameters_behind_a_word():
    assert credential('Client="tv", Token="a1b2"', "MediaBrowser").bare == "a1b2"
    assert credential('token="a1b2", email="a@b.test"', "Token").bare == "a1b2"
    assert credential("token=a1b2==", "Token").bare == "a1b2=="
    assert credential("a1b2==", "Token").bare == "a1b2=="
    assert credential('token="a1b2"', "Bearer").bare == 'token="a1b2'


@pytest.mark.parametrize(
    ("value", "holds"),
    [
        ("YWxpY2U6cGx1bSBqYW0gMTI=", True),
        ("YWxpY2U6cGx1bSBqYW0gMTI", True),
        ("gk_4be1909c2d77", False),
        ("YWxpY2U=", False),
        ("OnNlY3JldA==", False),
    ],
)
def test_a_value_that_is_a_login(value, holds):
    sent = credential(value, "")
    assert sent.holds_login is holds
