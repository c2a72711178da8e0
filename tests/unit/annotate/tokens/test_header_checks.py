"""A token's header against the keys that were tried, and its kind."""

import pytest

from inspector.annotate.tokens.checks import key_checks, profile
from inspector.annotate.tokens.expected import Expected
from inspector.annotate.tokens.signatures import Signature
from tests.unit.annotate.tokens.test_checks import found


@pytest.mark.parametrize(
    ("header", "use", "level", "words"),
    [
        ({"alg": "none"}, "", "bad", "Not signed"),
        ({"typ": "at+jwt"}, "", "good", "Right kind"),
        ({"typ": "JWT"}, "", "good", "Usual kind"),
        ({"typ": "application/DPoP+jwt"}, "", "bad", "Not an access token"),
        ({"typ": "dpop+jwt"}, "proof", "good", "Right kind"),
        ({"crit": ["a", "b"]}, "", "odd", "2 members"),
        ({"crit": 7}, "", "odd", "1 member"),
    ],
)
def test_each_member_of_the_header(header, use, level, words):
    (name,) = header
    one = next(one for one in found({}, Expected(use=use), **header) if one.name == name)
    assert (one.part, one.level) == ("header", level)
    assert words in one.text


def _told(state, fit, *, in_set=True, **header):
    signature = Signature(state=state, title="", text="", fit=fit, in_set=in_set)
    made = key_checks({"alg": "RS256", "kid": "a", **header}, signature)
    return {one.name: (one.level, one.text) for one in made}


def test_a_fitting_key_answers_for_all_three():
    told = _told("valid", "fits")
    assert told["alg"] == ("good", "Matches the key")
    assert told["kid"] == ("good", "Found in JWKS")
    assert told["signature"] == ("good", "Valid")
    assert "kid" not in _told("valid", "fits", in_set=False)


def test_a_key_that_is_gone_was_rotated():
    told = _told("invalid", "no-such-key")
    assert told["kid"] == ("bad", "Not in JWKS: key rotated")
    assert "signature" not in told


def test_a_wrong_signature_and_a_key_of_another_kind():
    assert _told("invalid", "wrong")["signature"] == ("bad", "Wrong")
    assert _told("invalid", "wrong")["kid"][0] == "good"
    told = _told("unchecked", "unreadable")
    assert told["alg"][0] == "bad"
    assert "kid" not in told


def test_without_a_key_nothing_is_claimed():
    assert {one.level for one in key_checks({"alg": "RS256"}, None)} == {"info"}
    assert list(key_checks({"alg": "none"}, None)) == []
    by_words = Signature(state="invalid", title="", text="")
    assert next(iter(key_checks({"alg": "HS256"}, by_words))).level == "bad"


def test_an_access_token_has_what_its_profile_requires():
    whole = dict.fromkeys(("iss", "exp", "aud", "sub", "client_id", "iat", "jti"), 1)
    assert list(profile({"typ": "at+jwt"}, whole)) == []
    assert list(profile({"typ": "JWT"}, {})) == []
    del whole["jti"], whole["client_id"]
    (one,) = profile({"typ": "application/at+jwt"}, whole)
    assert (one.level, one.text) == ("odd", "Lacks client_id, jti (RFC 9068)")


def test_a_secret_that_can_be_guessed_is_no_good_algorithm():
    assert _told("invalid", "guessed", in_set=False)["alg"] == ("bad", "Its secret can be guessed")


def test_a_signature_that_was_cut_off():
    (one,) = key_checks({"alg": "RS256", "kid": "a"}, None, is_signed=False)
    assert (one.name, one.level, one.text) == ("signature", "bad", "It has none")
    assert list(key_checks({}, None, is_signed=False)) == []
