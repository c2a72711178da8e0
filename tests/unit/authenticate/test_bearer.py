"""Bearer: the header, and what goes wrong when a token is pasted."""

import time

import jwt
import pytest

from inspector.authenticate.schemes import bearer
from inspector.authenticate.token_checks import checks
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Message
from inspector.model.secret import SecretRef

KEY = SecretRef(place="memory", name="k")


def _value(credential, token):
    message = Message(method="GET", url="http://a/")
    (step,) = bearer.steps(credential, message, lambda _ref: token)
    return step.message.headers[-1].value


def _token(**claims):
    return jwt.encode(claims, "0123456789abcdef0123456789abcdef", "HS256")


def _kinds(token, word="Bearer"):
    return [each.kind for each in checks(word, token)]


def test_the_header():
    assert _value(Bearer(token=KEY), " abc ") == "Bearer abc"
    assert _value(Bearer(token=KEY, word="Token"), "abc") == "Token abc"
    assert _value(Bearer(token=KEY, word=""), "abc") == "abc"


@pytest.mark.parametrize("pasted", ["Bearer abc", "bearer abc", "Authorization: Bearer abc"])
def test_the_word_pasted_too(pasted):
    assert _kinds(pasted) == ["doubled-word"]


def test_a_blank_inside():
    assert _kinds("abc def") == ["blank-inside"]


@pytest.mark.parametrize("pasted", ["\u200babc", "ab\u00adc", "abc\ufeff"])
def test_a_character_that_nobody_sees(pasted):
    assert _kinds(pasted) == ["unseen-character"]


def test_an_expired_token_says_for_how_long():
    (found,) = checks("Bearer", _token(exp=time.time() - 27 * 60))
    assert (found.kind, found.level) == ("expired", "bad")
    assert "27" in found.text


@pytest.mark.parametrize(
    ("claims", "kind"),
    [
        ({"typ": "Refresh"}, "refresh-token"),
        ({"token_use": "id"}, "id-token"),
        ({"nonce": "x", "aud": "app"}, "id-token"),
        ({"at_hash": "x"}, "id-token"),
    ],
)
def test_the_wrong_kind_of_token(claims, kind):
    assert _kinds(_token(exp=time.time() + 600, **claims)) == [kind]


def test_a_good_token_is_fine():
    assert _kinds(_token(exp=time.time() + 600, scope="a")) == []
    assert _kinds("opaque-token") == []
    assert bearer.check(Bearer(), "opaque-token") == ()


@pytest.mark.parametrize(
    "token", ["a.b.c", "..", "a.b.c.d.e", _token(exp="soon"), _token(exp=True)]
)
def test_odd_tokens_are_no_error(token):
    assert "expired" not in _kinds(token)
