import pytest

from inspector.protocol.challenges.parsing import parse
from inspector.protocol.schemes.digest import DigestInput, answer
from inspector.protocol.schemes.digest_check import compare, expected_response, read, verify

(CHALLENGE,) = parse('Digest realm="r", nonce="n", qop="auth", opaque="o", algorithm=SHA-256')
GIVEN = DigestInput(method="GET", uri="/a?b", user="u", password="p", cnonce="c", nc=1)
HEADER = answer(CHALLENGE, GIVEN).header
OTHER_PASSWORD = DigestInput(method="GET", uri="/a?b", user="u", password="q")


def test_a_right_answer_fits():
    assert verify(read(HEADER), CHALLENGE, GIVEN) == ()


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ('uri="/a?b"', 'uri="/a"', "uri"),
        ('realm="r"', 'realm="R"', "realm"),
        ('nonce="n"', 'nonce="m"', "nonce"),
        ('opaque="o", ', "", "opaque"),
        ("algorithm=SHA-256", "algorithm=MD5", "algorithm"),
        ("qop=auth,", "qop=auth-int,", "qop"),
        ("nc=00000001", "nc=1", "nc"),
        ('cnonce="c"', 'cnonce=""', "cnonce"),
    ],
)
def test_each_part_is_named(old, new, part):
    sent = HEADER.replace(old, new)
    assert sent != HEADER
    found = compare(read(sent), CHALLENGE, ("GET", "/a?b"))
    assert [one.part for one in found] == [part]
    assert sent[slice(*found[0].span)] in sent


def test_a_wrong_password_shows_in_the_response_alone():
    found = verify(read(HEADER), CHALLENGE, OTHER_PASSWORD)
    assert [one.part for one in found] == ["response"]


def test_without_the_challenge_only_the_request_is_compared():
    assert compare(read(HEADER.replace('"r"', '"x"')), None, ("GET", "/a?b")) == ()


def test_what_can_not_be_computed_is_empty():
    assert expected_response(read("Digest algorithm=NEW"), GIVEN) == ""


def test_other_schemes_are_none():
    assert read("Basic abc") is None
