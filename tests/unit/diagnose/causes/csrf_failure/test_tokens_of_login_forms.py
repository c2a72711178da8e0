"""A login whose form has a token of its own: "wrong token" is said of that, not of the password."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

OWN = "60086b490501c0bf6ae61a1f381c4291c8db4f5b"
LOGIN = """
> POST https://a.test/login
> Content-Type: application/x-www-form-urlencoded
>> login=alice&password=pinboard-oak-6&token={token}
< 403 Forbidden
< Content-Type: text/plain
<< {words}
"""


@pytest.mark.parametrize(
    ("token", "words", "told"),
    [
        (OWN, "Wrong token.", True),
        (OWN, "Security token is invalid", True),
        ("123456", "Invalid token", False),  # a second factor
        (OWN, "Wrong login/password", False),
    ],
)
def test_a_token_of_a_login_form(token, words, told):
    found = diagnose(attempt_of(LOGIN.format(token=token, words=words))).findings[0]
    assert (found.slug == "csrf-token-mismatch") is told
