"""One failing check is told in a sentence, several by their names."""

import pytest

from inspector.annotate.tokens.check import claim, header, signature
from inspector.presentation.tokens.token_state import failing

AUD, KID = claim("aud", "Not for it", "bad", "todo"), header("kid", "Gone", "bad", "todo")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([], ""),
        ([claim("sub", "Personal data", "odd")], ""),
        ([AUD], "ID token is not meant for this API"),
        ([KID], "ID token is signed with a key that is gone"),
        ([AUD, KID], "ID token: aud, kid fail"),
        ([claim("nonce", "Other", "bad")], "ID token: nonce fails"),
    ],
)
def test_the_title(found, said):
    assert failing("ID token", found, unsigned=False) == said


def test_that_it_is_not_signed_goes_before_all_else():
    found = [AUD, header("alg", "Not signed", "bad")]
    for each in (found, []):
        assert failing("Access token", each, unsigned=True) == "Access token is not signed"


def test_a_secret_that_can_be_guessed():
    found = [header("alg", "Can be guessed", "bad"), signature("Anybody can make it", "bad")]
    said = "Access token is signed with a secret that can be guessed"
    assert failing("Access token", found, unsigned=False) == said
