"""Valid is a token whose signature was checked; before that, only its time is known."""

from datetime import UTC, datetime, timedelta

import pytest

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.signatures import Signature, check
from inspector.annotate.tokens.standing import is_proven, sentence, standing, with_standing
from inspector.model.token import Token
from inspector.protocol.tokens.signing import signed

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SECRET = "a-secret-that-is-long-enough-for-hs256"
TEXT = signed({"alg": "HS256"}, {"exp": int(NOW.timestamp()) + 3540}, SECRET)
TOKEN = decode(TEXT, NOW)
LEFT = "59 minutes"


def test_an_unchecked_signature_is_said_and_is_amber():
    found = standing(TOKEN, LEFT)
    assert found.text == "Not expired for another 59 minutes, signature not checked"
    assert (found.badge, found.level) == ("Not expired", "odd")
    assert sentence("Access token", TOKEN, LEFT).endswith("59 minutes, signature not checked")


def test_a_key_that_fits_makes_it_valid_and_another_does_not():
    right, wrong = check(TEXT, SECRET), check(TEXT, "another-secret-that-is-long-enough-too")
    found = standing(TOKEN, LEFT, right)
    assert (found.badge, found.level) == ("Valid", "good")
    assert sentence("Access token", TOKEN, LEFT, right) == (
        "Access token is valid for another 59 minutes"
    )
    assert not is_proven(TOKEN, wrong)
    assert standing(TOKEN, LEFT, wrong).level == "odd"


@pytest.mark.parametrize(
    ("token", "words"),
    [
        (Token(kind="saml", title="SAML"), "not signed"),
        (Token(kind="jwe", title="Encrypted"), "its maker not checked"),
        (Token(kind="certificate", title="Certificate"), "signature not checked"),
        (Token(kind="macaroon", title="Macaroon"), "signature not checked"),
    ],
)
def test_what_was_not_checked_is_named(token, words):
    assert standing(token, LEFT).text.endswith(words)
    assert sentence("It", token, LEFT).endswith(words)


def test_that_a_key_opens_a_token_proves_nobody():
    opened = Signature(state="valid", title="Opened", text="")
    assert not is_proven(Token(kind="jwe", title="Encrypted"), opened)


def test_what_is_written_out_says_it_where_its_result_says_nothing():
    assert with_standing(TOKEN, NOW).result == standing(TOKEN, LEFT).text
    assert with_standing(TOKEN, NOW, check(TEXT, SECRET)).result == "Valid for another 59 minutes"
    for other in (NOW + timedelta(hours=1), NOW + timedelta(days=1)):
        assert with_standing(TOKEN, other) == TOKEN
    named = decode("opaque-value-123456")
    assert with_standing(named, NOW) == named
