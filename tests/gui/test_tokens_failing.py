"""One failing check is told in a sentence, several by their names."""

import pytest

from inspector.annotate.tokens.check import claim, header
from inspector.gui.tokens.failing import failing

AUD, KID = claim("aud", "Not for it", "bad", "todo"), header("kid", "Gone", "bad", "todo")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([], ""),
        ([claim("sub", "Personal data", "odd")], ""),
        ([AUD], "ID token is not meant for this API"),
        ([KID], "ID token is signed with a key that its issuer no longer publishes"),
        ([AUD, KID], "ID token: aud, kid fail"),
        ([claim("nonce", "Other", "bad")], "ID token: nonce fails"),
    ],
)
def test_the_title(found, said):
    assert failing("ID token", found, unsigned=False) == said


def test_that_it_is_not_signed_goes_before_all_else():
    found = [AUD, header("alg", "Not signed", "bad")]
    assert failing("Access token", found, unsigned=True) == "Access token is not signed"
