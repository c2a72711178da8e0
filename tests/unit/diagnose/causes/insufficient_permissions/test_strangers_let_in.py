"""Where a host lets anybody in, words about a right do not show that the caller is known."""

import pytest

from inspector.diagnose import diagnose

CALL = "> GET https://api.test{path}\n{sent}< {status}\n< Content-Type: application/json\n{via}<< {body}"
SENT = "> X-Api-Key: 3qZAZ3LzWkNkVFICBSZwkYcGdpaKkkEu\n"
KONG = "< Via: kong/3.4.2\n< X-Kong-Response-Latency: 1\n"
PUBLIC = CALL.format(path="/formats", sent="", status="200 OK", via="", body='{"formats": ["srt"]}')
TAKEN = CALL.format(path="/me", sent=SENT, status="200 OK", via="", body='{"id": 7}')


def _refused(words, via=""):
    body = f'{{"message": "{words}"}}'
    return CALL.format(path="/items", sent=SENT, status="403 Forbidden", via=via, body=body)


def _certainty(attempt, *parts):
    found = diagnose(attempt("\n---\n".join(parts))).findings
    return next(one.certainty.value for one in found if one.slug == "right-missing")


@pytest.mark.parametrize(
    ("before", "words", "certainty"),
    [
        ((), "You need the admin role", "certain"),
        ((PUBLIC,), "You need the admin role", "very-likely"),
        ((PUBLIC, TAKEN), "You need the admin role", "certain"),
        ((PUBLIC,), "This key lacks the admin role", "certain"),
    ],
)
def test_whether_the_caller_is_known(attempt, before, words, certainty):
    assert _certainty(attempt, *before, _refused(words)) == certainty


@pytest.mark.parametrize("before", [(), (PUBLIC,)])
def test_a_gateway_that_says_the_same_of_its_anonymous_consumer(attempt, before):
    words = "You cannot consume this service"
    assert _certainty(attempt, *before, _refused(words, KONG)) != "certain"
