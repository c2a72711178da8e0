"""A server that breaks over what its caller may not do names the right, not its own trouble."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

BROKE = """
> GET https://a.test/rules
> Authorization: Basic YW5uOnB3
< {reads}
<< [{{"id": 1}}]
---
> PUT https://a.test/rules
> Authorization: Basic YW5uOnB3
< {status}
< Content-Type: application/json
<< {{"message": "Internal Server Error", "detail": "{words}"}}
"""


@pytest.mark.parametrize(
    ("reads", "words", "found"),
    [
        ("200 OK", "not enough permissions (9)", ["right-missing"]),
        ("200 OK", "user does not have the privilege RULE_WRITE", ["right-missing"]),
        ("200 OK", "EACCES: permission denied, open '/var/lib/a.csv'", []),
        ("200 OK", "permission denied for table rules", []),
        ("200 OK", "list index out of range", []),
        ("500 Internal Server Error", "permission denied", []),  # nobody was let in
        ("500 Internal Server Error", "auth: permission denied", ["right-missing"]),
    ],
)
def test_words_of_a_right(reads, words, found):
    text = BROKE.format(reads=reads, words=words, status="500 Internal Server Error")
    assert [one.slug for one in diagnose(attempt_of(text)).findings][:1] == found


@pytest.mark.parametrize("status", ["400 Bad Request", "406 Not Acceptable", "409 Conflict"])
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("user lacks the privilege RULE_WRITE", ["right-missing"]),
        ("operation not permitted for this role", ["right-missing"]),
        ("you are not allowed to book the same day twice", []),
        ("the rule exists already", []),
    ],
)
def test_a_right_in_another_error(status, words, found):
    text = BROKE.format(reads="200 OK", words=words, status=status)
    assert [one.slug for one in diagnose(attempt_of(text)).findings][:1] == found


BY_401 = """> GET https://broker.test/api/queues/x
> Authorization: Basic YW5uOkxvcm5lLVF1YXk=
< 401 Unauthorized
< Content-Type: application/json
<< {{"reason": "{words}"}}"""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("User not authorised to access virtual host", "right-missing"),
        ("You are not authorized to call this command.", "wrong-password"),
    ],
)
def test_with_401_you_may_be_anybody_and_the_user_is_known(words, found):
    assert diagnose(attempt_of(BY_401.format(words=words))).findings[0].slug == found
